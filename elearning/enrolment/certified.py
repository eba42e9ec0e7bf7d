"""What stands on a certificate, and whether a paper that somebody shows is the one that was made."""

import unicodedata
from datetime import date
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from elearning.accounts.models import User
from elearning.core.exceptions import NotFound
from elearning.enrolment.codes import normal_code
from elearning.enrolment.models import Certificate

GROUP = 4


class DoneModule(msgspec.Struct, frozen=True):
    """`title` is the neutral one; `minutes` as designed, never measured; none for who is exempt."""

    title: str
    minutes: int
    done_on: date
    is_exempt: bool = False


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """`path` is the neutral title. Without an organisation or a number those are empty."""

    name: str
    path: str
    modules: list[DoneModule]
    finished_on: date | None = None
    organisation: str = ""
    register: str = ""
    number: str = ""

    @property
    def minutes(self) -> int:
        return sum(module.minutes for module in self.modules)


def to_json(contents: Contents) -> Any:
    return msgspec.to_builtins(contents)


def contents_of(certificate: Certificate) -> Contents:
    return msgspec.convert(certificate.contents, Contents)


def shown_code(code: str) -> str:
    """BCDFGHJKMNPQ as BCDF-GHJK-MNPQ."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def certificates_of(user: User) -> list[Certificate]:
    """The person's own, newest first. One query."""
    return list(Certificate.objects.filter(user=user))


def own_certificate(user: User, uuid: object) -> Certificate:
    """One's own; NotFound for anybody else's."""
    found = Certificate.objects.filter(user=user, uuid=uuid).first()
    if found is None:
        raise NotFound(_("This document does not exist, or it is not yours."))
    return found


def certificate_by_code(code: str) -> Certificate:
    """Whichever has this code, for who has the paper in hand. Raises NotFound."""
    found = Certificate.objects.filter(code=normal_code(code)).first()
    if found is None:
        raise NotFound(
            _(
                "We do not know this code. Perhaps it was mistyped, or the owner withdrew the "
                "document or deleted her account."
            )
        )
    return found


def is_name_on(certificate: Certificate, name: str) -> bool:
    """Whether `name` is the one on the paper, whatever spaces and capitals were typed."""
    return _normal(contents_of(certificate).name) == _normal(name)


def _normal(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
