"""Work of the store behind the scenes; every task may run twice."""

from celery import shared_task


@shared_task
def make_partitions() -> None:
    """Give the months to come their tables. Beat, every night."""
    from elearning.xapi import actions

    actions.make_partitions()


@shared_task
def continue_erasure(*, erasure_id: int) -> None:
    """Erase on, until all statements of this erasure have been looked at."""
    from elearning.xapi import actions

    while actions.continue_erasure(erasure_id=erasure_id):
        pass


@shared_task
def finish_erasures() -> None:
    """End the erasures that wait, also those a worker left behind. Beat, every five minutes."""
    from elearning.xapi import actions

    actions.finish_erasures()


@shared_task
def drop_loose_attachments() -> None:
    """Delete the contents that no statement names any more. After an erasure, and beat, nightly."""
    from elearning.xapi import actions

    actions.drop_loose_attachments()


@shared_task
def forget_refusals() -> None:
    """Delete the notes of requests refused more than thirty days ago. Beat, every night."""
    from elearning.xapi import actions

    actions.forget_refusals()


@shared_task
def expire_statements() -> None:
    """Delete what has passed its term. Beat, every night."""
    from elearning.xapi import actions

    actions.expire_statements()


@shared_task
def forward_all() -> None:
    """Send what waits to every target, each in a task of its own. Beat, every 15 seconds."""
    from elearning.xapi import actions

    for target_id in actions.targets_due():
        forward.delay(target_id=target_id)


@shared_task
def offer_again(*, target_id: int, user_id: int) -> None:
    """Offer what a target refused once more, for the user who asked; what is there is away."""
    from elearning.xapi import actions

    actions.offer_again(target_id=target_id, user_id=user_id)


@shared_task
def forward(*, target_id: int) -> None:
    """Send what waits to one target; a second one at the same time finds nothing to do."""
    from elearning.xapi import actions

    actions.forward(target_id=target_id)
