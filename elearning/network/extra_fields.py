"""The extra fields of an activity type: what may be in them, checked on the server."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from elearning.core.exceptions import InvalidRequest
from elearning.network.enums import FieldKind

MOST_NUMBER = 100_000


def check_extra(fields: list[dict[str, Any]], extra: dict[str, Any]) -> dict[str, Any]:
    """The values of `extra` that are filled in, each as JSON holds it.

    `fields` is the type's list (`code`, `kind`, `max`, `options`). Raises InvalidRequest for an
    unknown field, a wrong kind, a text that is too long or an option that does not exist.
    """
    known = {field["code"]: field for field in fields}
    if unknown := extra.keys() - known.keys():
        raise InvalidRequest(
            _("This type of activity has no field %(name)s.")
            % {"name": sorted(unknown)[0]}
        )
    return {
        code: _value(known[code], value)
        for code, value in extra.items()
        if value not in (None, "", [])
    }


def _value(field: dict[str, Any], value: Any) -> Any:
    checks = {
        FieldKind.TEXT: _text,
        FieldKind.LONG_TEXT: _text,
        FieldKind.NUMBER: _number,
        FieldKind.DATE: _date,
        FieldKind.BOOLEAN: _boolean,
        FieldKind.CHOICE: _choice,
        FieldKind.LIST: _list,
    }
    try:
        return checks[FieldKind(field["kind"])](field, value)
    except (TypeError, ValueError) as error:
        message = _("The field %(name)s is not filled in right.")
        raise InvalidRequest(message % {"name": field["name"]}) from error


def _text(field: dict[str, Any], value: Any) -> str:
    if not isinstance(value, str) or len(value) > field["max"]:
        raise ValueError
    return value


def _number(field: dict[str, Any], value: Any) -> int:
    number = int(value)
    if not 0 <= number <= MOST_NUMBER:
        raise ValueError
    return number


def _date(field: dict[str, Any], value: Any) -> str:
    day = value if isinstance(value, date) else date.fromisoformat(value)
    return day.isoformat()


def _boolean(field: dict[str, Any], value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _choice(field: dict[str, Any], value: Any) -> str:
    if value not in field["options"]:
        raise ValueError
    return str(value)


def _list(field: dict[str, Any], value: Any) -> list[str]:
    lines = [_text(field, line).strip() for line in value]
    if len(lines) > 50:
        raise ValueError
    return [line for line in lines if line]
