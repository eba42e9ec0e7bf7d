"""Joining, deciding and leaving, through the browser's own requests."""

import pytest
from django.urls import reverse

from elearning.network.enums import MemberState
from elearning.network.models import NetworkMember
from tests.factories.accounts import OrganisationFactory
from tests.factories.network import (
    ActivityFactory,
    ActivityTypeFactory,
    NetworkMemberFactory,
)


def test_home_for_a_visitor_asks_to_log_in(client, db):
    response = client.get(reverse("network:home"))

    assert response.status_code == 302
    assert response.url.startswith("/account/login/")


def test_home_for_who_is_not_in_shows_how_to_join_and_no_meetings(cast, as_user):
    ActivityTypeFactory()
    ActivityFactory(title="Alleen voor leden")

    response = as_user(cast.dirk).get(reverse("network:home"))

    assert response.status_code == 200
    assert "Vraag om mee te doen" in response.content.decode()
    assert "Alleen voor leden" not in response.content.decode()


def test_ask_makes_a_request_and_says_so(cast, as_user):
    response = as_user(cast.dirk).post(
        reverse("network:ask"), {"kind": "volunteer"}, follow=True
    )

    assert NetworkMember.objects.get(user=cast.dirk).state == MemberState.ASKED
    assert "Je verzoek ligt bij een netwerkbegeleider" in response.content.decode()


def test_ask_without_a_choice_says_what_is_missing(cast, as_user):
    response = as_user(cast.dirk).post(reverse("network:ask"), {"kind": "koning"})

    assert response.status_code == 200
    assert not NetworkMember.objects.filter(user=cast.dirk).exists()
    assert "form-field__error" in response.content.decode()


def test_decide_accepts(cast, as_user):
    member = NetworkMemberFactory(user=cast.dirk, asked=True)

    response = as_user(cast.anna).post(
        reverse("network:decide", args=[member.uuid]), {"decision": "accept"}
    )

    member.refresh_from_db()
    assert response.status_code == 302
    assert member.state == MemberState.ACCEPTED


def test_decide_declines(cast, as_user):
    member = NetworkMemberFactory(user=cast.dirk, asked=True)

    as_user(cast.anna).post(
        reverse("network:decide", args=[member.uuid]), {"decision": "decline"}
    )

    member.refresh_from_db()
    assert member.state == MemberState.DECLINED


@pytest.mark.parametrize("who", ["bram", "carla", "dirk"])
def test_members_and_decisions_are_for_facilitators(cast, as_user, who):
    member = NetworkMemberFactory(user__full_name="Geheime Naam", asked=True)
    client = as_user(getattr(cast, who))

    listed = client.get(reverse("network:members"))
    decided = client.post(
        reverse("network:decide", args=[member.uuid]), {"decision": "accept"}
    )

    assert (listed.status_code, decided.status_code) == (403, 403)
    assert "Geheime Naam" not in listed.content.decode()
    member.refresh_from_db()
    assert member.state == MemberState.ASKED


def test_members_never_shows_the_kind_of_an_organisation(cast, as_user):
    migrants = OrganisationFactory(migrants=True, name="Stichting Samen")
    NetworkMemberFactory(asked=True, organisation=migrants)
    NetworkMemberFactory(organisation=migrants)

    page = as_user(cast.anna).get(reverse("network:members")).content.decode()

    assert "migranten" not in page.lower()
    assert "vluchteling" not in page.lower()


def test_members_costs_the_same_for_one_and_three(cast, queries_of):
    address = reverse("network:members")
    NetworkMemberFactory.create_batch(1)
    NetworkMemberFactory.create_batch(1, asked=True)
    one = queries_of(cast.anna, address)

    NetworkMemberFactory.create_batch(2)
    NetworkMemberFactory.create_batch(2, asked=True)
    three = queries_of(cast.anna, address)

    assert one == three
    assert three <= 9


def test_leave_asks_first_and_then_leaves(cast, as_user):
    client = as_user(cast.bram)

    page = client.get(reverse("network:leave"))
    client.post(reverse("network:leave"))

    assert "zonder je naam" in page.content.decode()
    assert NetworkMember.objects.get(user=cast.bram).state == MemberState.LEFT
