"""A learner's own record: what she did here, in her own words and file, with or without an organisation.

It is for herself, so all she did is in it, by neutral titles; no answer, score of a goal, way through
a case or reflection. The same words become the PDF and the JSON file.
"""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from elearning.accounts.models import User
from elearning.accounts.queries import own_data
from elearning.core import clock
from elearning.core.documents import Cell, Document, Section, Table
from elearning.enrolment.certificate_words import module_words, title_of
from elearning.enrolment.certified import certificates_of, contents_of, shown_code
from elearning.enrolment.models import Enrolment
from modules.models import ModulePage, PathPage
from modules.queries import finished_assessments
from modules.queries.certificates import modules_done

Rows = list[tuple[Cell, ...]]


def learner_record(user: User) -> Document:
    """What `user` did, until now."""
    parts = (
        _section(_("Learning paths"), _paths_head(), _paths(user)),
        _section(_("Completed modules"), _modules_head(), _modules(user)),
        _section(_("Tests"), (_("Test"), _("Handed in on"), _("Passed")), _tests(user)),
        _section(
            _("Meetings"), (_("Meeting"), _("Minutes"), _("Day")), _meetings(user)
        ),
        _section(_("Documents"), (_("Document"), _("Code"), _("Made on")), _made(user)),
    )
    return Document(
        title=_("Learning record"),
        lead=user.full_name,
        facts=[(_("Made on"), clock.today())],
        sections=[part for part in parts if part is not None],
        foot=_("Made for yourself. To prove something to others, make a proof."),
    )


def _section(title: str, head: tuple[str, ...], rows: Rows) -> Section | None:
    return Section(title, table=Table(title, head, rows)) if rows else None


def _paths_head() -> tuple[str, ...]:
    return (_("Learning path"), _("Begun on"), _("Completed on"))


def _modules_head() -> tuple[str, ...]:
    return (_("Module"), _("Minutes"), _("Completed on"))


def _paths(user: User) -> Rows:
    titles = dict(PathPage.objects.values_list("key", "neutral_title"))
    rows = Enrolment.objects.filter(user=user).order_by("started_at")
    return [
        (
            titles.get(row.path_key, _("a learning path")),
            _day(row.started_at),
            _day(row.finished_at),
        )
        for row in rows
    ]


def _modules(user: User) -> Rows:
    pages = ModulePage.objects.order_by("path")
    done = modules_done(user, [page.key for page in pages])
    return [
        (
            module_words(page.neutral_title, done[page.key].is_exempt),
            0 if done[page.key].is_exempt else page.minutes,
            done[page.key].day,
        )
        for page in pages
        if page.key in done
    ]


def _tests(user: User) -> Rows:
    return [
        (attempt.assessment.title, _day(attempt.submitted_at), bool(attempt.passed))
        for attempt in finished_assessments(user)
    ]


def _meetings(user: User) -> Rows:
    network: dict[str, Any] = own_data(user).get("network", {})
    return [
        (row["activity"], row["minutes"], _day(datetime.fromisoformat(row["on"])))
        for row in network.get("attended", [])
    ]


def _made(user: User) -> Rows:
    return [
        (
            f"{title_of(row)}, {contents_of(row).path}",
            shown_code(row.code),
            _day(row.issued_at),
        )
        for row in certificates_of(user)
    ]


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
