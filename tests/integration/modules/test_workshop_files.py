"""A case to a file and back, two versions compared, a start for a mirror case.

All or nothing: what cannot be taken is said at its place, and the draft stays as it was.
"""

import json
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from elearning.accounts.models import AuditEvent
from modules.models import CasePage, CaseVersion, SignOff
from modules.queries.cases import written_case
from tests.factories.accounts import UserFactory
from tests.factories.cases import (
    case_page,
    casus_a_page,
    draft_case_page,
    publish,
    small_case,
)
from tests.factories.editorial import client_of, make_editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return make_editor()


@pytest.fixture
def page() -> CasePage:
    page = draft_case_page()
    page.save_revision()
    page.refresh_from_db()
    return page


def draft_of(page: CasePage) -> CasePage:
    return CasePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def exported(user, page: CasePage) -> dict:
    response = client_of(user).get(reverse("case_export", args=[page.pk]))
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="{page.code}.json"'
    )
    return json.loads(response.content)


def upload(user, page: CasePage, content: bytes | dict):
    if isinstance(content, dict):
        content = json.dumps(content).encode()
    file = SimpleUploadedFile("casus.json", content)
    return client_of(user).post(reverse("case_import", args=[page.pk]), {"file": file})


def confirm(user, page: CasePage, compared):
    html = compared.content.decode()
    fields = {
        name: unescape(re.search(rf'name="{name}" value="([^"]*)"', html)[1])
        for name in ("content", "seen")
    }
    return client_of(user).post(reverse("case_import", args=[page.pk]), fields)


def text_of(response) -> str:
    plain = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(unescape(plain).split())


def reasons(response) -> list[str]:
    html = response.content.decode()
    part = html.split('class="case-words__problems">')[1].split("</ul>")[0]
    return [unescape(one) for one in re.findall(r"<li>(.*?)</li>", part)]


# --- To a file and back -----------------------------------------------------------------------
def test_case_taken_out_and_brought_into_another_is_the_same(author, page):
    data = exported(author, page)
    other = draft_case_page(
        small_case(code="casus-y", scenes=(), endings=(), title="Leeg"), notice=""
    )
    other.save_revision()

    done = confirm(author, other, upload(author, other, data))

    taken = draft_of(other)
    assert done.status_code == 302
    assert written_case(taken).scenes == written_case(draft_of(page)).scenes
    assert written_case(taken).endings == written_case(draft_of(page)).endings
    assert (taken.notice, taken.title) == ("Dit gaat over druk.", "Een echte titel")
    assert (taken.code, taken.key, taken.live) == ("casus-y", other.key, False)


def test_casus_a_survives_the_way_out_and_in(author):
    casus = casus_a_page()
    before = written_case(draft_of(casus))

    compared = upload(author, casus, exported(author, casus))

    assert "Het bestand zegt hetzelfde als je concept" in text_of(compared)
    assert written_case(draft_of(casus)) == before


def test_import_is_compared_first_and_changes_nothing_yet(author, page):
    data = exported(author, page)
    data["case"]["scenes"][0]["situation"] = "Situatie anders"
    data["case"]["scenes"][1]["choices"][0]["target"] = "S9"

    compared = upload(author, page, data)

    shown = text_of(compared)
    assert "2 verschillen met je concept" in shown
    assert "Veranderd: Scène S1, Wat er gebeurt Situatie oud: S1 nieuw: anders" in shown
    assert reasons(compared) == [
        "Scène S2, keuze a: Deze keuze gaat naar S9, maar die scène bestaat niet."
    ]
    assert written_case(draft_of(page)).scenes[0].situation == "Situatie S1"


def test_import_makes_one_draft_with_who_did_it_and_leaves_what_is_published(author):
    casus = case_page()
    data = exported(author, casus)
    data["case"]["scenes"][0]["situation"] = "Situatie anders"

    confirm(author, casus, upload(author, casus, data))

    casus.refresh_from_db()
    assert casus.revisions.count() == 2
    assert casus.latest_revision.user == author
    assert casus.scenes[0].value["situation"] == "Situatie S1"
    assert CaseVersion.objects.count() == 1
    event = AuditEvent.objects.get(action="import_case")
    assert event.detail == {"revision": casus.latest_revision_id}


def test_blocks_keep_their_ids_so_that_comments_stay(author, page):
    before = [child.id for child in page.scenes]
    page.scenes[0].id = kept = "11111111-1111-4111-8111-111111111111"
    page.scenes.raw_data[0]["id"] = kept
    page.save_revision()
    data = exported(author, page)
    data["case"]["scenes"][0]["situation"] = "Situatie anders"

    confirm(author, page, upload(author, page, data))

    assert [child.id for child in draft_of(page).scenes] == [kept, *before[1:]]


def test_draft_saved_meanwhile_is_not_written_over(author, page):
    data = exported(author, page)
    data["case"]["scenes"][0]["situation"] = "Uit het bestand"
    compared = upload(author, page, data)
    page.scenes[0].value["situation"] = "Van een collega"
    page.save_revision()

    refused = confirm(author, page, compared)

    assert refused.status_code == 409
    assert "Iemand heeft deze casus intussen bewaard." in text_of(refused)
    assert written_case(draft_of(page)).scenes[0].situation == "Van een collega"


# --- What cannot be taken ---------------------------------------------------------------------
def changed(author, page, path: str, value: object) -> dict:
    data = exported(author, page)
    holder = data
    *steps, last = [int(s) if s.isdigit() else s for s in path.split(".")]
    for step in steps:
        holder = holder[step]
    holder[last] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        (
            "case.scenes.0.choices.1.target",
            5,
            "Scène S1, keuze b, veld target: Hier hoort tekst te staan.",
        ),
        (
            "case.scenes.0.choices.1.targett",
            "S2",
            "Scène S1, keuze b: Het veld targett kennen we hier niet.",
        ),
        (
            "case.endings.1.conditions.0.kind",
            "stemming",
            "Einde E2, regel 1, veld kind: De waarde stemming kennen we hier niet.",
        ),
        (
            "case.scenes.1.choices.0.sources",
            [{"code": "P-99"}],
            (
                "Scène S2, keuze a: De bron P-99 staat niet in de kennisbank. "
                "Voeg de bron daar eerst toe, of laat hem weg."
            ),
        ),
        (
            "case.scenes.1.choices.0.scores",
            {"H": 9},
            "Scène S2, keuze a, veld scores.H: Zorg ervoor dat deze waarde hoogstens 2 is.",
        ),
        ("case.title", "", "Veld title: Dit veld kan niet leeg zijn"),
        (
            "case.scenes.1.title",
            "a\x00b",
            "Scène S2, veld title: Er staat een teken in dat we niet kunnen bewaren.",
        ),
    ],
)
def test_what_is_wrong_in_a_file_is_said_at_its_place(
    author, page, path, value, reason
):
    data = changed(author, page, path, value)
    before = draft_of(page).serializable_data()

    refused = upload(author, page, data)

    assert refused.status_code == 422
    assert reasons(refused) == [reason]
    assert "Er is niets overgenomen uit dit bestand" in text_of(refused)
    assert draft_of(page).serializable_data() == before


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", None),
        (b"%PDF-1.7", "Dit is geen geldige JSON, rond regel 1."),
        (b"[" * 900_000, "Dit is geen geldige JSON."),
        (
            b'{"passages": []}',
            "Dit is geen bestand van een casus. Kies er een die hier is gemaakt.",
        ),
        (
            b"x" * 2_000_000,
            "Het bestand is groter dan 1 MB. Zo groot is geen casus; kies een ander.",
        ),
    ],
)
def test_file_that_is_no_case_is_refused(author, page, content, reason):
    refused = upload(author, page, content)

    assert refused.status_code == 422
    if reason:
        assert reasons(refused) == [reason]


def test_rule_with_an_unknown_marker_is_a_problem_at_its_place(author, page):
    data = changed(author, page, "case.endings.1.conditions.1.marker", "NIETS")

    assert reasons(upload(author, page, data)) == [
        "Einde E2: Dit einde vraagt naar het merk NIETS, maar geen keuze zet dat."
    ]


def test_only_who_may_edit_the_page_now_may_bring_in_a_file(author, page):
    data = exported(author, page)
    page.get_workflow().start(page, author)

    for user in (UserFactory(), make_editor("lived_experience_reader")):
        refused = upload(user, page, data)
        assert refused.status_code in (302, 403)
    assert page.revisions.count() == 1


# --- Versions ---------------------------------------------------------------------------------
def test_versions_and_draft_are_compared(author):
    casus = case_page()
    casus.scenes[0].value["situation"] = "Tweede versie"
    publish(casus)
    casus.scenes[0].value["situation"] = "Een concept"
    casus.save_revision()
    url = reverse("case_compare", args=[casus.pk])

    newest = text_of(client_of(author).get(url))
    first = text_of(client_of(author).get(f"{url}?van=1&naar=2"))

    assert "oud: Tweede versie nieuw: Een concept" in newest
    assert "oud: Situatie S1 nieuw: Tweede versie" in first


def test_case_that_was_never_published_has_nothing_to_compare(author, page):
    response = client_of(author).get(reverse("case_compare", args=[page.pk]))

    assert "Deze casus is nog nooit gepubliceerd" in text_of(response)


@pytest.mark.parametrize("query", ["?van=99", "?van=1'--&naar=%00", "?naar=-1"])
def test_version_that_does_not_exist_falls_back(author, query):
    casus = case_page()
    url = reverse("case_compare", args=[casus.pk])

    response = client_of(author).get(url + query)

    assert "Deze twee zeggen hetzelfde." in text_of(response)


# --- A mirror case ----------------------------------------------------------------------------
MIRROR = {"title": "Een andere titel", "neutral_title": "Casus M", "code": "casus-m"}


def test_mirror_begins_as_a_copy_without_history_or_sign_offs(author):
    casus = case_page()
    casus.role = "Alleen in het concept."
    revision = casus.save_revision()
    SignOff.objects.create(
        page=casus, revision=revision, role="expert", label="Deskundige"
    )

    done = client_of(author).post(reverse("case_mirror", args=[casus.pk]), MIRROR)

    mirror = CasePage.objects.get(code="casus-m")
    assert done.url == reverse("wagtailadmin_pages:edit", args=[mirror.pk])
    assert mirror.key != casus.key
    assert (mirror.live, mirror.role) == (False, "Alleen in het concept.")
    assert (mirror.title, mirror.neutral_title) == ("Een andere titel", "Casus M")
    assert written_case(mirror).scenes == written_case(casus).scenes
    assert not CaseVersion.objects.filter(case_key=mirror.key).exists()
    assert not SignOff.objects.filter(page=mirror).exists()
    assert draft_of(mirror).code == "casus-m"


def test_mirror_needs_a_code_of_its_own(author, page):
    response = client_of(author).post(
        reverse("case_mirror", args=[page.pk]), MIRROR | {"code": page.code}
    )

    assert response.status_code == 422
    assert "Er is al een andere casus of pagina met deze code." in text_of(response)
    assert CasePage.objects.count() == 1


def test_reader_may_not_copy(page):
    response = client_of(make_editor("expert")).post(
        reverse("case_mirror", args=[page.pk]), MIRROR
    )

    assert response.status_code in (302, 403)
    assert CasePage.objects.count() == 1
