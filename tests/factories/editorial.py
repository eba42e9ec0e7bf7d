"""People of the CMS, by what they do there."""

import json

from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Page

from elearning.accounts.enums import EditorialRole
from elearning.accounts.models import User
from modules.actions.editorial import set_up_editorial
from modules.enums import SignOffRole
from modules.models import LessonPage, SignOff
from tests.factories.accounts import UserFactory


def make_editor(role: EditorialRole = EditorialRole.AUTHOR) -> User:
    """Somebody with `role` in the CMS; the groups and the review are made when not there."""
    set_up_editorial()
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    return user


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def sign_off_whole(*pages: Page, is_demo: bool = False) -> None:
    """Every role agreed to the published revision of each page, both readers too."""
    for page in pages:
        revision = page.save_revision()
        revision.publish()
        for number, role in enumerate((*SignOffRole.values, READER)):
            SignOff.objects.create(
                page_id=page.pk,
                revision=revision,
                role=role,
                label=f"Lezer {number}",
                is_demo=is_demo,
            )


READER = SignOffRole.LIVED_EXPERIENCE_READER.value


def lesson_form(page: LessonPage, blocks: list[tuple[str, str]]) -> dict[str, object]:
    """What the editor's form of a lesson sends with texts in its body, each (id, text)."""
    form: dict[str, object] = {
        **{name: getattr(page, name) for name in ("title", "slug", "code", "minutes")},
        "neutral_title": page.neutral_title,
        "notice": "",
        "alternative-count": 0,
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "body-count": len(blocks),
    }
    for at, (key, text) in enumerate(blocks):
        parts = {"type": "text", "id": key, "order": at, "deleted": ""}
        form |= {f"body-{at}-{name}": value for name, value in parts.items()}
        content = {"key": "a", "text": text, "type": "unstyled", "depth": 0}
        content |= {"inlineStyleRanges": [], "entityRanges": [], "data": {}}
        form[f"body-{at}-value"] = json.dumps({"blocks": [content], "entityMap": {}})
    return form
