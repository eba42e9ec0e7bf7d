"""How an author sets a test on its page, and what a learner then sees there."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from elearning.accounts.enums import EditorialRole
from elearning.core import clock
from modules.actions.editorial import set_up_editorial
from modules.models import AssessmentPage
from modules.publishing import PublishRefusedError, problems
from tests.factories.accounts import UserFactory
from tests.factories.cast import make_cast
from tests.factories.knowledge import LearningGoalFactory
from tests.factories.modules import (
    AssessmentPageFactory,
    ModulePageFactory,
    PathPageFactory,
)
from tests.factories.toetsen import make_assessment, question
from toetsen.actions import load_assessment, start_attempt, submit_attempt
from toetsen.models import Assessment, Question

pytestmark = pytest.mark.django_db
SHORT = "De bank heeft te weinig vragen voor “M05.1, single”: 3 gevraagd, 1 te weinig."


def row(goal: str, number: int, **more: object) -> dict[str, object]:
    return {"goal": goal, "number": number, **more}


def draft(*rows: dict[str, object], **settings: object) -> AssessmentPage:
    """A page of the test `proef` that draws by `rows`, with these settings, not published."""
    blueprint = [{"type": "row", "value": one} for one in rows]
    settings.setdefault("selection", "drawn" if rows else "fixed")
    return AssessmentPageFactory(
        assessment_code="proef",
        live=False,
        blueprint=json.dumps(blueprint),
        **settings,
    )


def in_words(page: AssessmentPage) -> list[str]:
    return [str(problem) for problem in problems(page)]


def test_publishing_brings_the_settings_to_the_test() -> None:
    make_assessment()
    page = draft(row("M05.1", 2), time_limit=20, max_attempts=3, behaviour="practice")

    page.save_revision().publish()

    test = Assessment.objects.get(code="proef")
    assert (test.time_limit, test.max_attempts, test.behaviour) == (20, 3, "practice")
    assert test.blueprint == [
        {"goal": "M05.1", "number": 2, "kind": "", "critical": False, "path": ""}
    ]


def test_a_draft_changes_nothing_for_learners() -> None:
    make_assessment()

    draft(time_limit=20).save_revision()

    assert Assessment.objects.get(code="proef").time_limit is None


def test_publishing_makes_a_test_that_was_not_there() -> None:
    load_assessment({"code": "bank", "title": "Bank", "questions": [question("b-1")]})
    page = draft(row("M01.1", 1))

    page.save_revision().publish()

    assert Assessment.objects.get(code="proef").is_drawn


def test_fixed_questions_of_the_page_are_asked_in_its_order() -> None:
    make_assessment()
    wanted = [Question.objects.get(code=code).pk for code in ("proef-3", "proef-1")]
    chosen = [{"type": "question", "value": pk} for pk in wanted]

    draft(questions=json.dumps(chosen)).save_revision().publish()
    make_assessment()

    test = Assessment.objects.get(code="proef")
    assert list(test.items.values_list("question", flat=True)) == wanted


def test_loading_a_file_again_leaves_the_pass_rule_of_the_page() -> None:
    make_assessment()
    draft(pass_percentage=80).save_revision().publish()

    make_assessment()

    assert Assessment.objects.get(code="proef").pass_percentage == 80


def test_a_bank_that_is_too_small_for_the_blueprint_is_said_with_the_row() -> None:
    make_assessment()
    page = draft(row("M01.1", 1), row("M05.1", 3, kind="single"))

    found = problems(page)

    assert [str(one) for one in found] == [SHORT]
    assert (found[0].field, found[0].path) == ("blueprint", "blueprint[1]")
    with pytest.raises(PublishRefusedError):
        page.save_revision().publish()


def test_rows_that_want_the_same_questions_are_counted_together() -> None:
    make_assessment()

    assert in_words(draft(row("M05", 2), row("M05.1", 1))) != []


def test_rows_of_different_paths_are_counted_apart() -> None:
    make_assessment()
    paths = [row("M05.1", 2, path=code) for code in ("ll-a", "ll-b")]

    assert in_words(draft(*paths)) == []


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"selection": "drawn"}, "Er is nog geen toetsmatrijs"),
        ({"closes_at": clock.now() - timedelta(days=1)}, "zou al dicht zijn"),
        (
            {
                "opens_at": clock.now() + timedelta(days=2),
                "closes_at": clock.now() + timedelta(days=1),
            },
            "gaat dicht voordat hij opengaat",
        ),
    ],
)
def test_settings_that_nobody_could_take_are_refused(
    settings: dict[str, object], says: str
) -> None:
    make_assessment()

    assert [says in one for one in in_words(draft(**settings))] == [True]


def test_two_pages_cannot_set_one_test() -> None:
    make_assessment()
    AssessmentPageFactory(assessment_code="proef", title="De eerste")

    assert ["De eerste" in one and "al" in one for one in in_words(draft())] == [True]


def test_an_author_sees_what_the_bank_lacks_at_the_row(client: Client) -> None:
    set_up_editorial()
    make_assessment()
    LearningGoalFactory(code="M05.1")
    page = draft(row("M05.1", 2))
    page.save_revision()
    author = UserFactory()
    author.groups.add(Group.objects.get(name=EditorialRole.CHIEF_EDITOR))
    client.force_login(author)
    form = nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "code": page.code,
            "neutral_title": page.neutral_title,
            "minutes": 5,
            "assessment_code": "proef",
            "selection": "drawn",
            "behaviour": "exam",
            "pass_percentage": 70,
            "all_critical": "on",
            "body": streamfield([]),
            "notice": "",
            "other_questions": streamfield([]),
            "questions": streamfield([]),
            "blueprint": streamfield(
                [("row", {"goal": "M05.1", "kind": "single", "number": 3, "path": ""})]
            ),
            "comments": inline_formset([]),
            "action-publish": "1",
        }
    )

    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)

    text = response.content.decode()
    assert response.status_code == 200
    assert SHORT in text
    assert "M05.1" in text


def learner_page(client: Client, **settings: object):
    """The page of the test as Bram sees it, on his path."""
    assessment = make_assessment()
    Assessment.objects.update(**settings)
    assessment.refresh_from_db()
    module = ModulePageFactory()
    page = AssessmentPageFactory(parent=module, assessment_code="proef")
    cast = make_cast(path_key=PathPageFactory(modules=[module]).key)
    client.force_login(cast.bram)
    return cast, assessment, page


def shown(client: Client, page: AssessmentPage) -> str:
    return " ".join(client.get(page.url).content.decode().split())


def test_a_learner_sees_time_and_attempts_before_beginning(client: Client) -> None:
    _cast, _assessment, page = learner_page(client, time_limit=20, max_attempts=2)

    text = shown(client, page)

    assert "Je hebt 20 minuten" in text
    assert "Je kunt deze toets nog 2 keer beginnen (van 2)" in text
    assert "Begin met de toets" in text


def test_without_attempts_left_there_is_no_button_and_it_says_why(
    client: Client,
) -> None:
    cast, assessment, page = learner_page(client, max_attempts=1)
    attempt = start_attempt(
        by=cast.bram, enrolment=cast.enrolment, assessment=assessment
    )
    submit_attempt(by=cast.bram, attempt=attempt)

    text = shown(client, page)

    assert "Je hebt al je pogingen gebruikt (1)" in text
    assert "Maak de toets opnieuw" not in text


def test_outside_the_window_there_is_no_button_and_the_window_stands_there(
    client: Client,
) -> None:
    opens = clock.now() + timedelta(days=1)
    _cast, _assessment, page = learner_page(client, opens_at=opens)

    text = shown(client, page)

    assert "Open vanaf" in text
    assert "Begin met de toets" not in text
    assert client.post(page.url).status_code == 409


def test_a_test_without_settings_costs_no_more_queries(
    client: Client, django_assert_max_num_queries
) -> None:
    _cast, _assessment, page = learner_page(client)
    client.get(page.url)

    with django_assert_max_num_queries(17):
        client.get(page.url)


@pytest.mark.parametrize(("own", "said"), [(85, "85%"), (None, "70%")])
def test_a_learner_reads_before_what_it_takes_on_her_path(
    client: Client, own: int | None, said: str
) -> None:
    make_assessment()
    page = AssessmentPageFactory(assessment_code="proef", parent=ModulePageFactory())
    module = page.get_parent().specific
    path = PathPageFactory(modules=[module], pass_percentage=own)
    cast = make_cast(path_key=path.key)
    client.force_login(cast.bram)

    text = " ".join(client.get(page.url).content.decode().split())

    assert f"Je slaagt met {said} van de punten, als elke vraag over veiligheid" in text
