"""The pattern warning: what it finds, where, and what it leaves alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearning.core.patterns import BSN_WEIGHTS, find, fingerprint, is_bsn, is_iban


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Haar nummer is 111222333.", "bsn", "111222333"),
        ("bsn 1112.22.333 staat erin", "bsn", "1112.22.333"),
        ("Bel 06-12345678 vanavond", "phone", "06-12345678"),
        ("Bel +31 6 1234 5678", "phone", "+31 6 1234 5678"),
        ("Bel (020) 123 45 67", "phone", "(020) 123 45 67"),
        ("Mail l.dejong@voorbeeld.nl eens", "email", "l.dejong@voorbeeld.nl"),
        ("Ze woont op 1234 AB", "postcode", "1234 AB"),
        ("Ze woont op 1234ab", "postcode", "1234ab"),
        ("Op NL91 ABNA 0417 1643 00 gestort", "iban", "NL91 ABNA 0417 1643 00"),
        ("In de auto GB-123-X", "plate", "GB-123-X"),
        ("In de auto 12-abc-3", "plate", "12-abc-3"),
        ("In de auto XX123X", "plate", "XX123X"),
        ("Geboren 3-12-1998", "date", "3-12-1998"),
        ("Geboren 03/12/98", "date", "03/12/98"),
        ("Geboren op 3 december 1998", "date", "3 december 1998"),
        ("Geboren 1998-12-03", "date", "1998-12-03"),
    ],
)
def test_find_says_what_and_where(text, kind, found):
    [hit] = find(text)

    assert (hit.kind, hit.text) == (kind, found)
    assert text[hit.start : hit.end].strip() == found


@pytest.mark.parametrize(
    "text",
    [
        "Iemand van 18-25 wil in de zomer niet op reis.",
        "De schuld is 12.500 euro en er zijn 3 kinderen.",
        "Zij belde in 2024 en in het voorjaar van 2025 weer.",
        "Bel 112, of 0800-2000 voor advies.",
        "Het dossier telt 123456789 regels.",
        "Stap 1-2-3 van het plan, na 14 dagen, om 19:30 uur.",
        "",
    ],
)
def test_find_leaves_alone_what_points_to_nobody(text):
    assert find(text) == []


def test_find_gives_everything_in_order_without_overlap():
    hits = find("Mail a@b.nl, bel 0612345678, woont 1234 AB, geboren 1-2-1990.")

    assert [hit.kind for hit in hits] == ["email", "phone", "postcode", "date"]


@given(st.lists(st.integers(0, 9), min_size=9, max_size=9))
def test_is_bsn_is_the_eleven_test(digits):
    total = sum(w * d for w, d in zip(BSN_WEIGHTS, digits, strict=True))

    holds = is_bsn("".join(map(str, digits)))

    assert holds == (total % 11 == 0 and any(digits))


def test_is_iban_needs_its_check_digits():
    assert is_iban("NL91ABNA0417164300")
    assert not is_iban("NL92ABNA0417164300")


def test_fingerprint_changes_with_what_was_found():
    one, other = find("Bel 0612345678"), find("Bel 0687654321")

    assert fingerprint(one) == fingerprint(find("of bel 0612345678!"))
    assert fingerprint(one) != fingerprint(other)
    assert "0612345678" not in fingerprint(one)
