"""Make a key and secret for another system that reads the record store."""

import uuid
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from elearning.accounts.models import Organisation
from elearning.core.exceptions import InvalidRequest
from elearning.xapi.actions import make_credential
from elearning.xapi.enums import Scope
from elearning.xapi.statements import PLATFORM_TENANT


class Command(BaseCommand):
    """Prints the secret once; it is not kept and cannot be found again."""

    help = "Make a key and secret for another system that reads the record store."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--label", required=True, help="what it is for")
        parser.add_argument(
            "--organisation",
            type=uuid.UUID,
            help="UUID of the organisation; the platform when left out",
        )
        parser.add_argument(
            "--scope",
            action="append",
            choices=Scope.values,
            help="what it may do, more than once if needed; statements/read/mine when left out",
        )
        parser.add_argument(
            "--purpose", default="", help="why it reads more than it wrote itself"
        )
        parser.add_argument(
            "--expires-on", type=date.fromisoformat, help="last day, such as 2027-01-31"
        )

        parser.add_argument(
            "--pseudonymise",
            action="store_true",
            help="store whoever it names under a pseudonym; signed statements are refused then",
        )

    def handle(self, **options: Any) -> None:
        tenant = options["organisation"] or PLATFORM_TENANT
        if (
            tenant != PLATFORM_TENANT
            and not Organisation.objects.filter(uuid=tenant).exists()
        ):
            raise CommandError(f"There is no organisation {tenant}.")
        scopes = options["scope"] or [Scope.STATEMENTS_READ_MINE]
        try:
            credential, secret = make_credential(
                by=None,
                label=options["label"],
                tenant=tenant,
                scopes=[Scope(name) for name in scopes],
                purpose=options["purpose"],
                expires_on=options["expires_on"],
                pseudonymises=options["pseudonymise"],
            )
        except InvalidRequest as error:
            raise CommandError(error.message) from error
        self.stdout.write(
            f"key     {credential.key}\nsecret  {secret}\nThe secret is shown this once."
        )
