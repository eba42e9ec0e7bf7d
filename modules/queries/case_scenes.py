"""The scenes of a draft, each by the id of its block."""

import hashlib
import json
from typing import Any

from wagtail.blocks import StructValue

from modules.models import CasePage


def place_of_scene(page: CasePage, scene: str) -> int | None:
    """Where the scene with this block id stands in `page`, from 0; None when it does not."""
    ids = [str(child.id) for child in page.scenes]
    return ids.index(scene) if scene in ids else None


def fingerprint(value: StructValue) -> str:
    """Of what a scene says: the same texts and choices give the same one."""
    raw = _without_ids(value.block.get_prep_value(value))
    text = json.dumps(raw, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _without_ids(raw: Any) -> Any:
    # A choice that was stored without an id is given another one each time it is read.
    if isinstance(raw, dict):
        return {key: _without_ids(part) for key, part in raw.items() if key != "id"}
    return list(map(_without_ids, raw)) if isinstance(raw, list) else raw
