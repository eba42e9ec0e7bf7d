"""The mails about logging in: neutral subject, one link, why you get it (look.md)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True)
class LoginMail:
    """`link_key` is where allauth's context holds the address to go to."""

    subject: Text
    lines: tuple[Text, ...]
    why: Text
    link_key: str = ""


CONFIRM = LoginMail(
    subject=_("Confirm your e-mail address"),
    lines=(_("With the link below you confirm that this address is yours."),),
    why=_(
        "You get this mail because somebody typed this address at Leernetwerk. Was it not you? "
        "Then you need not do anything."
    ),
    link_key="activate_url",
)
NEW_PASSWORD = LoginMail(
    subject=_("Choose a new password"),
    lines=(_("With the link below you choose a new password."),),
    why=_(
        "You get this mail because somebody asked for a new password with this address. Was it "
        "not you? Then you need not do anything: your password stays as it is."
    ),
    link_key="password_reset_url",
)
ALREADY_THERE = LoginMail(
    subject=_("You already have an account"),
    lines=(
        _(
            "Somebody wanted to make an account with this address, but you already have one."
        ),
        _("Log in as you are used to. With the link below you choose a new password."),
    ),
    why=_(
        "You get this mail because somebody typed this address at Leernetwerk. Was it not you? "
        "Then you need not do anything."
    ),
    link_key="password_reset_url",
)
CHANGED = LoginMail(
    subject=_("Something changed in how you log in"),
    lines=(
        _(
            "The e-mail address, the password or the second step of your account was changed."
        ),
        _(
            "Was it you? Then all is well. Was it not? Look at your account with the link below."
        ),
    ),
    why=_("You get this mail so that nobody can change this without you knowing."),
)

BY_NAME = {
    "email_confirmation": CONFIRM,
    "email_confirmation_signup": CONFIRM,
    "password_reset_key": NEW_PASSWORD,
    "account_already_exists": ALREADY_THERE,
    # A confirmed address says nothing that its owner did not just do.
    "email_confirm": None,
    "unknown_account": None,
}


def login_mail(template_prefix: str) -> LoginMail | None:
    """The mail that stands in for allauth's template, or None where no mail is wanted."""
    return BY_NAME.get(template_prefix.rsplit("/", 1)[-1], CHANGED)
