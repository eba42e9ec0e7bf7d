"""What a reader of a lesson downloads with an empty cache: the heaviest of all that open at once."""

from tests.bench.registry import Figure
from tests.bench_courses.opening import BYTES, Reader, longest_lessons, reader


def lesson_weight() -> list[Figure]:
    with reader() as learner:
        weights = {
            address: _weight(learner, address)
            for address in longest_lessons(learner.client)
        }
    heaviest = max(weights, key=weights.__getitem__)
    remark = f"{heaviest}, of {len(weights)} lessons"
    return [
        Figure(
            "heaviest lesson over the wire", weights[heaviest] / 1000, 150, "kB", remark
        )
    ]


def _weight(learner: Reader, address: str) -> int:
    with learner.opening(address) as tab:
        return int(tab.evaluate(BYTES))
