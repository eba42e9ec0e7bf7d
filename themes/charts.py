"""The geometry of a chart: numbers in, lengths out (architecture, decision 8).

A row is a dict `{"label": str, "value": number | None, "hidden": str}`. `value` None means that
it may not be shown; `hidden` says why, in words, in the place where it would have stood.
The bars are SVG; the words stand in HTML, so that they grow with the reader's letters.
"""

from typing import Any

COLUMN_HEIGHT = 200  # CSS pixels of a column at the top of the scale


def bar_chart(props: dict[str, Any]) -> dict[str, Any]:
    """Rows below each other; `length` is a percentage of the longest bar there can be."""
    return _chart(props, 100)


def column_chart(props: dict[str, Any]) -> dict[str, Any]:
    """Rows beside each other, for months; `length` is a height in CSS pixels."""
    return _chart(props, COLUMN_HEIGHT)


def _chart(props: dict[str, Any], full: int) -> dict[str, Any]:
    top = _top_of_scale(props)
    rows = [_row(row, top, full) for row in props["rows"]]
    return {"rows": rows, "any_hidden": any(row["hidden"] for row in rows)}


def _row(row: dict[str, Any], top: float, full: int) -> dict[str, Any]:
    value = row.get("value")
    return {
        "label": row["label"],
        "shown": "" if value is None else _number(value),
        "hidden": row.get("hidden", "") if value is None else "",
        "length": round((value or 0) / top * full, 1),
    }


def _top_of_scale(props: dict[str, Any]) -> float:
    """What was asked, else the largest value; never zero."""
    largest = max((row.get("value") or 0 for row in props["rows"]), default=0)
    return float(props.get("maximum") or largest or 1)


def _number(value: float) -> str:
    return (
        str(int(value))
        if float(value).is_integer()
        else f"{value:.1f}".replace(".", ",")
    )
