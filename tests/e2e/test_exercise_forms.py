"""The forms of exercises in the CMS: short, with each part folded under what it is about."""

import pytest
from playwright.sync_api import Page, expect
from wagtail.models import Comment

from modules.models import LessonPage
from tests.e2e.editing import PATIENCE, open_editor, press_in_footer
from tests.factories.accounts import UserFactory
from tests.factories.editorial import make_editor

# Of the form of one exercise: what fits in some three screens of a phone.
MOST_PIXELS = 2500
# Those with the most in them.
LONGEST = ("table", "scale", "hotspot", "decision_tree")
HEIGHTS = """() => [...document.querySelectorAll('[data-contentpath]')]
  .filter((one) => one.querySelector(':scope > section[data-panel]'))
  .map((one) => [one.dataset.contentpath, one.getBoundingClientRect().height])"""


def lesson_with(kind: str) -> LessonPage:
    for lesson in LessonPage.objects.live():
        if any(block.block_type == kind for block in lesson.body):
            return lesson
    raise LookupError(kind)


@pytest.mark.parametrize("kind", LONGEST)
def test_form_of_an_exercise_is_short_and_fits_a_phone(phone: Page, sign_in, kind):
    phone.set_default_timeout(60_000)
    sign_in(phone, make_editor())
    lesson = lesson_with(kind)
    ids = {b.id for b in lesson.body if b.block_type == kind}

    open_editor(phone, f"/cms/pages/{lesson.pk}/edit/")

    heights = {path: height for path, height in phone.evaluate(HEIGHTS) if path in ids}
    assert heights.keys() == ids
    assert max(heights.values()) < MOST_PIXELS
    assert phone.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )


def test_a_part_says_what_it_is_about_and_opens_where_something_is_wrong(
    page: Page, sign_in
):
    page.set_default_timeout(60_000)
    sign_in(page, make_editor())
    lesson = lesson_with("cards")
    lesson.save_revision()  # what comes from a file has no ids for its cards yet
    lesson = lesson.get_latest_revision_as_object()
    (number, block), *_ = (
        (n, b) for n, b in enumerate(lesson.body) if b.block_type == "cards"
    )
    card = block.value["cards"].bound_blocks[1]
    path = f"body.{block.id}.cards.{card.id}.front"
    Comment.objects.create(
        page=lesson, user=UserFactory(), text="Klopt dit?", contentpath=path
    )
    open_editor(page, f"/cms/pages/{lesson.pk}/edit/")
    front = page.locator(f'[name="body-{number}-value-cards-1-value-front"]')
    heading = page.locator(f"#block-{card.id}-heading")
    expect(front).not_to_be_visible()
    expect(heading).to_contain_text(card.value["front"][:20])

    front.evaluate("(field) => { field.value = ''; }")
    press_in_footer(page, 'button[name="action-submit"]')

    expect(front).to_be_visible(timeout=PATIENCE)
    expect(
        page.locator(f'[name="body-{number}-value-cards-0-value-front"]')
    ).to_be_hidden()

    front.fill("Iets anders.")
    page.get_by_role("button", name="Bewaar concept").click()

    expect(page.get_by_text("is gewijzigd").first).to_be_visible(timeout=PATIENCE)
    draft = LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object()
    (comment,) = draft.wagtail_admin_comments.all()
    assert comment.has_valid_contentpath(draft)
    assert draft.body[number].value["cards"][1]["front"] == "Iets anders."
