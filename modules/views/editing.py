"""Wagtail's editor of a page, where two windows save at the same moment.

Wagtail reads which version is the newest, and the form refuses what would go over a version that
its author has not seen. Both looked before anybody held the page, so of two saves that came together
neither saw the other.
"""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page

from elearning.core.exceptions import DomainError


class PageEditView(EditView):  # type: ignore[misc]  # Wagtail is untyped
    """One save of a page after the other: the second looks at what the first one made."""

    def dispatch(
        self, request: HttpRequest, page_id: int, **kwargs: Any
    ) -> HttpResponse:
        if request.method != "POST":
            return self._answer(request, page_id, **kwargs)
        refused: DomainError | None = None
        answer = HttpResponse()
        with transaction.atomic():
            Page.objects.select_for_update(no_key=True).filter(pk=page_id).first()
            try:
                answer = self._answer(request, page_id, **kwargs)
            except DomainError as error:
                refused = error  # what was saved before it stays, as in Wagtail's own
        if refused:
            raise refused
        return answer

    def _answer(
        self, request: HttpRequest, page_id: int, **kwargs: Any
    ) -> HttpResponse:
        answer: HttpResponse = super().dispatch(request, page_id, **kwargs)
        return answer


edit_page = require_admin_access(PageEditView.as_view())
