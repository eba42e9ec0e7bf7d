"""The editor's form of every page: it runs the publish check where Wagtail has no hook for it.

Tried: `before_publish_page` does not run when a page is sent in or approved, and an error raised
later ends in an error page. Here the reasons stand in the form, and nothing typed is lost.
"""

import re
from collections import defaultdict
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from modules import publishing
from modules.block_errors import stream_error
from modules.publishing import Problem

SCENE = re.compile(r"scenes\[(\d+)\]")


def _by_scene(found: list[Problem]) -> dict[int, list[str]]:
    """The problems of a case by the place of their scene; its scenes have forms of their own."""
    by_scene = defaultdict(list)
    for problem in found:
        if place := SCENE.match(problem.path):
            by_scene[int(place[1])].append(str(problem))
    return dict(by_scene)


class CheckedPageForm(WagtailAdminPageForm):
    # Filled by a refusal: what is not right with a scene, by its place in the case.
    wrong_scenes: dict[int, list[str]] = {}

    def goes_out(self) -> bool:
        """Whether this save also publishes, schedules, sends in or approves."""
        if self.data.get("workflow-action-name") == "approve":
            return bool(self.data.get("action-workflow-action"))
        actions = ("action-publish", "action-submit", "action-restart-workflow")
        return any(self.data.get(action) for action in actions)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self._is_written_over():
            self.add_error(
                None,
                _(
                    "Somebody else saved this page while you were writing. Nothing is lost: theirs is "
                    "in the history, yours is still in this form and is not saved yet. Save once more "
                    "to put yours in the place of theirs."
                ),
            )
        return cleaned

    def _is_written_over(self) -> bool:
        """Whether somebody else made another draft than the one this form was opened with.

        Wagtail says so beside the form, when its script asked in time, and asks for itself before
        it saves by itself only. The answer holds the newest draft, so saving again is a choice.
        """
        latest = self.instance.latest_revision
        if (
            latest is None
            or self.for_user is None
            or latest.user_id == self.for_user.pk
        ):
            return False
        if own := self.data.get("overwrite_revision_id"):
            return bool(own != str(latest.pk))
        seen = self.data.get("loaded_revision_id")
        # What is saved by itself keeps its number, and gets a newer moment.
        moment = self.data.get("loaded_revision_created_at")
        return bool(seen) and (seen, moment) != (
            str(latest.pk),
            latest.created_at.isoformat(),
        )

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors or not self.goes_out():
            return
        # A page that is being made has no place in the tree yet.
        self.instance.made_under = self.parent_page
        found = publishing.problems(self.instance)
        # Above the form all of them, with the place in words; and each at its field. What is at a
        # field without blocks Wagtail also says above the form, with the field's name.
        by_field = defaultdict(list)
        for problem in found:
            by_field[problem.field].append(problem)
            if not self._is_plain(problem.field):
                self.add_error(None, str(problem))
        for name, here in by_field.items():
            if name in self.fields:
                self.add_error(name, self._field_error(name, here))
        self.wrong_scenes = _by_scene(by_field.get("scenes", []))

    def _is_plain(self, name: str) -> bool:
        return name in self.fields and not hasattr(self.fields[name], "block")

    def _field_error(self, name: str, found: list[Problem]) -> ValidationError:
        block = getattr(self.fields[name], "block", None)
        if block is None:
            return ValidationError([problem.message for problem in found])
        return stream_error(block, found)
