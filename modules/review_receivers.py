"""An approval becomes a sign-off, and a migrated database gets its groups and review."""

from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from wagtail.admin.signal_handlers import task_submission_email_notifier
from wagtail.signals import task_approved, task_submitted

from elearning.accounts.models import User
from modules.actions.editorial import set_up_editorial
from modules.actions.reviews import sign_off
from modules.models import ReviewTaskState


@receiver(task_approved, sender=ReviewTaskState, dispatch_uid="modules.keep_sign_off")
def keep_sign_off(instance: ReviewTaskState, user: User, **_: Any) -> None:
    sign_off(by=user, state=instance)


# Wagtail mails the next group for its own kind of task; ours is another.
task_submitted.connect(
    task_submission_email_notifier,
    sender=ReviewTaskState,
    dispatch_uid="modules.mail_next_reviewers",
)


@receiver(
    post_migrate,
    sender=apps.get_app_config("modules"),
    dispatch_uid="modules.set_up_editorial",
)
def make_groups_and_review(app_config: AppConfig, **kwargs: Any) -> None:
    """Not when only some apps were migrated: the tables of Wagtail must be there."""
    if kwargs.get("using") == "default" and app_config.models_module is not None:
        set_up_editorial()
