"""What a visitor chose before there was an account: kept in the session until there is one."""

import uuid

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from elearning.accounts.models import User
from elearning.accounts.queries import organisations_of
from elearning.core.exceptions import DomainError
from elearning.enrolment.actions import enrol_alone, join_with_code
from elearning.enrolment.models import Enrolment

SESSION_KEY = "pending_join"


def remember(
    request: HttpRequest, *, label: str, code: str = "", path: str = ""
) -> None:
    """Keep a checked code or the key of an open path; `label` is shown while signing up."""
    request.session[SESSION_KEY] = {"label": label, "code": code, "path": path}


def forget(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)


def fulfil(request: HttpRequest, user: User) -> Enrolment | None:
    """Do what was chosen, once there is a `user`; when it can no longer be, say why."""
    chosen = request.session.pop(SESSION_KEY, None)
    if not chosen:
        return None
    try:
        if chosen["code"]:
            enrolment = join_with_code(by=user, code=chosen["code"])
        else:
            enrolment = begin_alone(user, uuid.UUID(chosen["path"]))
    except DomainError as error:
        messages.warning(request, error.message)
        return None
    messages.success(request, _("You are in: %(what)s.") % {"what": chosen["label"]})
    return enrolment


def begin_alone(user: User, path_key: uuid.UUID) -> Enrolment:
    """Enrol without a class, for the person's organisation when there is exactly one."""
    own = list(organisations_of(user)[:2])
    return enrol_alone(
        by=user, path_key=path_key, organisation=own[0] if len(own) == 1 else None
    )
