"""Questions to and from other systems: Moodle GIFT and XML, CSV in, QTI 2.1 and 3.0 out. Pure.

`items` is what travels, `shapes` what it becomes in a question type of ours; each format has a
module. What a format or the bank cannot hold is named per question, never dropped in silence.
"""

from toetsen.exchange.items import (
    MOST_BYTES,
    MOST_QUESTIONS,
    Item,
    Reading,
    Remark,
    UnreadableError,
    grouped,
)
from toetsen.exchange.reading import IMPORTS, read
from toetsen.exchange.writing import EXPORTS, write

__all__ = [
    "EXPORTS",
    "IMPORTS",
    "MOST_BYTES",
    "MOST_QUESTIONS",
    "Item",
    "Reading",
    "Remark",
    "UnreadableError",
    "grouped",
    "read",
    "write",
]
