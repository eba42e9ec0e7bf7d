"""Reading one's own portfolio. Only ever called for the learner who is logged in (7e)."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from elearning.accounts.models import User
from elearning.core.exceptions import NotFound
from elearning.enrolment.enums import PrivateKind
from elearning.enrolment.queries import opened


@dataclass(frozen=True, slots=True)
class PortfolioText:
    key: uuid.UUID
    title: str
    text: str
    kept_at: datetime


def portfolio_texts(user: User) -> list[PortfolioText]:
    """All texts of `user`, the newest first. Two queries at most."""
    rows = user.private_records.filter(kind=PrivateKind.PORTFOLIO)
    found = [
        _text(user, subject, bytes(sealed))
        for subject, sealed in rows.values_list("subject", "sealed").order_by("pk")
    ]
    return sorted(found, key=lambda text: text.kept_at, reverse=True)


def portfolio_text(user: User, key: uuid.UUID) -> PortfolioText:
    """One text of `user`; NotFound when there is none of hers with this key."""
    rows = user.private_records.filter(kind=PrivateKind.PORTFOLIO, subject=key)
    sealed = rows.values_list("sealed", flat=True).first()
    if sealed is None:
        raise NotFound(_not_yours())
    return _text(user, key, bytes(sealed))


def _text(user: User, key: uuid.UUID, sealed: bytes) -> PortfolioText:
    data = opened(sealed, user=user, kind=PrivateKind.PORTFOLIO, subject=key)
    if data is None:
        raise NotFound(_not_yours())
    return PortfolioText(
        key=key,
        title=str(data["title"]),
        text=str(data["text"]),
        kept_at=datetime.fromisoformat(str(data["kept_at"])),
    )


def _not_yours() -> str:
    return _("This text does not exist, or it is not yours.")
