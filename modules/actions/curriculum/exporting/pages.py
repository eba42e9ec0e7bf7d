"""What a page says, as its entry in the files; the same for a page as loaded and as it is now.

`fields` and `related` are those of `curriculum.pages.Wanted`, of a page or of the files.
"""

import json
from typing import Any

from django.db.models import Manager
from wagtail.blocks.stream_block import StreamValue
from wagtail.models import Page

from modules.actions.curriculum.exporting.blocks import FindCode, bare, said_blocks
from modules.actions.curriculum.files import Data
from modules.actions.curriculum.wanted import Wanted
from modules.models import AssessmentPage, PathModule, PathPage
from toetsen.models.assessments import SETTINGS

SHARED = ("title", "neutral_title", "minutes", "sensitive")
STREAMS = {"body", "alternative", "scenes", "endings", "blueprint", "other_questions"}
NOTICE = ("about", "not_shown", "alternative")


def names_of(model: type[Page]) -> list[str]:
    """The fields of a page of ours that an author fills in, streams among them."""
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    own = [f.name for f in fields if f.name not in {"key", "page_ptr"}]
    return ["title", *own]


def fields_of(wanted: Wanted) -> Data:
    """What the files want of a page, the rest as usual; its streams as stored data."""
    usual = {f.name: f.get_default() for f in wanted.model._meta.local_fields}
    streams = {name: json.loads(wanted.fields.get(name) or "[]") for name in STREAMS}
    return {**usual, **wanted.fields, **streams, **wanted.related}


def fields_now(page: Page) -> Data:
    """The same fields of the page as it is published."""
    now = {name: _plain(getattr(page, name)) for name in names_of(type(page))}
    if isinstance(page, PathPage):
        now["path_modules"] = list(page.path_modules.all())
    return now


def _plain(value: Any) -> Any:
    if isinstance(value, StreamValue):
        return list(value.raw_data)
    return list(value.all()) if isinstance(value, Manager) else value


def said_lesson(fields: Data, code: FindCode) -> Data:
    return {
        **_shared(fields),
        "notice": _notice(fields["notice"]),
        "body": said_blocks(fields["body"], code),
        "alternative": said_blocks(fields["alternative"], code),
    }


def said_refresher(fields: Data, code: FindCode) -> Data:
    return {**said_lesson(fields, code), "months": fields["refresher_after"]}


def said_assessment(fields: Data, code: FindCode) -> Data:
    texts = {name: fields[name].replace("\r\n", "\n") for name in ("notice", "intro")}
    return {
        **_shared(fields),
        "assessment": fields["assessment_code"],
        **_filled(texts),
        **_settings(fields),
        "other_questions": said_blocks(fields["other_questions"], code),
        "body": said_blocks(fields["body"], code),
    }


def _settings(fields: Data) -> Data:
    """How the test is taken, as far as that is not as usual."""
    usual = {f.name: f.get_default() for f in AssessmentPage._meta.local_fields}
    names = (*SETTINGS, "exempts")
    said = {name: fields[name] for name in names if fields[name] != usual[name]}
    rows = [_filled(bare(row["value"])) for row in fields["blueprint"]]
    if rows:
        said["blueprint"] = rows
    return {"settings": said} if said else {}


def _filled(row: Data) -> Data:
    return {name: value for name, value in row.items() if value}


def said_info(fields: Data, code: FindCode) -> Data:
    names = [name for name in ("title", "neutral_title", "intro") if name in fields]
    return {
        **{name: fields[name] for name in names},
        "body": said_blocks(fields["body"], code),
    }


def said_index(fields: Data, _code: FindCode) -> Data:
    return {name: fields[name] for name in ("title", "intro") if name in fields}


def said_module(fields: Data, _code: FindCode) -> Data:
    return {
        **_shared(fields),
        "summary": one_line(fields["summary"]),
        "status": "wordt_geschreven" if fields["being_written"] else "geschreven",
        "will_contain": fields["will_contain"].splitlines(),
        "goals": sorted(str(goal) for goal in fields["goals"]),
        "after": sorted(module.code.upper() for module in fields["after"]),
    }


def said_path(fields: Data, _code: FindCode) -> Data:
    rows: list[PathModule] = fields["path_modules"]
    return {
        "name": fields["title"],
        "neutral_title": fields["neutral_title"],
        **_filled({"sensitive": fields["sensitive"]}),
        "minutes": {"required": fields["minutes"]},
        "audience": fields["audience"],
        "intro": "\n\n".join(_paragraphs(fields["intro"])),
        "reporting_code_duty": {
            "law": fields["reporting_duty"],
            "note": one_line(fields["reporting_duty_note"]),
        },
        "open_to_all": fields["open_to_all"],
        **_filled({"pass_percentage": fields["pass_percentage"]}),
        "required": [row.module.code.upper() for row in rows if row.required],
        "electives": [row.module.code.upper() for row in rows if not row.required],
    }


def _shared(fields: Data) -> Data:
    return {name: fields[name] for name in SHARED}


def _notice(text: str) -> Data:
    """The parts of a content notice; what stands between the first and the last is together."""
    parts = _paragraphs(text)
    if len(parts) > len(NOTICE):
        parts = [parts[0], "\n\n".join(parts[1:-1]), parts[-1]]
    return dict(zip(NOTICE, parts, strict=False))


def _paragraphs(text: str) -> list[str]:
    parts = text.replace("\r\n", "\n").split("\n\n")
    return [one_line(part) for part in parts if part.strip()]


def one_line(text: str) -> str:
    return " ".join(text.split())
