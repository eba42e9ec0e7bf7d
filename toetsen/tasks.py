from celery import shared_task


@shared_task
def close_studies() -> None:
    """In the night of the 2nd: freeze the reports of studies that may have a new one."""
    from toetsen.actions.studying import (
        close_studies as close,
    )  # actions import down to here

    close()


@shared_task
def apply_correction(*, correction_id: int) -> None:
    """Work results out again with a corrected key; what was done is not done twice."""
    from toetsen.actions import correcting

    correcting.apply_correction(correction_id=correction_id)


@shared_task
def finish_corrections() -> None:
    """Take up the corrections that wait, also those a worker left behind. Beat, every five minutes."""
    from toetsen.actions import correcting

    correcting.finish_corrections()


@shared_task
def close_overdue_attempts() -> None:
    """Hand in what ran out of time while nobody looked. Beat, every minute."""
    from toetsen.actions.attempts import close_overdue

    close_overdue()
