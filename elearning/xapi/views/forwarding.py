"""/cms/doorsturen/…: administrators see where statements go, how far that is, and what was refused."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from elearning.accounts.models import User
from elearning.accounts.requests import UserRequest
from elearning.xapi import actions, rules
from elearning.xapi.forms import TargetForm
from elearning.xapi.models import ForwardTarget
from elearning.xapi.queries.forward_list import dead_letters, listed_targets
from elearning.xapi.tasks import offer_again
from elearning.xapi.views.screens import StoreScreen


class ForwardScreen(StoreScreen):
    folder = "xapi/forwarding"
    home = "xapi_forwarding"
    header_icon = "redirect"
    page_title = section = gettext_lazy("Forwarding")

    def may_enter(self, user: User) -> bool:
        return rules.may_manage_forwarding(user)

    def target(self) -> ForwardTarget:
        return get_object_or_404(ForwardTarget, pk=self.kwargs["pk"])


class TargetList(ForwardScreen):
    def get(self, _request: UserRequest) -> HttpResponse:
        return self.show("list", targets=listed_targets())


class MakeTarget(ForwardScreen):
    def get(self, _request: UserRequest) -> HttpResponse:
        return self.show("form", form=TargetForm())

    def post(self, request: UserRequest) -> HttpResponse:
        form = TargetForm(request.POST)
        if not form.is_valid():
            return self.show("form", status=400, form=form)
        target = actions.make_target(by=request.user, **form.wanted)
        messages.success(
            request,
            _(
                "Statements go to \u201c%(name)s\u201d as soon as its key is in the settings."
            )
            % {"name": target.name},
        )
        return redirect("xapi_forwarding")


class PauseTarget(ForwardScreen):
    """Pause it, or go on: what its button says."""

    def post(self, request: UserRequest, **_kwargs: object) -> HttpResponse:
        target = self.target()
        if request.POST.get("pause"):
            actions.pause_target(by=request.user, target=target)
            said = _("Nothing goes to \u201c%(name)s\u201d until you go on.")
        else:
            actions.resume_target(by=request.user, target=target)
            said = _("Sending to \u201c%(name)s\u201d goes on within a minute.")
        messages.success(request, said % {"name": target.name})
        return redirect("xapi_forwarding")


class DeadLetters(ForwardScreen):
    """What the target refused, as it got it; a worker offers it again, so that nobody waits here."""

    def get(self, _request: UserRequest, **_kwargs: object) -> HttpResponse:
        target = self.target()
        return self.show("dead", target=target, letters=dead_letters(target))

    def post(self, request: UserRequest, **_kwargs: object) -> HttpResponse:
        target = self.target()
        user_id = request.user.pk
        offer_again.delay(target_id=target.pk, user_id=user_id)
        messages.success(
            request,
            _(
                "They are being offered again. What is refused once more stays in this list."
            ),
        )
        return redirect("xapi_dead_letters", pk=target.pk)
