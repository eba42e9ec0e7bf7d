"""Name a store that statements are forwarded to."""

import uuid
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from elearning.xapi.actions import make_target
from elearning.xapi.delivery import login_of
from elearning.xapi.enums import Kind

VERSIONS = ("1.0.3", "2.0.0")
SENT = (Kind.ANSWERS, Kind.OWN, Kind.OUTSIDE)


class Command(BaseCommand):
    help = "Name a store that statements are forwarded to."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--name", required=True, help="as in XAPI_FORWARD_SECRETS")
        parser.add_argument("--endpoint", required=True, help="https://…/xapi")
        parser.add_argument("--purpose", required=True, help="what it is for")
        parser.add_argument(
            "--xapi-version", dest="speaks", choices=VERSIONS, default="1.0.3"
        )
        parser.add_argument("--organisation", type=uuid.UUID, help="all when left out")
        parser.add_argument(
            "--kind", action="append", choices=SENT, help="own by default"
        )
        parser.add_argument(
            "--verb", action="append", default=[], help="all by default"
        )
        parser.add_argument("--activity-type", action="append", default=[])
        parser.add_argument("--with-response", action="store_true")

    def handle(self, **options: Any) -> None:
        try:
            target = make_target(
                by=None,
                name=options["name"],
                endpoint=options["endpoint"],
                purpose=options["purpose"],
                version=options["speaks"],
                tenant=options["organisation"],
                kinds=options["kind"] or [Kind.OWN],
                verbs=options["verb"],
                activity_types=options["activity_type"],
                with_response=options["with_response"],
            )
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{target} is made.")
        if login_of(target.name) is None:
            self.stdout.write("XAPI_FORWARD_SECRETS has no key for it yet.")
