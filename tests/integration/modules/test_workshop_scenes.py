"""A scene in a form of its own: it is saved alone, and nobody's work is lost."""

from html import unescape

import pytest
from django.urls import reverse

from modules.models import CasePage
from modules.queries.case_scenes import fingerprint
from tests.factories.accounts import UserFactory
from tests.factories.cases import draft_case_page
from tests.factories.editorial import client_of, make_editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def casus() -> CasePage:
    page = draft_case_page()
    page.save_revision()
    return page


@pytest.fixture
def author():
    return client_of(make_editor())


def draft_of(page: CasePage) -> CasePage:
    page.refresh_from_db()
    return page.get_latest_revision_as_object()


def address(page: CasePage, at: int = 0) -> str:
    return reverse("case_scene", args=[page.pk, draft_of(page).scenes[at].id])


def typed(page: CasePage, at: int = 0, **changes: str) -> dict[str, str]:
    """What the form of the scene sends, with `changes` in it."""
    value = draft_of(page).scenes[at].value
    data = {
        "seen": fingerprint(value),
        "scene-count": "1",
        "scene-0-deleted": "",
        "scene-0-order": "0",
        "scene-0-type": "scene",
        "scene-0-id": "",
        "scene-0-value-choices-count": str(len(value["choices"])),
    }
    for name in (
        "code",
        "title",
        "kind",
        "place",
        "speaker",
        "situation",
        "safety_rule",
    ):
        data[f"scene-0-value-{name}"] = value[name] or ""
    for number, bound in enumerate(value["choices"].bound_blocks):
        data |= _choice(f"scene-0-value-choices-{number}", number, bound)
    return data | {f"scene-0-value-{name}": text for name, text in changes.items()}


def _choice(prefix, number, bound) -> dict[str, str]:
    value, at = bound.value, f"{prefix}-value"
    data = {
        f"{prefix}-deleted": "",
        f"{prefix}-order": str(number),
        f"{prefix}-type": "item",
        f"{prefix}-id": bound.id or "",
        f"{at}-sources-count": str(len(value["sources"])),
    }
    for place, source in enumerate(value["sources"]):
        data |= {
            f"{at}-sources-{place}-deleted": "",
            f"{at}-sources-{place}-order": str(place),
            f"{at}-sources-{place}-type": source.block_type,
            f"{at}-sources-{place}-id": source.id or "",
            f"{at}-sources-{place}-value": str(source.value.pk),
        }
    for name in (
        *("key", "text", "consequence", "feedback", "target", "red_flag_code"),
        *("red_flag_label", "repair", "marker"),
    ):
        data[f"{at}-{name}"] = value[name] or ""
    if value["unrepaired"]:
        data[f"{at}-unrepaired"] = "on"
    return data | {f"{at}-scores-{c}": str(value["scores"][c]) for c in "SAHW"}


def test_saving_a_scene_changes_that_scene_alone(casus, author):
    before = draft_of(casus)

    response = author.post(address(casus), typed(casus, situation="Nieuw getypt."))

    after = draft_of(casus)
    assert response.status_code == 302
    assert after.scenes[0].value["situation"] == "Nieuw getypt."
    assert [child.id for child in after.scenes] == [child.id for child in before.scenes]
    assert [fingerprint(child.value) for child in after.scenes[1:]] == [
        fingerprint(child.value) for child in before.scenes[1:]
    ]
    after.scenes[0].value["situation"] = before.scenes[0].value["situation"]
    assert fingerprint(after.scenes[0].value) == fingerprint(before.scenes[0].value)


def test_two_editors_of_two_scenes_both_keep_their_work(casus, author):
    mine = typed(casus, 0, situation="Van Anna")
    author.post(address(casus, 1), typed(casus, 1, situation="Van Bram"))

    author.post(address(casus, 0), mine)

    assert [child.value["situation"] for child in draft_of(casus).scenes][:2] == [
        "Van Anna",
        "Van Bram",
    ]


def test_two_editors_of_one_scene_are_told_and_lose_nothing(casus, author):
    late = typed(casus, situation="Van Anna")
    author.post(address(casus), typed(casus, situation="Van Bram"))

    refused = author.post(address(casus), late)

    html = unescape(unescape(refused.content.decode()))
    assert refused.status_code == 409
    assert "Iemand anders heeft deze scène intussen bewaard." in html
    assert "Van Anna" in html
    assert draft_of(casus).scenes[0].value["situation"] == "Van Bram"

    author.post(address(casus), late | {"seen": refused.context["seen"]})

    assert draft_of(casus).scenes[0].value["situation"] == "Van Anna"


def test_scene_that_was_removed_meanwhile_can_be_saved_as_a_new_one(casus, author):
    where, late = address(casus, 1), typed(casus, 1, situation="Van Anna")
    author.post(where, typed(casus, 1) | {"remove": "1"})

    refused = author.post(where, late)

    assert refused.status_code == 409
    assert [child.value["code"] for child in draft_of(casus).scenes] == ["S1", "R1"]

    author.post(where, late | {"seen": refused.context["seen"]})

    assert [child.value["code"] for child in draft_of(casus).scenes] == [
        "S1",
        "R1",
        "S2",
    ]


def test_new_scene_is_added_where_it_is_put(casus, author):
    new = typed(casus, 1, code="S0") | {"seen": "", "place": "1"}

    author.post(reverse("case_scene_new", args=[casus.pk]), new)

    codes = [child.value["code"] for child in draft_of(casus).scenes]
    assert codes == ["S0", "S1", "S2", "R1"]


def test_problem_stands_at_its_field(casus, author):
    author.post(address(casus), typed(casus, safety_rule=""))

    html = unescape(author.get(address(casus)).content.decode())

    assert '"safety_rule": {"messages": ["Er is geen veiligheidsregel."]}' in html


def test_bad_value_is_refused_and_nothing_is_saved(casus, author):
    revision = casus.latest_revision_id

    response = author.post(address(casus), typed(casus, title="x" * 200))

    casus.refresh_from_db()
    assert response.status_code == 422
    assert casus.latest_revision_id == revision


def test_editor_lists_the_scenes_and_keeps_them_when_it_is_saved(casus, author):
    html = author.get(
        reverse("wagtailadmin_pages:edit", args=[casus.pk])
    ).content.decode()

    assert f'<a href="{address(casus, 2)}">R1 Titel R1</a>' in html
    assert 'id="scenes"' not in html


def test_scene_of_another_case_is_not_found(casus, author):
    other = draft_case_page(
        title="Ander", slug="ander", code="ander", parent=casus.get_parent()
    )
    other.scenes[0].id = "11111111-1111-4111-8111-111111111111"
    wrong = reverse(
        "case_scene", args=[casus.pk, "11111111-1111-4111-8111-111111111111"]
    )

    assert author.get(wrong).status_code == 404


def test_only_who_may_edit_the_case_comes_in(casus):
    assert client_of(UserFactory()).get(address(casus)).status_code == 302
