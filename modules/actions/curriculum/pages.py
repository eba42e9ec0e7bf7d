"""Pages from the files. A page that an author edited, or made, is never written over."""

import json
from typing import Any

from wagtail.models import Page

from elearning.knowledge.models import LearningGoal
from modules.actions.curriculum.block_ids import keep_ids
from modules.actions.curriculum.exporting.entries import page_of, says_the_same
from modules.actions.curriculum.exporting.pages import STREAMS
from modules.actions.curriculum.files import Data, fingerprint, place
from modules.actions.curriculum.markup import blocks, plain, rows_stream
from modules.actions.curriculum.records import rows_of
from modules.actions.curriculum.wanted import OWNER, RECORDS, Wanted
from modules.enums import LoadResult, RefresherMoment, ReportingDuty
from modules.models import (
    AssessmentPage,
    CasePage,
    InfoPage,
    LessonPage,
    LoadedRecord,
    ModulePage,
    PathModule,
    PathPage,
)
from modules.queries.cases import case_fields


def find_id(kind: str, code: str) -> int:
    """The id of a record that a block refers to."""
    model, field = RECORDS[kind]
    return rows_of(model, field, [code])[0].pk


def load_page(wanted: Wanted) -> LoadResult:
    """Make, update or leave alone one page, and publish it through the publish check (7g)."""
    mark = fingerprint([wanted.fields, _named(wanted.related)])
    known = LoadedRecord.objects.filter(source=wanted.source).first()
    page = page_of(wanted)
    is_ours = known is not None and page and page.latest_revision_id == known.revision
    if page is not None and not is_ours:
        if not says_the_same(page, wanted):
            return LoadResult.EDITED
        _remember(wanted, mark, page)  # what an author wrote, come back in the files
        return LoadResult.SAME
    if page is not None and known is not None and known.fingerprint == mark:
        return LoadResult.SAME
    if page is None and known is not None:
        return LoadResult.EDITED  # somebody took the page away
    _remember(wanted, mark, _written(wanted, page))
    return LoadResult.LOADED


def _remember(wanted: Wanted, mark: str, page: Page) -> None:
    made = {"fingerprint": mark, "page": page, "revision": page.latest_revision_id}
    LoadedRecord.objects.update_or_create(source=wanted.source, defaults=made)


def _written(wanted: Wanted, page: Page | None) -> Page:
    is_new = page is None
    fields = wanted.fields if page is None else _as_on(page, wanted.fields)
    page = page or wanted.model(slug=wanted.slug, live=False)
    for name, value in {**fields, **wanted.related}.items():
        setattr(page, name, value)
    if is_new:
        # A fresh parent: treebeard counts children on the row it is given.
        Page.objects.get(pk=wanted.parent.pk).add_child(instance=page)
    page.save_revision().publish()
    return wanted.model.objects.get(pk=page.pk)


def _as_on(page: Page, fields: Data) -> Data:
    """The fields, with in their streams the ids that the blocks have on the page, and its owner."""
    streams = {
        name: keep_ids(list(getattr(page, name).raw_data), json.loads(fields[name]))
        for name in STREAMS & fields.keys()
    }
    made = {name: json.dumps(blocks) for name, blocks in streams.items()}
    owner = {"content_owner": page.content_owner} if "content_owner" in fields else {}
    return {**fields, **made, **owner}


def _named(related: Data) -> Data:
    return {name: [_name(row) for row in rows] for name, rows in related.items()}


def _name(row: Any) -> str:
    if isinstance(row, PathModule):
        return f"{row.module.code} {row.required}"
    return str(row)


def stream(source: str, items: list[Data]) -> str:
    return json.dumps(blocks(source, items, find_id))


def module_page(data: Data, parent: Page) -> Wanted:
    will_contain = "\n".join(plain(line) for line in data.get("will_contain", []))
    fields = {
        **_shared(data, data["code"].lower()),
        "summary": plain(data["summary"]),
        "being_written": data["status"] == "wordt_geschreven",
        "will_contain": will_contain,
    }
    goals = rows_of(LearningGoal, "code", data.get("goals", []))
    first = [code.lower() for code in data.get("after", [])]
    return Wanted(
        f"pages/{data['code'].lower()}",
        ModulePage,
        parent,
        data["slug"],
        fields,
        {"goals": goals, "after": rows_of(ModulePage, "code", first)},
    )


def step_page(data: Data, module: Data, parent: Page, cases: Data) -> Wanted:
    """One lesson, case or test of a module, from its entry in the module's file."""
    source = f"pages/{module['code'].lower()}/{data['slug']}"
    with place("lesson", data["slug"]):
        if data["kind"] == "case":
            return _case_page(source, data, parent, cases[data["case"]])
        if data["kind"] == "test":
            return _assessment_page(source, data, parent)
        return _lesson_page(source, data, parent)


def _lesson_page(source: str, data: Data, parent: Page) -> Wanted:
    items = _lesson_blocks(data)
    notice = next((b for b in items if b["type"] == "notice"), {})
    body = [block for block in items if block is not notice]
    parts = [notice.get(part, "") for part in ("about", "not_shown", "alternative")]
    fields = {
        **_shared(data, data["slug"]),
        "sensitive": data.get("sensitive", bool(notice)),
        "notice": "\n\n".join(plain(part) for part in parts if part),
        "body": stream(f"{source}/body", body),
        "alternative": stream(
            f"{source}/alternative", notice.get("alternative_blocks", [])
        ),
    }
    return Wanted(source, LessonPage, parent, data["slug"], fields, {})


def refresher_page(data: Data, module: str, parent: Page) -> Wanted:
    """A refresher of the module with this code, from its entry in the file of refreshers."""
    source = f"pages/{module.lower()}/{data['slug']}"
    with place("refresher", data["slug"]):
        wanted = _lesson_page(source, {"kind": "lesson", **data}, parent)
        wanted.fields["refresher_after"] = RefresherMoment(data["months"]).value
        return wanted


def _lesson_blocks(data: Data) -> list[Data]:
    """Its blocks; a `self_measurement` that names no place for the statements has them last."""
    items: list[Data] = data.get("blocks", [])
    if data["kind"] != "self_measurement" or any(
        item["type"] == "measurement" for item in items
    ):
        return items
    return [*items, {"type": "measurement", "moment": data["moment"]}]


def _assessment_page(source: str, data: Data, parent: Page) -> Wanted:
    settings = dict(data.get("settings", {}))
    blueprint = rows_stream(f"{source}/blueprint", settings.pop("blueprint", []))
    fields = {
        **_shared(data, data["slug"]),
        "assessment_code": data["assessment"],
        "intro": plain(data.get("intro", "")),
        "notice": plain(data.get("notice", "")),
        "other_questions": stream(
            f"{source}/other_questions", data.get("other_questions", [])
        ),
        "body": stream(f"{source}/body", data.get("blocks", [])),
        "blueprint": json.dumps(blueprint),
        **settings,
    }
    return Wanted(source, AssessmentPage, parent, data["slug"], fields, {})


def _case_page(source: str, data: Data, parent: Page, case: Data) -> Wanted:
    with place("case", data["case"]):
        alternative = case.get("text_alternative", {}).get("blocks", [])
        fields = {
            **case_fields(case),
            "content_owner": OWNER,
            "alternative": stream(f"{source}/alternative", alternative),
        }
    slug = fields.pop("slug")
    return Wanted(source, CasePage, parent, slug, fields, {})


def path_page(data: Data, parent: Page, modules: dict[str, ModulePage]) -> Wanted:
    wanted = [(code, True) for code in data["required"]]
    wanted += [(code, False) for code in data.get("electives", [])]
    rows: list[Any] = [
        PathModule(module=modules[code], required=required, sort_order=position)
        for position, (code, required) in enumerate(wanted)
    ]
    duty = data["reporting_code_duty"]
    fields = {
        **_shared(data, data["code"].lower()),
        "title": data["name"],
        "minutes": data["minutes"]["required"],
        "audience": data["audience"],
        "intro": plain(data["intro"]),
        "reporting_duty": ReportingDuty(duty["law"]).value,
        "reporting_duty_note": plain(duty["note"]),
        "open_to_all": data.get("open_to_all", False),
        "pass_percentage": data.get("pass_percentage"),
    }
    return Wanted(
        f"pages/{data['code'].lower()}",
        PathPage,
        parent,
        data["slug"],
        fields,
        {"path_modules": rows},
    )


def info_page(data: Data, parent: Page) -> Wanted:
    source = f"pages/{data['slug']}"
    fields = {
        "title": data["title"],
        "neutral_title": data["neutral_title"],
        "body": stream(source, data["blocks"]),
    }
    return Wanted(source, InfoPage, parent, data["slug"], fields, {})


def _shared(data: Data, code: str) -> Data:
    return {
        "title": data.get("title", data.get("name", "")),
        "code": code,
        "neutral_title": data["neutral_title"],
        "minutes": data["minutes"] if isinstance(data["minutes"], int) else 0,
        "sensitive": data.get("sensitive", False),
        "content_owner": OWNER,
    }
