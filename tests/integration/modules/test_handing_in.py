"""Handing in a text: only after a yes, only to who teaches that group, and back again (ADR 0053)."""

import logging
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from elearning.accounts.enums import Role
from elearning.accounts.models import AuditEvent, Membership, OutgoingMail
from elearning.accounts.queries import own_data
from elearning.core import clock
from elearning.core.exceptions import DomainError, NotFound
from elearning.enrolment.actions import leave
from elearning.xapi.models import Statement
from modules.actions import handing_in as actions
from modules.actions.portfolio import forget_portfolio_text, keep_portfolio_text
from modules.models import HandedIn, LessonPage
from modules.queries.handing_in import given_in, works_of
from modules.tasks import forget_handed_in
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.cast import make_cast
from tests.factories.enrolment import EnrolmentFactory
from tests.factories.modules import LessonPageFactory, PathPageFactory

pytestmark = pytest.mark.django_db

TITLE = "Mijn plan voor de balie"
TEXT = "Ik oefen met een collega.\n\nDaarna vraag ik wat zij hoorde."
SECRETS = ("balie", "collega", "oefen", "Mooi")


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def key(cast):
    made = uuid.uuid4()
    keep_portfolio_text(by=cast.bram, key=made, title=TITLE, text=TEXT)
    return made


@pytest.fixture
def work(cast, key):
    return actions.hand_in(by=cast.bram, key=key, enrolment=cast.enrolment)


def as_(client, user):
    client.force_login(user)
    return client


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_who_will_read_it_is_said_before_the_yes(client, cast, key):
    page = words(as_(client, cast.bram).get(reverse("hand_in", args=[key])))

    assert f"{cast.cohort.name}: Anna de Wit, en wie" in page
    assert "over een echte cliënt" in page
    assert "Carla" not in page
    assert not HandedIn.objects.exists()


def test_without_a_yes_nothing_is_handed_in(client, cast, key):
    group = {"group": str(cast.enrolment.uuid)}

    answer = as_(client, cast.bram).post(reverse("hand_in", args=[key]), group)

    assert answer.status_code == 400
    assert not HandedIn.objects.exists()


def test_after_a_yes_the_lecturer_reads_it_and_writes_back(client, cast, key):
    yes = {"group": str(cast.enrolment.uuid), "agreed": "on"}
    as_(client, cast.bram).post(reverse("hand_in", args=[key]), yes)
    work = HandedIn.objects.get()
    address = reverse("handed_in", args=[work.uuid])

    page = words(as_(client, cast.anna).get(address))
    assert TITLE in page
    assert "Bram Jansen" in page
    assert "balie" not in page[: page.index("</title>")]
    on = work.handed_in_at.isoformat()
    client.post(address, {"text": "Mooi gedaan.", "on": on})

    own = words(as_(client, cast.bram).get(reverse("portfolio_text", args=[key])))
    assert "Mooi gedaan." in own
    (found,) = works_of(cast.bram, key)
    assert (found.feedback, found.is_waiting) == ("Mooi gedaan.", False)


def test_the_list_of_texts_says_what_was_handed_in_and_answered(
    client, cast, key, work
):
    own = reverse("portfolio")
    assert "· ingeleverd" in words(as_(client, cast.bram).get(own))

    actions.give_feedback(
        by=cast.anna,
        work=work.uuid,
        text="Mooi.",
        on=HandedIn.objects.get().handed_in_at.isoformat(),
    )
    assert "· je docent schreef terug" in words(client.get(own))


def test_a_lecturer_goes_back_to_the_group(client, cast, work):
    page = (
        as_(client, cast.anna)
        .get(reverse("handed_in", args=[work.uuid]))
        .content.decode()
    )

    assert f'href="{reverse("dashboard:cohort", args=[cast.cohort.uuid])}"' in page


def test_what_looks_like_a_real_person_is_shown_first(client, cast):
    key = uuid.uuid4()
    text = "Bel haar op 06 12345678."
    keep_portfolio_text(by=cast.bram, key=key, title="Plan", text=text)

    page = words(as_(client, cast.bram).get(reverse("hand_in", args=[key])))

    assert "06 12345678: een telefoonnummer" in page


def test_nobody_else_can_open_it(client, cast, work):
    """Not the other school, a coordinator, an editor, or a colleague who teaches another group."""
    coordinator, editor, colleague = UserFactory.create_batch(3)
    for user, role in ((coordinator, Role.COORDINATOR), (colleague, Role.LECTURER)):
        MembershipFactory(user=user, organisation=cast.organisation, role=role)
    editor.is_superuser = editor.is_staff = True
    editor.save()

    for user in (cast.carla, coordinator, editor, colleague, cast.bram):
        answer = as_(client, user).get(reverse("handed_in", args=[work.uuid]))
        assert answer.status_code == 404
        with pytest.raises(NotFound):
            actions.give_feedback(
                by=user, work=work.uuid, text="x", on=work.handed_in_at.isoformat()
            )


def test_a_lecturer_who_left_reads_nothing_any_more(client, cast, work):
    Membership.objects.filter(user=cast.anna).update(ended_at=clock.now())

    answer = as_(client, cast.anna).get(reverse("handed_in", args=[work.uuid]))

    assert answer.status_code == 404


def test_the_page_of_the_group_has_a_name_and_a_day_only(client, cast, work):
    address = reverse("dashboard:cohort", args=[cast.cohort.uuid])

    page = words(as_(client, cast.anna).get(address))

    assert reverse("handed_in", args=[work.uuid]) in page
    assert not [secret for secret in SECRETS if secret in page]


def test_it_is_taken_back_by_who_wrote_it_only(client, cast, key, work):
    address = reverse("take_back", args=[key, work.uuid])
    assert as_(client, cast.carla).post(address).status_code == 404
    assert HandedIn.objects.exists()

    as_(client, cast.bram).post(address)

    assert not HandedIn.objects.exists()
    page = as_(client, cast.anna).get(reverse("handed_in", args=[work.uuid]))
    assert page.status_code == 404


def test_a_text_of_somebody_else_or_to_another_group_is_not_handed_in(cast, key):
    with pytest.raises(NotFound):
        actions.hand_in(by=cast.carla, key=key, enrolment=cast.enrolment)
    cast.cohort.lecturers.clear()
    with pytest.raises(NotFound):
        actions.hand_in(by=cast.bram, key=key, enrolment=cast.enrolment)
    assert not HandedIn.objects.exists()


def test_a_change_afterwards_is_not_seen_until_it_is_handed_in_again(cast, key, work):
    on = work.handed_in_at.isoformat()
    actions.give_feedback(by=cast.anna, work=work.uuid, text="Mooi.", on=on)
    keep_portfolio_text(by=cast.bram, key=key, title=TITLE, text="Anders.")
    assert works_of(cast.bram, key)[0].text == TEXT

    actions.hand_in(by=cast.bram, key=key, enrolment=cast.enrolment)

    (again,) = works_of(cast.bram, key)
    assert (again.text, again.feedback, again.is_waiting) == ("Anders.", "Mooi.", True)
    with pytest.raises(DomainError, match="nieuwere versie"):
        actions.give_feedback(by=cast.anna, work=work.uuid, text="Oud.", on=on)


def test_words_about_an_older_copy_stay_on_the_page(client, cast, key, work):
    on = work.handed_in_at.isoformat()
    actions.hand_in(by=cast.bram, key=key, enrolment=cast.enrolment)

    answer = as_(client, cast.anna).post(
        reverse("handed_in", args=[work.uuid]), {"text": "Lang bedacht.", "on": on}
    )

    assert answer.status_code == 409
    assert "Lang bedacht." in words(answer)


def test_it_goes_with_the_text_with_the_group_and_with_time(cast, key, work):
    forget_portfolio_text(by=cast.bram, key=key)
    assert not HandedIn.objects.exists()

    keep_portfolio_text(by=cast.bram, key=key, title=TITLE, text=TEXT)
    actions.hand_in(by=cast.bram, key=key, enrolment=cast.enrolment)
    forget_handed_in()
    assert len(given_in(cast.cohort)) == 1
    cast.cohort.starts_on = clock.today() - timedelta(days=120)
    cast.cohort.ends_on = clock.today() - timedelta(days=91)
    cast.cohort.save()
    forget_handed_in()
    assert not HandedIn.objects.exists()

    actions.hand_in(by=cast.bram, key=key, enrolment=cast.enrolment)
    leave(by=cast.bram, enrolment=cast.enrolment)
    assert given_in(cast.cohort) == []
    forget_handed_in()
    assert not HandedIn.objects.exists()


def test_not_a_word_is_readable_logged_audited_or_recorded(cast, key, work, caplog):
    with caplog.at_level(logging.DEBUG):
        on = work.handed_in_at.isoformat()
        actions.give_feedback(by=cast.anna, work=work.uuid, text="Mooi.", on=on)
        actions.take_back(by=cast.bram, work=work.uuid)
        actions.hand_in(by=cast.bram, key=key, enrolment=cast.enrolment)

    row = HandedIn.objects.get()
    done = AuditEvent.objects.filter(subject_kind="modules.handedin").order_by("pk")
    lines = [f"{event.subject_id} {event.detail}" for event in done]
    places = [bytes(row.sealed).decode("latin-1"), caplog.text, *lines]
    assert not [word for word in SECRETS for place in places if word in place]
    assert [event.action for event in done] == [
        "hand_in",
        "give_feedback",
        "take_back",
        "hand_in",
    ]
    assert (Statement.objects.count(), OutgoingMail.objects.count()) == (0, 0)


def test_it_is_in_the_download_of_ones_own_data(cast, work):
    on = work.handed_in_at.isoformat()
    actions.give_feedback(by=cast.anna, work=work.uuid, text="Mooi.", on=on)

    (given,) = own_data(cast.bram)["lessons_and_cases"]["handed_in"]

    assert (given["title"], given["text"], given["feedback"]) == (TITLE, TEXT, "Mooi.")
    assert own_data(cast.anna)["lessons_and_cases"]["handed_in"] == []


ASSIGNMENT = {
    "title": "Een plan",
    "task": "<p>Schrijf een plan.</p>",
    "hand_in": "",
    "levels": ["nog niet", "al wel"],
    "criteria": [],
}


def lesson_of(*blocks):
    """A lesson of a path, and the key of that path."""
    page = LessonPageFactory(body=[("text", "<p>Eerst lezen.</p>"), *blocks])
    page.save_revision().publish()
    path = PathPageFactory(modules=[page.get_parent().specific])
    return LessonPage.objects.get(pk=page.pk), path.key


def test_an_assignment_says_where_one_hands_in(client):
    page, path_key = lesson_of(("assignment", ASSIGNMENT))
    cast = make_cast(path_key=path_key)

    said = words(as_(client, cast.bram).get(page.url))

    assert "Lever in wat je maakte" in said
    assert f'href="{reverse("portfolio")}"' in said


def test_who_has_no_lecturer_is_not_sent_to_one(client):
    page, path_key = lesson_of(("assignment", ASSIGNMENT))
    alone = EnrolmentFactory(path_key=path_key).user

    assert "Lever in wat je maakte" not in words(as_(client, alone).get(page.url))


def test_a_lesson_without_an_assignment_asks_for_nothing(client):
    page, path_key = lesson_of()
    cast = make_cast(path_key=path_key)

    assert "Lever in wat je maakte" not in words(as_(client, cast.bram).get(page.url))


def test_handing_in_again_waits_for_what_a_lecturer_writes_at_that_moment(
    cast, key, work
):
    with CaptureQueriesContext(connection) as asked:
        actions.hand_in(by=cast.bram, key=key, enrolment=cast.enrolment)

    read = [q["sql"] for q in asked if 'FROM "modules_handedin"' in q["sql"]]
    assert ["FOR UPDATE" in one for one in read] == [True]
