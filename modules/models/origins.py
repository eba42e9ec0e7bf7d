from django.db import models
from django.db.models import F, Q

from modules.enums import OriginKind


class Origin(models.Model):
    """That a page was made from another, and which version of that it was last compared with.

    A copy is something new to learn, a translation the same. `seen` is None when that version was
    thrown away: then what changed since cannot be told, and only comparing by eye is left.
    """

    page = models.OneToOneField(
        "wagtailcore.Page", models.CASCADE, related_name="origin"
    )
    source = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=OriginKind.choices)
    seen = models.ForeignKey(
        "wagtailcore.Revision", models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(page=F("source")), name="origin_is_another_page"
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_id} < {self.source_id}"
