"""The kinds of text in a statement, each with the rule it comes from."""

import re
from typing import Annotated, Any

from msgspec import Meta

# The longest IRI we keep; a longer one does not fit into an index.
LONGEST = 500

# RFC 3987 with a scheme required (Data 4.0.s1.b1): no spaces, no control characters, no <>"{}|\^`.
IRI_PATTERN = r"^[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>\"{}|\\^`\x7f]+\Z"
Iri = Annotated[str, Meta(pattern=IRI_PATTERN, max_length=LONGEST)]

# RFC 5646: language, extended language, script, region, variants, extensions, private use.
LANGUAGE_PATTERN = (
    r"^(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8}|[xXiI](?=-))"
    r"(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
    r"(?:-[A-Za-z0-9](?:-[A-Za-z0-9]{1,8})+)*(?:-[A-Za-z0-9]{1,8})*\Z"
)
Language = Annotated[str, Meta(pattern=LANGUAGE_PATTERN)]
LanguageMap = dict[Language, str]
Extensions = dict[Iri, Any]

# RFC 4122 in its standard form, any version (Data 4.0, XAPI-00027 to XAPI-00030).
UUID_PATTERN = r"^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\Z"
Uuid = Annotated[str, Meta(pattern=UUID_PATTERN)]

MAILBOX_PATTERN = r"^mailto:[^@\s\x00]+@[^@\s\x00]+\Z"
Mailbox = Annotated[str, Meta(pattern=MAILBOX_PATTERN, max_length=LONGEST)]
SHA1_PATTERN = r"^[0-9a-fA-F]{40}\Z"
Sha1 = Annotated[str, Meta(pattern=SHA1_PATTERN)]
SHA2_PATTERN = (
    r"^(?:[0-9a-fA-F]{8}){7}(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{40}|[0-9a-fA-F]{72})?\Z"
)
Sha2 = Annotated[str, Meta(pattern=SHA2_PATTERN)]
MEDIA_PATTERN = (
    r"^[A-Za-z0-9_!#$&^.+\-]+/[A-Za-z0-9_!#$&^.+\-]+(?:[ \t]*;[\x20-\x7e]*)?\Z"
)
MediaType = Annotated[str, Meta(pattern=MEDIA_PATTERN)]

# ISO 8601 durations; weeks stand alone (Data 4.6).
DURATION_PATTERN = (
    r"^P(?:\d+(?:[.,]\d+)?W|(?=.)(?:\d+(?:[.,]\d+)?Y)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?D)?"
    r"(?:T(?=\d)(?:\d+(?:[.,]\d+)?H)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?S)?)?)\Z"
)
Duration = Annotated[str, Meta(pattern=DURATION_PATTERN)]

# ISO 8601 (1.0.3) and RFC 3339 (2.0); never an offset of minus zero (Data 4.5).
TIMESTAMP_PATTERN = (
    r"^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:[.,]\d+)?"
    r"(?:[Zz]|(?!-00(?::?00)?\Z)[+\-]\d\d(?::?\d\d)?)?\Z"
)
Timestamp = Annotated[str, Meta(pattern=TIMESTAMP_PATTERN)]

NAMES = {
    IRI_PATTERN: "an IRI with a scheme",
    LANGUAGE_PATTERN: "a language tag (RFC 5646)",
    UUID_PATTERN: "a UUID",
    MAILBOX_PATTERN: "mailto: and an address",
    SHA1_PATTERN: "a SHA-1 in hexadecimal",
    SHA2_PATTERN: "a SHA-2 in hexadecimal",
    MEDIA_PATTERN: "a media type",
    DURATION_PATTERN: "an ISO 8601 duration",
    TIMESTAMP_PATTERN: "an ISO 8601 timestamp",
}
IRI = re.compile(IRI_PATTERN)
UUID = re.compile(UUID_PATTERN)
TIMESTAMP = re.compile(TIMESTAMP_PATTERN)
