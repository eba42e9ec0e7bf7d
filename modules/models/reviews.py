from django.conf import settings
from django.db import models

from elearning.core import clock
from modules.enums import SignOffRole


class SignOff(models.Model):
    """That a role read one revision of a page and agreed.

    Others see only `label` ("Lezer E2"); only the chief editor knows who it was (rule 8). A
    sign-off made for the demo never counts (rule 13).
    """

    page = models.ForeignKey(
        "wagtailcore.Page", models.CASCADE, related_name="sign_offs"
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision", models.CASCADE, related_name="sign_offs"
    )
    role = models.CharField(max_length=24, choices=SignOffRole.choices)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    label = models.CharField(max_length=20)
    is_demo = models.BooleanField(default=False)
    payment_arranged = models.BooleanField(null=True)
    signed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "role", "reader"], name="sign_off_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} · {self.page_id}"
