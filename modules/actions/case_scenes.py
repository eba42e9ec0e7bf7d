"""One scene of a case at a time: its author saves, moves or removes it, and no other scene changes."""

import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.blocks import StructValue

from elearning.accounts.actions import audit
from elearning.accounts.models import User
from elearning.core.exceptions import DomainError
from modules.models import CasePage
from modules.queries.case_scenes import fingerprint, place_of_scene
from modules.rules.workshop import check_may_change_draft


class SceneChangedError(DomainError):
    """Somebody else saved or removed this scene since it was opened."""

    status_code = 409


@transaction.atomic
def save_scene(
    *,
    by: User,
    page: CasePage,
    scene: str | None,
    value: StructValue,
    seen: str,
    place: int | None = None,
) -> str:
    """`value` as the scene with block id `scene` in a new draft of `page`; gives its block id.

    None adds a scene. `place` is where it goes, from 1; None keeps it there, or puts it last.
    `seen` is the `fingerprint` of the scene when it was opened: other scenes may have changed
    since, this one may not. Raises SceneChangedError, NotAllowed.
    """
    draft = _draft(by, page)
    at = _unchanged(draft, scene, seen) if scene else None
    if at is not None:
        draft.scenes.pop(at)
    goes = len(draft.scenes) if place is None else place - 1
    if place is None and at is not None:
        goes = at
    goes = max(0, min(goes, len(draft.scenes)))
    kept = scene or str(uuid.uuid4())
    draft.scenes.insert(goes, ("scene", value, kept))
    _keep(by, draft, "save_scene")
    return kept


@transaction.atomic
def remove_scene(*, by: User, page: CasePage, scene: str, seen: str) -> None:
    """A new draft without this scene. Raises as `save_scene`."""
    draft = _draft(by, page)
    draft.scenes.pop(_unchanged(draft, scene, seen))
    _keep(by, draft, "remove_scene")


def _draft(by: User, page: CasePage) -> Any:
    locked = CasePage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    check_may_change_draft(by, locked)
    return locked.get_latest_revision_as_object()


def _unchanged(draft: CasePage, scene: str, seen: str) -> int:
    at = place_of_scene(draft, scene)
    if at is None:
        raise SceneChangedError(
            _(
                "Somebody removed this scene meanwhile. What you typed still stands here. Save "
                "once more to make it a new scene."
            )
        )
    if fingerprint(draft.scenes[at].value) != seen:
        raise SceneChangedError(
            _(
                "Somebody else saved this scene meanwhile. Nothing of yours was saved, and it "
                "still stands here. Open the scene in another tab to see what changed. Save "
                "once more to replace it with yours."
            )
        )
    return at


def _keep(by: User, draft: CasePage, action: str) -> None:
    revision = draft.save_revision(user=by, log_action=True, changed=True)
    audit(by=by, action=action, subject=draft, revision=revision.pk)
