"""What others send to the record store counts nowhere, whatever name they use."""

import json
import uuid

import pytest
from django.db import transaction

from elearning.core import clock
from elearning.dashboard.actions import advance
from elearning.dashboard.models import LearnerItem
from elearning.xapi import vocabulary
from elearning.xapi.actions import make_credential, receive_statements, record
from elearning.xapi.enums import Scope
from elearning.xapi.models import Statement
from elearning.xapi.statements import (
    PLATFORM_TENANT,
    Item,
    ModuleCompleted,
    Speaker,
    extension_iri,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_copied_statement_from_outside_does_not_count() -> None:
    """Neither as progress nor as an error: its programme is no id at all."""
    with transaction.atomic():
        record(
            ModuleCompleted(
                speaker=Speaker(actor=uuid.UUID(int=1), registration=uuid.UUID(int=2)),
                object=Item("modules/m05", vocabulary.MODULE),
                at=clock.now(),
            )
        )
    copied = json.loads(Statement.objects.get().body)
    copied["id"] = str(uuid.uuid4())
    copied["object"]["id"] = Item("modules/m06", vocabulary.MODULE).iri
    copied["context"]["extensions"] = {extension_iri("programme"): "no id"}
    credential, _ = make_credential(
        by=None, label="proef", tenant=PLATFORM_TENANT, scopes=[Scope.ALL]
    )
    raw = json.dumps(copied).encode()
    receive_statements(by=credential, raw=raw, parts={}, major=1)

    assert (advance(), Statement.objects.count()) == (1, 2)
    assert [item.code for item in LearnerItem.objects.all()] == ["m05"]
