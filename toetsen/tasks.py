from celery import shared_task


@shared_task
def close_studies() -> None:
    """In the night of the 2nd: freeze the reports of studies that may have a new one."""
    from toetsen.actions.studying import (
        close_studies as close,
    )  # actions import down to here

    close()
