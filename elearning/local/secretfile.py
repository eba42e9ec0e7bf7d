"""The secrets of this installation: made once, kept beside the data, readable by its owner only."""

import base64
import json
import os
import secrets
import uuid
from pathlib import Path

from elearning.local.output import Problem

NAME = "secrets.json"


def make() -> dict[str, str]:
    return {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "LEARNER_STORE_KEYS": base64.b64encode(secrets.token_bytes(32)).decode(),
        "STATEMENT_NAMESPACE": str(uuid.uuid4()),
        "DATABASE_PASSWORD": secrets.token_urlsafe(24),
        "VALKEY_PASSWORD": secrets.token_urlsafe(24),
    }


def load_or_make(folder: Path) -> dict[str, str]:
    """The secrets kept in the folder; the first time they are made.

    Raises `Problem` when the file is there and cannot be read: new secrets would make the
    learner-only store unreadable for good.
    """
    file = folder / NAME
    if not file.exists():
        _write(file, make())
    try:
        kept = json.loads(file.read_text(encoding="ascii"))
        return {name: str(kept[name]) for name in make()}
    except (OSError, ValueError, KeyError):
        raise Problem(
            f"{file} cannot be read. Put back a copy of it; without it what learners wrote "
            "for themselves cannot be opened."
        ) from None


def _write(file: Path, values: dict[str, str]) -> None:
    draft = file.with_suffix(".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(json.dumps(values, indent=2) + "\n")
        out.flush()
        os.fsync(out.fileno())
    draft.replace(file)
