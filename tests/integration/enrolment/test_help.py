"""Help and safety: product rule 14."""

from datetime import timedelta

import pytest

from elearning.core import clock
from elearning.knowledge.enums import RecordKind
from elearning.knowledge.models import HelpContact

pytestmark = pytest.mark.django_db


def _contact(code, phone, *, overdue=False, **fields):
    today = clock.today()
    return HelpContact.objects.create(
        **{
            "code": code,
            "kind": RecordKind.CONTACT,
            "owner": "redactie",
            "checked_on": today - timedelta(days=100),
            "review_by": today + timedelta(days=-1 if overdue else 10),
            "name": code,
            "purpose": f"Waarvoor {code} is",
            "phone": phone,
            "url": f"https://{code}.example",
            **fields,
        }
    )


def test_help_with_an_empty_table_still_has_the_two_that_never_disappear(client):
    page = client.get("/hulp/").content.decode()

    assert 'href="tel:112"' in page
    assert 'href="tel:08002000"' in page


def test_help_shows_a_number_that_was_checked_in_time(client):
    _contact("geldlijn", "0800-1234")

    page = client.get("/hulp/").content.decode()

    assert "0800-1234" in page
    assert "laatst nagekeken" not in page


def test_help_overdue_shrinks_a_number_to_name_and_site(client):
    _contact("geldlijn", "0800-1234", overdue=True)

    page = client.get("/hulp/").content.decode()

    assert "0800-1234" not in page
    assert "https://geldlijn.example" in page


def test_help_overdue_keeps_the_two_and_says_when_they_were_checked(client):
    _contact("alarm", "112", overdue=True, always_shown=True)
    _contact("veilig-thuis", "0800-2000", overdue=True, always_shown=True)

    page = client.get("/hulp/").content.decode()

    assert page.count('href="tel:112"') == 1
    assert page.count('href="tel:08002000"') == 1
    assert page.count("laatst nagekeken") == 2


def test_help_shows_the_contacts_of_ones_own_organisation_only(client, cast):
    cast.other_organisation.attention_officer = "Mevrouw Anders"
    cast.other_organisation.save()
    visitor = client.get("/hulp/").content.decode()
    client.force_login(cast.bram)

    bram = client.get("/hulp/").content.decode()

    assert cast.organisation.attention_officer not in visitor
    assert cast.organisation.attention_officer in bram
    assert cast.organisation.confidential_adviser in bram
    assert "Mevrouw Anders" not in bram


def test_help_leads_to_whom_to_consult(client):
    assert 'href="/ik-heb-nu-een-zaak/"' in client.get("/hulp/").content.decode()
