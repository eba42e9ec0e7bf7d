"""Agents and Groups: who they are, by exactly one identifier (Data 2.4.2)."""

from typing import Any

import msgspec
from msgspec import UNSET

from elearning.xapi.validation.errors import Invalid, from_msgspec, placed
from elearning.xapi.validation.strict import decode
from elearning.xapi.validation.structs import Agent, Party

IFIS = ("mbox", "mbox_sha1sum", "openid", "account")


def check_agent(agent: Agent | Party, pointer: str) -> None:
    """An Agent has exactly one inverse functional identifier (Data 2.4.2.1)."""
    if _ifis(agent) != 1:
        raise Invalid(f"an Agent needs exactly one of {', '.join(IFIS)}", pointer)


def check_party(party: Party, pointer: str) -> None:
    """An Agent as above; a Group has at most one identifier, and without one it has members.

    The members of a Group are Agents (Data 2.4.2.2); that is in their type.
    """
    if party.objectType == "Agent":
        if party.member is not UNSET:
            raise Invalid("only a Group has members", f"{pointer}/member")
        check_agent(party, pointer)
        return
    found = _ifis(party)
    if found > 1:
        raise Invalid(f"a Group has at most one of {', '.join(IFIS)}", pointer)
    if found == 0 and not party.member:
        raise Invalid("a Group without an identifier needs members", pointer)
    if party.member is not UNSET:
        for number, member in enumerate(party.member):
            check_agent(member, f"{pointer}/member/{number}")


def check_authority(authority: Party, pointer: str) -> None:
    """An Agent, or a Group of two without an identifier of its own (OAuth; XAPI-00098)."""
    check_party(authority, pointer)
    if authority.objectType == "Group" and (
        _ifis(authority) or not authority.member or len(authority.member) != 2
    ):
        raise Invalid(
            "an authority that is a Group has two members and no identifier", pointer
        )


def parse_agent(text: str, pointer: str = "/agent") -> dict[str, Any]:
    """The Agent or Group with an identifier in the query parameter `agent`. Raises `Invalid`."""
    with placed(pointer):
        value: dict[str, Any] = decode(text.encode())
        try:
            party = msgspec.convert(value, Party)
        except msgspec.ValidationError as error:
            raise from_msgspec(error) from None
        check_party(party, "")
        if not _ifis(party):
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


def _ifis(party: Agent | Party) -> int:
    return (
        (party.mbox is not UNSET)
        + (party.mbox_sha1sum is not UNSET)
        + (party.openid is not UNSET)
        + (party.account is not UNSET)
    )
