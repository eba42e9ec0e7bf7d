"""/cms/vragenbank/…/uitslagen/: who changes when older results get the newest key, and doing it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
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
from toetsen.models import Attempt, AttemptItem, Question, QuestionVersion
from toetsen.question_types import question_type

# What a page can work out while somebody waits: about two seconds.
MOST_ANSWERS = 50_000


@dataclass(frozen=True)
class Preview:
    """What the screen shows. `named` are attempts of people whom the reader teaches; the rest are
    numbers. `any_change` is whether anything would become another. `too_many` says that there were
    more answers than a page can work out: then only `people` is there.
    """

    people: str
    more: str = ""
    fewer: str = ""
    newly_passed: str = ""
    keeps_pass: str = ""
    named: Sequence[Attempt] = ()
    any_change: bool = True
    too_many: bool = False


def preview(reader: User, question: Question) -> Preview:
    rows = answered(corrected_versions(question))
    count = rows.aggregate(
        answers=Count("pk"), people=Count("attempt__user", distinct=True)
    )
    whole = count["people"]
    if count["answers"] > MOST_ANSWERS:
        return Preview(words.group(whole), too_many=True)
    found = list(changes(question))

    def number(of: Iterable[Change]) -> str:
        return words.people(len({one.given.user for one in of}), whole)

    passed = [one for one in found if one.newly_passed]
    return Preview(
        people=words.group(whole),
        more=number(one for one in found if one.gain > 0),
        fewer=number(one for one in found if one.gain < 0),
        newly_passed=number(passed),
        keeps_pass=number(one for one in found if one.keeps_pass),
        named=_named(reader, rows, {one.given.attempt for one in passed}),
        any_change=bool(found),
    )


def _named(
    reader: User, rows: "QuerySet[AttemptItem]", passed: set[int]
) -> list[Attempt]:
    """Whose test result becomes another, of the reader's own groups only (product rule 4)."""
    attempts = Attempt.objects.filter(
        pk__in=rows.values("attempt"),
        enrolment__cohort__in=cohorts_taught_by(reader),
        enrolment__ended_at=None,
        assessment__sensitive=False,
    )
    found = attempts.select_related("user", "assessment").order_by("user__full_name")
    return [one for one in found if one.pk in passed]


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
        # Before what would change: a worker that ends in between has left nothing to change.
        last = self.question.newest.corrections.first() if older else None
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
            "last": last,
        }


def _key(version: QuestionVersion) -> tuple[int, list[str]]:
    """A version's number and what is right in it, in lines."""
    kind = question_type(version.kind)
    return version.number, kind.review(version.data, None).right
