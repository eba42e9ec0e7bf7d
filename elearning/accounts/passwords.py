"""Django's rules for passwords, said in the words of this site."""

from django.contrib.auth import password_validation as django_rules
from django.utils.translation import gettext as _


class NotLikeYourself(django_rules.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return _("The password looks too much like your name or e-mail address.")

    def get_help_text(self) -> str:
        return _("Do not use your name or e-mail address.")


class LongEnough(django_rules.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return _("The password is too short. Use at least %(least)d characters.") % {
            "least": self.min_length
        }

    def get_help_text(self) -> str:
        return _(
            "At least %(least)d characters. Four words in a row are easy to remember."
        ) % {"least": self.min_length}


class NotCommon(django_rules.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return _("Many people use this password, so it is easy to guess.")

    def get_help_text(self) -> str:
        return _("Not a password that many people use.")
