"""One lesson in several modules, copies that know their source, and translations."""

import json
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Revision

from elearning.accounts.actions import audit
from elearning.accounts.models import User
from elearning.core.exceptions import DomainError, NotAllowed
from modules.enums import OriginKind
from modules.models import LessonPage, ModulePage, Origin
from modules.queries.reuse import (
    chain_of,
    is_translation,
    news_of,
    translation_of,
    used_in,
)


class CircularReuseError(DomainError):
    """A page would come from itself, by way of others or not."""


@transaction.atomic
def link_copy(*, by: User, page: Page, source: Page) -> Origin:
    """Remember that `page` was made from `source`, whose later changes are then offered.

    Raises CircularReuseError when `source` comes from `page`, DomainError for a page of another
    kind, NotAllowed.
    """
    _check_may_edit(by, page)
    if source.pk == page.pk or page.pk in chain_of(source):
        raise CircularReuseError(
            _(
                "“%(source)s” was itself made from this page. A page cannot come from itself. "
                "Nothing was changed."
            )
            % {"source": source.title}
        )
    if source.specific_class is not page.specific_class:
        raise DomainError(_("That is another kind of page."))
    return _link(by, page, source)


def _link(by: User, page: Page, source: Page) -> Origin:
    origin, _new = Origin.objects.update_or_create(
        page=page,
        defaults={
            "source": source,
            "kind": OriginKind.COPY,
            "seen_id": source.live_revision_id or source.latest_revision_id,
        },
    )
    audit(by=by, action="link_copy", subject=page, source=source.pk)
    return origin


@transaction.atomic
def link_copies(*, by: User, page: Page, source: Page) -> int:
    """Remember the source of a page that the CMS just copied, and of all below; returns how many.

    Whether `by` may copy was asked there.
    """
    pairs = [(page, source)]
    below = zip(_below(page), _below(source), strict=False)
    pairs += [(one, other) for one, other in below if one.slug == other.slug]
    for one, other in pairs:
        _link(by, one, other)
    return len(pairs)


def _below(page: Page) -> list[Page]:
    return list(page.get_descendants().order_by("path"))


@transaction.atomic
def take_over(*, by: User, page: Page) -> Revision:
    """What changed in the source of `page` as a new draft of it; its own changes stay.

    Raises DomainError for a translation, or when there is nothing to take; NotAllowed.
    """
    locked = _locked(by, page)
    if is_translation(locked):
        raise DomainError(
            _("A translation cannot take Dutch text over. Write the change in it.")
        )
    draft = locked.get_latest_revision_as_object()
    news = news_of(draft)
    if news is None or news.merged is None or not news.merged.taken:
        raise DomainError(_("There is nothing to take over."))
    for name in {taken.partition("[")[0] for taken in news.merged.taken}:
        value: Any = news.merged.fields[name]
        setattr(draft, name, json.dumps(value) if isinstance(value, list) else value)
    revision = draft.save_revision(user=by, log_action=True, changed=True)
    _see(news.origin, news.source)
    audit(by=by, action="take_over", subject=page, revision=revision.pk)
    return revision


@transaction.atomic
def keep_own(*, by: User, page: Page) -> None:
    """That `page` stays as it is; only what changes in its source from now on is news."""
    news = news_of(_locked(by, page).get_latest_revision_as_object())
    if news is None:
        raise DomainError(_("This page was not made from another."))
    _see(news.origin, news.source)
    audit(by=by, action="keep_own", subject=page)


def _see(origin: Origin, source: Page) -> None:
    origin.seen_id = source.live_revision_id
    origin.save(update_fields=["seen"])


@transaction.atomic
def use_in_module(*, by: User, page: Page, module: ModulePage) -> Page:
    """The same lesson in another module: one source, and who did it there has done it here.

    Raises DomainError for a refresher or when the module has it already, NotAllowed.
    """
    source = (page.alias_of or page).specific
    _check_may_add(by, module)
    _check_is_no_refresher(source)
    if module in used_in(source):
        raise DomainError(
            _("“%(title)s” is in this module already.") % {"title": source.title}
        )
    if module.get_children().filter(slug=source.slug).exists():
        slug = f"{source.get_parent().specific.code}-{source.slug}"
    else:
        slug = source.slug
    alias: Page = source.create_alias(parent=module, update_slug=slug, user=by)
    audit(by=by, action="use_in_module", subject=alias, source=source.pk)
    return alias


def _check_may_add(by: User, module: ModulePage) -> None:
    """What the CMS asks before it makes an alias, which is published whenever its source is."""
    rights = module.permissions_for_user(by)
    if not rights.can_add_subpage():
        raise NotAllowed(_("You cannot add a page to this module."))
    if not rights.can_publish_subpage():
        raise NotAllowed(
            _(
                "This lesson is published in that module when it is published here. "
                "You cannot do that yourself: ask the editors."
            )
        )


def _check_is_no_refresher(page: Page) -> None:
    if getattr(page, "refresher_after", None):
        raise DomainError(
            _("A refresher belongs to one module, in Dutch. Make a lesson of it first.")
        )


@transaction.atomic
def begin_translation(*, by: User, page: LessonPage, language: str = "en") -> Page:
    """A draft of a published Dutch lesson in another language, beside it and with its key.

    Raises DomainError for a page that is no Dutch lesson, is a refresher, is not published or has a
    translation already; NotAllowed.
    """
    _check_may_edit(by, page)
    if not isinstance(page, LessonPage) or is_translation(page) or page.alias_of_id:
        raise DomainError(_("Only a lesson in Dutch can be translated."))
    _check_is_no_refresher(page)
    if not page.live:
        raise DomainError(_("Publish the Dutch lesson first: that leads."))
    if translation_of(page) is not None:
        raise DomainError(_("There is a translation already."))
    locale, _new = Locale.objects.get_or_create(language_code=language)
    made: Page = page.copy(
        to=page.get_parent(),
        update_attrs={"locale": locale, "slug": f"{page.slug}-{language}"},
        reset_translation_key=False,
        copy_revisions=False,
        keep_live=False,
        user=by,
    )
    Origin.objects.create(
        page=made,
        source=page,
        kind=OriginKind.TRANSLATION,
        seen_id=page.live_revision_id,
    )
    audit(by=by, action="begin_translation", subject=made, source=page.pk)
    return made


def _locked(by: User, page: Page) -> Page:
    locked: Page = page.specific_class.objects.select_for_update(of=("self",)).get(
        pk=page.pk
    )
    _check_may_edit(by, locked)
    return locked


def _check_may_edit(by: User, page: Page) -> None:
    rights = page.permissions_for_user(by)
    if not rights.can_edit() or rights.page_locked() or page.alias_of_id:
        raise NotAllowed(
            _(
                "You cannot change this page now. It may be locked, or with somebody to read."
            )
        )
