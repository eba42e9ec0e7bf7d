"""/cms/hergebruik/<page>/: where a page comes from, where it is used, and what may be done."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from elearning.core.exceptions import DomainError, InvalidRequest
from modules.actions import reuse
from modules.models import LessonPage, ModulePage
from modules.models.base import LearningContent
from modules.queries.reuse import (
    copies_of,
    is_translation,
    news_of,
    translation_of,
    used_in,
)


class ModuleForm(forms.Form):
    module = forms.ModelChoiceField(
        ModulePage.objects.order_by("path"), label=gettext_lazy("Module")
    )


class SourceForm(forms.Form):
    source = forms.ModelChoiceField(
        Page.objects.none(), label=gettext_lazy("Made from")
    )

    def __init__(self, *args: Any, page: Page, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pages = page.specific_class.objects.filter(alias_of=None).order_by("path")
        field = self.fields["source"]
        field.queryset = pages.exclude(pk=page.pk)
        field.label_from_instance = lambda one: f"{one.neutral_title} · {one.title}"


class ReuseView(WagtailAdminTemplateMixin, View):
    """One page about the reuse of one page; each button posts its name as `action`."""

    header_icon = "copy"
    template_name = "modules/workshop/reuse.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(Page, pk=kwargs["pk"]).specific

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_ours = isinstance(self.page, LearningContent)
        if not is_ours or not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Reuse")

    def get_page_subtitle(self) -> str:
        return str(self.page.neutral_title)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [
            *self.breadcrumbs_items,
            {"url": edit, "label": self.page.neutral_title},
            {"url": "", "label": self.get_page_title()},
        ]

    def get(self, _request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        do = self.ACTIONS.get(request.POST.get("action", ""))
        if do is None:
            raise InvalidRequest(_("That is not one of the choices."))
        try:
            return do(self)
        except DomainError as error:
            messages.error(request, error.message)
            return self.render_to_response(self.get_context_data(), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        draft = self.page.get_latest_revision_as_object()
        is_lesson = isinstance(self.page, LessonPage)
        return super().get_context_data(
            page=self.page,
            news=news_of(draft),
            modules=used_in(self.page) if is_lesson else [],
            copies=copies_of(self.page),
            is_lesson=is_lesson,
            is_translation=is_translation(self.page),
            translation=translation_of(self.page) if is_lesson else None,
            module_form=ModuleForm(),
            source_form=SourceForm(page=self.page),
            **kwargs,
        )

    def _take(self) -> HttpResponse:
        reuse.take_over(by=self.request.user, page=self.page)
        messages.success(
            self.request, _("Taken over into the draft. Read it, then publish.")
        )
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def _keep(self) -> HttpResponse:
        reuse.keep_own(by=self.request.user, page=self.page)
        messages.success(self.request, _("The page stays as it is."))
        return redirect("page_reuse", self.page.pk)

    def _use(self) -> HttpResponse:
        form = ModuleForm(self.request.POST)
        if not form.is_valid():
            raise DomainError(_("Choose a module."))
        module = form.cleaned_data["module"]
        reuse.use_in_module(by=self.request.user, page=self.page, module=module)
        messages.success(self.request, _("The lesson is in that module as well."))
        return redirect("page_reuse", self.page.pk)

    def _link(self) -> HttpResponse:
        form = SourceForm(self.request.POST, page=self.page)
        if not form.is_valid():
            raise DomainError(_("Choose a page."))
        source = form.cleaned_data["source"]
        reuse.link_copy(by=self.request.user, page=self.page, source=source)
        messages.success(self.request, _("Later changes are offered here."))
        return redirect("page_reuse", self.page.pk)

    def _translate(self) -> HttpResponse:
        made = reuse.begin_translation(by=self.request.user, page=self.page)
        messages.success(
            self.request,
            _("This is a draft with the Dutch text. Write the English in its place."),
        )
        return redirect("wagtailadmin_pages:edit", made.pk)

    ACTIONS = {
        "take": _take,
        "keep": _keep,
        "use": _use,
        "link": _link,
        "translate": _translate,
    }
