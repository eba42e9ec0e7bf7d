"""Fingerprints of what a step was made from, so that the step is skipped while nothing changed."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def fingerprint_of_files(files: Iterable[Path], *more: str) -> str:
    """A digest of the contents of the files, their names and any other words."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(f"{file}\0".encode())
        digest.update(file.read_bytes() if file.is_file() else b"")
    for word in more:
        digest.update(f"\0{word}".encode())
    return digest.hexdigest()


def fingerprint_of_tree(files: Iterable[Path], *more: str) -> str:
    """The same for many files, by name, size and time of change: quick, and good enough here."""
    digest = hashlib.sha256()
    for file in sorted(files):
        facts = file.stat()
        digest.update(f"{file}\0{facts.st_size}\0{facts.st_mtime_ns}\0".encode())
    for word in more:
        digest.update(f"\0{word}".encode())
    return digest.hexdigest()


def is_current(stamp: Path, fingerprint: str) -> bool:
    try:
        return stamp.read_text(encoding="ascii").strip() == fingerprint
    except OSError:
        return False


def write(stamp: Path, fingerprint: str) -> None:
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(fingerprint + "\n", encoding="ascii")
