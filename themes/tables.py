"""What a table needs to be read on a phone, where each row stands below the other."""

from typing import Any


def label_cells(props: dict[str, Any]) -> dict[str, Any]:
    """`labelled`: of each row the cell that names it, and the others with the heading over them."""
    labels = list(props["headers"])[1:]
    return {
        "labelled": [
            (first, list(zip(labels, cells, strict=True)))
            for first, *cells in props["rows"]
        ]
    }
