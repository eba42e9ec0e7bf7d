"""Reads about cohorts, enrolments and progress."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from elearning.accounts.actions.pseudonyms import identity_link
from elearning.accounts.enums import Role
from elearning.accounts.models import Membership, Organisation, User
from elearning.core.exceptions import NotFound
from elearning.enrolment.enums import PrivateKind
from elearning.enrolment.models import (
    Cohort,
    Enrolment,
    LearnerKey,
    PrivateRecord,
    Progress,
)
from elearning.enrolment.paths import path_titles
from elearning.enrolment.sealing import open_sealed, unwrap_key
from elearning.xapi.statements import PLATFORM_TENANT, Speaker


def enrolments_of(user: User) -> QuerySet[Enrolment]:
    """The person's current enrolments, newest first, with cohort and organisation."""
    return Enrolment.objects.filter(user=user, ended_at__isnull=True).select_related(
        "cohort", "cohort__programme", "organisation", "organisation__region"
    )


def current_enrolment(user: User, chosen: uuid.UUID | None = None) -> Enrolment | None:
    """The enrolment with UUID `chosen` where that is the person's own and current, else the newest."""
    enrolments = enrolments_of(user)
    if chosen is not None:
        picked = enrolments.filter(uuid=chosen).first()
        if picked is not None:
            return picked
    return enrolments.first()


def progress_of(user: User, keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, Progress]:
    """The person's progress on those of `keys` that were begun, by key; one query."""
    return {
        row.key: row for row in Progress.objects.filter(user=user, key__in=list(keys))
    }


def speaker(enrolment: Enrolment) -> Speaker:
    """Who a statement under this enrolment is about: pseudonym and small dimensions (7d).

    The pseudonym is made here when it is first needed; nothing else is written.
    """
    link = identity_link(user=enrolment.user, subject=enrolment.uuid)
    cohort = enrolment.cohort
    programme = cohort.programme if cohort else None
    return Speaker(
        actor=link.actor,
        registration=link.registration,
        **_dimensions(enrolment.organisation),
        programme=programme.uuid if programme else None,
        cohort=cohort.uuid if cohort else None,
    )


def speaker_of(user: User, organisation: Organisation | None = None) -> Speaker:
    """The speaker for what a person does outside an enrolment, such as attending a meeting."""
    link = identity_link(user=user)
    return Speaker(
        actor=link.actor, registration=link.registration, **_dimensions(organisation)
    )


def _dimensions(organisation: Organisation | None) -> dict[str, Any]:
    if organisation is None:
        return {"tenant": PLATFORM_TENANT}
    return {
        "tenant": organisation.uuid,
        "organisation_kind": organisation.kind,
        "region": organisation.region.code if organisation.region else None,
    }


def cohorts_managed_by(user: User) -> QuerySet[Cohort]:
    """Cohorts the person teaches, and those of organisations where she coordinates.

    Teaching counts only while she is a lecturer of that organisation.
    """
    mine = Membership.objects.current().filter(user=user)
    teaches = mine.filter(role=Role.LECTURER).values("organisation")
    coordinates = mine.filter(role=Role.COORDINATOR).values("organisation")
    return (
        Cohort.objects.filter(
            Q(lecturers=user, organisation__in=teaches)
            | Q(organisation__in=coordinates)
        )
        .distinct()
        .select_related("organisation", "programme")
    )


def cohorts_taught_by(user: User) -> QuerySet[Cohort]:
    """The cohorts whose people the person may see by name (product rule 4)."""
    teaches = (
        Membership.objects.current()
        .filter(user=user, role=Role.LECTURER)
        .values("organisation")
    )
    return Cohort.objects.filter(
        lecturers=user, organisation__in=teaches
    ).select_related("organisation", "programme")


def cohort_for(user: User, cohort_uuid: uuid.UUID) -> Cohort:
    """The cohort, when the person manages it; otherwise NotFound, so that nothing is given away."""
    cohort = cohorts_managed_by(user).filter(uuid=cohort_uuid).first()
    if cohort is None:
        raise NotFound(_("We cannot find that group, or it is not one of yours."))
    return cohort


def members_of(cohort: Cohort) -> QuerySet[Enrolment]:
    """Current enrolments of the cohort with their people, by name. For its lecturers only."""
    return (
        cohort.enrolments.filter(ended_at__isnull=True)
        .select_related("user")
        .order_by("user__full_name", "user__email")
    )


def learner_key(user: User) -> LearnerKey | None:
    """The key of this learner's records, or None. No query when it was read along with `user`."""
    return getattr(user, "learner_key", None)


def unseal(
    *, user: User, kind: PrivateKind, subject: uuid.UUID
) -> dict[str, object] | None:
    """What `seal` kept for this learner, or None when there is nothing (any more).

    Only ever called for the learner who is logged in (7e). Raises SealError when the record was
    tampered with or belongs to somebody else.
    """
    sealed = PrivateRecord.objects.filter(user=user, kind=kind, subject=subject)
    return opened(
        sealed.values_list("sealed", flat=True).first(),
        user=user,
        kind=kind,
        subject=subject,
    )


def opened(
    sealed: bytes | memoryview | None,
    *,
    user: User,
    kind: str,
    subject: uuid.UUID,
) -> dict[str, object] | None:
    """As `unseal`, of what was read already, or of what `sealed_for` made."""
    key = learner_key(user)
    if sealed is None or key is None:
        return None
    return open_sealed(
        bytes(sealed),
        key=unwrap_key(bytes(key.wrapped), owner=user.uuid),
        owner=user.uuid,
        kind=kind,
        subject=subject,
    )


def learning_data(user: User) -> dict[str, Any]:
    """Enrolments, progress and opened private records, as JSON values, for the learner herself."""
    titles = path_titles()
    return {
        "enrolments": [
            {
                "path": titles.get(row.path_key, str(row.path_key)),
                "group": row.cohort.name if row.cohort else None,
                "organisation": row.organisation.name if row.organisation else None,
                "from": row.started_at.isoformat(),
                "finished": row.finished_at.isoformat() if row.finished_at else None,
                "until": row.ended_at.isoformat() if row.ended_at else None,
            }
            for row in user.enrolments.select_related("cohort", "organisation")
        ],
        "progress": [
            {
                "kind": row.kind,
                "item": str(row.key),
                "state": row.state,
                "begun": row.started_at.isoformat(),
                "done": row.done_at.isoformat() if row.done_at else None,
                "exempt": row.exempt,
            }
            for row in user.progress.order_by("pk")
        ],
        "certificates": [
            {
                "kind": row.kind,
                "code": row.code,
                "issued": row.issued_at.isoformat(),
                "contents": row.contents,
            }
            for row in user.certificates.order_by("pk")
        ],
        "private": [
            {
                "kind": row.kind,
                "about": str(row.subject),
                "deleted_after": row.delete_after.isoformat()
                if row.delete_after
                else None,
                "contents": unseal(
                    user=user, kind=PrivateKind(row.kind), subject=row.subject
                ),
            }
            for row in user.private_records.order_by("pk")
        ],
    }


def cohort_overview(user: User) -> QuerySet[Cohort]:
    """The groups the person manages, with `taught` and `people`; newest first.

    `people` counts who is in; it is for the lecturer alone, so it is empty for a coordinator: a
    group figure comes once per closed period (product rule 4).
    """
    people = Count("enrolments", filter=Q(enrolments__ended_at__isnull=True))
    taught = Exists(cohorts_taught_by(user).filter(pk=OuterRef("pk")))
    return (
        Cohort.objects.filter(pk__in=cohorts_managed_by(user).values("pk"))
        .select_related("organisation", "programme")
        .annotate(taught=taught, people=people)
        .order_by("-starts_on", "name")
    )


def places_in(key: uuid.UUID) -> set[str]:
    """Where people are in one item, without who or how many. One query."""
    at = Progress.objects.filter(key=key).exclude(place="")
    return set(at.order_by().values_list("place", flat=True).distinct())
