"""/cms/sleutels/…: administrators make, rotate and revoke keys for other systems."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from elearning.accounts.models import User
from elearning.accounts.requests import UserRequest
from elearning.xapi import actions, rules
from elearning.xapi.forms import CredentialForm, RotateForm
from elearning.xapi.models import Credential
from elearning.xapi.queries.key_list import listed_credentials


class KeyScreen(WagtailAdminTemplateMixin, View):  # type: ignore[misc]
    """What all of these screens share: who may come in, and the header."""

    header_icon = "key"
    page_title = gettext_lazy("Keys for other systems")

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not rules.may_manage_credentials(cast(User, request.user)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, object]]:
        here = {"url": reverse("xapi_keys"), "label": self.page_title}
        return [*self.breadcrumbs_items, here]

    def show(self, template: str, **context: object) -> HttpResponse:
        whole = self.get_context_data() | context
        return render(self.request, f"xapi/keys/{template}.html", whole)

    def credential(self) -> Credential:
        return get_object_or_404(Credential, pk=self.kwargs["pk"])


class KeyList(KeyScreen):
    def get(self, _request: UserRequest) -> HttpResponse:
        return self.show("list", keys=listed_credentials())


class MakeKey(KeyScreen):
    """The secret is in this one answer; no redirect carries it, and nothing keeps it."""

    def get(self, _request: UserRequest) -> HttpResponse:
        return self.show("form", form=CredentialForm())

    def post(self, request: UserRequest) -> HttpResponse:
        form = CredentialForm(request.POST)
        if not form.is_valid():
            return self.show("form", form=form)
        wanted = form.cleaned_data
        credential, secret = actions.make_credential(
            by=request.user,
            label=wanted["label"],
            tenant=form.tenant,
            scopes=wanted["scopes"],
            expires_on=wanted["expires_on"],
            pseudonymises=wanted["pseudonymises"],
            origins=wanted["origins"],
            calls_per_minute=wanted["calls_per_minute"],
        )
        return self.show("made", credential=credential, secret=secret)


class RotateKey(KeyScreen):
    def get(self, _request: UserRequest, **_kwargs: object) -> HttpResponse:
        return self.show("rotate", credential=self.credential(), form=RotateForm())

    def post(self, request: UserRequest, **_kwargs: object) -> HttpResponse:
        credential, form = self.credential(), RotateForm(request.POST)
        if not form.is_valid():
            return self.show("rotate", credential=credential, form=form)
        secret = actions.rotate_credential(
            by=request.user, credential=credential, overlap=form.cleaned_data["overlap"]
        )
        return self.show("made", credential=credential, secret=secret)


class RevokeKey(KeyScreen):
    def get(self, _request: UserRequest, **_kwargs: object) -> HttpResponse:
        return self.show("revoke", credential=self.credential())

    def post(self, request: UserRequest, **_kwargs: object) -> HttpResponse:
        credential = self.credential()
        actions.revoke_credential(by=request.user, credential=credential)
        messages.success(
            request,
            _("The key \u201c%(label)s\u201d is revoked.")
            % {"label": credential.label},
        )
        return redirect("xapi_keys")
