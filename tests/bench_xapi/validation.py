"""Validation against decoding the same bytes with orjson: process CPU, in this process."""

import random
import time
from collections.abc import Callable
from statistics import median

import msgspec
import orjson

from elearning.xapi.validation import check_statement, decode
from tests.bench.registry import Figure
from tests.bench_xapi.client import batch
from tests.bench_xapi.scene import Scene

ROUNDS, TIMES = 30, 200


def validation(scene: Scene) -> list[Figure]:
    """Strict decoding (keys once, no U+0000) and every rule, for statements as the scene has them."""
    raws = [
        bytes(one)
        for one in msgspec.json.decode(
            batch(scene, TIMES, random.Random(1)), type=list[msgspec.Raw]
        )
    ]

    def ours() -> None:
        for raw in raws:
            check_statement(decode(raw), 1)

    def theirs() -> None:
        for raw in raws:
            orjson.loads(raw)

    pairs = [(_cpu(ours), _cpu(theirs)) for _ in range(ROUNDS)]
    mine, bare = (median(column) / TIMES * 1e6 for column in zip(*pairs, strict=True))
    remark = f"{mine:.1f} µs against {bare:.1f} µs"
    return [Figure("validation, CPU beside orjson.loads", mine / bare, 8, "x", remark)]


def _cpu(work: Callable[[], None]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
