"""From which modules a test can exempt somebody."""

from django.utils.translation import gettext as _

from elearning.core.exceptions import NotAllowed
from modules.models import ModulePage

# Brief, 2.1: safety at work, the reporting code and its two cases are always done (`not_exempt`).
NEVER_EXEMPT = frozenset({"m00", "m05", "m06", "m07"})


def may_exempt(module: ModulePage) -> bool:
    """Whether there may be an exemption from this module at all."""
    return module.code.lower() not in NEVER_EXEMPT


def check_may_exempt(module: ModulePage) -> None:
    """Raise NotAllowed unless `may_exempt`."""
    if not may_exempt(module):
        raise NotAllowed(
            _("Everybody does this module: there is no exemption from it.")
        )
