"""Erase one person: her account with all that hangs on it, or what others sent about her."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from elearning.accounts.actions import delete_account
from elearning.accounts.models import User
from elearning.xapi.actions import erase_person
from elearning.xapi.queries.identities import address_ifis, linked_statements
from elearning.xapi.validation import Invalid, ifi_of, parse_agent


class Command(BaseCommand):
    """Says first how many statements it is about; erases nothing without --yes."""

    help = "Erase one person: her account and her traces in the record store."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--email", help="of her account; also what others sent under this address"
        )
        parser.add_argument(
            "--agent",
            action="append",
            default=[],
            help="an Agent as others send it, in JSON; may be given more than once",
        )
        parser.add_argument(
            "--yes", action="store_true", help="really do it; it cannot be undone"
        )

    def handle(self, **options: Any) -> None:
        email: str | None = options["email"]
        identifiers = {_identifier(text) for text in options["agent"]}
        if email:
            identifiers |= address_ifis([email])
        if not identifiers:
            raise CommandError("Say who: --email, --agent or both.")
        user = User.objects.filter(email__iexact=email).first() if email else None
        found = linked_statements(user, identifiers)
        account = "an account" if user else "no account"
        self.stdout.write(f"There is {account}, and {found} statements are about her.")
        if not options["yes"]:
            self.stdout.write("Nothing was erased. Add --yes to erase her.")
            return
        if user is not None:
            delete_account(by=user)
        erase_person(by=None, identifiers=identifiers)
        self.stdout.write(
            "Erased. What is many statements is done by the worker; in a few minutes it all is."
        )


def _identifier(text: str) -> str:
    try:
        return ifi_of(parse_agent(text)) or ""
    except Invalid as error:
        raise CommandError(f"--agent: {error.reason}") from None
