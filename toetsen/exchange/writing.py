"""Writing a file of any format, with what it cannot hold named."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toetsen.exchange import gift_writing, moodle_limits, moodle_writing, qti
from toetsen.exchange.items import Form, Item, Remark


@dataclass(frozen=True)
class Format:
    label: object
    file_name: str
    content_type: str
    forms: frozenset[Form]
    write: Callable[[list[Item]], bytes]
    lost: Callable[[Item], Iterable[str]]
    knows_tags: bool


EXPORTS = {
    "gift": Format(
        gettext_lazy("Moodle GIFT"),
        "vragen.txt",
        "text/plain",
        gift_writing.FORMS,
        gift_writing.write,
        gift_writing.lost,
        True,
    ),
    "moodle": Format(
        gettext_lazy("Moodle XML"),
        "vragen.xml",
        "application/xml",
        moodle_writing.FORMS,
        moodle_writing.write,
        moodle_limits.lost,
        True,
    ),
    "qti21": Format(
        gettext_lazy("QTI 2.1"),
        "vragen-qti21.zip",
        "application/zip",
        qti.FORMS,
        partial(qti.write, dialect=qti.V21),
        qti.lost,
        False,
    ),
    "qti30": Format(
        gettext_lazy("QTI 3.0"),
        "vragen-qti30.zip",
        "application/zip",
        qti.FORMS,
        partial(qti.write, dialect=qti.V30),
        qti.lost,
        False,
    ),
}


def write(format_name: str, items: list[Item]) -> tuple[bytes, list[Remark]]:
    """The file in one of EXPORTS, and what of each question is not in it."""
    chosen = EXPORTS[format_name]
    fitting = [item for item in items if item.form in chosen.forms]
    remarks = [
        Remark(
            _("This kind of question does not exist in this format."), name=item.code
        )
        for item in items
        if item.form not in chosen.forms
    ]
    for item in fitting:
        remarks += [
            Remark(_("Not in the file: %(what)s") % {"what": said}, name=item.code)
            for said in chosen.lost(item)
        ]
        remarks += [Remark(said, name=item.code) for said in _untagged(item, chosen)]
    return chosen.write(fitting), remarks


def _untagged(item: Item, chosen: Format) -> list[str]:
    if chosen.knows_tags:
        return []
    lost = {
        _("learning goal"): item.goal,
        _("critical"): item.critical,
        _("difficulty"): item.difficulty,
        _("check again before"): item.review_by,
        _("sources"): item.sources,
        _("where to read it again"): item.lesson,
    }
    named = [name for name, value in lost.items() if value]
    if not named:
        return []
    return [_("Not in this format: %(what)s.") % {"what": ", ".join(named)}]
