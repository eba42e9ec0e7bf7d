"""How allauth speaks and counts on this site: our mails, and no addresses of visitors kept."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from elearning.accounts.actions.mails import queue_mail
from elearning.accounts.login_mails import login_mail
from elearning.accounts.models import User
from elearning.core.ids import secret_uuid


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """See `ACCOUNT_ADAPTER`."""

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Write the mail as a row in plain, neutral words; unknown addresses get none."""
        to = context.get("user") or User.objects.filter(email=email.lower()).first()
        mail = login_mail(template_prefix)
        if to is None or mail is None:
            return
        link = context.get(mail.link_key) or reverse("my_account")
        queue_mail(
            to=to,
            address=email,
            subject=str(mail.subject),
            lines=[str(line) for line in mail.lines],
            link=_path(link),
            why=str(mail.why),
        )

    def get_client_ip(self, request: HttpRequest) -> str:
        """A keyed hash of the address: throttles can count by it, nobody can read it back."""
        address = super().get_client_ip(request)
        return str(secret_uuid("client", address or ""))


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
