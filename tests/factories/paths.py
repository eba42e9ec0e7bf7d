"""Learning paths as `enrolment` knows them, without pages."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from elearning.enrolment import paths
from elearning.enrolment.paths import PathInfo


def make_path(**fields: object) -> PathInfo:
    """A path that is signed off and needs a class, unless `fields` say other."""
    return PathInfo(
        **{
            "key": uuid.uuid4(),
            "code": "ll-a",
            "title": "Leerroute A",
            "concept": False,
            **fields,
        }
    )


@contextmanager
def published(*known: PathInfo) -> Iterator[None]:
    """Inside the block, exactly these paths are published."""
    before = list(paths._source)
    paths.set_source(lambda: known)
    try:
        yield
    finally:
        paths._source[:] = before
