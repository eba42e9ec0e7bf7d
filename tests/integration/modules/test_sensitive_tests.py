"""A test that is heavy: a notice first, other questions that count the same, and nobody sees it."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from elearning.accounts.models import AuditEvent
from elearning.core.exceptions import DomainError
from elearning.dashboard.queries.cohort import cohort_screen
from elearning.enrolment.enums import ProgressState
from elearning.enrolment.models import Progress
from elearning.xapi.models import Statement
from modules import publishing
from modules.models import AssessmentPage
from tests.factories.cast import make_cast
from tests.factories.enrolment import EnrolmentFactory
from tests.factories.modules import ModulePageFactory, PathPageFactory
from tests.factories.sensitive_tests import (
    HEAVY,
    OTHER,
    make_questions,
    make_sensitive_page,
    pairs,
)
from tests.factories.toetsen import make_assessment, question
from toetsen.actions import load_assessment, mark_sensitive, save_answer, submit_attempt
from toetsen.bank_queries import bank_for
from toetsen.drawing import Row
from toetsen.models import Assessment, Attempt, Question

pytestmark = pytest.mark.django_db


@pytest.fixture
def test():
    return make_questions()


@pytest.fixture
def page(test):
    page = make_sensitive_page(parent=ModulePageFactory())
    page.save_revision().publish()
    return AssessmentPage.objects.get(pk=page.pk)


@pytest.fixture
def cast(page):
    return make_cast(path_key=PathPageFactory(modules=[page.get_parent().specific]).key)


@pytest.fixture
def bram(client, cast):
    client.force_login(cast.bram)
    return client


def asked():
    items = Attempt.objects.get().items.select_related("version__question")
    return [item.version.question.code for item in items]


def hand_in(user, right="a"):
    attempt = Attempt.objects.get(user=user, state="busy")
    for item in attempt.items.all():
        save_answer(
            by=user, attempt=attempt, position=item.position, form={"choice": right}
        )
    return submit_attempt(by=user, attempt=attempt)


def words(page):
    return [str(problem) for problem in publishing.problems(page)]


# --- The learner ---------------------------------------------------------------------------------
def test_the_notice_stands_before_everything_else_of_the_test(bram, page):
    html = bram.get(page.url).content.decode()

    assert "Twee vragen gaan over dreiging." in html
    assert html.index("Twee vragen gaan over dreiging.") < html.index(
        "Begin met de toets"
    )
    assert "Begin met andere vragen" in html
    assert "Hulp en veiligheid" in html


def test_no_test_begins_without_the_choice(bram, page):
    answer = bram.post(page.url)

    assert (answer.status_code, Attempt.objects.count()) == (200, 0)
    assert "Begin met andere vragen" in answer.content.decode()


def test_a_choice_that_does_not_exist_is_refused(bram, page):
    assert bram.post(page.url, {"keuze": "iets"}).status_code == 400


def test_the_test_itself_asks_the_heavy_questions(bram, page):
    bram.post(page.url, {"keuze": "toets"})

    assert asked() == ["proef-1", "proef-2", *HEAVY]


def test_who_chooses_so_is_asked_others_in_the_same_places(bram, page):
    answer = bram.post(page.url, {"keuze": "andere"})

    assert asked() == ["proef-1", "proef-2", *OTHER]
    # The address is that of any attempt.
    assert answer["Location"] == Attempt.objects.get().question_url(1)


def test_in_the_middle_one_may_still_choose_and_keeps_the_other_answers(
    bram, cast, page
):
    bram.post(page.url, {"keuze": "toets"})
    attempt = Attempt.objects.get()
    for position in (1, 3):
        save_answer(
            by=cast.bram, attempt=attempt, position=position, form={"choice": "a"}
        )
    assert "Ga verder met andere vragen" in bram.get(page.url).content.decode()

    bram.post(page.url, {"keuze": "andere"})

    assert asked() == ["proef-1", "proef-2", *OTHER]
    assert [item.response for item in attempt.items.all()] == ["a", None, None, None]
    assert "andere vragen" not in _buttons(bram.get(page.url))


def _buttons(answer):
    html = answer.content.decode()
    return "".join(part.partition("</button>")[0] for part in html.split("<button")[1:])


def test_a_question_says_where_one_can_choose_others(bram, page):
    bram.post(page.url, {"keuze": "toets"})

    html = bram.get(Attempt.objects.get().get_absolute_url(), follow=True)

    assert "Wil je liever andere vragen?" in html.content.decode()


def test_a_test_that_is_not_sensitive_begins_at_once(bram, cast, page):
    page.sensitive, page.other_questions = False, []
    page.save_revision().publish()

    html = bram.get(page.url).content.decode()
    answer = bram.post(page.url)

    assert "andere vragen" not in _buttons(bram.get(page.url))
    assert "Twee vragen gaan over dreiging." not in html
    assert answer.status_code == 302


# --- It counts the same, and nobody sees it ------------------------------------------------------
@pytest.mark.parametrize("choice", ["toets", "andere"])
def test_each_choice_passes_the_test_and_finishes_the_page(bram, cast, page, choice):
    bram.post(page.url, {"keuze": choice})

    attempt = hand_in(cast.bram)

    assert (attempt.passed, attempt.assessment.code) == (True, "proef")
    assert Progress.objects.get(key=page.key).state == ProgressState.DONE


@pytest.mark.parametrize("choice", ["toets", "andere"])
def test_a_critical_question_missed_fails_either_way(bram, cast, page, choice):
    bram.post(page.url, {"keuze": choice})
    attempt = Attempt.objects.get()
    for position in (1, 2, 3):
        save_answer(
            by=cast.bram, attempt=attempt, position=position, form={"choice": "a"}
        )

    assert submit_attempt(by=cast.bram, attempt=attempt).passed is False


def test_what_others_can_read_is_the_same_for_each_choice(client, cast, page):
    """The store, the history and the lecturer's own page: all that leaves the learner's hands."""
    noor = EnrolmentFactory(in_cohort=True, cohort=cast.cohort).user
    for user, choice in ((cast.bram, "toets"), (noor, "andere")):
        client.force_login(user)
        client.post(page.url, {"keuze": choice})
        hand_in(user)

    seen = [_all_that_leaves(cast, user) for user in (cast.bram, noor)]

    assert seen[0] == seen[1]
    assert "proef-3" not in seen[0]
    assert "verbs/passed" in seen[0]


def _all_that_leaves(cast, user):
    """Without what names the person, the moment and the attempt."""
    actors = [link.actor for link in user.identity_links.all()]
    statements = [
        json.loads(row.body)
        for row in Statement.objects.filter(actor__in=actors).order_by("pk")
    ]
    for statement in statements:
        for part in ("id", "actor", "stored", "timestamp"):
            statement.pop(part, None)
        for part in ("registration", "extensions"):
            statement["context"].pop(part, None)
    audit = AuditEvent.objects.filter(by=user).order_by("pk")
    history = list(audit.values_list("action", "subject_kind", "detail"))
    learner = next(
        found
        for found in cohort_screen(cast.cohort).learners
        if found.name == user.get_full_name()
    )
    return str((statements, history, learner.states, learner.results))


# --- The author ----------------------------------------------------------------------------------
def test_publishing_marks_the_test_so_that_no_single_answer_is_sent(page):
    assert Assessment.objects.get(code="proef").sensitive is True
    assert AuditEvent.objects.filter(action="mark_sensitive").count() == 1


def test_publishing_says_which_questions_are_never_drawn(page):
    """The others of a sensitive test may be: nothing is heavy about them."""
    drawn_from = bank_for([Row(goal="M01", number=1), Row(goal="M05", number=1)])

    codes = Question.objects.filter(pk__in=[one.pk for one in drawn_from])
    assert set(codes.values_list("code", flat=True)) == {"proef-1", "proef-2", *OTHER}


def test_a_file_does_not_take_the_mark_away(page, test):
    make_assessment("proef")

    assert Assessment.objects.get(code="proef").sensitive is True


def test_marking_again_changes_nothing(page, test):
    assert mark_sensitive(by=None, assessment=test, heavy=()) is False


def test_a_sensitive_test_without_notice_and_other_questions_is_refused(test):
    page = make_sensitive_page(live=False, notice=" ", other_questions=[])

    assert words(page) == [
        "Een gevoelige toets heeft een inhoudsmelding nodig.",
        "Een gevoelige toets heeft andere vragen nodig die net zo meetellen, in de plaats van de zware.",
    ]
    with pytest.raises(DomainError, match="inhoudsmelding"):
        page.save_revision().publish()
    page.refresh_from_db()
    assert not page.live


def test_other_questions_need_the_mark(test):
    page = make_sensitive_page(sensitive=False)

    assert words(page) == [
        "Er zijn andere vragen, maar deze toets is niet als gevoelig gemarkeerd."
    ]


def test_a_sensitive_test_cannot_be_drawn(test):
    page = make_sensitive_page(
        selection="drawn",
        blueprint=[("row", {"goal": "M05.1", "number": 1})],
    )

    assert words(page) == [
        "Een gevoelige toets kan niet getrokken worden: de zware vragen moeten bekend zijn. Kies vaste vragen."
    ]


@pytest.mark.parametrize(
    ("pair", "reason"),
    [
        (("elders", "licht-3"), "elders: Deze vraag staat niet in de toets."),
        (("proef-1", "proef-2"), "proef-1: De vraag proef-2 staat al in de toets."),
        (
            ("proef-3", "ander-doel"),
            "proef-3: De vraag ander-doel gaat niet over hetzelfde leerdoel, M05.1.",
        ),
        (
            ("proef-4", "licht-3"),
            "proef-4: Een van de twee gaat over veiligheid. Kies ze allebei zo, of geen van beide.",
        ),
        (("proef-3", "uit"), "proef-3: De vraag uit is niet gepubliceerd."),
    ],
)
def test_a_question_that_is_not_of_the_same_value_is_refused(test, pair, reason):
    load_assessment(
        {
            "code": "nog-meer",
            "title": "Nog meer",
            "questions": [
                question("elders", goal="M05.1"),
                question("ander-doel", goal="M01.1"),
                question("uit", goal="M05.1"),
            ],
        }
    )
    Question.objects.filter(code="uit").update(live=False)

    page = make_sensitive_page(other_questions=pairs(pair))

    assert words(page) == [reason]


def test_a_question_stands_in_one_place_only(test):
    page = make_sensitive_page(
        other_questions=pairs(("proef-3", "licht-3"), ("proef-3", "licht-3"))
    )

    assert words(page) == [
        "proef-3: Deze vraag staat hier twee keer.",
        "proef-3: De vraag licht-3 staat hier twee keer.",
    ]


def test_a_question_that_never_counts_cannot_replace_one_that_does(test):
    Question.objects.filter(code="licht-3").update(kind="rewrite")

    page = make_sensitive_page(other_questions=pairs(("proef-3", "licht-3")))

    assert words(page) == [
        "proef-3: Een van de twee telt nooit mee. Kies ze allebei zo, of geen van beide."
    ]


def test_reading_along_shows_the_notice_and_no_way_in(client, cast, page):
    client.force_login(cast.anna)

    html = client.get(page.url).content.decode()

    assert "Twee vragen gaan over dreiging." in html
    assert "andere vragen" not in _buttons(client.get(page.url))


def test_a_test_that_is_not_sensitive_costs_no_query_more(bram, cast, page):
    bram.get(page.url)
    with CaptureQueriesContext(connection) as heavy:
        bram.get(page.url)
    page.sensitive, page.other_questions = False, []
    page.save_revision().publish()
    bram.get(page.url)
    with CaptureQueriesContext(connection) as light:
        bram.get(page.url)

    assert len(heavy) == len(light)


def test_a_draft_without_a_type_cannot_replace_a_question(test):
    """An author saved it before she chose what to ask: it is named, and nothing breaks."""
    Question.objects.filter(code="licht-3").update(kind="", live=False)

    page = make_sensitive_page(other_questions=pairs(("proef-3", "licht-3")))

    assert words(page) == ["proef-3: De vraag licht-3 is niet gepubliceerd."]
