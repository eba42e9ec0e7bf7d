"""Send waiting statements to other stores, and say how far each target is."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from elearning.xapi.actions import forward, offer_again, pause_target, resume_target
from elearning.xapi.models import ForwardTarget
from elearning.xapi.queries.forwarding import behind


class Command(BaseCommand):
    help = "Send waiting statements to other stores, and say how far each target is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--again", action="store_true", help="also what was refused"
        )
        parser.add_argument("--pause", metavar="NAME", help="send it nothing")
        parser.add_argument("--resume", metavar="NAME", help="go on sending to it")

    def handle(self, **options: Any) -> None:
        for name, change in (("pause", pause_target), ("resume", resume_target)):
            if options[name]:
                change(by=None, target=_target(options[name]))
        for target in ForwardTarget.objects.all():
            forward(target_id=target.pk)
            if options["again"]:
                offer_again(target_id=target.pk, user_id=None)
            target.refresh_from_db()
            self._say(target)

    def _say(self, target: ForwardTarget) -> None:
        state = "paused" if target.paused_at else target.last_error or "well"
        self.stdout.write(
            f"{target}: {target.sent} sent, {behind(target)} behind, {state}"
        )
        for letter in target.dead.all():
            self.stdout.write(
                f"  {letter.uuid}  {letter.reason}, tried {letter.attempts} times"
            )


def _target(name: str) -> ForwardTarget:
    target = ForwardTarget.objects.filter(name=name).first()
    if target is None:
        raise CommandError(f"There is no target {name}.")
    return target
