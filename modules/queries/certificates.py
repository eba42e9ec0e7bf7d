"""What a learner has done that may stand on a certificate."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from elearning.accounts.models import Accreditation, Organisation, User
from elearning.enrolment.enums import ItemKind, ProgressState
from elearning.enrolment.models import Progress
from modules.models import ModulePage, PathPage
from modules.queries.concept import concept_ids
from modules.queries.structure import module_pages_of, required_keys, steps_by_module


@dataclass(frozen=True, slots=True)
class Done:
    """When a module was done; `is_exempt`: a test showed that it is known, without study."""

    day: date
    is_exempt: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """One published module of a path. `done` is None when it is not done.

    `is_concept`: something in it is not signed off or not written, so it counts for no document
    (product rule 13).
    """

    module: ModulePage
    required: bool
    is_concept: bool
    done: Done | None

    @property
    def is_shown(self) -> bool:
        """Whether a document may name it: never which sensitive elective somebody took."""
        return self.required or not self.module.sensitive


def counted_modules(user: User, path: PathPage) -> list[Counted]:
    """The published modules of a path in order, with what of them counts. Four queries."""
    modules = module_pages_of(path)
    found = steps_by_module([module.path for module in modules])
    concept = concept_ids([step for steps in found.values() for step in steps])
    done = modules_done(user, [module.key for module in modules])
    return [
        Counted(
            module=module,
            required=module.required,
            is_concept=module.being_written
            or not found[module.path]
            or any(step.pk in concept for step in found[module.path]),
            done=done.get(module.key),
        )
        for module in modules
    ]


def modules_done(user: User, keys: list[uuid.UUID]) -> dict[uuid.UUID, Done]:
    """Which of these modules are done, by key. One query."""
    rows = Progress.objects.filter(
        user=user, key__in=keys, kind=ItemKind.MODULE, state=ProgressState.DONE
    )
    return {
        row.key: Done(timezone.localdate(row.done_at), row.exempt)
        for row in rows
        if row.done_at
    }


def is_path_signed_off(path: PathPage, counted: list[Counted]) -> bool:
    """Whether there are required modules, all published and none concept content. One query."""
    required = [one for one in counted if one.required]
    if not required or any(one.is_concept for one in required):
        return False
    return {one.module.key for one in required} == required_keys(path.pk)


def accreditation_of(
    organisation: Organisation | None, year: int
) -> Accreditation | None:
    if organisation is None:
        return None
    return Accreditation.objects.filter(organisation=organisation, year=year).first()
