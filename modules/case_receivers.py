"""What happens when a case is published: its version is frozen (architecture, 7f)."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Revision
from wagtail.signals import page_published

from modules.actions.cases import freeze_case
from modules.models import CasePage


@receiver(page_published, sender=CasePage, dispatch_uid="modules.freeze_case")
def freeze_published_case(
    instance: CasePage, revision: Revision | None = None, **kwargs: Any
) -> None:
    """A date set for later also sends this signal; the case is frozen once it is live."""
    if instance.live and instance.alias_of_id is None:
        freeze_case(by=revision.user if revision else None, page=instance)
