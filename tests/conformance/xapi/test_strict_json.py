"""What is JSON, and what only looks like it (Data 2.2, 4.0)."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearning.xapi.validation import Invalid, decode
from tests.conformance.xapi.statements import reason

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4)
    ),
)


@pytest.mark.parametrize(
    "raw",
    [
        b'{"a":1,"a":2}',
        b'{"a":{"b":1,"c":2,"b":3}}',
        b'[{"\\u003a":1,"x":{"y":1,"y":1}}]',
        b'{"a":1,"\\u0061":2}',
    ],
)
def test_a_key_twice_in_one_object_is_refused(raw: bytes) -> None:
    assert "twice" in str(reason(raw))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"NaN",
        b"Infinity",
        b"-Infinity",
        b'"\\ud800"',
        b'"\xff"',
        b'"\xed\xa0\x80"',
        b"{} x",
        b"01",
        b"{'a':1}",
        b'"\x01"',
        b'"\\u0000"',
        b'{"\\u0000":1}',
        b"[" * 10_000,
        b"[" * 10_000 + b"]" * 10_000,
        b'{"a":' * 10_000,
        b"1e999",
    ],
)
def test_what_is_no_strict_json_is_refused(raw: bytes) -> None:
    assert reason(raw) is not None


@pytest.mark.parametrize(
    "raw", [b'{"a:b":":","c":"\\u003a"}', b'{"a":{"a":1},"b":{"a":1}}', b'"\\\\u0000"']
)
def test_what_only_looks_wrong_is_read(raw: bytes) -> None:
    assert reason(raw) is None


@given(VALUES)
def test_what_python_writes_is_read_back(value: object) -> None:
    for ascii_only in (True, False):
        assert decode(json.dumps(value, ensure_ascii=ascii_only).encode()) == value


@given(st.binary(max_size=60))
def test_no_bytes_raise_anything_but_invalid(raw: bytes) -> None:
    with suppress(Invalid):
        decode(raw)
