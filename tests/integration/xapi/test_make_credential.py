"""The command that makes a key and secret."""

import uuid
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from elearning.xapi.models import Credential, hash_secret
from elearning.xapi.statements import PLATFORM_TENANT
from tests.factories.accounts import OrganisationFactory

pytestmark = pytest.mark.django_db


def test_make_credential_prints_a_secret_that_fits(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = StringIO()

    call_command("make_credential", label="proef", stdout=out)

    credential = Credential.objects.get()
    secret = out.getvalue().split("secret  ")[1].split()[0]
    assert (credential.tenant, credential.secret_hash) == (
        PLATFORM_TENANT,
        hash_secret(secret),
    )


def test_make_credential_for_an_organisation() -> None:
    organisation = OrganisationFactory()

    call_command(
        "make_credential",
        label="proef",
        organisation=organisation.uuid,
        stdout=StringIO(),
    )

    assert Credential.objects.get().tenant == organisation.uuid


def test_make_credential_refuses_an_organisation_that_does_not_exist() -> None:
    with pytest.raises(CommandError):
        call_command(
            "make_credential",
            label="proef",
            organisation=uuid.uuid4(),
            stdout=StringIO(),
        )

    assert not Credential.objects.exists()
