"""Agents and Groups: who they are, by exactly one identifier (Data 2.4.2)."""

from typing import Any

from elearning.xapi.validation.errors import Invalid, placed
from elearning.xapi.validation.shapes import listing, one_of, record, text
from elearning.xapi.validation.strict import decode
from elearning.xapi.validation.words import iri, mailbox, sha1

IFIS = ("mbox", "mbox_sha1sum", "openid", "account")


def _one_identifier(agent: dict[str, Any]) -> None:
    """An Agent has exactly one inverse functional identifier (Data 2.4.2.1)."""
    if _ifis(agent) != 1:
        raise Invalid(f"an Agent needs exactly one of {', '.join(IFIS)}")


def _group_or_agent(party: dict[str, Any]) -> None:
    """A Group has at most one identifier, and without one it has members (Data 2.4.2.2)."""
    if party.get("objectType") != "Group":
        if "member" in party:
            raise Invalid("only a Group has members", "/member")
        return _one_identifier(party)
    found = _ifis(party)
    if found > 1:
        raise Invalid(f"a Group has at most one of {', '.join(IFIS)}")
    if found == 0 and not party.get("member"):
        raise Invalid("a Group without an identifier needs members")
    return None


def _ifis(party: dict[str, Any]) -> int:
    return (
        ("account" in party)
        + ("mbox" in party)
        + ("mbox_sha1sum" in party)
        + ("openid" in party)
    )


_account = record({"homePage": iri, "name": text}, required=("homePage", "name"))
_identity = {
    "name": text,
    "mbox": mailbox,
    "mbox_sha1sum": sha1,
    "openid": iri,
    "account": _account,
}
agent = record({"objectType": one_of("Agent"), **_identity}, then=_one_identifier)
# The members of a Group are Agents.
party = record(
    {"objectType": one_of("Agent", "Group"), **_identity, "member": listing(agent)},
    then=_group_or_agent,
)


def group(value: Any) -> None:
    """A team, or what stands in contextGroups (Data 2.4.6)."""
    party(value)
    if value.get("objectType") != "Group":
        raise Invalid("this is a Group")


def authority(value: Any) -> None:
    """An Agent, or a Group of two without an identifier of its own (OAuth; XAPI-00098)."""
    party(value)
    if value.get("objectType") == "Group" and (
        _ifis(value) or len(value.get("member", ())) != 2
    ):
        raise Invalid("an authority that is a Group has two members and no identifier")


def parse_agent(text: str, pointer: str = "/agent") -> dict[str, Any]:
    """The Agent or Group with an identifier in the query parameter `agent`. Raises `Invalid`."""
    with placed(pointer):
        value: dict[str, Any] = decode(text.encode())
        party(value)
        if not _ifis(value):
            raise Invalid(f"an identifier is needed: one of {', '.join(IFIS)}")
    return value


def ifi_of(party: dict[str, Any]) -> str | None:
    """The identifier as one text, equal for equal Agents, or None for an anonymous Group."""
    for name in IFIS[:3]:
        if name in party:
            value: str = party[name]
            return f"{name} {value.lower() if name == 'mbox_sha1sum' else value}"
    account = party.get("account")
    return f"account {account['homePage']} {account['name']}" if account else None
