from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """The scopes that the specification names and that we give out so far."""

    STATEMENTS_READ_MINE = "statements/read/mine", _("read the statements it wrote")
    STATEMENTS_READ = "statements/read", _("read statements of its tenant")
