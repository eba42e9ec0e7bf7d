"""From the page of a case to its JSON file and back, with what is wrong in a file in words."""

import json
import re
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks.base import get_error_json_data

from elearning.core.exceptions import InvalidRequest
from modules.cases.authoring import Raw, endings_to_raw, scenes_to_raw
from modules.cases.definition import Case
from modules.cases.exchange import (
    FORMAT,
    VERSION,
    CaseFile,
    Fault,
    FaultKind,
    UnreadableError,
    read,
)
from modules.models import CasePage
from modules.publishing import Problem
from modules.queries.cases import records_of, written_case

K = FaultKind
MESSAGES = {
    K.TOO_LARGE: gettext_lazy(
        "The file is larger than 1 MB. No case is; choose another file."
    ),
    K.NOT_JSON: gettext_lazy("This is not valid JSON, around line %(detail)s."),
    K.NOT_A_CASE: gettext_lazy(
        "This is not the file of a case. Choose one that was exported here."
    ),
    K.OTHER_VERSION: gettext_lazy(
        "This file is of version %(detail)s, and we know only version 1."
    ),
    K.FIELD_MISSING: gettext_lazy("The field %(detail)s is missing."),
    K.FIELD_UNKNOWN: gettext_lazy("We do not know the field %(detail)s here."),
    K.VALUE_UNKNOWN: gettext_lazy("We do not know the value %(detail)s here."),
    K.TOO_MANY_SCENES: gettext_lazy("There are more than 200 scenes."),
    K.CHARACTER: gettext_lazy("There is a character in it that cannot be kept."),
}
EXPECTED = {
    "str": gettext_lazy("Text should stand here."),
    "int": gettext_lazy("A whole number should stand here."),
    "bool": gettext_lazy("true or false should stand here."),
    "array": gettext_lazy("A list should stand here."),
    "object": gettext_lazy("A group of fields should stand here."),
}
PLACE = re.compile(r"^(scenes|endings)\[(\d+)\](?:\.(choices|conditions)\[(\d+)\])?\.?")


class ImportRefusedError(InvalidRequest):
    """Nothing of the file was taken; `problems` say why, each at its place."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(" ".join(map(str, problems)))


def file_of(page: CasePage) -> CaseFile:
    """What `page` says in memory, as it is exported."""
    return CaseFile(
        format=FORMAT,
        version=VERSION,
        case=written_case(page),
        notice=page.notice,
        minutes=page.minutes,
        sensitive=page.sensitive,
    )


def read_file(content: bytes) -> CaseFile:
    """The case in an uploaded file. Raises ImportRefusedError."""
    try:
        return read(content)
    except UnreadableError as error:
        raise ImportRefusedError(
            [_problem(fault, error.data) for fault in error.faults]
        ) from error


def fill(page: CasePage, file: CaseFile) -> None:
    """Put what is in `file` into `page`, in memory; its code, key and text version stay.

    Blocks that were there, by their code and letter, keep their ids, so that comments stay with
    them. Raises ImportRefusedError for sources that are not here and for what no form would take.
    Two queries, and those of the choosers.
    """
    case, records = file.case, records_of(file.case)
    missing = list(_missing_sources(case, records))
    if missing:
        raise ImportRefusedError(missing)
    scenes = scenes_to_raw(case, records.__getitem__)
    endings = endings_to_raw(case)
    _keep_ids(scenes, list(page.scenes.raw_data))
    _keep_ids(endings, list(page.endings.raw_data))
    page.title, page.neutral_title = case.title, case.neutral_title
    page.draft_title = case.title
    page.role, page.persona = case.role, case.persona
    page.notice, page.minutes = file.notice, file.minutes
    page.sensitive = file.sensitive
    page.reflection = "\n".join(case.reflection)
    page.scenes, page.endings = json.dumps(scenes), json.dumps(endings)
    refused = list(_refused(page, case))
    if refused:
        raise ImportRefusedError(refused)


def _missing_sources(case: Case, records: dict[str, Any]) -> Iterator[Problem]:
    for at, scene in enumerate(case.scenes):
        for number, choice in enumerate(scene.choices):
            for source in choice.sources:
                if source.code not in records:
                    yield Problem(
                        _(
                            "The source %(code)s is not in the knowledge base. Add it there first, "
                            "or leave it out."
                        )
                        % {"code": source.code},
                        place=place_in_words(
                            f"scenes[{at}].choices[{number}]", _builtins(case)
                        ),
                    )


def _keep_ids(new: list[Raw], old: list[Raw]) -> None:
    """The ids of the blocks that stand in the page now, for those of the same code or letter."""
    known = {_name(block): block for block in reversed(old)}
    for block in new:
        before = known.pop(_name(block), None)
        if before is None:
            continue
        block["id"] = before.get("id") or block["id"]
        inside = before["value"].get("choices", [])
        # A list from long ago may hold bare values, without ids.
        kept = [one for one in inside if isinstance(one, dict) and "value" in one]
        _keep_ids(block["value"].get("choices", []), kept)


def _name(block: Raw) -> str:
    value = block["value"]
    return str(value.get("code") or value.get("key"))


def _refused(page: CasePage, case: Case) -> Iterator[Problem]:
    """What the form of the page would refuse: texts that are too long, points above two."""
    data = _builtins(case)
    for name in ("scenes", "endings"):
        stream = getattr(page, name)
        try:
            stream.stream_block.clean(stream)
        except ValidationError as error:
            for path, message in _flat(get_error_json_data(error), name):
                yield Problem(message, place=place_in_words(path, data), path=path)
    try:
        page.clean_fields(exclude=["scenes", "endings", "alternative", "owner"])
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            place = _("Field %(field)s") % {"field": name}
            yield from (Problem(message, place=place) for message in messages)


def _flat(error: dict[str, Any], path: str) -> Iterator[tuple[str, str]]:
    for message in error.get("messages", []):
        yield path, str(message)
    for key, inside in error.get("blockErrors", {}).items():
        number = isinstance(key, int)
        yield from _flat(inside, f"{path}[{key}]" if number else f"{path}.{key}")


def _builtins(case: Case) -> dict[str, Any]:
    """Only what a place in words needs."""
    return {
        "scenes": [
            {"code": s.code, "choices": [{"key": c.key} for c in s.choices]}
            for s in case.scenes
        ],
        "endings": [{"code": e.code} for e in case.endings],
    }


def _problem(fault: Fault, data: Any) -> Problem:
    if fault.kind is K.WRONG_KIND:
        message = EXPECTED.get(fault.detail, _("We cannot read what stands here."))
    elif fault.kind is K.NOT_JSON and not fault.detail:
        message = _("This is not valid JSON.")
    else:
        message = str(MESSAGES[fault.kind]) % {"detail": fault.detail}
    inside = data.get("case") if isinstance(data, dict) else None
    path = fault.path.removeprefix("case").removeprefix(".")
    return Problem(str(message), place=place_in_words(path, inside), path=path)


def place_in_words(path: str, case: Any) -> str:
    """ "Scene A01, choice b, field target" from scenes[0].choices[1].target.

    `case` is the file's case as plain data, right or wrong; names that are not there are counted.
    """
    words = []
    found = PLACE.match(path)
    if found:
        kind, number, inner, place = found.groups()
        block = _item(case, kind, int(number))
        name = _named(block, "code", int(number))
        scene = kind == "scenes"
        words.append(
            (_("Scene %(scene)s") if scene else _("Ending %(code)s"))
            % {"scene": name, "code": name}
        )
        if inner == "choices":
            choice = _item(block, inner, int(place))
            words.append(
                _("choice %(letter)s") % {"letter": _named(choice, "key", int(place))}
            )
        elif inner:
            words.append(_("rule %(number)d") % {"number": int(place) + 1})
        path = path[found.end() :]
    if path:
        words.append(_("field %(field)s") % {"field": path})
    return ", ".join(words)


def _item(holder: Any, name: str, number: int) -> Any:
    items = holder.get(name) if isinstance(holder, dict) else None
    return items[number] if isinstance(items, list) and number < len(items) else None


def _named(item: Any, name: str, number: int) -> str:
    value = item.get(name) if isinstance(item, dict) else None
    return value[:20] if isinstance(value, str) and value else str(number + 1)
