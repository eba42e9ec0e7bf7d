"""Mails: rows first, sent once, neutral."""

from datetime import timedelta
from smtplib import SMTPException

import pytest
from django.core import mail as outbox

from elearning.accounts.actions import mails
from elearning.accounts.models import OutgoingMail
from elearning.core import clock
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def _queue(to, **fields):
    return mails.queue_mail(
        to=to,
        subject="Leernetwerk: bericht",
        lines=["Er is iets veranderd."],
        link="/netwerk/",
        why="Je krijgt dit bericht omdat je lid bent.",
        **fields,
    )


def test_queue_mail_writes_a_row_with_one_full_link():
    mail = _queue(UserFactory(full_name="Bram Jansen"))

    assert OutgoingMail.objects.get() == mail
    assert mail.text.count("http") == 1
    assert "/netwerk/" in mail.text
    assert outbox.outbox == []


def test_queue_mail_twice_with_the_same_once_makes_one_row():
    bram = UserFactory()

    _queue(bram, once="joined-1")
    _queue(bram, once="joined-1")

    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize(
    "fields", [{"email": "someone@demo.invalid"}, {"is_active": False}]
)
def test_queue_mail_to_someone_without_a_mailbox_makes_nothing(fields):
    assert _queue(UserFactory(**fields)) is None
    assert not OutgoingMail.objects.exists()


def test_send_waiting_mail_twice_sends_once():
    mail = _queue(UserFactory(email="bram@voorbeeld.example"))

    first = mails.send_waiting_mail(mail_id=mail.pk)
    second = mails.send_waiting_mail(mail_id=mail.pk)

    assert (first, second) == (True, False)
    assert [message.to for message in outbox.outbox] == [["bram@voorbeeld.example"]]


def test_send_waiting_mail_refused_waits_and_logs_no_address(monkeypatch, caplog):
    def refuse(self, *args, **kwargs):
        raise SMTPException("no such box bram@voorbeeld.example")

    monkeypatch.setattr("elearning.accounts.actions.mails.EmailMessage.send", refuse)
    mail = _queue(UserFactory(email="bram@voorbeeld.example"))

    sent = mails.send_waiting_mail(mail_id=mail.pk)

    mail.refresh_from_db()
    assert (sent, mail.sent_at, mail.tries) == (False, None, 1)
    assert "bram" not in caplog.text
    assert mails.waiting_mail_ids() == [mail.pk]


def test_forget_sent_mails_deletes_only_what_was_sent_long_ago():
    old, new, waiting = (_queue(UserFactory()) for _ in range(3))
    OutgoingMail.objects.filter(pk=old.pk).update(
        sent_at=clock.now() - timedelta(days=31)
    )
    OutgoingMail.objects.filter(pk=new.pk).update(sent_at=clock.now())

    assert mails.forget_sent_mails() == 1
    assert set(OutgoingMail.objects.all()) == {new, waiting}
