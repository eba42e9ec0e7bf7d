"""The windows in which an author chooses a question, a source or a fact."""

import pytest

from elearning.core.choosers import RecordBlock
from tests.factories.editorial import client_of, make_editor
from tests.factories.knowledge import FactFactory, SourceFactory
from tests.factories.toetsen import make_assessment
from toetsen.models import Question

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return client_of(make_editor())


def found(author, what: str, words: str = "") -> str:
    answer = author.get(f"/cms/snippets/choose/{what}/results/", {"q": words})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_question_is_shown_with_what_it_asks_and_its_goal(author):
    make_assessment()

    html = found(author, "toetsen/question")

    assert "Wat doe je bij proef-3?" in html
    assert "data-chooser-modal-choice" in html
    assert "M05.1" in html
    assert "kritisch" in html


@pytest.mark.parametrize("words", ["proef-3", "bij proef-3", "M05 stap proef-3"])
def test_a_question_is_found_by_code_goal_and_words(author, words):
    make_assessment()

    html = found(author, "toetsen/question", words)

    assert "Wat doe je bij proef-3?" in html
    assert "Wat doe je bij proef-1?" not in html


def test_a_source_is_found_by_its_title(author):
    SourceFactory(code="P-01", title="De meldcode in vijf stappen")
    SourceFactory(code="P-02", title="Schulden in cijfers")

    html = found(author, "knowledge/source", "stappen MELDCODE")

    assert "De meldcode in vijf stappen" in html
    assert "Schulden in cijfers" not in html
    assert "data-chooser-modal-choice" in html


def test_a_fact_is_found_by_its_text(author):
    FactFactory(code="F-01", text="Het doel is bereik.")
    FactFactory(code="F-02", text="Een op de vijf.")

    html = found(author, "knowledge/fact", "bereik")

    assert "Het doel is bereik." in html
    assert "data-chooser-modal-choice" in html
    assert "Een op de vijf." not in html


def test_what_is_not_there_is_not_found(author):
    make_assessment()

    assert "proef-1" not in found(author, "toetsen/question", "bestaat-niet")


def chosen(author, what: str, pk: int) -> str:
    answer = author.get(f"/cms/snippets/choose/{what}/chosen/{pk}/")
    return answer.json()["result"]["string"]


def test_what_was_chosen_says_in_the_form_what_it_is_about(author):
    make_assessment()
    question = Question.objects.get(code="proef-3")
    source = SourceFactory(code="P-01", title="De meldcode in vijf stappen")
    fact = FactFactory(code="F-01", text="Een op de vijf. " * 20)

    asked = "proef-3 · Wat doe je bij proef-3?"
    assert chosen(author, "toetsen/question", question.pk) == asked
    assert RecordBlock("toetsen.Question").widget.get_display_title(question) == asked
    assert (
        chosen(author, "knowledge/source", source.pk)
        == "P-01 · De meldcode in vijf stappen"
    )
    assert chosen(author, "knowledge/fact", fact.pk).startswith("F-01 · Een op")
    assert len(chosen(author, "knowledge/fact", fact.pk)) < 90
