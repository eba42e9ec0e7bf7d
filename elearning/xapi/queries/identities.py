"""By what a person is known in the store."""

import hashlib
import uuid
from collections.abc import Collection, Iterable

from allauth.account.models import EmailAddress
from django.conf import settings

from elearning.accounts.models import User
from elearning.xapi.models import Agent, Credential, StatementAgent
from elearning.xapi.queries.hashes import digest
from elearning.xapi.queries.pseudonyms import is_uuid, pseudonym_of


def pseudonym_ifi(actor: uuid.UUID) -> str:
    """The identifier (`ifi_of`) of one of our own pseudonyms."""
    return f"account {settings.SITE_URL} {actor}"


def own_pseudonyms(identifiers: Iterable[str]) -> list[uuid.UUID]:
    """Those of `identifiers` that are pseudonyms of ours, as such."""
    ours = f"account {settings.SITE_URL} "
    names = [one.removeprefix(ours) for one in identifiers if one.startswith(ours)]
    return [uuid.UUID(name) for name in names if is_uuid(name)]


def address_ifis(addresses: Iterable[str]) -> set[str]:
    """The identifiers that a mail address makes: as it is and in small letters, plain and hashed."""
    found: set[str] = set()
    for address in {form for one in addresses for form in (one, one.lower())}:
        mailbox = f"mailto:{address}"
        hashed = hashlib.sha1(mailbox.encode(), usedforsecurity=False).hexdigest()
        found |= {f"mbox {mailbox}", f"mbox_sha1sum {hashed}"}
    return found


def identifiers_of(user: User) -> set[str]:
    """The pseudonym of `user`, and what her confirmed mail addresses make.

    Not of an address she never confirmed: it can be somebody else's.
    """
    confirmed = EmailAddress.objects.filter(user=user, verified=True)
    actors = user.identity_links.values_list("actor", flat=True)
    return address_ifis(confirmed.values_list("email", flat=True)) | {
        pseudonym_ifi(actor) for actor in actors
    }


def with_pseudonyms(identifiers: Collection[str]) -> set[str]:
    """`identifiers`, and what each is called where a credential gives people a pseudonym."""
    tenants = Credential.objects.filter(pseudonymises=True).values_list("tenant")
    return set(identifiers) | {
        pseudonym_ifi(pseudonym_of(tenant, ifi))
        for (tenant,) in tenants.distinct()
        for ifi in identifiers
    }


def linked_statements(user: User | None, identifiers: Collection[str]) -> int:
    """How many statements have `user`, or one of `identifiers`, anywhere in them."""
    known = with_pseudonyms({*identifiers, *(identifiers_of(user) if user else ())})
    agents = Agent.objects.filter(digest__in=[digest(ifi) for ifi in known])
    links = StatementAgent.objects.filter(agent__in=agents.values("pk"))
    return links.values("statement").distinct().count()
