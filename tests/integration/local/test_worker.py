"""A task that is queued after the commit reaches a real worker through the real broker."""

import time

from elearning.accounts.actions.mails import queue_mail
from tests.factories.accounts import UserFactory


def test_task_is_done_by_a_process_of_its_own(worker_process):
    user = UserFactory(email="bram@voorbeeld.example")

    mail = queue_mail(to=user, subject="Bericht", lines=["Dag"], link="/", why="test")

    deadline = time.monotonic() + 20
    while mail.sent_at is None and time.monotonic() < deadline:
        time.sleep(0.1)
        mail.refresh_from_db()
    assert mail.sent_at is not None
