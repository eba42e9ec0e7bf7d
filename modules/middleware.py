"""In the CMS a reader with lived experience has no name, except for the chief editor (rule 8)."""

import re
from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from elearning.accounts.enums import EditorialRole
from elearning.core import names
from modules.models import SignOff

CMS = re.compile(r"^/cms/(?:pages/(?P<page>\d+)/)?")


class ReaderNamesMiddleware:
    """Masks names in every answer of the CMS, and in the mails it sends meanwhile."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        place = CMS.match(request.path_info)
        if place is None or not request.user.is_authenticated:
            return self.get_response(request)
        if request.user.groups.filter(name=EditorialRole.CHIEF_EDITOR).exists():
            return self.get_response(request)
        with names.masked(_Readers(place["page"]).shown):
            response = self.get_response(request)
            # Wagtail answers with templates that are rendered after the view.
            if hasattr(response, "render") and not response.is_rendered:
                response.render()
            return response


class _Readers:
    """Who is a reader, and as which one each is known on the page at hand. Two queries, when asked."""

    def __init__(self, page_id: str | None) -> None:
        self.page_id = page_id

    def shown(self, user_id: int) -> str:
        if user_id not in self.readers:
            return ""
        return self.labels.get(user_id) or _("Reader")

    @cached_property
    def readers(self) -> set[int]:
        users = get_user_model().objects.filter(
            groups__name=EditorialRole.LIVED_EXPERIENCE_READER
        )
        return set(users.values_list("pk", flat=True))

    @cached_property
    def labels(self) -> dict[int, str]:
        if self.page_id is None:
            return {}
        signed = SignOff.objects.filter(
            page_id=self.page_id, reader__in=self.readers
        ).order_by("signed_at")
        return dict(signed.values_list("reader_id", "label"))
