from django.db import models
from django.utils.translation import gettext_lazy as _


class RecordKind(models.TextChoices):
    """What sort of knowledge a record holds; decides what its expiry does (brief, 6.7)."""

    STATEMENT = "statement", _("Statement")
    FIGURE = "figure", _("Registration figure")
    ESTIMATE = "estimate", _("Estimate or survey figure")
    LAW = "law", _("Law")
    POLICY = "policy", _("Policy or project")
    SAFETY = "safety", _("Safety advice")
    CONTACT = "contact", _("Telephone number, chat or address")


class ExpiryEffect(models.TextChoices):
    """What an expired record does wherever it is used (brief, 6.7; product rules 3 and 14)."""

    NONE = "none", _("nothing")
    BANNER = "banner", _("says that it is being checked")
    HIDE_NUMBER = "hide_number", _("the figure disappears, the sentence stays")
    UNPUBLISH_LESSON = "unpublish_lesson", _("the lesson waits for a legal check")
    MARK_DATED = "mark_dated", _("says of which year it is")
    BLOCK_CASE = "block_case", _("the case cannot start")
    NAME_AND_SITE_ONLY = "name_and_site_only", _("only name and site remain")

    @classmethod
    def of(cls, kind: RecordKind) -> "ExpiryEffect":
        return {
            RecordKind.STATEMENT: cls.BANNER,
            RecordKind.FIGURE: cls.BANNER,
            RecordKind.ESTIMATE: cls.HIDE_NUMBER,
            RecordKind.LAW: cls.UNPUBLISH_LESSON,
            RecordKind.POLICY: cls.MARK_DATED,
            RecordKind.SAFETY: cls.BLOCK_CASE,
            RecordKind.CONTACT: cls.NAME_AND_SITE_ONLY,
        }[kind]
