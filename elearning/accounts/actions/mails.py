"""Mails: a row in the caller's transaction, sent after it (architecture, decision 4)."""

import logging
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from elearning.accounts.models import OutgoingMail, User
from elearning.accounts.tasks import send_mail
from elearning.core import clock

logger = logging.getLogger(__name__)

MOST_TRIES = 20
KEPT = timedelta(days=30)
# RFC 2606: nobody lives there; invented people get such an address.
NO_MAILBOX = ".invalid"


@transaction.atomic
def queue_mail(
    *,
    to: User,
    subject: str,
    lines: list[str],
    link: str,
    why: str,
    once: str | None = None,
    address: str = "",
) -> OutgoingMail | None:
    """Write a mail to `to`; it leaves when the transaction is committed.

    `subject` is neutral: it never names a topic (product rule 5). `lines` are paragraphs of plain
    text, `link` a path on this site, `why` says why the reader gets it. A second mail with the
    same `once` is not made. It goes to `address`, or to the person's own when that is empty. None
    for someone without a mailbox and for the second of two.
    """
    if (address or to.email).endswith(NO_MAILBOX) or not to.is_active:
        return None
    if once and OutgoingMail.objects.filter(once=once).exists():
        return None
    with translation.override(settings.LANGUAGE_CODE):
        text = render_to_string(
            "accounts/mail.txt",
            {
                "name": to.get_short_name() if to.full_name else "",
                "lines": [str(line) for line in lines],
                "link": f"{settings.SITE_URL.rstrip('/')}{link}",
                "why": str(why),
            },
        )
        mail = OutgoingMail.objects.create(
            to=to, address=address, subject=str(subject), text=text, once=once
        )
    transaction.on_commit(lambda: send_mail.delay(mail_id=mail.pk), robust=True)
    return mail


@transaction.atomic
def send_waiting_mail(*, mail_id: int) -> bool:
    """Send one mail, if it still waits; True when it went out.

    The row is locked while it is sent, so two workers cannot send it twice; a worker that dies
    between sending and committing can, which a reader survives. A refusal is tried again later.
    """
    mail = (
        OutgoingMail.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("to")
        .filter(pk=mail_id, sent_at=None)
        .first()
    )
    if mail is None:
        return False
    mail.tries += 1
    if _deliver(mail):
        mail.sent_at = clock.now()
    mail.save(update_fields=["tries", "sent_at"])
    return mail.sent_at is not None


def _deliver(mail: OutgoingMail) -> bool:
    message = EmailMessage(
        subject=mail.subject, body=mail.text, to=[mail.address or mail.to.email]
    )
    try:
        return bool(message.send())
    except (SMTPException, OSError) as error:
        # The class alone: the text of such an error may hold an address.
        logger.warning("mail %s was not sent: %s", mail.pk, type(error).__name__)
        return False


@transaction.atomic
def forget_sent_mails() -> int:
    """Delete mails that were sent 30 days ago; gives their number."""
    return OutgoingMail.objects.filter(sent_at__lt=clock.now() - KEPT).delete()[0]


def waiting_mail_ids() -> list[int]:
    """The mails that wait and have not been refused too often, oldest first, 500 at most."""
    waiting = OutgoingMail.objects.filter(sent_at=None, tries__lt=MOST_TRIES)
    return list(waiting.values_list("pk", flat=True)[:500])
