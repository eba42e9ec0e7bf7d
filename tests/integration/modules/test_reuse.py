"""One lesson in several modules, copies that are told of later changes, and translations."""

import json

import pytest
from django.urls import reverse
from wagtail.models import Page

from elearning.accounts.enums import EditorialRole
from elearning.core.exceptions import DomainError, NotAllowed
from elearning.enrolment.enums import ProgressState
from elearning.enrolment.models import Progress
from modules import publishing
from modules.actions import finish_page, reuse
from modules.enums import OriginKind, SignOffRole
from modules.models import LessonPage, Origin, SignOff
from modules.queries import concept_ids, items_of, lacks_sign_off
from modules.queries.concept import holds_concept
from modules.queries.reuse import news_of, used_in
from modules.rules import is_concept
from tests.factories.accounts import UserFactory
from tests.factories.editorial import make_editor
from tests.factories.enrolment import EnrolmentFactory
from tests.factories.modules import (
    LessonPageFactory,
    ModulePageFactory,
    PathPageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    return ModulePageFactory(code="m01")


@pytest.fixture
def lesson(module):
    page = LessonPageFactory(
        parent=module,
        title="Bellen",
        slug="les-1",
        body=[("text", "<p>Eerste.</p>"), ("text", "<p>Tweede.</p>")],
    )
    page.save_revision().publish()
    return LessonPage.objects.get(pk=page.pk)


@pytest.fixture
def author():
    return UserFactory(superuser=True)


@pytest.fixture
def bram(module):
    path = PathPageFactory(modules=[module])
    return EnrolmentFactory(path_key=path.key).user


def copy_in_the_cms(client, author, page):
    client.force_login(author)
    answer = client.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {
            "new_title": "Kopie",
            "new_slug": "kopie",
            "new_parent_page": str(page.get_parent().pk),
            "publish_copies": "on",
            "copy_subpages": "on",
        },
    )
    assert answer.status_code == 302
    return Page.objects.get(slug="kopie").specific


def change(page, number, text):
    page = page.specific_class.objects.get(pk=page.pk)
    raw = [dict(one) for one in page.body.raw_data]
    raw[number]["value"] = f"<p>{text}</p>"
    page.body = json.dumps(raw)
    page.save_revision().publish()
    return page.specific_class.objects.get(pk=page.pk)


def texts(page):
    return [str(one["value"]) for one in page.body.raw_data]


# --- Copies ------------------------------------------------------------------------------------
def test_a_copy_from_the_cms_keeps_a_link_and_is_offered_later_changes(
    client, author, lesson
):
    copy = copy_in_the_cms(client, author, lesson)
    origin = Origin.objects.get()
    assert (origin.page_id, origin.source_id, origin.kind) == (
        copy.pk,
        lesson.pk,
        OriginKind.COPY,
    )
    address = reverse("page_reuse", args=[copy.pk])
    assert "Sindsdien is er niets veranderd." in client.get(address).content.decode()

    copy = change(copy, 1, "Eigen woorden.")
    change(lesson, 0, "Verbeterd.")
    html = client.get(address).content.decode()
    assert "Neem de wijzigingen over" in html
    answer = client.post(address, {"action": "take"})

    assert answer.status_code == 302
    draft = LessonPage.objects.get(pk=copy.pk).get_latest_revision_as_object()
    assert texts(draft) == ["<p>Verbeterd.</p>", "<p>Eigen woorden.</p>"]
    assert texts(LessonPage.objects.get(pk=copy.pk))[0] == "<p>Eerste.</p>"
    assert news_of(draft).is_any is False


def test_lessons_of_a_copied_module_know_their_lessons(client, author, module, lesson):
    copy_in_the_cms(client, author, module)

    pairs = {(o.page.slug, o.source_id) for o in Origin.objects.select_related("page")}
    assert pairs == {("kopie", module.pk), ("les-1", lesson.pk)}


def test_what_both_changed_stays_and_is_counted(client, author, lesson):
    copy = change(copy_in_the_cms(client, author, lesson), 0, "Hier.")
    change(lesson, 0, "Daar.")

    html = client.get(reverse("page_reuse", args=[copy.pk])).content.decode()

    assert "1 deel is in beide veranderd" in html
    assert "Neem de wijzigingen over" not in html
    client.post(reverse("page_reuse", args=[copy.pk]), {"action": "keep"})
    assert news_of(LessonPage.objects.get(pk=copy.pk)).is_any is False


def test_a_page_cannot_come_from_itself(client, author, module, lesson):
    copy = copy_in_the_cms(client, author, lesson)
    third = LessonPageFactory(parent=module, title="Derde")
    reuse.link_copy(by=author, page=third, source=copy)

    with pytest.raises(reuse.CircularReuseError, match="zelf van deze pagina gemaakt"):
        reuse.link_copy(by=author, page=lesson, source=third)
    answer = client.post(
        reverse("page_reuse", args=[lesson.pk]),
        {"action": "link", "source": str(third.pk)},
    )

    assert answer.status_code == 422
    assert "zelf van deze pagina gemaakt" in answer.content.decode()
    assert not Origin.objects.filter(page=lesson).exists()


def test_a_card_may_not_lead_to_its_own_lesson(lesson):
    lesson.body = json.dumps([{"type": "step", "value": {"page": lesson.pk}}])

    assert [str(p) for p in publishing.problems(lesson)] == [
        "Deze kaart leidt naar de les waar hij zelf in staat."
    ]


# --- The same lesson in more modules -----------------------------------------------------------
def test_a_lesson_in_two_modules_is_one_source_and_is_done_in_both(
    author, module, lesson, bram
):
    other = ModulePageFactory(code="m02")
    alias = reuse.use_in_module(by=author, page=lesson, module=other)
    change(lesson, 0, "Verbeterd.")
    finish_page(by=bram, page=lesson, version="1")

    alias = LessonPage.objects.get(pk=alias.pk)
    assert texts(alias)[0] == "<p>Verbeterd.</p>"
    assert [m.code for m in used_in(alias)] == ["m01", "m02"]
    done = Progress.objects.get(user=bram, kind="lesson")
    assert (done.key, done.state) == (alias.key, ProgressState.DONE)


def test_a_lesson_is_in_a_module_once(author, module, lesson):
    with pytest.raises(DomainError, match="staat al in deze module"):
        reuse.use_in_module(by=author, page=lesson, module=module)


def test_an_alias_is_signed_where_its_source_is(author, lesson, sign_all):
    other = ModulePageFactory(code="m02")
    alias = reuse.use_in_module(by=author, page=lesson, module=other)
    assert is_concept(LessonPage.objects.get(pk=alias.pk))

    sign_all(lesson)

    (step,) = items_of(other)
    assert lacks_sign_off(step.live_revision_id) is False
    assert is_concept(LessonPage.objects.get(pk=alias.pk)) is False


def test_a_source_and_its_alias_in_one_path_are_both_signed(
    author, module, lesson, sign_all
):
    other = ModulePageFactory(code="m02")
    alias = reuse.use_in_module(by=author, page=lesson, module=other)
    path = PathPageFactory(modules=[module, other])
    steps = [*items_of(module), *items_of(other)]
    assert concept_ids(steps) == {lesson.pk, alias.pk}

    sign_all(lesson)

    assert concept_ids(steps) == set()
    assert holds_concept(path) is False


def test_an_author_who_may_not_publish_puts_no_lesson_elsewhere(client, module, lesson):
    tom = make_editor(EditorialRole.AUTHOR)
    other = ModulePageFactory(code="m02")
    draft = LessonPageFactory(parent=module, slug="concept", live=False)

    for page in (lesson, draft):
        with pytest.raises(NotAllowed, match="vraag het de redactie"):
            reuse.use_in_module(by=tom, page=page, module=other)
    client.force_login(tom)
    answer = client.post(
        reverse("page_reuse", args=[lesson.pk]), {"action": "use", "module": other.pk}
    )

    assert answer.status_code == 422
    assert "vraag het de redactie" in answer.content.decode()
    assert not other.get_children().exists()


def test_a_refresher_stays_in_its_module_and_its_language(author, module):
    refresher = LessonPageFactory(parent=module, slug="opfris", refresher_after=1)
    other = ModulePageFactory(code="m02")

    with pytest.raises(DomainError, match="opfrisser"):
        reuse.use_in_module(by=author, page=refresher, module=other)
    with pytest.raises(DomainError, match="opfrisser"):
        reuse.begin_translation(by=author, page=refresher)

    assert not other.get_children().exists()


@pytest.fixture
def sign_all():
    def sign(page):
        roles = [*SignOffRole.values, SignOffRole.LIVED_EXPERIENCE_READER]
        for role in roles:
            SignOff.objects.create(
                page=page,
                revision_id=page.live_revision_id,
                role=role,
                reader=UserFactory(),
                label="Lezer",
            )

    return sign


# --- English -----------------------------------------------------------------------------------
def main_of(answer):
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def english(author, lesson):
    page = reuse.begin_translation(by=author, page=lesson)
    page.title = "Calling"
    page = change(page, 0, "First.")
    page.title = "Calling"
    page.save_revision().publish()
    return LessonPage.objects.get(pk=page.pk)


def test_a_translation_shares_progress_and_is_no_step_of_its_own(
    client, author, module, lesson, bram, settings
):
    settings.DEMO_MODE = True
    page = english(author, lesson)
    client.force_login(bram)

    html = main_of(client.get(page.url))
    heading = html.partition("<h1")[2].partition("</h1>")[0]
    assert heading == ' class="heading heading--1" lang="en">Calling'
    assert 'class="lesson-body" lang="en"' in html
    assert "Lees dit in het Nederlands" in html
    client.post(page.url, {"klaar": "1"})

    assert [step.pk for step in items_of(module)] == [lesson.pk]
    row = Progress.objects.get(user=bram, kind="lesson")
    assert (row.key, row.state) == (lesson.key, ProgressState.DONE)
    html = client.get(lesson.url).content.decode()
    assert "Read this in English" in html
    assert "Je rondde dit af op" in html
    assert "Deze les is veranderd" not in html


def test_the_dutch_lesson_leads_and_what_changes_there_is_said(client, author, lesson):
    page = english(author, lesson)
    change(lesson, 0, "Verbeterd.")
    client.force_login(author)

    html = client.get(reverse("page_reuse", args=[page.pk])).content.decode()

    assert "Kijk wat daar veranderde" in html
    assert "Neem de wijzigingen over" not in html
    client.post(reverse("page_reuse", args=[page.pk]), {"action": "keep"})
    origin = Origin.objects.get(page=page.pk)
    lesson.refresh_from_db()
    assert origin.seen_id == lesson.live_revision_id


def test_a_translation_takes_no_dutch_text_over(client, author, lesson):
    page = english(author, lesson)
    change(lesson, 1, "Verbeterd.")
    assert news_of(page).merged.taken

    with pytest.raises(DomainError, match="geen Nederlandse tekst"):
        reuse.take_over(by=author, page=page)
    client.force_login(author)
    client.post(reverse("page_reuse", args=[page.pk]), {"action": "take"})

    draft = LessonPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert texts(draft) == ["<p>First.</p>", "<p>Tweede.</p>"]


def test_only_a_published_dutch_lesson_is_translated_once(author, module, lesson):
    page = reuse.begin_translation(by=author, page=lesson)
    draft = LessonPageFactory(parent=module, slug="concept", live=False)

    for wrong, why in [
        (lesson, "al een vertaling"),
        (page, "Alleen een les in het Nederlands"),
        (draft, "Publiceer eerst"),
        (module, "Alleen een les in het Nederlands"),
    ]:
        with pytest.raises(DomainError, match=why):
            reuse.begin_translation(by=author, page=wrong)


def test_carla_changes_nothing(lesson):
    carla = UserFactory()

    with pytest.raises(NotAllowed):
        reuse.begin_translation(by=carla, page=lesson)
    with pytest.raises(NotAllowed):
        reuse.use_in_module(by=carla, page=lesson, module=ModulePageFactory())
