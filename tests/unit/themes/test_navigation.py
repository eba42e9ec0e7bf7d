import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from themes import navigation
from themes.navigation import Link, Place, links, register, when_logged_in


@pytest.fixture
def request_(monkeypatch):
    monkeypatch.setattr(navigation, "_links", [])
    request = RequestFactory().get("/netwerk/agenda/")
    request.user = AnonymousUser()
    return request


def test_links_stand_in_order_and_say_where_we_are(request_):
    register(Link(label="Netwerk", path="/netwerk/", order=30))
    register(Link(label="Leerroutes", path="/leerroutes/", order=10))

    shown = links(request_, Place.HEADER)

    assert [(link.label, link.current, link.exact) for link in shown] == [
        ("Leerroutes", False, False),
        ("Netwerk", True, False),
    ]


def test_link_without_an_address_is_left_out(request_):
    register(Link(label="Dashboard", url_name="no-such-name"))

    assert links(request_, Place.HEADER) == []


def test_link_that_is_not_allowed_is_left_out(request_):
    register(Link(label="Dashboard", path="/dashboard/", visible=when_logged_in))

    assert links(request_, Place.HEADER) == []


def test_header_has_at_most_five(request_):
    for number in range(7):
        register(Link(label=str(number), path=f"/{number}/", order=number))

    assert [link.label for link in links(request_, Place.HEADER)] == [
        "0",
        "1",
        "2",
        "3",
        "4",
    ]


def test_same_link_counts_once(request_):
    register(Link(label="Privacy", path="/privacy/", place=Place.FOOTER))
    register(Link(label="Privacy", path="/privacy/", place=Place.FOOTER))

    assert len(links(request_, Place.FOOTER)) == 1
