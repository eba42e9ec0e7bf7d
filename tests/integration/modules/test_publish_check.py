"""The one publish check on each of the four routes out (architecture, 7g), for real.

A broken case stays unpublished, its author is told why in Dutch at the place, and nothing crashes.
"""

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision
from wagtail.test.utils.form_data import rich_text

from elearning.accounts.enums import EditorialRole
from elearning.core import clock
from elearning.knowledge.models import Source
from modules.actions.editorial import set_up_editorial
from modules.cases.definition import END
from modules.enums import SignOffRole
from modules.models import CasePage, CaseVersion, SignOff
from modules.publishing import PublishRefusedError, problems
from tests.factories.accounts import UserFactory
from tests.factories.cases import choice, draft_case_page, scene, small_case
from tests.factories.modules import PathPageFactory

pytestmark = pytest.mark.django_db
BROKEN = {
    "scenes": (
        scene("S1", choice("a", "S9"), choice("b", END)),
        scene("S2", choice("a", END), choice("b", END), safety_rule=""),
    ),
}
REASON = "Scène S1, keuze a: Deze keuze gaat naar S9, maar die scène bestaat niet."


def editor(role: EditorialRole):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    return user


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture(autouse=True)
def _editorial():
    set_up_editorial()


@pytest.fixture
def broken() -> CasePage:
    page = draft_case_page(small_case(**BROKEN))
    page.save_revision()
    return page


@pytest.fixture
def sound() -> CasePage:
    page = draft_case_page()
    page.save_revision()
    return page


def in_words(page: CasePage) -> list[str]:
    return [str(problem) for problem in problems(page)]


def approve(page, user, **answers):
    page = CasePage.objects.get(pk=page.pk)
    state = page.current_workflow_task_state
    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]
    )
    return client_of(user).post(url, {"comment": "", **answers})


def send_in(page) -> None:
    page.get_workflow().start(page, UserFactory())


def test_problems_name_the_place_in_dutch(broken):
    words = in_words(broken)

    assert REASON in words
    assert "Scène S2: Er is geen veiligheidsregel." in words
    assert "Scène S2: Geen enkele keuze gaat naar deze scène." in words


def test_sensitive_case_needs_notice_and_text_version(sound):
    sound.notice = ""
    sound.alternative = []

    assert in_words(sound) == [
        "Een gevoelige casus heeft een inhoudsmelding nodig.",
        "Een gevoelige casus heeft een tekstversie nodig die net zo meetelt.",
    ]


def test_expired_source_is_named_with_its_place(sound):
    Source.objects.update(review_by=clock.today() - timedelta(days=1))

    assert in_words(sound)[0] == (
        "Scène S1, keuze a: De bron P-01 is verlopen en moet eerst opnieuw worden nagekeken."
    )


def test_publish_in_code_is_refused(broken):
    with pytest.raises(PublishRefusedError, match="S9"):
        broken.get_latest_revision().publish()

    broken.refresh_from_db()
    assert not broken.live
    assert CaseVersion.objects.count() == 0


@pytest.mark.parametrize("action", ["action-publish", "action-submit"])
def test_publish_and_submit_in_the_editor_show_the_reasons_in_the_form(broken, action):
    user = editor(EditorialRole.CHIEF_EDITOR)
    response = client_of(user).post(
        reverse("wagtailadmin_pages:edit", args=[broken.pk]),
        edit_form(broken, user) | {action: "1"},
    )

    assert response.status_code == 200
    assert REASON in response.content.decode().replace("&#x27;", "'")
    broken.refresh_from_db()
    assert not broken.live
    assert not broken.workflow_in_progress


def test_refusal_shows_each_reason_at_its_field_and_keeps_what_was_typed(broken):
    user = editor(EditorialRole.CHIEF_EDITOR)
    typed = edit_form(broken, user) | {"action-submit": "1"}
    typed |= {"notice": "", "role": "Nieuw getypt."}

    response = client_of(user).post(
        reverse("wagtailadmin_pages:edit", args=[broken.pk]), typed
    )

    form = response.context["form"]
    assert form.errors["notice"] == [
        "Een gevoelige casus heeft een inhoudsmelding nodig."
    ]
    assert form.wrong_scenes == {
        0: [REASON],
        1: [
            "Scène S2: Er is geen veiligheidsregel.",
            "Scène S2: Geen enkele keuze gaat naar deze scène.",
        ],
    }
    html = response.content.decode().replace("&#x27;", "'")
    assert f'<li class="error-message">{REASON}</li>' in html
    assert "Nieuw getypt." in response.content.decode()


def test_draft_of_a_broken_case_is_saved(broken):
    user = editor(EditorialRole.AUTHOR)
    response = client_of(user).post(
        reverse("wagtailadmin_pages:edit", args=[broken.pk]),
        edit_form(broken, user) | {"role": "Een andere rol."},
    )

    assert response.status_code == 302
    draft = CasePage.objects.get(pk=broken.pk).get_latest_revision_as_object()
    assert draft.role == "Een andere rol."


def test_sound_case_is_published_from_the_editor(sound):
    user = editor(EditorialRole.CHIEF_EDITOR)
    response = client_of(user).post(
        reverse("wagtailadmin_pages:edit", args=[sound.pk]),
        edit_form(sound, user) | {"action-publish": "1"},
    )

    assert response.status_code == 302
    sound.refresh_from_db()
    assert sound.live
    assert CaseVersion.objects.get().number == 1


def test_approval_of_a_page_that_broke_meanwhile_is_refused(sound):
    send_in(sound)
    Source.objects.update(review_by=clock.today() - timedelta(days=1))

    response = approve(sound, editor(EditorialRole.EXPERT))

    assert response.status_code < 500
    assert SignOff.objects.count() == 0
    assert sound.current_workflow_task.name == "Deskundige"


def test_approval_window_shows_the_reasons(sound):
    send_in(sound)
    Source.objects.update(review_by=clock.today() - timedelta(days=1))
    state = sound.current_workflow_task_state

    response = client_of(editor(EditorialRole.EXPERT)).post(
        reverse(
            "wagtailadmin_pages:workflow_action", args=[sound.pk, "approve", state.pk]
        ),
        {"comment": ""},
        headers={"x-requested-with": "XMLHttpRequest"},
    )

    assert "De bron P-01 is verlopen" in json.loads(response.content)["html"]


def test_scheduled_publish_of_a_page_that_broke_is_recorded_and_the_rest_goes_on(sound):
    other = draft_case_page(small_case(code="casus-y"))
    other_revision = other.save_revision()
    moment = timezone.now() - timedelta(minutes=1)
    late = sound.get_latest_revision()
    Revision.objects.filter(pk__in=[late.pk, other_revision.pk]).update(
        approved_go_live_at=moment
    )
    sound.scenes[0].value["safety_rule"] = ""
    late.content = sound.serializable_data()
    late.save()
    Revision.objects.filter(pk=late.pk).update(approved_go_live_at=moment)

    call_command("publish_scheduled")

    sound.refresh_from_db()
    other.refresh_from_db()
    late.refresh_from_db()
    assert (sound.live, late.approved_go_live_at, other.live) == (False, None, True)
    entry = PageLogEntry.objects.get(page=sound.pk, action="modules.publish.refused")
    assert entry.message == (
        "Niet gepubliceerd op de datum die was ingesteld: "
        "Scène S1: Er is geen veiligheidsregel."
    )
    history = client_of(editor(EditorialRole.CHIEF_EDITOR)).get(
        reverse("wagtailadmin_pages:history", args=[sound.pk])
    )
    assert "Er is geen veiligheidsregel." in history.content.decode()


def test_review_walks_through_all_roles_and_ends_in_a_published_case(sound, settings):
    settings.DEMO_MODE = False
    send_in(sound)

    approve(sound, editor(EditorialRole.EXPERT))
    first = editor(EditorialRole.LIVED_EXPERIENCE_READER)
    approve(sound, first, payment_arranged="yes")
    approve(sound, first, payment_arranged="yes")
    assert SignOff.objects.count() == 2
    second = editor(EditorialRole.LIVED_EXPERIENCE_READER)
    approve(sound, second, payment_arranged="no")
    approve(sound, editor(EditorialRole.LEGAL_READER))
    approve(sound, editor(EditorialRole.CHIEF_EDITOR))

    sound.refresh_from_db()
    assert sound.live
    assert list(
        SignOff.objects.order_by("pk").values_list(
            "role", "label", "is_demo", "payment_arranged"
        )
    ) == [
        (SignOffRole.EXPERT, "Deskundige", False, None),
        (SignOffRole.LIVED_EXPERIENCE_READER, "Lezer E1", False, True),
        (SignOffRole.LIVED_EXPERIENCE_READER, "Lezer E2", False, False),
        (SignOffRole.LEGAL_READER, "Juridisch lezer", False, None),
        (SignOffRole.CHIEF_EDITOR, "Hoofdredacteur", False, None),
    ]


def test_reader_must_say_whether_payment_is_arranged(sound):
    send_in(sound)
    approve(sound, editor(EditorialRole.EXPERT))

    approve(sound, editor(EditorialRole.LIVED_EXPERIENCE_READER))

    assert sound.current_workflow_task.name == "Lezer E1"


def test_only_the_chief_editor_sees_who_the_reader_is(sound):
    reader = editor(EditorialRole.LIVED_EXPERIENCE_READER)
    reader.full_name = "Samira Geheim"
    reader.save()
    send_in(sound)
    approve(sound, editor(EditorialRole.EXPERT))
    approve(sound, reader, payment_arranged="yes")

    urls = [
        reverse("wagtailadmin_pages:history", args=[sound.pk]),
        reverse("wagtailadmin_pages:workflow_history", args=[sound.pk]),
    ]
    for url in urls:
        seen = client_of(editor(EditorialRole.AUTHOR)).get(url, follow=True)
        assert "Samira" not in seen.content.decode()
    history = client_of(editor(EditorialRole.AUTHOR)).get(urls[0]).content.decode()
    assert "Lezer E1" in history
    chief = client_of(editor(EditorialRole.CHIEF_EDITOR)).get(urls[0])
    assert "Samira Geheim" in chief.content.decode()


def test_mails_of_the_review_name_neither_topic_nor_reader(sound, mailoutbox):
    editor(EditorialRole.EXPERT)
    send_in(sound)

    assert [mail.subject for mail in mailoutbox if "wacht" in mail.subject] == [
        "Er wacht een pagina op je"
    ]
    assert all("echte titel" not in mail.subject + mail.body for mail in mailoutbox)


def edit_form(page: CasePage, user) -> dict[str, str]:
    """What the editor's form would send, read from the form itself."""
    form_class = page.get_edit_handler().get_form_class()
    form = form_class(instance=page, parent_page=page.get_parent(), for_user=user)
    data = {}
    for name in form.fields:
        value = form.initial.get(name)
        data[name] = "" if value is None or value is False else value
    data |= stream_form("endings", page.endings)
    data |= stream_form("alternative", page.alternative)
    for formset in form.formsets.values():
        prefix = formset.prefix
        data |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    return {key: value for key, value in data.items() if isinstance(value, str | int)}


def stream_form(prefix: str, value) -> dict[str, str]:
    data = {f"{prefix}-count": str(len(value))}
    for number, child in enumerate(value):
        at = f"{prefix}-{number}"
        data |= {f"{at}-deleted": "", f"{at}-order": str(number)}
        data |= {f"{at}-type": child.block_type, f"{at}-id": child.id or ""}
        data |= value_form(f"{at}-value", child.block, child.value)
    return data


def value_form(prefix: str, block, value) -> dict[str, str]:
    kinds = {kind.__name__ for kind in type(block).__mro__}
    if "StructBlock" in kinds:
        data = {}
        for name, child in block.child_blocks.items():
            data |= value_form(f"{prefix}-{name}", child, value[name])
        return data
    if "ListBlock" in kinds:
        data = {f"{prefix}-count": str(len(value))}
        for number, child in enumerate(value.bound_blocks):
            at = f"{prefix}-{number}"
            data |= {f"{at}-deleted": "", f"{at}-order": str(number)}
            data |= {f"{at}-type": "item", f"{at}-id": child.id or ""}
            data |= value_form(f"{at}-value", block.child_block, child.value)
        return data
    if "StreamBlock" in kinds:
        return stream_form(prefix, value)
    if "RichTextBlock" in kinds:
        return {prefix: rich_text(value.source)}
    if "StaticBlock" in kinds:
        return {}
    if "ChooserBlock" in kinds:
        return {prefix: str(value.pk)}
    if isinstance(value, list | tuple):
        return {prefix: value[0]} if value else {}
    return {prefix: "" if value is None or value is False else str(value)}


def test_path_that_answers_about_the_law_without_its_explanation_is_refused():
    path = PathPageFactory(reporting_duty="bound", reporting_duty_note="Ja, altijd.")

    (problem,) = problems(path)

    assert problem.field == "reporting_duty_note"
    path.reporting_duty_note = "Ja. Volg de meldcode van je organisatie."
    assert problems(path) == []
