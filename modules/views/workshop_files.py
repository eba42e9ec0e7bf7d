"""/cms/casus/<page>/…: a case to and from a file, two versions side by side, a start for a mirror."""

from typing import Any

import msgspec
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from elearning.core.exceptions import DomainError
from modules.actions.case_workshop import copy_as_mirror, import_case
from modules.case_changes import differences
from modules.case_files import ImportRefusedError, file_of, fill, read_file
from modules.cases.definition import Case, from_json
from modules.cases.exchange import MOST_BYTES, CaseFile, write
from modules.models import CasePage, CaseVersion
from modules.publishing import problems
from modules.queries.cases import written_case
from modules.rules.workshop import may_change_draft, may_copy
from modules.views.workshop import CaseTool
from modules.workshop_forms import ImportForm, MirrorForm

DRAFT = "concept"


class CaseExportView(CaseTool):
    """The draft as a file. Its name says the neutral code and nothing else."""

    url_name = "case_export"

    def get(self, _request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        answer = HttpResponse(
            write(file_of(self.draft)), content_type="application/json"
        )
        name = f"{self.draft.code}.json"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer


class CaseImportView(CaseTool):
    """A file is compared with the draft first; only then, and only whole, it becomes the draft."""

    url_name = "case_import"
    template_name = "modules/workshop/import.html"

    def get_page_title(self) -> str:
        return _("A case from a file")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_change_draft(request.user, self.case_page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, _request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        return self._answer(form=ImportForm())

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        form = ImportForm(request.POST, request.FILES)
        try:
            if "content" in request.POST:
                file = read_file(request.POST["content"].encode())
                return self._take(request, file)
            if not form.is_valid():
                return self._answer(form=form, status=422)
            uploaded = form.cleaned_data["file"]
            return self._compare(read_file(uploaded.read(MOST_BYTES + 1)))
        except ImportRefusedError as error:
            return self._answer(form=ImportForm(), refused=error.problems, status=422)

    def _take(self, request: HttpRequest, file: CaseFile) -> HttpResponse:
        seen = request.POST.get("seen", "")
        try:
            import_case(
                by=request.user,
                page=self.case_page,
                file=file,
                seen_revision=int(seen)
                if seen.isdecimal() and len(seen) < 18
                else None,
            )
        except ImportRefusedError:
            raise
        except DomainError as error:
            return self._compare(file, error.message, status=error.status_code)
        messages.success(
            request, _("The file is the draft now. What stood here is in the history.")
        )
        return redirect("case_map", pk=self.case_page.pk)

    def _compare(
        self, file: CaseFile, message: str = "", status: int = 200
    ) -> HttpResponse:
        old = written_case(self.draft)
        after = self.case_page.get_latest_revision_as_object()
        fill(after, file)
        return self._answer(
            status=status,
            form=ImportForm(),
            message=message,
            content=msgspec.json.encode(file).decode(),
            seen=self.case_page.latest_revision_id or "",
            changes=differences(old, written_case(after)),
            problems=problems(after),
        )

    def _answer(self, *, status: int = 200, **context: Any) -> HttpResponse:
        empty = {"message": "", "content": "", "refused": [], "changes": []}
        context = self.get_context_data(
            **empty | {"problems": [], "seen": ""} | context
        )
        return self.render_to_response(context, status=status)


class CaseCompareView(CaseTool):
    """Two versions: those that were published, and the draft."""

    url_name = "case_compare"
    template_name = "modules/workshop/compare.html"

    def get_page_title(self) -> str:
        return _("Compare two versions")

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        versions = list(
            CaseVersion.objects.filter(case_key=self.case_page.key).defer("definition")
        )
        choices = [(DRAFT, _("Draft"))] + [
            (str(version.number), _("Version %(number)d") % {"number": version.number})
            for version in versions
        ]
        newest = choices[1][0] if versions else DRAFT
        old = self._chosen(request, "van", choices, newest)
        new = self._chosen(request, "naar", choices, DRAFT)
        return self.render_to_response(
            self.get_context_data(
                versions=versions,
                choices=choices,
                old=old,
                new=new,
                changes=differences(self._case(old), self._case(new)),
            )
        )

    def _chosen(
        self,
        request: HttpRequest,
        name: str,
        choices: list[tuple[str, str]],
        otherwise: str,
    ) -> str:
        asked = request.GET.get(name, "")
        return asked if asked in dict(choices) else otherwise

    def _case(self, which: str) -> Case:
        if which == DRAFT:
            return written_case(self.draft)
        version = CaseVersion.objects.get(
            case_key=self.case_page.key, number=int(which)
        )
        return from_json(version.definition)


class CaseMirrorView(CaseTool):
    """A copy to write the mirror case in: the same subject with another kind of person."""

    url_name = "case_mirror"
    template_name = "modules/workshop/mirror.html"

    def get_page_title(self) -> str:
        return _("A start for a mirror case")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_copy(request.user, self.case_page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, _request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=MirrorForm()))

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        form = MirrorForm(request.POST)
        if form.is_valid():
            try:
                mirror: CasePage = copy_as_mirror(
                    by=request.user, page=self.case_page, **form.cleaned_data
                )
            except DomainError as error:
                form.add_error("code", error.message)
            else:
                messages.success(
                    request,
                    _("The copy is a draft. Now make it another person's story."),
                )
                return redirect("wagtailadmin_pages:edit", mirror.pk)
        return self.render_to_response(self.get_context_data(form=form), status=422)
