"""The store's screens in the CMS, as an administrator meets them."""

import uuid

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.db import transaction
from playwright.sync_api import Page, expect

from elearning.core import clock
from elearning.xapi import vocabulary
from elearning.xapi.actions import (
    make_credential,
    make_target,
    note_refusal,
    pause_target,
    record,
)
from elearning.xapi.models import DeadLetter
from elearning.xapi.statements import PLATFORM_TENANT, Item, LessonCompleted, Speaker
from tests.factories.accounts import UserFactory

BRAM = uuid.UUID("3f1c2a54-6f0e-4a6e-9d2f-0c9b0d5f1a11")
LESSON = "modules/m01/les-1"


@pytest.fixture
def administrator():
    """With a statement about Bram, one that a target refused, and a request that we refused."""
    credential, _ = make_credential(by=None, label="Cursus", tenant=PLATFORM_TENANT)
    note_refusal(
        by=credential,
        method="POST",
        resource="statements",
        status=400,
        reason="Expected an IRI with a scheme",
        pointer="/0/verb/id",
    )
    who = Speaker(actor=BRAM, registration=uuid.uuid4())
    thing = Item(LESSON, vocabulary.LESSON)
    with transaction.atomic():
        made = record(LessonCompleted(speaker=who, object=thing, at=clock.now()))
    target = make_target(
        by=None,
        name="onderzoek",
        endpoint="https://leer.example/xapi",
        purpose="onderzoek",
    )
    pause_target(by=None, target=target)
    DeadLetter.objects.create(
        target=target,
        statement=made.pk,
        uuid=made.uuid,
        reason="POST answered 400",
    )
    return UserFactory(superuser=True)


def test_a_search_by_pseudonym_leaves_it_out_of_the_address(
    page_either_way, sign_in, administrator
):
    page = page_either_way
    sign_in(page, administrator)
    page.goto("/cms/leergegevens/")
    page.get_by_role("link", name="Statements zoeken").click()

    page.get_by_label("Pseudoniem").fill(str(BRAM))
    page.locator("form.look__form button").click()

    found = page.locator(".look__found > li")
    expect(found).to_have_count(1)
    assert str(BRAM) not in page.url
    text = found.locator("pre")
    expect(text).to_be_hidden()
    found.get_by_text("Het hele statement").click()
    expect(text).to_contain_text(f"/xapi/activities/{LESSON}")


def test_the_screens_are_accessible_on_each_screen(
    page_on_each_screen, sign_in, administrator
):
    page = page_on_each_screen
    sign_in(page, administrator)

    page.goto("/cms/leergegevens/")
    expect(page.get_by_role("row", name="Cursus")).to_be_visible()
    assert faults(page) == []
    page.goto("/cms/leergegevens/geweigerd/")
    expect(page.get_by_text("/0/verb/id")).to_be_visible()
    assert faults(page) == []
    page.goto("/cms/leergegevens/zoeken/")
    page.locator("form.look__form button").click()
    expect(page.locator("#found")).to_be_visible()
    assert faults(page) == []
    page.goto("/cms/sleutels/")
    assert faults(page) == []
    page.goto("/cms/doorsturen/")
    expect(page.get_by_role("row", name="onderzoek")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("link", name="geweigerd door onderzoek").click()
    page.get_by_text("Zoals deze opslag het krijgt").click()
    expect(page.get_by_text(LESSON)).to_be_visible()
    assert faults(page) == []


def faults(page: Page) -> list[str]:
    """What axe finds in our part of the page; around it is Wagtail's own."""
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("axe.run('main')")
    return [
        f"{rule['id']} {node['html']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def test_the_page_for_whoever_got_a_key_is_accessible(page_on_each_screen, axe):
    page_on_each_screen.goto("/xapi/eerste-statement/")

    axe(page_on_each_screen)
