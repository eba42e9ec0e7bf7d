"""Erasing one person from the store (ADR 0023)."""

import uuid
from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from elearning.accounts.models import AuditEvent, User
from elearning.core import clock
from elearning.xapi.actions.removing import remove_statements
from elearning.xapi.actions.unlinking import fate_of, unlink_statements
from elearning.xapi.enums import Fate, Share
from elearning.xapi.models import (
    Agent,
    Credential,
    Document,
    Erasure,
    Statement,
    StatementAgent,
)
from elearning.xapi.queries.hashes import digest
from elearning.xapi.queries.identities import (
    identifiers_of,
    own_pseudonyms,
    pseudonym_ifi,
    with_pseudonyms,
)
from elearning.xapi.tasks import continue_erasure as continue_later
from elearning.xapi.tasks import drop_loose_attachments as drop_later

CHUNK = 500
RANDOM = 4  # the version of a UUID that was made by chance, not from an identifier
AT_ONCE = 5_000  # statements that are done while somebody waits
# A batch that was on its way when the erasure began has long been stored or refused by then.
SETTLED = timedelta(minutes=1)


def erase_user(*, by: User | None, user: User) -> None:
    """Erase `user` by her pseudonym and her confirmed addresses, and destroy her identity links."""
    with transaction.atomic():
        erase_person(by=by, identifiers=identifiers_of(user))
        user.identity_links.all().delete()


@transaction.atomic
def erase_person(*, by: User | None, identifiers: Collection[str]) -> None:
    """Erase whoever goes by `identifiers` (`ifi_of`); of those nobody mentioned there is nothing.

    From the moment this commits nobody finds her any more: her identifiers are taken out of the
    agents, and her documents are gone. Her statements are deleted or unlinked as
    `XAPI_ERASURE` says, at once when they are few, else by a task that goes on where it stopped.
    """
    known = with_pseudonyms(identifiers)
    _end_sessions(known)
    rows = Agent.objects.filter(digest__in=[digest(ifi) for ifi in known])
    agents = list(rows.select_for_update().order_by("pk"))
    if not agents:
        return
    names = {agent.ifi: _name_for(agent.ifi) for agent in agents}
    numbers = [agent.pk for agent in agents]
    Document.objects.filter(agent__in=numbers).delete()
    erasure = Erasure.objects.create(names=names, agents=numbers)
    for agent in agents:
        agent.ifi = pseudonym_ifi(uuid.UUID(names[agent.ifi]))
        agent.digest = digest(agent.ifi)
    Agent.objects.bulk_update(agents, ["ifi", "digest"])
    # Who asked is not written down: she may have asked herself.
    AuditEvent.objects.create(
        action="begin_erasure", subject_kind=Erasure._meta.label_lower, subject_id=""
    )
    links = StatementAgent.objects.filter(agent__in=numbers)
    if links[: AT_ONCE + 1].count() <= AT_ONCE:
        while continue_erasure(erasure_id=erasure.pk):
            pass
    else:
        transaction.on_commit(
            lambda: continue_later.apply_async(
                kwargs={"erasure_id": erasure.pk}, queue="long"
            )
        )


def _end_sessions(identifiers: Collection[str]) -> None:
    """What still runs in her browser writes no more, and no key says whose it was."""
    sessions = Credential.objects.filter(actor__in=own_pseudonyms(identifiers))
    sessions.update(revoked_at=clock.now(), actor=None, registration=None)


def _name_for(ifi: str) -> str:
    """What is called so gets a new random name; a random one of our own leads to nobody by itself."""
    home, _, name = ifi.removeprefix("account ").rpartition(" ")
    if home == settings.SITE_URL:
        try:
            if uuid.UUID(name).version == RANDOM:
                return name
        except ValueError:
            pass
    return str(uuid.uuid4())


@transaction.atomic
def continue_erasure(*, erasure_id: int) -> bool:
    """Do the next statements of an erasure; gives whether there may be more to do now.

    Where all have been looked at, they are looked at once more a minute later, for those that were
    on their way when it began; then what names the person goes, and the audit line is written.
    """
    erasure = Erasure.objects.select_for_update().filter(pk=erasure_id).first()
    if erasure is None:
        return False
    keys = _next_keys(erasure)
    if keys:
        _look_at(erasure, keys)
        erasure.cursor = keys[-1]
    elif erasure.passed_at is None:
        erasure.passed_at = clock.now()
    elif clock.now() - erasure.passed_at >= SETTLED:
        _finish(erasure)
        return False
    erasure.save()
    return bool(keys)


def finish_erasures() -> None:
    """Bring to its end every erasure that waits: the second look, and what a worker left behind."""
    for erasure in Erasure.objects.order_by("pk"):
        begun = erasure.passed_at
        if begun is not None and clock.now() - begun >= SETTLED:
            Erasure.objects.filter(pk=erasure.pk, cursor__gte=0).update(cursor=-1)
        while continue_erasure(erasure_id=erasure.pk):
            pass


def _next_keys(erasure: Erasure) -> list[int]:
    links = StatementAgent.objects.filter(
        agent__in=erasure.agents, statement__gt=erasure.cursor
    )
    keys = links.order_by("statement").values_list("statement", flat=True).distinct()
    return list(keys[:CHUNK])


def _look_at(erasure: Erasure, keys: list[int]) -> None:
    rows = Statement.objects.filter(
        pk__range=(keys[0], keys[-1]), pk__in=keys
    ).order_by("pk")
    if settings.XAPI_ERASURE[Share.OWN] == Fate.UNLINK:
        rows = rows.filter(credential__isnull=False)  # ours never name anybody
    gone: list[tuple[int, str]] = []
    kept: list[tuple[int, str]] = []
    for key, credential, body in rows.values_list("pk", "credential_id", "body"):
        fate = fate_of(body, erasure.names, is_own=credential is None)
        (gone if fate == Fate.DELETE else kept).append((key, body))
    remove_statements(bodies=gone, renamed=erasure.agents)
    erasure.deleted += len(gone)
    erasure.unlinked += unlink_statements(bodies=kept, names=erasure.names)
    if gone:
        transaction.on_commit(drop_later.delay)


def _finish(erasure: Erasure) -> None:
    """The last trace: identifiers of nothing, and the row that knew whose they were."""
    linked = StatementAgent.objects.filter(agent__in=erasure.agents)
    used = set(linked.values_list("agent", flat=True).distinct())
    Agent.objects.filter(pk__in=set(erasure.agents) - used).exclude(
        pk__in=Document.objects.filter(agent__in=erasure.agents).values("agent")
    ).delete()
    AuditEvent.objects.create(
        action="erase_person",
        subject_kind=Erasure._meta.label_lower,
        subject_id="",
        detail={"deleted": erasure.deleted, "unlinked": erasure.unlinked},
    )
    erasure.delete()
