"""Looking for words: in Dutch, in what is published, and nothing of it is kept."""

import pytest
from django.contrib.postgres.search import SearchQuery
from django.db import connection
from wagtail.models import Locale
from wagtail.search.models import IndexEntry

from elearning.knowledge.models import GlossaryTerm
from modules.models import CasePage
from modules.queries.search import _all_words
from tests.factories.editorial import sign_off_whole
from tests.factories.modules import LessonPageFactory, ModulePageFactory

pytestmark = pytest.mark.django_db


def lesson(module, title, words="", **fields):
    page = LessonPageFactory(
        parent=module,
        title=title,
        body=[("text", f"<p>{words}</p>")],
        **fields,
    )
    page.save_revision().publish()
    return page


@pytest.fixture
def module():
    return ModulePageFactory(title="Iets anders")


def titles(answer, kind):
    return [page.title for page in getattr(answer.context["found"], kind)]


def test_a_word_is_found_in_another_form(client, module, settings):
    settings.DEMO_MODE = True
    lesson(module, "Over brieven", "Wie de gesprekken voert, luistert.")
    lesson(module, "Over geld", "Een rekening.")

    answer = client.post("/zoeken/", {"q": "gesprek"})

    assert titles(answer, "lessons") == ["Over brieven"]


def test_a_draft_is_not_found(client, module, settings):
    settings.DEMO_MODE = True
    page = lesson(module, "Over brieven", "Luisteren.")
    page.body = [("text", "<p>Drempels.</p>")]
    page.save_revision()
    hidden = lesson(module, "Weg", "Drempels.")
    hidden.unpublish()

    answer = client.post("/zoeken/", {"q": "drempels"})

    assert answer.context["found"].is_empty


def test_what_nobody_signed_is_found_in_the_demo_only(client, module, settings):
    lesson(module, "Over brieven", "Drempels.")
    case = CasePage(
        title="Een casus",
        slug="c",
        code="c",
        neutral_title="Casus",
        persona="Drempels.",
    )
    module.add_child(instance=case)

    settings.DEMO_MODE = True
    shown = client.post("/zoeken/", {"q": "drempel"})
    settings.DEMO_MODE = False
    hidden = client.post("/zoeken/", {"q": "drempel"})

    assert (titles(shown, "lessons"), titles(shown, "cases")) == (
        ["Over brieven"],
        ["Een casus"],
    )
    assert (titles(hidden, "lessons"), titles(hidden, "cases")) == ([], [])


def test_a_signed_lesson_is_found_beside_its_unsigned_translation(
    client, module, settings
):
    settings.DEMO_MODE = False
    dutch = lesson(module, "Over brieven", "Een drempel.")
    english = lesson(
        module,
        "Drempels: drempel, drempels",
        "Drempels, drempels.",
        key=dutch.key,
        locale=Locale.objects.create(language_code="en"),
    )
    sign_off_whole(dutch)
    settings.DEMO_MODE = True
    found = client.post("/zoeken/", {"q": "drempel"})
    assert titles(found, "lessons") == [english.title]  # the better of the two
    settings.DEMO_MODE = False

    answer = client.post("/zoeken/", {"q": "drempel"})

    assert titles(answer, "lessons") == ["Over brieven"]


def test_a_term_that_went_out_of_use_finds_that_of_today(client, module, settings):
    settings.DEMO_MODE = True
    today = GlossaryTerm.objects.create(slug="nu", term="Schuldhulp", meaning="Hulp.")
    GlossaryTerm.objects.create(
        slug="toen", term="Armenzorg", meaning="Oud woord.", replaced_by=today
    )
    lesson(module, "Over geld", "Zo werkt schuldhulp.")

    answer = client.post("/zoeken/", {"q": "armenzorg"})

    assert titles(answer, "lessons") == ["Over geld"]
    assert "Schuldhulp" in answer.content.decode()


def test_what_was_looked_for_is_in_no_address(client, module):
    answer = client.post("/zoeken/", {"q": "geheim"})

    assert answer.status_code == 200
    assert "q=" not in answer.content.decode()
    assert client.get("/zoeken/?q=geheim").context["found"] is None


def test_one_search_takes_the_same_queries_for_one_and_for_three(
    client, module, settings, django_assert_num_queries
):
    settings.DEMO_MODE = False
    lesson(module, "Een", "Drempels.")
    client.post("/zoeken/", {"q": "drempel"})
    with django_assert_num_queries(4):
        client.post("/zoeken/", {"q": "drempel"})
    lesson(module, "Twee", "Drempels.")
    lesson(module, "Drie", "Drempels.")

    with django_assert_num_queries(4):
        client.post("/zoeken/", {"q": "drempel"})


def test_words_may_stand_in_title_and_text_apart(client, module, settings):
    settings.DEMO_MODE = True
    lesson(module, "Over brieven", "Een drempel.")
    lesson(module, "Over geld", "Een drempel.")

    answer = client.post("/zoeken/", {"q": "drempels brieven"})

    assert titles(answer, "lessons") == ["Over brieven"]


def test_what_its_title_says_comes_before_what_only_its_text_says(
    client, module, settings
):
    settings.DEMO_MODE = True
    lesson(module, "Over drempels", "Een brief.")
    lesson(module, "Over brieven", "Drempels, en nog een drempel.")

    answer = client.post("/zoeken/", {"q": "drempel"})

    assert titles(answer, "lessons") == ["Over drempels", "Over brieven"]


def test_what_is_found_leads_to_its_page(client, module, settings):
    settings.DEMO_MODE = True
    page = lesson(module, "Over brieven", "Drempels.")

    answer = client.post("/zoeken/", {"q": "drempel"})

    assert f'href="{page.url}"' in answer.content.decode()


def test_the_words_of_a_search_are_looked_for_in_the_index():
    """By themselves: among few entries the database may well begin with their kind."""
    entries = IndexEntry.objects.alias(words=_all_words())
    said = entries.filter(words=SearchQuery("drempel", config="dutch"))

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = said.explain()

    assert "modules_all_words" in plan
