"""Nobody loses her place when a lesson is edited while she is in it."""

import json
from collections.abc import Collection, Iterator

from django.db import transaction

from elearning.enrolment.actions import move_places
from elearning.enrolment.queries import places_in
from modules.models import LessonPage

STREAMS = ("body", "alternative")


@transaction.atomic
def keep_places(*, page: LessonPage) -> int:
    """Bring who was in a block that is gone to the nearest one that is left; how many people.

    That is the last block before it, as the lesson was when both were there, or else the first
    after it. Who was in a lesson of which nothing is left goes on at its top.
    """
    left = {block for stream in _published(page) for block in stream}
    gone = places_in(page.key) - left
    if not gone:
        return 0
    return move_places(key=page.key, moves=_moves(page, gone, left))


def _published(page: LessonPage) -> Iterator[list[str]]:
    """The ids of blocks in each stream of the lesson, in every language that is online."""
    for live in LessonPage.objects.live().filter(key=page.key):
        for name in STREAMS:
            yield _ids(getattr(live, name).raw_data)


def _ids(blocks: Collection[dict[str, object]]) -> list[str]:
    return [str(block["id"]) for block in blocks if block.get("id")]


def _moves(page: LessonPage, gone: set[str], left: set[str]) -> dict[str, str]:
    """Where to go instead, by block; looked up in the history, the newest first."""
    moves: dict[str, str] = {}
    for content in (
        page.revisions.order_by("-pk").values_list("content", flat=True).iterator()
    ):
        for name in STREAMS:
            ids = _ids(json.loads(content.get(name) or "[]"))
            for block in gone & set(ids) - moves.keys():
                moves[block] = _nearest(ids, block, left)
        if gone <= moves.keys():
            break
    return {block: moves.get(block, "") for block in gone}


def _nearest(ids: list[str], block: str, left: set[str]) -> str:
    place = ids.index(block)
    around = [*reversed(ids[:place]), *ids[place + 1 :]]
    return next((other for other in around if other in left), "")
