"""The learning network, walked by two people: asked, accepted, signed up, attended."""

import re

import pytest
from playwright.sync_api import Page, expect

from elearning.network.models import Attendance, CaseForm
from elearning.xapi.models import Statement
from tests.factories.accounts import UserFactory
from tests.factories.network import (
    ActivityFactory,
    ActivityTypeFactory,
    NetworkMemberFactory,
    SignUpFactory,
)
from tests.factories.network_cast import make_network_cast


@pytest.fixture
def cast():
    return make_network_cast()


def test_a_professional_joins_signs_up_and_attends(
    page_either_way: Page, open_page, sign_in, cast
):
    meeting = ActivityFactory(
        begun=True, organisation=cast.organisation, title="Bijeenkomst in De Linde"
    )
    page, organiser = page_either_way, open_page()
    sign_in(page, cast.dirk)
    sign_in(organiser, cast.anna)

    page.goto("/netwerk/")
    page.get_by_label("als professional").check()
    page.get_by_role("button", name="Vraag om mee te doen").click()
    expect(
        page.get_by_text("Je verzoek ligt bij een netwerkbegeleider")
    ).to_be_visible()

    organiser.goto("/netwerk/leden/")
    organiser.get_by_role("button", name="Toelaten Dirk Bos").click()
    expect(
        organiser.get_by_text("Toegelaten. Er is een mail onderweg.")
    ).to_be_visible()

    page.goto("/netwerk/")
    page.get_by_role("link", name="Bijeenkomst in De Linde").click()
    page.get_by_role("button", name="Aanmelden").click()
    expect(page.get_by_text("Je hebt een plek.")).to_be_visible()

    organiser.goto(f"/netwerk/activiteiten/{meeting.uuid}/")
    organiser.get_by_role("link", name="Noteren wie er waren").click()
    organiser.get_by_label("Dirk Bos").check()
    organiser.get_by_role("button", name="Opslaan").click()
    expect(organiser.get_by_text("Opgeslagen wie er waren.")).to_be_visible()

    assert [it.user for it in Attendance.objects.all()] == [cast.dirk]
    assert Statement.objects.filter(verb__iri__endswith="attended").count() == 1


def test_a_case_is_brought_in_mended_read_and_seen(
    page_either_way: Page, open_page, sign_in, cast
):
    meeting = ActivityFactory(
        organisation=cast.organisation, type=ActivityTypeFactory(cases=True)
    )
    SignUpFactory(activity=meeting, user=cast.bram)
    page, reader = page_either_way, open_page()
    sign_in(page, cast.bram)
    sign_in(reader, cast.anna)

    page.goto(f"/netwerk/activiteiten/{meeting.uuid}/")
    page.get_by_role("link", name="Casus inbrengen").click()
    page.get_by_label("Nee", exact=True).check()
    page.get_by_role("button", name="Verder").click()
    page.get_by_label("Het dilemma in één zin").fill("Mag ik bellen op 06-12345678?")
    page.get_by_label("Waar speelt het?").select_option("phone")
    page.get_by_label("Je rol").fill("Consulent")
    page.get_by_label("Wat speelde er?").fill("Iemand van 18-25 wil geen post thuis.")
    page.get_by_label("Wat deed je?").fill("Ik vroeg waar post veilig is.")
    page.get_by_label("Je vraag aan de groep").fill("Wat had ik kunnen vragen?")
    page.get_by_role("button", name="Naar de tweede lezer").click()
    expect(page.get_by_text("Deze controle ziet niet alles")).to_be_visible()
    expect(page.get_by_label("Wat deed je?")).to_have_value(
        "Ik vroeg waar post veilig is."
    )
    page.get_by_label("Het dilemma in één zin").fill("Mag ik bellen?")
    page.get_by_role("button", name="Naar de tweede lezer").click()
    expect(page.get_by_text("wacht op de tweede lezer")).to_be_visible()

    case = CaseForm.objects.get()
    reader.goto(f"/netwerk/inbreng/{case.uuid}/")
    for box in reader.get_by_role("checkbox").all():
        box.check()
    reader.get_by_role("button", name="Ik heb het gelezen").click()
    expect(reader.get_by_text("De deelnemers kunnen het nu zien.")).to_be_visible()


def test_danger_closes_the_form_and_keeps_nothing(page_either_way: Page, sign_in, cast):
    meeting = ActivityFactory(
        organisation=cast.organisation, type=ActivityTypeFactory(cases=True)
    )
    SignUpFactory(activity=meeting, user=cast.bram)
    sign_in(page_either_way, cast.bram)

    page_either_way.goto(f"/netwerk/activiteiten/{meeting.uuid}/inbreng/")
    page_either_way.get_by_label("Ja, of ik twijfel").check()
    page_either_way.get_by_role("button", name="Verder").click()

    expect(page_either_way.get_by_role("link", name="0800-2000")).to_be_visible()
    expect(page_either_way.locator("textarea")).to_have_count(0)
    assert not CaseForm.objects.exists()


def test_pages_of_the_network_have_no_accessibility_faults(
    page_on_each_screen: Page, sign_in, axe, cast
):
    meeting = ActivityFactory(
        begun=True, organisation=cast.organisation, type=ActivityTypeFactory(cases=True)
    )
    SignUpFactory(activity=meeting, user=cast.anna)
    SignUpFactory(activity=meeting, user=UserFactory())
    NetworkMemberFactory(asked=True)
    page = page_on_each_screen
    sign_in(page, cast.anna)
    here = f"/netwerk/activiteiten/{meeting.uuid}"

    for address in (
        "/netwerk/",
        "/netwerk/leden/",
        "/netwerk/beheer/",
        "/netwerk/plannen/",
        "/netwerk/plannen/casuistiekoverleg/",
        "/netwerk/stoppen/",
        f"{here}/",
        f"{here}/aanwezig/",
        f"{here}/afzeggen/",
        f"{here}/inbreng/",
    ):
        page.goto(address)
        axe(page)
        expect(page).to_have_title(re.compile("Leernetwerk$"))
    page.get_by_label("Nee", exact=True).check()
    page.get_by_role("button", name="Verder").click()
    axe(page)
