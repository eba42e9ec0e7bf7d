"""Exercises in a lesson: what the page shows, and what keeps a lesson from being published."""

import copy

import pytest
from wagtail.documents import get_document_model

from modules.models import LessonPage
from modules.publishing import PublishRefusedError, problems
from tests.factories.enrolment import EnrolmentFactory
from tests.factories.modules import (
    LessonPageFactory,
    ModulePageFactory,
    PathPageFactory,
)

pytestmark = pytest.mark.django_db

ORDER = {
    "prompt": "Zet op volgorde.",
    "steps": [
        {"text": text, "why": f"want {text}"} for text in ("Een", "Twee", "Drie")
    ],
    "feedback": "Terug mag altijd [F-999].",
}
MARKING = {
    "prompt": "Markeer.",
    "parts": [
        {"text": "Hij kwam laat.", "mark": False, "why": "Feit."},
        {"text": "Hij wil niet.", "mark": True, "why": "Mening."},
    ],
    "feedback": "",
}
SCALE = {
    "title": "De schuif",
    "intro": "",
    "points": ["advies", "dwang"],
    "situations": [{"text": "Slaap erover.", "said": ["Ruimte.", "Geen nee."]}],
}
SPOT = {"text": "Huur", "x": 5, "y": 10, "width": 50, "height": 20, "mark": True}
HOTSPOT = {
    "prompt": "Wijs aan.",
    "drawing": "modules/hotspots/overzicht-lotte.svg",
    "image": None,
    "alt": "Een overzicht.",
    "spots": [{**SPOT, "why": "Gewoon."}, {**SPOT, "y": 50, "why": "Ook."}],
    "feedback": "",
}
CARDS = {
    "title": "Twee kaarten",
    "intro": "",
    "cards": [{"front": text, "back": f"<p>Achter {text}.</p>"} for text in "AB"],
}
MATCH = {
    "prompt": "Wat hoort bij elkaar?",
    "pairs": [
        {"text": "Een zaal:", "target": "gemeente", "why": "Die regelt het."},
        {"text": "Uitleg:", "target": "voorziening", "why": ""},
    ],
    "others": ["niemand"],
    "feedback": "",
}
TREE = {
    "title": "Loop langs",
    "intro": "",
    "questions": [
        {
            "key": "a",
            "question": "Nu gevaar?",
            "answers": [
                {"text": "Ja", "target": "bel"},
                {"text": "Nee", "target": "vraag"},
            ],
        }
    ],
    "outcomes": [
        {"key": "bel", "title": "Bel 112.", "text": "", "tone": "stop"},
        {"key": "vraag", "title": "Vraag advies.", "text": "", "tone": "wait"},
    ],
}
ASSIGNMENT = {
    "title": "Opdracht",
    "task": "<p>Maak iets.</p>",
    "hand_in": "",
    "levels": ["Nog niet", "Sterk"],
    "criteria": [{"name": "Af", "texts": ["Een plan.", "Het ligt er."]}],
}


SESSION = {
    "title": "Kort overleg",
    "need": "Drie mensen.",
    "parts": [
        {"minutes": 1, "what": "Is hier gevaar?", "mind": ""},
        {"minutes": 3, "what": "Vragen.", "mind": "Niemand onderbreekt."},
    ],
    "alone": "Schrijf van elke rol een zin op.",
}


def lesson(*blocks) -> LessonPage:
    page = LessonPageFactory(parent=ModulePageFactory(), body=list(blocks))
    return LessonPage.objects.get(pk=page.pk)


def changed(value: dict, *path, to) -> dict:
    """A copy of `value` with `to` at `path`."""
    made = copy.deepcopy(value)
    spot = made
    for step in path[:-1]:
        spot = spot[step]
    spot[path[-1]] = to
    return made


@pytest.fixture
def read(client):
    """`read(page)`: what a learner sees."""

    def page(lesson: LessonPage) -> str:
        path = PathPageFactory(modules=[lesson.get_parent().specific])
        client.force_login(EnrolmentFactory(path_key=path.key).user)
        return client.get(lesson.url).content.decode()

    return page


def published(*blocks) -> LessonPage:
    page = lesson(*blocks)
    page.save_revision().publish()
    return LessonPage.objects.get(pk=page.pk)


def test_everything_whole_may_be_published_and_is_shown(read):
    order = changed(ORDER, "feedback", to="Terug mag altijd.")
    page = published(
        ("order", order),
        ("marking", MARKING),
        ("scale", SCALE),
        ("hotspot", HOTSPOT),
        ("decision_tree", TREE),
        ("assignment", ASSIGNMENT),
        ("cards", CARDS),
        ("match", MATCH),
    )

    html = read(page)

    for words in (
        "want Twee",
        "Mening.",
        "Geen nee.",
        "Gewoon.",
        "Bel 112.",
        "Sterk",
        "Achter A.",
    ):
        assert words in html
    assert html.count("themes/js/check.js") == 1
    assert html.count("themes/js/sortable.js") == 1


def test_a_session_says_how_long_it_takes_and_how_to_do_it_alone(read):
    html = read(published(("live_session", SESSION)))

    assert "Samen, 4 minuten. Drie mensen." in html
    assert "<strong>3 minuten:</strong> Vragen." in html
    assert "Schrijf van elke rol een zin op." in html


def test_a_lesson_without_exercises_asks_for_no_script_of_theirs(read):
    html = read(published(("text", "<p>Tekst.</p>")))

    assert "check.js" not in html
    assert "sortable.js" not in html


def test_steps_are_never_shown_in_the_right_order_first(read):
    html = read(published(("order", changed(ORDER, "feedback", to=""))))

    rows = html[: html.index("data-el-check")]
    assert not rows.index("Een") < rows.index("Twee") < rows.index("Drie")


def test_two_exercises_share_no_id(read):
    html = read(published(("marking", MARKING), ("marking", MARKING)))

    ids = [part.split('"')[0] for part in html.split(' id="')[1:]]
    assert sorted(ids) == sorted(set(ids))


def test_no_exercise_is_in_a_form(read):
    html = read(published(("marking", MARKING), ("scale", SCALE)))

    body = html[html.index("lesson-body") : html.index("lesson-end")]
    assert "<form" not in body


@pytest.mark.parametrize(
    ("kind", "value", "path", "words"),
    [
        (
            "decision_tree",
            changed(TREE, "questions", 0, "answers", 1, "target", to="weg"),
            "body[0].questions[0].answers[1].target",
            "Dit antwoord leidt naar weg, maar",
        ),
        (
            "decision_tree",
            changed(TREE, "outcomes", 1, "key", to="bel"),
            "body[0].outcomes[1]",
            "De code bel staat er twee keer.",
        ),
        (
            "scale",
            changed(SCALE, "situations", 0, "said", to=["Ruimte."]),
            "body[0].situations[0].said",
            "Elk punt van de schaal heeft een eigen antwoord nodig",
        ),
        (
            "marking",
            changed(MARKING, "parts", 1, "mark", to=False),
            "body[0].parts",
            "Niets in deze tekst hoort nog gemarkeerd te worden.",
        ),
        (
            "hotspot",
            changed(HOTSPOT, "drawing", to=""),
            "body[0].drawing",
            "Er is nog geen plaatje",
        ),
        (
            "hotspot",
            changed(HOTSPOT, "spots", 1, "y", to=90),
            "body[0].spots[1]",
            "Deze plek ligt niet binnen het plaatje.",
        ),
        (
            "assignment",
            changed(ASSIGNMENT, "levels", to=["Nog niet", "Goed", "Sterk"]),
            "body[0].criteria[0].texts",
            "Elk niveau heeft een eigen tekst nodig",
        ),
    ],
)
def test_what_cannot_be_done_to_the_end_is_said_at_its_place(kind, value, path, words):
    found = problems(lesson((kind, value)))

    assert path in [problem.path for problem in found]
    problem = next(it for it in found if it.path == path)
    assert problem.message.startswith(words)
    assert problem.place == "blok 1"


def film(captions: str | None) -> dict:
    documents = get_document_model().objects
    make = documents.create
    return {
        "title": "Film",
        "file": make(title="Film", file="documents/film.mp4"),
        "minutes": 3,
        "transcript": "<p>Wat er gezegd wordt.</p>",
        "captions": captions
        and make(title="Ondertiteling", file=f"documents/{captions}"),
    }


def test_a_film_without_captions_is_not_published():
    page = lesson(("video", film(None)))

    with pytest.raises(PublishRefusedError, match="Een film heeft ondertiteling nodig"):
        page.save_revision().publish()


@pytest.mark.parametrize(("name", "right"), [("film.vtt", True), ("film.txt", False)])
def test_captions_are_a_webvtt_file(name, right):
    found = [str(problem) for problem in problems(lesson(("video", film(name))))]

    assert found == (
        []
        if right
        else ["blok 1: Ondertiteling is een WebVTT-bestand; de naam eindigt op .vtt."]
    )
