"""Nightly work, and the dates that were set in the CMS."""

from celery import shared_task
from django.core.management import call_command


@shared_task
def count_finished_runs() -> None:
    """The anonymous counters of cases, and what of them authors may see.

    Running it twice counts nothing twice.
    """
    # Tasks stand below actions in the layers; this one calls up, as tasks do.
    from modules.actions import case_counters, choices_seen

    case_counters.count_finished_runs()
    choices_seen.freeze_choices()


@shared_task
def publish_scheduled() -> None:
    """Wagtail's command: what has a date that came round is published, or taken offline."""
    call_command("publish_scheduled", verbosity=0)


@shared_task(autoretry_for=(Exception,), max_retries=3, retry_backoff=True)
def mail_refreshers() -> None:
    """Tell who asked that something became ready today; once a day, however often it runs."""
    # Tasks stand below actions in the layers; this one calls up, as tasks do.
    from modules.actions import refreshers

    refreshers.mail_refreshers()


@shared_task
def forget_handed_in() -> None:
    """What was handed in to a group that somebody left, or that is long over; twice does no harm."""
    # Tasks stand below actions in the layers; this one calls up, as tasks do.
    from modules.actions import handing_in

    handing_in.forget_handed_in()
