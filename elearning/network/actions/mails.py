"""What the network writes to people: neutral, one link, why you get it. Never a topic or a name."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from elearning.accounts.actions.mails import queue_mail
from elearning.accounts.models import User
from elearning.network.models import Activity, CaseForm, NetworkMember


def _activity_link(activity: Activity) -> str:
    return reverse("network:activity", args=[activity.uuid])


def _moment(moment: datetime) -> str:
    return formats.date_format(timezone.localtime(moment), "l j F Y, H:i")


def _why_signed_up() -> str:
    return _("You get this message because you signed up for this meeting.")


def mail_decision(member: NetworkMember) -> None:
    """Tell somebody who asked what the facilitator decided."""
    with translation.override(settings.LANGUAGE_CODE):
        if member.is_accepted:
            lines = [
                _("Welcome. You are now a member of the Leernetwerk."),
                _("In the calendar you see which meetings there are."),
            ]
        else:
            lines = [
                _("You asked to join. For now the answer is no."),
                _(
                    "That says nothing about you or your work. Everything you learn with"
                    " stays open to you, and you can ask again later."
                ),
            ]
        queue_mail(
            to=member.user,
            subject=_("Leernetwerk: answer to your request"),
            lines=lines,
            link=reverse("network:home"),
            why=_("You get this message because you asked to join."),
        )


def mail_place(activity: Activity, to: User) -> None:
    """Tell somebody who waited that there is a place now."""
    with translation.override(settings.LANGUAGE_CODE):
        queue_mail(
            to=to,
            subject=_("Leernetwerk: there is a place for you"),
            lines=[
                _("You were on the waiting list of the meeting on %(moment)s.")
                % {"moment": _moment(activity.starts_at)},
                _("There is a place for you now. Can you not come? Then cancel."),
            ],
            link=_activity_link(activity),
            why=_why_signed_up(),
        )


def mail_cancelled(activity: Activity, to: list[User]) -> None:
    """Tell everybody who was to come that the meeting is off."""
    with translation.override(settings.LANGUAGE_CODE):
        for user in to:
            queue_mail(
                to=user,
                subject=_("Leernetwerk: meeting cancelled"),
                lines=[
                    _("The meeting on %(moment)s is cancelled.")
                    % {"moment": _moment(activity.starts_at)}
                ],
                link=_activity_link(activity),
                why=_why_signed_up(),
            )


def mail_moved(activity: Activity, to: list[User]) -> None:
    """Tell everybody who is to come that the time or the place has changed."""
    with translation.override(settings.LANGUAGE_CODE):
        for user in to:
            queue_mail(
                to=user,
                subject=_("Leernetwerk: meeting changed"),
                lines=[
                    _("The time or place of a meeting has changed."),
                    _("It now begins on %(moment)s.")
                    % {"moment": _moment(activity.starts_at)},
                ],
                link=_activity_link(activity),
                why=_why_signed_up(),
            )


def mail_to_read(case_form: CaseForm) -> None:
    """Tell the appointed second reader that something waits; nothing of what it says."""
    reader = case_form.activity.second_reader
    if reader is None or reader.pk == case_form.author_id:
        return
    with translation.override(settings.LANGUAGE_CODE):
        queue_mail(
            to=reader,
            subject=_("Leernetwerk: something for you to read"),
            lines=[_("Somebody waits for you as the second reader.")],
            link=reverse("network:case_form", args=[case_form.uuid]),
            why=_("You get this message because you are a second reader."),
        )


def mail_read(case_form: CaseForm) -> None:
    """Tell the author that the second reader has looked; nothing of what it says."""
    with translation.override(settings.LANGUAGE_CODE):
        queue_mail(
            to=case_form.author,
            subject=_("Leernetwerk: your form has been read"),
            lines=[_("The second reader has looked at the form you handed in.")],
            link=reverse("network:case_form", args=[case_form.uuid]),
            why=_("You get this message because you handed in a form."),
        )
