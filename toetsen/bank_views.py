"""/cms/vragenbank/…: questions from a file and to a file."""

import base64
import binascii
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from elearning.accounts.requests import UserRequest
from toetsen.actions.importing import import_questions
from toetsen.bank_exchange import Plan, items_of, plan_import
from toetsen.bank_forms import ImportForm
from toetsen.exchange import (
    EXPORTS,
    IMPORTS,
    MOST_BYTES,
    Remark,
    UnreadableError,
    grouped,
    read,
    write,
)
from toetsen.exchange.spreadsheet import HEADINGS
from toetsen.models import Question
from toetsen.viewsets import QuestionFilterSet

LIST = "wagtailsnippets_toetsen_question:list"


class BankView(WagtailAdminTemplateMixin, View):  # type: ignore[misc]
    header_icon = "help"
    permissions: Sequence[str] = ()

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not request.user.has_perms(self.permissions):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(LIST), "label": _("Question bank")},
            {"url": "", "label": self.get_page_title()},
        ]

    def answer(self, *, status: int = 200, **context: Any) -> HttpResponse:
        empty: dict[str, Any] = {
            "plan": None,
            "refused": [],
            "remarks": [],
            "chosen": "",
            "download": "",
        }
        shown: HttpResponse = self.render_to_response(
            self.get_context_data(**empty | context), status=status
        )
        return shown


class BankImportView(BankView):
    """First what would come in and what stays behind; only then it comes in, all of it or nothing."""

    template_name = "toetsen/bank/import.html"
    permissions = ("toetsen.add_question", "toetsen.change_question")

    def get_page_title(self) -> str:
        return _("Questions from a file")

    def get(self, request: HttpRequest) -> HttpResponse:
        if "kop" in request.GET:
            return _download(HEADINGS.encode("utf-8-sig"), "vragen.csv", "text/csv")
        return self.answer(form=ImportForm())

    def post(self, request: UserRequest) -> HttpResponse:
        try:
            if "content" in request.POST:
                return self._take(request)
            form = ImportForm(request.POST, request.FILES)
            if not form.is_valid():
                return self.answer(form=form, status=422)
            content = form.cleaned_data["file"].read(MOST_BYTES + 1)
            return self._preview(form.cleaned_data["format"], content)
        except UnreadableError as error:
            return self._refuse(error.remarks)

    def _refuse(self, remarks: list[Remark]) -> HttpResponse:
        return self.answer(form=ImportForm(), refused=remarks, status=422)

    def _preview(self, format_name: str, content: bytes) -> HttpResponse:
        plan: Plan = plan_import(read(format_name, content))
        return self.answer(
            form=ImportForm(),
            plan=plan,
            left_behind=grouped(plan.left_behind),
            mark=uuid4(),
            format_name=format_name,
            content=base64.b64encode(content).decode(),
        )

    def _take(self, request: UserRequest) -> HttpResponse:
        format_name = request.POST.get("format", "")
        try:
            content = base64.b64decode(request.POST["content"], validate=True)
            mark = UUID(request.POST.get("mark", ""))
        except (binascii.Error, ValueError):
            content = b""
        if format_name not in IMPORTS or not content:
            return self._refuse(
                [Remark(_("The file did not arrive whole. Choose it again."))]
            )
        reading = read(format_name, content)
        made = import_questions(by=request.user, reading=reading, mark=mark)
        messages.success(request, _came_in(len(made)))
        return redirect(LIST)


def _came_in(number: int) -> str:
    if not number:
        return _("These questions are in the bank already.")
    said = ngettext(
        "%(count)d question is in the bank as a draft.",
        "%(count)d questions are in the bank as drafts.",
        number,
    )
    return said % {"count": number}


class BankExportView(BankView):
    """The questions of the list as it is filtered; before the file, what of each is not in it."""

    template_name = "toetsen/bank/export.html"
    permissions = ("toetsen.view_question",)

    def get_page_title(self) -> str:
        return _("Questions to a file")

    def get(self, request: HttpRequest) -> HttpResponse:
        found = QuestionFilterSet(
            request.GET, queryset=Question.objects.order_by("code"), request=request
        )
        items, remarks = items_of(found.qs)
        name = request.GET.get("formaat", "")
        if name not in EXPORTS:
            return self.answer(
                number=len(items), remarks=grouped(remarks), **self._choices(request)
            )
        content, lost = write(name, items)
        if "bestand" in request.GET:
            chosen = EXPORTS[name]
            return _download(content, chosen.file_name, chosen.content_type)
        return self.answer(
            number=len(items),
            remarks=grouped(remarks + lost),
            chosen=name,
            download=f"?{request.GET.urlencode()}&bestand=1",
            **self._choices(request),
        )

    def _choices(self, request: HttpRequest) -> dict[str, Any]:
        kept = [
            (name, value)
            for name, value in request.GET.items()
            if name not in ("formaat", "bestand")
        ]
        return {
            "formats": [
                (name, one.label, f"?{urlencode([*kept, ('formaat', name)])}")
                for name, one in EXPORTS.items()
            ],
        }


def _download(content: bytes, name: str, content_type: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
