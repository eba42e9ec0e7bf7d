"""What goes wrong at an author's desk: a clear message at the place, and nothing lost."""

import uuid
from concurrent.futures import ThreadPoolExecutor, wait
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.urls import reverse
from PIL import Image as Picture
from wagtail.images import get_image_model
from wagtail.models import Page

from modules.actions.curriculum.pages import Wanted, load_page
from modules.enums import LoadResult
from modules.models import LessonPage, LoadedRecord
from tests.factories.editorial import client_of, lesson_form, make_editor
from tests.factories.modules import LessonPageFactory, ModulePageFactory

pytestmark = pytest.mark.django_db
BLOCK = str(uuid.UUID(int=1))
# Two million characters of running text, as a long document pastes.
PASTE = "Een lange alinea over geld, zorgen en familie. é " * 40_000
MEANWHILE = "Iemand anders heeft deze pagina bewaard terwijl je schreef."


@pytest.fixture
def lesson():
    page = LessonPageFactory()
    page.save_revision(user=make_editor()).publish()
    return LessonPage.objects.get(pk=page.pk)


def address(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def opened(client, page):
    """The hidden fields with which the editor's form says which draft it was opened with."""
    assert client.get(address(page)).status_code == 200
    latest = LessonPage.objects.get(pk=page.pk).latest_revision
    return {
        "loaded_revision_id": latest.pk,
        "loaded_revision_created_at": latest.created_at.isoformat(),
    }


def draft(page):
    saved = LessonPage.objects.get(pk=page.pk)
    return str(saved.get_latest_revision_as_object().body)


# --- Two megabytes out of a word processor --------------------------------------------------------
@pytest.mark.parametrize("action", [{}, {"action-publish": "1"}])
def test_two_megabytes_of_text_are_refused_at_the_block_and_stay_in_the_form(
    lesson, action
):
    author = client_of(make_editor())
    form = lesson_form(lesson, [(BLOCK, PASTE)]) | {"title": "Mijn nieuwe titel"}
    assert 1_900_000 < len(form["body-0-value"]) < 2_400_000
    before = lesson.latest_revision_id

    answer = author.post(address(lesson), form | action)

    html = answer.content.decode()
    assert answer.status_code == 200
    assert "niet meer dan 50000 tekens" in html
    assert "Mijn nieuwe titel" in html
    assert html.count("Een lange alinea over geld") > 30_000
    assert LessonPage.objects.get(pk=lesson.pk).latest_revision_id == before


def test_a_long_chapter_of_twenty_pages_is_saved(lesson):
    author = client_of(make_editor())

    answer = author.post(
        address(lesson), lesson_form(lesson, [(BLOCK, PASTE[:50_000])])
    )

    assert answer.status_code == 302
    assert "Een lange alinea over geld" in draft(lesson)


# --- A picture of sixty megapixels ----------------------------------------------------------------
@pytest.mark.parametrize(
    ("size", "fits"), [((10_000, 6_000), False), ((6_000, 4_000), True)]
)
def test_a_small_file_with_sixty_megapixels_is_refused_unread(size, fits, monkeypatch):
    file = BytesIO()
    Picture.new("1", size).save(file, "PNG")
    assert len(file.getvalue()) < 20_000
    loaded = []
    whole = Picture.Image.load
    monkeypatch.setattr(
        Picture.Image, "load", lambda self: loaded.append(self.size) or whole(self)
    )

    answer = client_of(make_editor()).post(
        reverse("wagtailimages:add"),
        {
            "title": "Plaat",
            "description": "Een plaat",
            "file": SimpleUploadedFile("plaat.png", file.getvalue(), "image/png"),
        },
    )

    assert get_image_model().objects.exists() is fits
    if not fits:
        errors = " ".join(answer.context["form"].errors["file"])
        assert "teveel pixels" in errors
        assert size not in loaded


# --- Two editors in one page ----------------------------------------------------------------------
def test_two_editors_of_one_page_are_told_and_lose_nothing(lesson):
    anna, bram = client_of(make_editor()), client_of(make_editor())
    seen = opened(anna, lesson)
    opened(bram, lesson)
    bram.post(address(lesson), lesson_form(lesson, [(BLOCK, "Van Bram")]))

    mine = lesson_form(lesson, [(BLOCK, "Van Anna")])
    answer = anna.post(address(lesson), mine | seen)

    html = answer.content.decode()
    assert answer.status_code == 200
    assert MEANWHILE in html
    assert "Van Anna" in html
    assert "Van Bram" in draft(lesson)

    again = anna.post(address(lesson), mine | opened(anna, lesson))

    assert again.status_code == 302
    assert "Van Anna" in draft(lesson)
    assert any("Van Bram" in str(r.content) for r in lesson.revisions.all())


def test_who_publishes_over_a_draft_she_did_not_see_is_told_as_well(lesson):
    anna, bram = client_of(make_editor()), client_of(make_editor())
    seen = opened(anna, lesson)
    bram.post(address(lesson), lesson_form(lesson, [(BLOCK, "Van Bram")]))

    form = lesson_form(lesson, [(BLOCK, "Van Anna")]) | seen
    answer = anna.post(address(lesson), form | {"action-submit": "1"})

    assert MEANWHILE in answer.content.decode()
    assert "Van Bram" in draft(lesson)


def test_ones_own_other_window_is_no_other_editor(lesson):
    anna = client_of(make_editor())
    seen = opened(anna, lesson)
    anna.post(address(lesson), lesson_form(lesson, [(BLOCK, "Eerste venster")]))

    answer = anna.post(
        address(lesson), lesson_form(lesson, [(BLOCK, "Tweede venster")]) | seen
    )

    assert answer.status_code == 302


def save_at_once(page, saves):
    """Each of `saves` (client and form) from a thread of its own, sent while the page is held."""
    with ThreadPoolExecutor(len(saves)) as threads:
        with transaction.atomic():
            Page.objects.select_for_update(no_key=True).get(pk=page.pk)
            sent = [threads.submit(save_and_close, page, *save) for save in saves]
            held = wait(sent, timeout=2).done
        return held, [one.result() for one in sent]


def save_and_close(page, client, form):
    try:
        return client.post(address(page), form)
    finally:
        connection.close()


def test_of_two_windows_that_save_at_the_same_moment_one_is_told(committed_db):
    ModulePageFactory()
    lesson = LessonPageFactory()
    lesson.save_revision(user=make_editor()).publish()
    anna, bram = client_of(make_editor()), client_of(make_editor())
    saves = [
        (one, lesson_form(lesson, [(BLOCK, words)]) | opened(one, lesson))
        for one, words in ((anna, "Van Anna"), (bram, "Van Bram"))
    ]

    held, answers = save_at_once(lesson, saves)

    assert held == set()
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    (told,) = [one.content.decode() for one in answers if one.status_code == 200]
    assert MEANWHILE in told
    assert ("Van Anna" in told) != ("Van Anna" in draft(lesson))


# --- Files over edited pages ----------------------------------------------------------------------
def wanted(module, text):
    body = f'[{{"type": "text", "id": "{BLOCK}", "value": "<p>{text}</p>"}}]'
    fields = {
        "title": "Les",
        "code": "les-1",
        "neutral_title": "Les 1",
        "body": body,
    }
    return Wanted("pages/m1/les-1", LessonPage, module, "les-1", fields, {})


@pytest.fixture
def loaded():
    module = ModulePageFactory()
    assert load_page(wanted(module, "uit het bestand")) == LoadResult.LOADED
    return LessonPage.objects.get(slug="les-1")


@pytest.mark.parametrize("publish", [True, False], ids=["published", "draft"])
def test_files_leave_alone_what_an_author_edited(loaded, publish):
    form = lesson_form(loaded, [(BLOCK, "van de auteur")])
    action = {"action-submit": "1"} if publish else {}
    client_of(make_editor()).post(address(loaded), form | action)

    result = load_page(wanted(loaded.get_parent(), "nieuw in het bestand"))

    assert result == LoadResult.EDITED
    assert "van de auteur" in draft(loaded)
    assert "nieuw in het bestand" not in str(LessonPage.objects.get().body)


def test_files_do_not_bring_back_what_an_author_took_away(loaded):
    module = loaded.get_parent()
    loaded.delete()

    assert load_page(wanted(module, "terug")) == LoadResult.EDITED
    assert not LessonPage.objects.exists()
    assert LoadedRecord.objects.filter(source="pages/m1/les-1").exists()


def test_files_do_change_what_nobody_edited(loaded):
    result = load_page(wanted(loaded.get_parent(), "nieuw in het bestand"))

    assert result == LoadResult.LOADED
    assert "nieuw in het bestand" in str(LessonPage.objects.get().body)
