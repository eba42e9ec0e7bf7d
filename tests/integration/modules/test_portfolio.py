"""Mijn portfolio: kept encrypted, for who wrote it and for nobody else (product rule 7)."""

import logging
import uuid

import pytest
from django.urls import reverse

from elearning.accounts.models import AuditEvent
from elearning.enrolment.models import PrivateRecord
from elearning.enrolment.queries import learning_data
from elearning.xapi.models import Statement
from modules.actions import portfolio as actions
from modules.queries.portfolio import portfolio_texts
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

TITLE = "Mijn plan voor de balie"
TEXT = "Ik oefen met een collega.\n\nDaarna vraag ik wat zij hoorde."
SECRETS = ("balie", "collega", "oefen")


@pytest.fixture
def bram():
    return UserFactory()


@pytest.fixture
def his(client, bram):
    client.force_login(bram)
    return client


def kept(user) -> uuid.UUID:
    key = uuid.uuid4()
    actions.keep_portfolio_text(by=user, key=key, title=TITLE, text=TEXT)
    return key


def test_a_text_is_kept_and_read_again(his, bram):
    answer = his.post(reverse("portfolio_new"), {"title": TITLE, "text": TEXT})

    (text,) = portfolio_texts(bram)
    assert (text.title, text.text) == (TITLE, TEXT)
    assert answer.url == reverse("portfolio_text", args=[text.key])
    page = his.get(answer.url).content.decode()
    assert "<p>Ik oefen met een collega.</p>" in page
    assert f'<h1 class="heading heading--1">{TITLE}</h1>' in page


def test_a_title_is_never_in_the_tab(his, bram):
    page = his.get(reverse("portfolio_text", args=[kept(bram)])).content.decode()

    tab = page[page.index("<title>") : page.index("</title>")]
    assert "Mijn portfolio" in tab
    assert "balie" not in tab


def test_a_changed_text_takes_the_place_of_the_old_one(his, bram):
    key = kept(bram)

    his.post(reverse("portfolio_edit", args=[key]), {"title": TITLE, "text": "Anders."})

    assert [(it.key, it.text) for it in portfolio_texts(bram)] == [(key, "Anders.")]


def test_a_deleted_text_is_gone(his, bram):
    key = kept(bram)
    address = reverse("portfolio_delete", args=[key])

    assert "Deze tekst wissen?" in his.get(address).content.decode()
    assert portfolio_texts(bram)
    his.post(address)

    assert not PrivateRecord.objects.exists()


@pytest.mark.parametrize(
    "name", ["portfolio_text", "portfolio_edit", "portfolio_delete"]
)
def test_a_text_of_another_is_not_found(client, bram, name):
    key = kept(bram)
    carla = UserFactory(is_superuser=True, is_staff=True)
    client.force_login(carla)

    answer = client.get(reverse(name, args=[key]))

    assert answer.status_code == 404
    assert TITLE not in answer.content.decode()
    client.post(reverse(name, args=[key]), {"title": "Weg", "text": "Weg"})
    assert [text.title for text in portfolio_texts(bram)] == [TITLE]


def test_nobody_writes_without_an_account(client):
    answer = client.get(reverse("portfolio"))

    assert answer.status_code == 302
    assert answer.url.startswith("/account/login/")


def test_a_text_is_nowhere_to_read_but_for_its_writer(his, bram, caplog):
    audited, stated = AuditEvent.objects.count(), Statement.objects.count()

    with caplog.at_level(logging.DEBUG):
        his.post(reverse("portfolio_new"), {"title": TITLE, "text": TEXT})

    sealed = bytes(PrivateRecord.objects.get().sealed)
    assert not [word for word in SECRETS if word.encode() in sealed]
    assert not [word for word in SECRETS if word in caplog.text]
    assert (AuditEvent.objects.count(), Statement.objects.count()) == (audited, stated)


def test_an_empty_text_is_not_kept_and_says_so(his, bram):
    page = his.post(reverse("portfolio_new"), {"title": TITLE, "text": " "})

    html = page.content.decode()
    assert 'aria-invalid="true"' in html
    assert f'value="{TITLE}"' in html
    assert portfolio_texts(bram) == []


def test_a_full_portfolio_says_so_and_keeps_what_was_there(his, bram, monkeypatch):
    monkeypatch.setattr(actions, "MOST_TEXTS", 1)
    key = kept(bram)

    text = "Lang bedacht. " * 1400
    answer = his.post(reverse("portfolio_new"), {"title": "Nog een", "text": text})

    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Je portfolio" in html
    assert 'value="Nog een"' in html
    assert text.strip() in html
    his.post(reverse("portfolio_edit", args=[key]), {"title": TITLE, "text": "Nieuw."})
    assert [text.text for text in portfolio_texts(bram)] == ["Nieuw."]


def test_ones_own_data_hold_the_portfolio(bram):
    kept(bram)

    (record,) = learning_data(bram)["private"]
    assert record["contents"]["text"] == TEXT


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_a_fixed_number_of_queries(
    his, bram, count, django_assert_num_queries
):
    for _text in range(count):
        kept(bram)
    his.get(reverse("portfolio"))

    with django_assert_num_queries(6):
        his.get(reverse("portfolio"))
