"""What the store's screens in the CMS share."""

from typing import Any, ClassVar, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from elearning.accounts.models import User


class StoreScreen(WagtailAdminTemplateMixin, View):  # type: ignore[misc]
    """Who may come in (`may_enter`), the header, and templates in `folder`.

    `home` is the name of the first of these screens, `section` what they are called together.
    """

    folder: ClassVar[str]
    home: ClassVar[str]
    section: ClassVar[Promise]

    def may_enter(self, user: User) -> bool:
        raise NotImplementedError

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not self.may_enter(cast(User, request.user)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, object]]:
        items = [
            *self.breadcrumbs_items,
            {"url": reverse(self.home), "label": self.section},
        ]
        if self.page_title != self.section:
            items.append({"url": "", "label": self.page_title})
        return items

    def show(self, template: str, status: int = 200, **context: object) -> HttpResponse:
        whole = self.get_context_data() | context
        name = f"{self.folder}/{template}.html"
        return render(self.request, name, whole, status=status)
