"""Texts of Django that say 'u' in Dutch where the product says 'je'.

Nothing imports this: naming a text here puts it in our catalogue, which comes before Django's.
"""

from django.utils.translation import gettext_noop, ngettext_lazy

OF_DJANGO = (
    gettext_noop("Your old password was entered incorrectly. Please enter it again."),
    ngettext_lazy(
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.",
        "min_length",
    ),
    gettext_noop(
        "Your password can’t be too similar to your other personal information."  # noqa: RUF001
    ),
    gettext_noop("Your password can’t be a commonly used password."),  # noqa: RUF001
    gettext_noop("Your password can’t be entirely numeric."),  # noqa: RUF001
)
