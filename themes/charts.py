"""The geometry of a chart: numbers in, places on a drawing out (architecture, decision 8).

A row is a dict `{"label": str, "value": number | None, "hidden": str}`. `value` None means that
it may not be shown; `hidden` says why, in words, in the place where it would have stood.
"""

from typing import Any

WIDTH = 640
BAR_HEIGHT = 28
BAR_GAP = 44  # label above the bar, so that long Dutch words never squeeze it
COLUMN_HEIGHT = 220
COLUMN_BASE = 240
TICKS = 4


def bar_chart(props: dict[str, Any]) -> dict[str, Any]:
    """Rows below each other; x, y, width and height in units of the drawing."""
    maximum = _maximum(props)
    step = BAR_HEIGHT + BAR_GAP
    rows = [
        {
            **_row(row),
            "label_y": index * step + 24,
            "y": index * step + 34,
            "width": _scaled(row, maximum, WIDTH - 100),
            "value_y": index * step + 34 + 20,
            "value_x": _scaled(row, maximum, WIDTH - 100) + 10,
        }
        for index, row in enumerate(props["rows"])
    ]
    return {
        "rows": rows,
        "chart_width": WIDTH,
        "chart_height": max(len(rows), 1) * step,
        "bar_height": BAR_HEIGHT,
        "bar_full": WIDTH - 100,
        "any_hidden": any(row["hidden"] for row in rows),
    }


def column_chart(props: dict[str, Any]) -> dict[str, Any]:
    """Rows beside each other, for months; the line of zero is at the bottom."""
    maximum = _maximum(props)
    count = max(len(props["rows"]), 1)
    step = (WIDTH - 60) / count
    rows = [
        {
            **_row(row),
            "x": round(60 + index * step + step * 0.15, 1),
            "centre": round(60 + index * step + step / 2, 1),
            "column_width": round(step * 0.7, 1),
            "y": COLUMN_BASE - _scaled(row, maximum, COLUMN_HEIGHT),
            "height": _scaled(row, maximum, COLUMN_HEIGHT),
            "value_y": COLUMN_BASE - _scaled(row, maximum, COLUMN_HEIGHT) - 8,
        }
        for index, row in enumerate(props["rows"])
    ]
    ticks = [
        {
            "label": _number(maximum * tick / TICKS),
            "y": COLUMN_BASE - COLUMN_HEIGHT * tick / TICKS,
        }
        for tick in range(TICKS + 1)
    ]
    return {
        "rows": rows,
        "ticks": ticks,
        "chart_width": WIDTH,
        "chart_height": COLUMN_BASE + 40,
        "base": COLUMN_BASE,
        "any_hidden": any(row["hidden"] for row in rows),
    }


def _row(row: dict[str, Any]) -> dict[str, Any]:
    value = row.get("value")
    return {
        "label": row["label"],
        "value": value,
        "shown": "" if value is None else _number(value),
        "hidden": row.get("hidden", "") if value is None else "",
    }


def _maximum(props: dict[str, Any]) -> float:
    """The top of the scale: what was asked, else the next round number divisible by four."""
    if props.get("maximum"):
        return float(props["maximum"])
    largest = max((row.get("value") or 0 for row in props["rows"]), default=0)
    scale = 1
    while largest > 40 * scale:
        scale *= 5 if str(scale)[0] == "1" else 2
    step = 4 * scale
    return float(max(step, -(-largest // step) * step))


def _scaled(row: dict[str, Any], maximum: float, length: int) -> float:
    return round((row.get("value") or 0) / maximum * length, 1)


def _number(value: float) -> str:
    return (
        str(int(value))
        if float(value).is_integer()
        else f"{value:.1f}".replace(".", ",")
    )
