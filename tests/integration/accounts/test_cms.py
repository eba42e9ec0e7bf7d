"""People and organisations in the CMS."""

import pytest
from django.contrib.auth.models import Group, Permission

from elearning.accounts.enums import EditorialRole
from elearning.accounts.models import AuditEvent, Membership, Organisation, User
from tests.factories.accounts import (
    MembershipFactory,
    OrganisationFactory,
    ProgrammeFactory,
    RegionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    user = UserFactory(superuser=True)
    client.force_login(user)
    return user


def _snippets(model: str) -> str:
    return f"/cms/snippets/accounts/{model}/"


@pytest.mark.parametrize("model", ["organisation", "programme", "region", "membership"])
def test_lists_and_forms_open(client, administrator, model):
    MembershipFactory(organisation=OrganisationFactory(municipality=True))
    ProgrammeFactory()

    assert client.get(_snippets(model)).status_code == 200
    assert client.get(_snippets(model), {"q": "a"}).status_code == 200
    assert client.get(f"{_snippets(model)}add/").status_code == 200


def test_organisation_made_in_the_cms_is_audited(client, administrator):
    region = RegionFactory()

    client.post(
        f"{_snippets('organisation')}add/",
        {"name": "Gemeente Nieuw", "kind": "municipality", "region": region.pk},
    )

    made = Organisation.objects.get()
    assert AuditEvent.objects.get().subject_id == str(made.uuid)


def test_municipality_without_region_is_refused_with_a_message(client, administrator):
    answer = client.post(
        f"{_snippets('organisation')}add/", {"name": "Gemeente", "kind": "municipality"}
    )

    assert answer.status_code == 200
    assert not Organisation.objects.exists()


def test_membership_is_given_by_address(client, administrator):
    organisation, bram = OrganisationFactory(), UserFactory()

    client.post(
        f"{_snippets('membership')}add/",
        {
            "email": bram.email.upper(),
            "organisation": organisation.pk,
            "role": "lecturer",
        },
    )

    assert Membership.objects.get().user == bram


def test_membership_of_nobody_or_twice_is_refused(client, administrator):
    known = MembershipFactory(lecturer=True)
    for email in ("niemand@voorbeeld.example", known.user.email):
        answer = client.post(
            f"{_snippets('membership')}add/",
            {"email": email, "organisation": known.organisation.pk, "role": "lecturer"},
        )
        assert answer.status_code == 200

    assert Membership.objects.get() == known


def test_membership_can_end_and_not_be_deleted(client, administrator):
    known = MembershipFactory(lecturer=True)
    url = f"{_snippets('membership')}edit/{known.pk}/"

    client.post(
        url,
        {
            "organisation": known.organisation.pk,
            "role": "lecturer",
            "ended_at": "2026-01-01 12:00",
        },
    )
    client.post(f"{_snippets('membership')}delete/{known.pk}/")

    known.refresh_from_db()
    assert known.ended_at is not None


def test_chief_editor_manages_organisations_but_not_people(client):
    chief = UserFactory()
    group = Group.objects.get(name=EditorialRole.CHIEF_EDITOR.value)
    group.permissions.add(_access())
    chief.groups.add(group)
    client.force_login(chief)

    assert client.get(_snippets("organisation")).status_code == 200
    assert client.get("/cms/users/").status_code == 302


def test_author_sees_no_organisations_or_roles(client):
    author = UserFactory()
    group, _made = Group.objects.get_or_create(name=EditorialRole.AUTHOR.value)
    group.permissions.add(_access())
    author.groups.add(group)
    client.force_login(author)

    assert client.get(_snippets("membership")).status_code == 302


def _access():
    return Permission.objects.get(codename="access_admin")


def test_person_made_in_the_cms_has_one_name_and_no_password(client, administrator):
    page = client.get("/cms/users/new/").content.decode()
    assert 'name="full_name"' in page
    assert "first_name" not in page
    assert "password1" not in page

    client.post(
        "/cms/users/new/", {"email": "Tom@Voorbeeld.example", "full_name": "Tom"}
    )

    tom = User.objects.get(email="tom@voorbeeld.example")
    assert not tom.has_usable_password()


def test_person_changed_in_the_cms_keeps_groups_and_loses_the_old_address(
    client, administrator
):
    bram = UserFactory(verified=True)

    client.post(
        f"/cms/users/edit/{bram.pk}/",
        {"email": "bram2@voorbeeld.example", "full_name": "Bram", "is_active": "on"},
    )

    bram.refresh_from_db()
    assert bram.email == "bram2@voorbeeld.example"
    assert not bram.emailaddress_set.exclude(email=bram.email).exists()


def test_people_can_be_searched_by_name(client, administrator):
    UserFactory(full_name="Zeldzame Naam")
    UserFactory(full_name="Iemand Anders")

    page = client.get("/cms/users/", {"q": "Zeldzame"}).content.decode()

    assert "Zeldzame Naam" in page
    assert "Iemand Anders" not in page
