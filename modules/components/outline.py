"""The steps of a module as a list: what each is, how long, and how far this person is."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from elearning.enrolment.enums import ProgressState
from elearning.enrolment.models import Progress


def outline(
    steps: Iterable[Any],
    progress: Mapping[uuid.UUID, Progress],
    *,
    current: uuid.UUID | None = None,
) -> list[dict[str, Any]]:
    """Items for the component `steps`, state in words as well as by shape."""
    return [
        {
            "title": step.title,
            "href": step.url,
            "meta": minutes(step.minutes),
            "current": step.key == current,
            **state_words(_state(progress.get(step.key))),
        }
        for step in steps
    ]


def minutes(count: int) -> str:
    if not count:
        return ""
    return ngettext("%(count)d minute", "%(count)d minutes", count) % {"count": count}


def state_words(state: str) -> dict[str, str]:
    """The word and shape of a state; "" is not begun."""
    if state == ProgressState.DONE:
        return {"kind": "done", "status": _("done")}
    if state == ProgressState.BUSY:
        return {"kind": "busy", "status": _("busy")}
    return {"kind": "todo", "status": _("not started")}


def _state(row: Progress | None) -> str:
    return row.state if row else ""
