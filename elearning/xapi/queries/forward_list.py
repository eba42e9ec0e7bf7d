"""Where statements are forwarded to, as the CMS lists it."""

from dataclasses import dataclass

import msgspec
from django.db.models import Count
from django.utils.translation import gettext as _

from elearning.accounts.models import Organisation
from elearning.xapi.delivery import login_of
from elearning.xapi.models import DeadLetter, ForwardTarget, Statement
from elearning.xapi.queries.forwarding import behind, outgoing

SHOWN = 50  # dead letters on a page; more of them have one cause


@dataclass(frozen=True, slots=True)
class ListedTarget:
    """`whose` statements go there; how many wait (`behind`) and were refused (`dead`)."""

    target: ForwardTarget
    whose: str
    behind: int
    dead: int
    has_key: bool


@dataclass(frozen=True, slots=True)
class ShownLetter:
    """A refused statement as the target gets it; `text` is empty when it is gone here."""

    letter: DeadLetter
    text: str


def listed_targets() -> list[ListedTarget]:
    """All targets by name. Two queries, and one for each target."""
    targets = list(ForwardTarget.objects.annotate(letters=Count("dead")))
    tenants = {target.tenant for target in targets if target.tenant}
    names = dict(
        Organisation.objects.filter(uuid__in=tenants).values_list("uuid", "name")
    )
    return [
        ListedTarget(
            target=target,
            whose=names[target.tenant] if target.tenant else _("All organisations"),
            behind=behind(target),
            dead=target.letters,
            has_key=login_of(target.name) is not None,
        )
        for target in targets
    ]


def dead_letters(target: ForwardTarget) -> list[ShownLetter]:
    """The fifty that were refused first. Two queries."""
    letters = list(target.dead.all()[:SHOWN])
    found = Statement.objects.in_bulk([one.statement for one in letters])
    return [
        ShownLetter(one, _text(target, found.get(one.statement))) for one in letters
    ]


def _text(target: ForwardTarget, statement: Statement | None) -> str:
    if statement is None:
        return ""
    made = msgspec.json.encode(outgoing(target, statement))
    return msgspec.json.format(made, indent=2).decode()
