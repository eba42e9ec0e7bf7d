"""The kinds of text in a statement, each with the rule it comes from."""

import re

from elearning.xapi.validation.shapes import anything, mapping, text, unique_word, word

# The longest IRI we keep; a longer one does not fit into an index.
LONGEST = 500

# RFC 3987 with a scheme required (Data 4.0.s1.b1): no spaces, no control characters, no <>"{}|\^`.
IRI_PATTERN = r"^[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>\"{}|\\^`\x7f]+\Z"
iri = word(IRI_PATTERN, "an IRI with a scheme", longest=LONGEST)

# RFC 5646: language, extended language, script, region, variants, extensions, private use.
language = word(
    r"^(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8}|[xXiI](?=-))"
    r"(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
    r"(?:-[A-Za-z0-9](?:-[A-Za-z0-9]{1,8})+)*(?:-[A-Za-z0-9]{1,8})*\Z",
    "a language tag (RFC 5646)",
)
language_map = mapping(language, text)
extensions = mapping(iri, anything)

# RFC 4122 in its standard form, any version (Data 4.0, XAPI-00027 to XAPI-00030).
UUID_PATTERN = r"^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\Z"
uuid = unique_word(UUID_PATTERN, "a UUID")

mailbox = word(
    r"^mailto:[^@\s\x00]+@[^@\s\x00]+\Z", "mailto: and an address", longest=LONGEST
)
sha1 = unique_word(r"^[0-9a-fA-F]{40}\Z", "a SHA-1 in hexadecimal")
sha2 = unique_word(
    r"^(?:[0-9a-fA-F]{8}){7}(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{40}|[0-9a-fA-F]{72})?\Z",
    "a SHA-2 in hexadecimal",
)
media_type = word(
    r"^[A-Za-z0-9_!#$&^.+\-]+/[A-Za-z0-9_!#$&^.+\-]+(?:[ \t]*;[\x20-\x7e]*)?\Z",
    "a media type",
)

# ISO 8601 durations; weeks stand alone (Data 4.6).
duration = word(
    r"^P(?:\d+(?:[.,]\d+)?W|(?=.)(?:\d+(?:[.,]\d+)?Y)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?D)?"
    r"(?:T(?=\d)(?:\d+(?:[.,]\d+)?H)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?S)?)?)\Z",
    "an ISO 8601 duration",
)

# ISO 8601 (1.0.3) and RFC 3339 (2.0); never an offset of minus zero (Data 4.5).
TIMESTAMP_PATTERN = (
    r"^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:[.,]\d+)?"
    r"(?:[Zz]|(?!-00(?::?00)?\Z)[+\-]\d\d(?::?\d\d)?)?\Z"
)

IRI = re.compile(IRI_PATTERN)
UUID = re.compile(UUID_PATTERN)
TIMESTAMP = re.compile(TIMESTAMP_PATTERN)
