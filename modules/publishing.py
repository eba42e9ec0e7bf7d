"""The one publish check of every page (architecture, 7g).

Each kind of page registers what must be right with it; `problems` asks them all. It is called when
an author sends a page in, when a reviewer approves it, when it is published and when a date set
before comes round. What is found is said in words with the place, and the page stays as it was.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log

from elearning.core.exceptions import DomainError

if TYPE_CHECKING:
    from wagtail.models import Page, Revision

# What Wagtail's command gives as the reason to publish when a date has come round.
SCHEDULED = "wagtail.publish.scheduled"
REFUSED = "modules.publish.refused"


@dataclass(frozen=True)
class Problem:
    """One reason not to publish. `place` is where, in words; `field` the form field it is in.

    `path` is the place within that field, such as scenes[3].choices[0].target: names of a block's
    parts, and numbers from 0 for the blocks in a stream or list. "" for the field as a whole.
    """

    message: str
    place: str = ""
    field: str = ""
    path: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class PublishRefusedError(DomainError):
    """The page has problems; the message names them all."""

    def __init__(self, found: Sequence[Problem]) -> None:
        self.problems = list(found)
        first = ngettext(
            "The page stays as it was, because something is not right yet:",
            "The page stays as it was, because %(count)d things are not right yet:",
            len(found),
        ) % {"count": len(found)}
        super().__init__(f"{first} {' '.join(map(str, found))}")


Check = Callable[["Page"], Iterable[Problem]]

_checks: dict[str, list[Check]] = {}


def checks(*page_types: str) -> Callable[[Check], Check]:
    """Register the decorated check for `page_types`, such as "modules.CasePage"."""

    def register(check: Check) -> Check:
        for page_type in page_types:
            _checks.setdefault(page_type.lower(), []).append(check)
        return check

    return register


def problems(page: "Page") -> list[Problem]:
    """Every reason why `page`, as it is in memory, may not be published. Empty when it may."""
    found = _checks.get(page._meta.label_lower, [])
    return [problem for check in found for problem in check(page)]


def check_publishable(page: "Page") -> None:
    """Raise PublishRefusedError when there are `problems`."""
    found = problems(page)
    if found:
        raise PublishRefusedError(found)


def refuse_scheduled(revision: "Revision", found: Sequence[Problem]) -> None:
    """Call off the publishing of `revision` on its date, and write why in the page's history.

    Nobody is there to read an error when a date comes round: the command goes on with the next
    page, and the author sees the reasons in the editor and in the history.
    """
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    log(
        instance=revision.content_object,
        action=REFUSED,
        data={"problems": [str(problem) for problem in found]},
        revision=revision,
    )


def refused_message(data: dict[str, list[str]]) -> str:
    """What the history says about a refusal; `data` is what `refuse_scheduled` wrote."""
    reasons = " ".join(data.get("problems", []))
    return _("Not published on the date that was set: %(reasons)s") % {
        "reasons": reasons
    }
