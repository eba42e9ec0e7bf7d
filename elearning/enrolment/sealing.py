"""How records of the learner-only store are encrypted (architecture, 7e). Pure: no database.

Each learner has a random key. It is wrapped by a master key out of the environment, so a copy of
the database alone cannot be read. AES-256-GCM throughout; the associated data binds a ciphertext
to its owner, kind and subject, so that it opens nowhere else. Layouts, in bytes:
wrapped key = 1 (version) + 4 (which master key) + 12 (nonce) + 48; record = 1 + 12 + n.
"""

import base64
import binascii
import hashlib
import json
import os
import uuid
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.translation import gettext as _

from elearning.core.exceptions import DomainError

VERSION = b"\x01"
NONCE = 12
KEY = 32
# Records are padded to a multiple of this, so that their length says little about their contents.
BLOCK = 512


class SealError(DomainError):
    """A record cannot be opened: tampered with, somebody else's, or its master key is missing."""


def new_key() -> bytes:
    """A learner's key."""
    return AESGCM.generate_key(bit_length=256)


def master_keys() -> list[bytes]:
    """The keys of `LEARNER_STORE_KEYS`, newest first. Raises ValueError when one is no key."""
    keys = [_decode(text) for text in settings.LEARNER_STORE_KEYS]
    if not keys:
        raise ValueError("LEARNER_STORE_KEYS is empty")
    return keys


def wrap_key(key: bytes, *, owner: uuid.UUID) -> bytes:
    """`key`, encrypted by the newest master key for learner `owner`."""
    master = master_keys()[0]
    nonce = os.urandom(NONCE)
    sealed = AESGCM(master).encrypt(nonce, key, _about_key(owner))
    return VERSION + _name(master) + nonce + sealed


def unwrap_key(wrapped: bytes, *, owner: uuid.UUID) -> bytes:
    """The key inside. Raises SealError when its master key is gone or `owner` is another."""
    name, nonce, sealed = wrapped[1:5], wrapped[5:17], wrapped[17:]
    for master in master_keys():
        if _name(master) == name:
            return _decrypt(master, nonce, sealed, _about_key(owner))
    raise _broken()


def is_newest(wrapped: bytes) -> bool:
    """Whether the newest master key wrapped it."""
    return wrapped[1:5] == _name(master_keys()[0])


def seal_data(
    data: dict[str, Any], *, key: bytes, owner: uuid.UUID, kind: str, subject: uuid.UUID
) -> bytes:
    """`data` (JSON), padded and encrypted for exactly this owner, kind and subject."""
    text = json.dumps(data, separators=(",", ":")).encode()
    padded = text.ljust(-(-len(text) // BLOCK) * BLOCK)
    nonce = os.urandom(NONCE)
    sealed = AESGCM(key).encrypt(nonce, padded, _about_record(owner, kind, subject))
    return VERSION + nonce + sealed


def open_sealed(
    sealed: bytes, *, key: bytes, owner: uuid.UUID, kind: str, subject: uuid.UUID
) -> dict[str, Any]:
    """What `seal_data` sealed. Raises SealError when anything about it differs."""
    nonce, text = sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
    opened = _decrypt(key, nonce, text, _about_record(owner, kind, subject))
    data: dict[str, Any] = json.loads(opened)
    return data


def _decrypt(key: bytes, nonce: bytes, sealed: bytes, about: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(nonce, sealed, about)
    except (InvalidTag, ValueError):
        raise _broken() from None


def _about_key(owner: uuid.UUID) -> bytes:
    return b"learner-key|" + owner.bytes


def _about_record(owner: uuid.UUID, kind: str, subject: uuid.UUID) -> bytes:
    return b"record|" + owner.bytes + b"|" + kind.encode() + b"|" + subject.bytes


def _name(master: bytes) -> bytes:
    return hashlib.sha256(b"name|" + master).digest()[:4]


def _decode(text: str) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except binascii.Error:
        raise ValueError("a key of LEARNER_STORE_KEYS is not base64") from None
    if len(key) != KEY:
        raise ValueError("a key of LEARNER_STORE_KEYS is not 32 bytes")
    return key


def _broken() -> SealError:
    return SealError(
        _("What you kept here cannot be opened. The rest of your work is not affected.")
    )
