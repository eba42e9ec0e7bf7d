from django.db import models


class LoadedRecord(models.Model):
    """What `load_curriculum` made of one thing in the files, so that an author's edit is seen.

    `source` names the thing, such as `facts/F-27` or `pages/m06/les-1`. `fingerprint` is of what
    was loaded; `revision` is the page's last revision then. When the page has a newer one, or a
    record is not as it was loaded, somebody edited it and it is left alone. Of a page that was taken
    away the row stays, without the page: or the files would bring it back.
    """

    source = models.CharField(max_length=120, unique=True)
    fingerprint = models.CharField(max_length=64)
    page = models.OneToOneField(
        "wagtailcore.Page", models.SET_NULL, null=True, related_name="+"
    )
    revision = models.PositiveBigIntegerField(null=True)

    def __str__(self) -> str:
        return self.source
