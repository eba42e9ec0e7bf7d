"""/cms/vragenbank/…/uitslagen/: who changes when older results get the newest key, and doing it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from elearning.accounts.models import User
from elearning.enrolment.queries import cohorts_taught_by
from toetsen import correction_words as words
from toetsen.actions.correcting import correct_results
from toetsen.corrections import Change, answered, changes, corrected_versions
from toetsen.models import Correction, Question, QuestionVersion
from toetsen.question_types import question_type


@dataclass(frozen=True)
class Preview:
    """What the screen shows. `named` are people whom the reader teaches; the rest are numbers."""

    people: str
    more: str
    fewer: str
    newly_passed: str
    keeps_pass: str
    named: list[Change]


def preview(reader: User, question: Question) -> Preview:
    found = list(changes(question))
    everybody = set(
        answered(corrected_versions(question)).values_list("attempt__user", flat=True)
    )
    whole = len(everybody)

    def number(*of: Change) -> str:
        return words.people(len({one.attempt.user_id for one in of}), whole)

    return Preview(
        people=words.group(whole),
        more=number(*(one for one in found if one.gain > 0)),
        fewer=number(*(one for one in found if one.gain < 0)),
        newly_passed=number(*(one for one in found if one.newly_passed)),
        keeps_pass=number(*(one for one in found if one.keeps_pass)),
        named=_named(reader, found),
    )


def _named(reader: User, found: list[Change]) -> list[Change]:
    """Whose test result becomes another, of the reader's own groups only (product rule 4)."""
    mine = set(cohorts_taught_by(reader).values_list("pk", flat=True))
    return sorted(
        (
            one
            for one in found
            if one.newly_passed
            and one.attempt.enrolment.cohort_id in mine
            and one.attempt.enrolment.ended_at is None
            and not one.attempt.assessment.sensitive
        ),
        key=lambda one: str(one.attempt.user),
    )


class CorrectView(WagtailAdminTemplateMixin, View):  # type: ignore[misc]
    page_title = gettext_lazy("Results with the corrected key")
    header_icon = "help"
    template_name = "toetsen/bank/correct.html"
    question: Question

    def dispatch(
        self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any
    ) -> HttpResponseBase:
        if not request.user.has_perm("toetsen.change_question"):
            raise PermissionDenied
        self.question = get_object_or_404(Question, pk=pk)
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get(self, request: HttpRequest) -> HttpResponse:
        response: HttpResponse = self.render_to_response(self.get_context_data())
        return response

    def post(self, request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        correct_results(by=user, question=self.question)
        messages.success(
            request,
            _("The results are being worked out again. That can take some minutes."),
        )
        return redirect(reverse("bank_correct", args=[self.question.pk]))

    def get_page_subtitle(self) -> str:
        return self.question.code

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        bank = reverse("wagtailsnippets_toetsen_question:list")
        edit = reverse("wagtailsnippets_toetsen_question:edit", args=[self.question.pk])
        return [
            {
                "url": reverse("wagtailadmin_home"),
                "label": pgettext("of the CMS", "Home"),
            },
            {"url": bank, "label": _("Question bank")},
            {"url": edit, "label": self.question.code},
            {"url": "", "label": str(self.page_title)},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        older = corrected_versions(self.question)
        user: Any = self.request.user
        found: dict[str, Any] = super().get_context_data(**kwargs)
        return {
            **found,
            "question": self.question,
            "older": older,
            "keys": [_key(version) for version in [self.question.newest, *older]]
            if older
            else [],
            "preview": preview(user, self.question) if older else None,
            "running": Correction.objects.filter(
                version=self.question.newest, done_at=None
            ).exists()
            if older
            else False,
        }


def _key(version: QuestionVersion) -> tuple[int, list[str]]:
    """A version's number and what is right in it, in lines."""
    kind = question_type(version.kind)
    return version.number, kind.review(version.data, None).right
