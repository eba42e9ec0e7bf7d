"""The learner-only store's encryption: it opens for one owner, kind and subject, or not at all."""

import base64
import os
import uuid

import pytest

from elearning.enrolment import sealing
from elearning.enrolment.sealing import SealError

OWNER, OTHER = uuid.uuid4(), uuid.uuid4()
SUBJECT = uuid.uuid4()


@pytest.fixture
def key():
    return sealing.new_key()


def _sealed(key, data=None, **about):
    about = {"owner": OWNER, "kind": "case_run", "subject": SUBJECT, **about}
    return sealing.seal_data(data or {"path": ["A01", "A02"]}, key=key, **about)


def test_open_sealed_gives_back_the_data(key):
    opened = sealing.open_sealed(
        _sealed(key), key=key, owner=OWNER, kind="case_run", subject=SUBJECT
    )

    assert opened == {"path": ["A01", "A02"]}


@pytest.mark.parametrize(
    "about",
    [{"owner": OTHER}, {"kind": "portfolio"}, {"subject": uuid.uuid4()}],
    ids=["owner", "kind", "subject"],
)
def test_open_sealed_refuses_a_record_of_another(key, about):
    meant = {"owner": OWNER, "kind": "case_run", "subject": SUBJECT, **about}

    with pytest.raises(SealError):
        sealing.open_sealed(_sealed(key), key=key, **meant)


def test_open_sealed_refuses_another_key(key):
    with pytest.raises(SealError):
        sealing.open_sealed(
            _sealed(key),
            key=sealing.new_key(),
            owner=OWNER,
            kind="case_run",
            subject=SUBJECT,
        )


@pytest.mark.parametrize("at", [1, 20, -1])
def test_open_sealed_refuses_a_changed_byte(key, at):
    sealed = bytearray(_sealed(key))
    sealed[at] ^= 1

    with pytest.raises(SealError):
        sealing.open_sealed(
            bytes(sealed), key=key, owner=OWNER, kind="case_run", subject=SUBJECT
        )


def test_seal_data_of_short_and_longer_paths_has_one_length(key):
    short = _sealed(key, {"ending": "AE1"})
    longer = _sealed(key, {"ending": "AE3", "path": ["A01"] * 20})

    assert len(short) == len(longer)


def test_seal_data_holds_nothing_readable(key):
    assert b"AE3" not in _sealed(key, {"ending": "AE3"})


def test_unwrap_key_refuses_another_owner(key):
    wrapped = sealing.wrap_key(key, owner=OWNER)

    with pytest.raises(SealError):
        sealing.unwrap_key(wrapped, owner=OTHER)


def test_unwrap_key_with_an_older_master_key_still_works(key, settings):
    wrapped = sealing.wrap_key(key, owner=OWNER)
    settings.LEARNER_STORE_KEYS = [_master(), *settings.LEARNER_STORE_KEYS]

    assert sealing.unwrap_key(wrapped, owner=OWNER) == key
    assert not sealing.is_newest(wrapped)


def test_unwrap_key_without_its_master_key_fails(key, settings):
    wrapped = sealing.wrap_key(key, owner=OWNER)
    settings.LEARNER_STORE_KEYS = [_master()]

    with pytest.raises(SealError):
        sealing.unwrap_key(wrapped, owner=OWNER)


@pytest.mark.parametrize(
    "text", ["", "not base64!", base64.b64encode(b"short").decode()]
)
def test_master_keys_refuses_what_is_no_key(settings, text):
    settings.LEARNER_STORE_KEYS = [text]

    with pytest.raises(ValueError, match="LEARNER_STORE_KEYS"):
        sealing.master_keys()


def _master() -> str:
    return base64.b64encode(os.urandom(32)).decode()
