"""Nightly work."""

from celery import shared_task


@shared_task
def delete_expired_records() -> None:
    """Retention of the learner-only store; running it twice does no harm."""
    # Tasks stand below actions in the layers; this one calls up, as tasks do.
    from elearning.enrolment.actions import private

    private.delete_expired_records()
