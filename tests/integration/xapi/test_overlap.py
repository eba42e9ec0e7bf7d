"""Batches that overlap, at the same moment: none waits for another in a circle, nothing is lost."""

import json
import random
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from elearning.xapi.actions import make_credential, receive_statements
from elearning.xapi.models import Activity, Credential, Statement, StatementId
from elearning.xapi.statements import PLATFORM_TENANT

pytestmark = pytest.mark.django_db(transaction=True)

CLIENTS, BATCHES = 4, 4
IDS = [str(uuid.UUID(int=number + 1)) for number in range(60)]


def batch(seed: int) -> list[dict[str, object]]:
    """Thirty statements out of sixty, in an order of its own; each always says the same."""
    return [
        {
            "id": one,
            "actor": {"mbox": f"mailto:{one}@leer.example"},
            "verb": {"id": f"http://example.com/verbs/{one[-1]}"},
            "object": {
                "id": f"http://example.com/activities/{one}",
                "definition": {"name": {"nl": one}},
            },
        }
        for one in random.Random(seed).sample(IDS, 30)
    ]


def send(credential: Credential, client: int) -> int:
    try:
        for number in range(BATCHES):
            raw = json.dumps(batch(client * BATCHES + number)).encode()
            receive_statements(by=credential, raw=raw, parts={}, major=1)
    finally:
        connection.close()
    return client


def test_overlapping_batches_are_all_taken_and_stored_once() -> None:
    credential, _ = make_credential(by=None, label="proef", tenant=PLATFORM_TENANT)

    with ThreadPoolExecutor(CLIENTS) as pool:
        done = list(pool.map(lambda client: send(credential, client), range(CLIENTS)))

    sent = {one["id"] for seed in range(CLIENTS * BATCHES) for one in batch(seed)}
    assert done == list(range(CLIENTS))
    assert {
        str(found) for found in StatementId.objects.values_list("uuid", flat=True)
    } == sent
    assert (Statement.objects.count(), Activity.objects.count()) == (
        len(sent),
        len(sent),
    )
