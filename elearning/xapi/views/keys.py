"""/cms/sleutels/…: administrators make, rotate and revoke keys for other systems."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from elearning.accounts.models import User
from elearning.accounts.requests import UserRequest
from elearning.xapi import actions, rules
from elearning.xapi.forms import CredentialForm, RotateForm
from elearning.xapi.models import Credential
from elearning.xapi.queries.key_list import listed_credentials
from elearning.xapi.views.screens import StoreScreen


class KeyScreen(StoreScreen):
    folder = "xapi/keys"
    home = "xapi_keys"
    header_icon = "key"
    page_title = section = gettext_lazy("Keys for other systems")

    def may_enter(self, user: User) -> bool:
        return rules.may_manage_credentials(user)

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
            purpose=wanted["purpose"],
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
