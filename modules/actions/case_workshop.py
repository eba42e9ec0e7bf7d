"""What an author does with a whole case at once: bring it in from a file, or copy it to mirror it."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Revision

from elearning.accounts.actions import audit
from elearning.accounts.models import User
from elearning.core.exceptions import DomainError
from modules.case_files import fill
from modules.cases.exchange import CaseFile
from modules.models import CasePage
from modules.rules.workshop import check_may_change_draft, check_may_copy


@transaction.atomic
def import_case(
    *, by: User, page: CasePage, file: CaseFile, seen_revision: int | None
) -> Revision:
    """The case in `file` as a new draft of `page`: all of it, or nothing.

    `seen_revision` is the draft that was compared with. Raises DomainError when there is a newer
    one, ImportRefusedError for what cannot be taken, NotAllowed.
    """
    locked = CasePage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    check_may_change_draft(by, locked)
    if locked.latest_revision_id != seen_revision:
        raise DomainError(
            _(
                "Somebody saved this case meanwhile. Nothing was taken from the file. Compare "
                "once more, and then decide."
            )
        )
    draft = locked.get_latest_revision_as_object()
    fill(draft, file)
    revision = draft.save_revision(user=by, log_action=True, changed=True)
    audit(by=by, action="import_case", subject=page, revision=revision.pk)
    return revision


@transaction.atomic
def copy_as_mirror(
    *, by: User, page: CasePage, title: str, neutral_title: str, code: str
) -> CasePage:
    """A draft beside `page` with all it says, as the start of a mirror case.

    It is something new: its own key and so its own versions, nobody has signed it, and it is not
    live. Raises NotAllowed, and DomainError when there is a case with this code already.
    """
    check_may_copy(by, page)
    parent = page.get_parent()
    taken = CasePage.objects.filter(code=code).exists()
    if taken or parent.get_children().filter(slug=code).exists():
        raise DomainError(_("There is another case or page with this code."))
    draft = page.get_latest_revision_as_object()
    mirror: CasePage = draft.copy(
        to=parent,
        update_attrs={
            "title": title,
            "draft_title": title,
            "slug": code,
            "code": code,
            "neutral_title": neutral_title,
        },
        copy_revisions=False,
        keep_live=False,
        user=by,
    )
    audit(by=by, action="copy_as_mirror", subject=mirror, source=page.pk)
    return mirror
