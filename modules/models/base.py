import hashlib
import json
import uuid
from typing import Any, ClassVar

from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks.stream_block import StreamValue
from wagtail.models import Page, Revision

from modules import publishing, serving
from modules.page_forms import CheckedPageForm


class LearningContent(models.Model):
    """What every page with learning content has beside Wagtail's own fields (ADR 0002).

    `key` is what progress hangs on: the same in an alias and in a translation (7f). `code` and
    `neutral_title` are what others may see: in the tab, an address, xAPI or a calendar.
    """

    key = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    code = models.SlugField(
        _("code"), max_length=40, help_text=_("Short and neutral, such as m06.")
    )
    neutral_title = models.CharField(
        _("neutral title"),
        max_length=120,
        help_text=_(
            "Stands in the tab, in mail and in overviews. Never names the topic."
        ),
    )
    minutes = models.PositiveSmallIntegerField(_("minutes, as designed"), default=0)
    sensitive = models.BooleanField(_("sensitive"), default=False)
    review_by = models.DateField(_("check again before"), null=True, blank=True)
    content_owner = models.CharField(_("owner"), max_length=120, blank=True)

    learning_panels: ClassVar[list[object]] = [
        MultiFieldPanel(
            [
                FieldPanel("code"),
                FieldPanel("neutral_title"),
                FieldPanel("minutes"),
                FieldPanel("sensitive"),
                FieldPanel("review_by"),
                FieldPanel("content_owner"),
            ],
            heading=_("Learning"),
        )
    ]

    # A copy is something new to learn; an alias and a translation are the same (7f).
    exclude_fields_in_copy: ClassVar[list[str]] = ["key"]

    class Meta:
        abstract = True

    def copy(self, *args: Any, **kwargs: Any) -> Page:
        """As Wagtail's; a copy for translation, which keeps the translation key, keeps `key`.

        Wagtail leaves the key out of the row and out of every revision. Below a page it cannot
        keep translation keys: each is unique in its language.
        """
        with transaction.atomic():
            made: Any = super().copy(*args, **kwargs)  # type: ignore[misc]
            if kwargs.get("reset_translation_key") is False:
                _give_key(made, self.key)
        return made


def _give_key(page: Any, key: uuid.UUID) -> None:
    page.key = key
    type(page)._default_manager.filter(pk=page.pk).update(key=key)
    for revision in page.revisions.all():
        revision.content["key"] = str(key)
        revision.save(update_fields=["content"])


def _raw(page: models.Model, name: str) -> Any:
    value = getattr(page, name)
    return list(value.raw_data) if isinstance(value, StreamValue) else value


class SitePage(Page):
    """Marks nothing in the database; the place for what all our pages do."""

    base_form_class = CheckedPageForm
    # Who may see a page follows from the rules of its view; Wagtail's own restrictions are not asked.
    private_page_options: ClassVar[list[str]] = []
    # The streams and texts that make up what a learner reads, by field name.
    content_fields: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    def serve(
        self, request: HttpRequest, *args: object, **kwargs: object
    ) -> HttpResponse:
        view = serving.view_for(self)
        if view is None:
            return super().serve(request, *args, **kwargs)
        return view(request, self)

    def serve_preview(self, request: HttpRequest, _mode_name: str) -> HttpResponse:
        """As the view of this type shows it: there is no template by the name Wagtail looks for."""
        return self.serve(request)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """As Wagtail's, but what was sent in or signed is never written over by autosave."""
        overwritten = kwargs.get("overwrite_revision")
        if overwritten and (
            overwritten.task_states.exists() or overwritten.sign_offs.exists()
        ):
            kwargs["overwrite_revision"] = None
        return super().save_revision(*args, **kwargs)

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """As Wagtail's, after the one publish check (7g).

        Raises PublishRefusedError; on a date that was set before it only writes down why not.
        """
        found = publishing.problems(revision.as_object())
        if found and kwargs.get("log_action") == publishing.SCHEDULED:
            publishing.refuse_scheduled(revision, found)
            return
        if found:
            raise publishing.PublishRefusedError(found)
        super().publish(revision, *args, **kwargs)

    @property
    def tab_title(self) -> str:
        """What the browser's tab and history may show: never a topic (product rule 5)."""
        return getattr(self, "neutral_title", "") or self.title

    @cached_property
    def content_version(self) -> str:
        """A fingerprint of what a learner reads: the same content gives the same version (7f)."""
        content = [self.title, *(_raw(self, name) for name in self.content_fields)]
        text = json.dumps(content, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()[:32]
