"""Work of the store behind the scenes; every task may run twice."""

from celery import shared_task


@shared_task
def make_partitions() -> None:
    """Give the months to come their tables. Beat, every night."""
    from elearning.xapi import actions

    actions.make_partitions()
