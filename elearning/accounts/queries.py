"""Reads about people and their organisations."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from elearning.accounts.models import Membership, Organisation, User
from elearning.accounts.signals import own_data_asked
from elearning.core.database import Given, Prepared


@dataclass(frozen=True)
class SafetyContacts:
    """Whom an organisation's own people can consult; an empty string where it named nobody."""

    organisation: str
    attention_officer: str
    confidential_adviser: str


def memberships_of(user: User) -> QuerySet[Membership]:
    """The person's current memberships with their organisations, by organisation."""
    return (
        Membership.objects.current()
        .filter(user=user)
        .select_related("organisation", "organisation__region")
        .order_by("organisation__name", "role")
    )


def lock_person(user: User) -> None:
    """One thing at a time for this person, until the transaction ends.

    What refers to her can still be made meanwhile. Raises User.DoesNotExist when she is gone.
    """
    if not _LOCKED.rows(pk=user.pk):
        raise User.DoesNotExist


_LOCKED = Prepared(
    lambda: (
        User.objects.select_for_update(no_key=True)
        .filter(pk=Given("pk"))
        .values_list("pk")
    )
)


def roles_of(user: User) -> frozenset[str]:
    """The roles the person now has in one organisation or another. One query."""
    return frozenset(role for (role,) in _ROLES.rows(user=user.pk))


_ROLES = Prepared(
    lambda: Membership.objects.current().filter(user=Given("user")).values_list("role")
)


def organisations_of(user: User) -> QuerySet[Organisation]:
    """The organisations the person now belongs to, each once."""
    mine = Membership.objects.current().filter(user=user)
    return Organisation.objects.filter(pk__in=mine.values("organisation"))


def safety_contacts(user: User) -> list[SafetyContacts]:
    """Of each own organisation that named one: attention officer and confidential adviser.

    An anonymous visitor has none.
    """
    if not user.is_authenticated:
        return []
    return [
        SafetyContacts(
            organisation.name,
            organisation.attention_officer,
            organisation.confidential_adviser,
        )
        for organisation in organisations_of(user)
        if organisation.attention_officer or organisation.confidential_adviser
    ]


def own_data(user: User) -> dict[str, Any]:
    """Everything the platform knows of this person, by heading, as JSON values, for herself only.

    What can be much comes as `JsonTexts`, to be read while it is written (core.json_stream).
    """
    data: dict[str, Any] = {
        "account": {
            "name": user.full_name,
            "email": user.email,
            "since": user.date_joined.isoformat(),
        },
        "memberships": [
            {
                "organisation": row.organisation.name,
                "role": row.role,
                "from": row.started_at.isoformat(),
                "until": row.ended_at.isoformat() if row.ended_at else None,
            }
            for row in user.memberships.select_related("organisation").order_by("pk")
        ],
    }
    answers: list[Any] = own_data_asked.send(sender=User, user=user)
    for _receiver, (heading, rows) in answers:
        data[heading] = rows
    return data
