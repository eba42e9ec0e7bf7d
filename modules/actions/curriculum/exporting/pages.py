"""What a page says, as its entry in the files; the same for a page as loaded and as it is now.

`fields` and `related` are those of `curriculum.pages.Wanted`, of a page or of the files.
"""

import json
from typing import Any

from wagtail.blocks.stream_block import StreamValue
from wagtail.models import Page

from modules.actions.curriculum.exporting.blocks import FindCode, bare, said_blocks
from modules.actions.curriculum.files import Data
from modules.actions.curriculum.wanted import Wanted
from modules.models import AssessmentPage, PathModule
from toetsen.models import AssessmentSettings
from toetsen.models.assessments import SETTINGS

SHARED = ("title", "neutral_title", "minutes", "sensitive")
STREAMS = {"body", "alternative", "scenes", "endings", "blueprint", "other_questions"}
NOTICE = ("about", "not_shown", "alternative")


def fields_of(wanted: Wanted) -> Data:
    """What the files want of a page, with its streams as stored data."""
    streams = STREAMS & wanted.fields.keys()
    return {
        **wanted.fields,
        **{name: json.loads(wanted.fields[name]) for name in streams},
        **wanted.related,
    }


def fields_now(page: Page, wanted: Wanted) -> Data:
    """The same fields of the page as it is published, and of a test all its settings."""
    settings = SETTINGS if isinstance(page, AssessmentPage) else ()
    now: Data = {
        name: _plain(getattr(page, name)) for name in [*wanted.fields, *settings]
    }
    for name in wanted.related:
        now[name] = list(getattr(page, name).all())
    return now


def _plain(value: Any) -> Any:
    return list(value.raw_data) if isinstance(value, StreamValue) else value


def said_lesson(fields: Data, code: FindCode) -> Data:
    return {
        **_shared(fields),
        "notice": _notice(fields["notice"]),
        "body": said_blocks(fields["body"], code),
        "alternative": said_blocks(fields["alternative"], code),
    }


def said_assessment(fields: Data, code: FindCode) -> Data:
    return {
        **_shared(fields),
        "assessment": fields["assessment_code"],
        **_settings(fields),
        "body": said_blocks(fields["body"], code),
    }


def _settings(fields: Data) -> Data:
    """How the test is taken, as far as that is not as usual."""
    usual = {f.name: f.get_default() for f in AssessmentSettings._meta.local_fields}
    said = {name: fields[name] for name in SETTINGS if name in fields}
    said = {name: value for name, value in said.items() if value != usual[name]}
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
        "audience": fields["audience"],
        "intro": "\n\n".join(_paragraphs(fields["intro"])),
        "reporting_code_duty": {
            "law": fields["reporting_duty"],
            "note": one_line(fields["reporting_duty_note"]),
        },
        "open_to_all": fields["open_to_all"],
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
