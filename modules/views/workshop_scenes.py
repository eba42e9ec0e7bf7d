"""/cms/casus/<page>/scene/…: one scene of a case, in a form of its own."""

import re
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from elearning.core.exceptions import DomainError
from modules.actions.case_scenes import SceneChangedError, remove_scene, save_scene
from modules.case_map import scene_address
from modules.publishing import Problem, problems
from modules.queries.case_scenes import fingerprint, place_of_scene
from modules.rules.workshop import check_may_change_draft, may_change_draft
from modules.views.workshop import CaseTool
from modules.workshop_forms import SceneForm

SCENE = re.compile(r"scenes\[(\d+)\]")
CHOICE = re.compile(r"\.choices\[(\d+)\]")


class CaseSceneView(CaseTool):
    """The form of a scene, new or not. What is not right with it stands at its field."""

    url_name = "case_scene"
    template_name = "modules/workshop/scene.html"

    @cached_property
    def scene(self) -> str | None:
        """The id of the scene's block; None for a new one."""
        found = self.kwargs.get("scene")
        return str(found) if found else None

    @cached_property
    def place(self) -> int | None:
        """Where it stands in the draft, from 0; None for a new one, or one that is gone."""
        return place_of_scene(self.draft, self.scene) if self.scene else None

    def get_page_title(self) -> str:
        if self.scene is None:
            return _("New scene")
        value = self.draft.scenes[self.place].value if self.place is not None else {}
        code = str(value.get("code") or "").strip()
        return _("Scene %(scene)s") % {"scene": code or (self.place or 0) + 1}

    def get(self, _request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        if self.scene and self.place is None:
            raise Http404
        if self.place is None:
            return self._answer(SceneForm(place=None, scenes=len(self.draft.scenes)))
        value = self.draft.scenes[self.place].value
        form = SceneForm(
            initial={"scene": value, "place": self.place + 1},
            place=self.place,
            scenes=len(self.draft.scenes),
        )
        found = self._problems()
        form.show_problems(found)
        return self._answer(form, seen=fingerprint(value), found=found)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        check_may_change_draft(request.user, self.case_page)
        seen = request.POST.get("seen", "")
        form = SceneForm(request.POST, place=self.place, scenes=len(self.draft.scenes))
        try:
            if "remove" in request.POST and self.scene:
                return self._remove(request, seen)
            if not form.is_valid():
                return self._answer(form, seen=seen, status=422)
            return self._save(request, form, seen)
        except SceneChangedError as error:
            return self._answer(
                form, seen=self._now(), message=error.message, status=error.status_code
            )
        except DomainError as error:
            return self._answer(
                form, seen=seen, message=error.message, status=error.status_code
            )

    def _save(self, request: HttpRequest, form: SceneForm, seen: str) -> HttpResponse:
        scene = save_scene(
            by=request.user,
            page=self.case_page,
            # One that somebody removed is saved as a new one, after the message said so.
            scene=self.scene if self.place is not None or seen else None,
            value=form.cleaned_data["scene"],
            seen=seen,
            place=form.cleaned_data["place"],
        )
        messages.success(request, _("The scene is saved in the draft."))
        if "next" in request.POST:
            return redirect("case_scene_new", pk=self.case_page.pk)
        return redirect("case_scene", pk=self.case_page.pk, scene=scene)

    def _remove(self, request: HttpRequest, seen: str) -> HttpResponse:
        remove_scene(by=request.user, page=self.case_page, scene=self.scene, seen=seen)
        messages.success(
            request, _("The scene is taken out of the draft. The history still has it.")
        )
        return redirect("wagtailadmin_pages:edit", self.case_page.pk)

    def _now(self) -> str:
        """The fingerprint of the scene as it is now: who saves again has been told."""
        if self.place is None:
            return ""
        return fingerprint(self.draft.scenes[self.place].value)

    def _problems(self) -> list[Problem]:
        """What is not right with the scene as it is saved, by its place in the form."""
        return [
            replace(problem, path=SCENE.sub("scene[0]", problem.path, count=1))
            for problem in problems(self.draft)
            if (found := SCENE.match(problem.path)) and int(found[1]) == self.place
        ]

    def _wrong(self, found: list[Problem]) -> list[tuple[str, str]]:
        """The same in words for above a long form, each with the choice in the form that it is in."""
        return [(str(problem), self._anchor(problem)) for problem in found]

    def _anchor(self, problem: Problem) -> str:
        inside = CHOICE.search(problem.path)
        if inside is None or self.place is None:
            return ""
        choices = self.draft.scenes[self.place].value["choices"].bound_blocks
        return f"#block-{choices[int(inside[1])].id}-section"

    def _answer(
        self,
        form: SceneForm,
        *,
        seen: str = "",
        message: str = "",
        found: list[Problem] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        context = self.get_context_data(
            form=form,
            seen=seen,
            message=message,
            wrong=self._wrong(found or []),
            media=form.media,
            may_change=may_change_draft(self.request.user, self.case_page),
            is_new=self.scene is None,
            neighbours=self._neighbours(),
        )
        return self.render_to_response(context, status=status)

    def _neighbours(self) -> list[tuple[str, str]]:
        """The scenes before and after this one: where the form is, and its name."""
        if self.place is None:
            return []
        around = [
            (place, label)
            for place, label in (
                (self.place - 1, _("Previous scene: %(scene)s")),
                (self.place + 1, _("Next scene: %(scene)s")),
            )
            if 0 <= place < len(self.draft.scenes)
        ]
        return [
            (
                scene_address(self.draft, place),
                label % {"scene": self.draft.scenes[place].value["code"] or place + 1},
            )
            for place, label in around
        ]
