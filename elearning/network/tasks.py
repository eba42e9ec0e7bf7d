"""Work of the network behind the scenes; every task may run twice."""

from celery import shared_task

# Tasks stand below actions in the layers; these call up, as tasks do.


@shared_task
def delete_old_case_forms() -> None:
    """Delete case forms whose 14 days are over. Beat, every hour."""
    from elearning.network.actions import cases

    cases.delete_old_case_forms()


@shared_task
def forget_what_is_old() -> None:
    """Turn old names into counts and drop old refusals. Beat, every night."""
    from elearning.network.actions import retention

    retention.forget_names()
    retention.forget_refusals()
