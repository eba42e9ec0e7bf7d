"""Work of accounts behind the scenes; every task may run twice."""

from celery import shared_task
from django.core.management import call_command

# Tasks call actions and actions queue tasks: the one circle, opened by importing late (style 2).


@shared_task
def send_mail(*, mail_id: int) -> None:
    """Send the mail with this id, if it still waits."""
    from elearning.accounts.actions.mails import send_waiting_mail

    send_waiting_mail(mail_id=mail_id)


@shared_task
def send_waiting_mails() -> None:
    """Send what waits: mails the broker lost or a server refused. Beat, every minute."""
    from elearning.accounts.actions import mails

    for mail_id in mails.waiting_mail_ids():
        mails.send_waiting_mail(mail_id=mail_id)


@shared_task
def forget_sent_mails() -> None:
    """Delete what was sent long ago. Beat, every night."""
    from elearning.accounts.actions import mails

    mails.forget_sent_mails()


@shared_task
def delete_unconfirmed_accounts() -> None:
    """Delete accounts that nobody confirmed. Beat, every night."""
    from elearning.accounts.actions import people

    people.delete_unconfirmed_accounts()


@shared_task
def forget_sessions() -> None:
    """Delete sessions that ended. Beat, every night."""
    call_command("clearsessions")
