"""The CMS's groups, what each may do, and the review that every page goes through (issue, 3)."""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.snippets.models import create_extra_permissions

from elearning.accounts.enums import EditorialRole
from modules.enums import SignOffRole
from modules.models import ReviewTask
from toetsen.models import Question

WORKFLOW = "Lezen en goedkeuren"
# The steps in order: name, role of the sign-off, group, number of the reader.
STEPS = (
    ("Deskundige", SignOffRole.EXPERT, EditorialRole.EXPERT, 1),
    (
        "Lezer E1",
        SignOffRole.LIVED_EXPERIENCE_READER,
        EditorialRole.LIVED_EXPERIENCE_READER,
        1,
    ),
    (
        "Lezer E2",
        SignOffRole.LIVED_EXPERIENCE_READER,
        EditorialRole.LIVED_EXPERIENCE_READER,
        2,
    ),
    ("Juridisch lezer", SignOffRole.LEGAL_READER, EditorialRole.LEGAL_READER, 1),
    ("Hoofdredactie", SignOffRole.CHIEF_EDITOR, EditorialRole.CHIEF_EDITOR, 1),
)
# A question is a few lines: one of each reads it, by the tasks that pages have as well.
QUESTION_WORKFLOW = "Toetsvragen nakijken"
QUESTION_STEPS = ("Deskundige", "Lezer E1", "Hoofdredactie")
PAGE_RIGHTS = {
    EditorialRole.AUTHOR: ("add_page", "change_page"),
    EditorialRole.CHIEF_EDITOR: (
        "add_page",
        "change_page",
        "publish_page",
        "bulk_delete_page",
        "lock_page",
        "unlock_page",
    ),
}
FILE_RIGHTS = (
    "add_image",
    "change_image",
    "choose_image",
    "add_document",
    "change_document",
    "choose_document",
)
KNOWLEDGE_RIGHTS = {
    EditorialRole.AUTHOR: ("add", "change", "view"),
    EditorialRole.CHIEF_EDITOR: ("add", "change", "delete", "view"),
}
QUESTION_RIGHTS = {
    EditorialRole.AUTHOR: ("add", "change", "view"),
    EditorialRole.CHIEF_EDITOR: ("add", "change", "view", "publish", "lock", "unlock"),
}
WITH_PERMISSIONS = (
    "wagtailcore",
    "wagtailadmin",
    "wagtailimages",
    "wagtaildocs",
    "knowledge",
    "modules",
    "toetsen",
)


@transaction.atomic
def set_up_editorial() -> None:
    """Make the groups, their rights and the review, where they are not there yet.

    Runs after every migrate; a right taken away by hand comes back, a review changed by hand stays.
    """
    root = Page.get_first_root_node()
    if root is None:
        return
    for label in WITH_PERMISSIONS:
        create_permissions(apps.get_app_config(label), verbosity=0)
    create_extra_permissions(apps.get_app_config("toetsen"))
    groups = {
        role: Group.objects.get_or_create(name=role.value)[0] for role in EditorialRole
    }
    for role, group in groups.items():
        _give_rights(role, group, root)
    if not Workflow.objects.filter(name=WORKFLOW).exists():
        _make_review(groups, root)
    if not Workflow.objects.filter(name=QUESTION_WORKFLOW).exists():
        _make_question_review()


def _give_rights(role: EditorialRole, group: Group, root: Page) -> None:
    rights = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    for verb in KNOWLEDGE_RIGHTS.get(role, ()):
        rights |= Q(
            content_type__app_label="knowledge", codename__startswith=f"{verb}_"
        )
    rights |= Q(
        content_type__app_label="toetsen",
        codename__in=[f"{verb}_question" for verb in QUESTION_RIGHTS.get(role, ())],
    )
    group.permissions.add(*Permission.objects.filter(rights))
    pages = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=PAGE_RIGHTS.get(role, ())
    )
    for permission in pages:
        GroupPagePermission.objects.get_or_create(
            group=group, page=root, permission=permission
        )
    collection = Collection.get_first_root_node()
    if role in PAGE_RIGHTS and collection is not None:
        for permission in Permission.objects.filter(codename__in=FILE_RIGHTS):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=permission
            )


def _make_review(groups: dict[EditorialRole, Group], root: Page) -> None:
    workflow = Workflow.objects.create(name=WORKFLOW)
    for place, (name, role, group, number) in enumerate(STEPS):
        task = ReviewTask.objects.create(name=name, role=role, number=number)
        task.groups.add(groups[group])
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=place)
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    # Wagtail's own example stays out of the way: nobody's page goes there any more.
    Workflow.objects.filter(name="Moderators approval").update(active=False)


def _make_question_review() -> None:
    workflow = Workflow.objects.create(name=QUESTION_WORKFLOW)
    tasks = {task.name: task for task in ReviewTask.objects.order_by("-pk")}
    # A review that was renamed or taken apart by hand is not put together again.
    steps = [tasks[name] for name in QUESTION_STEPS if name in tasks]
    for place, task in enumerate(steps):
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=place)
    WorkflowContentType.objects.create(
        workflow=workflow, content_type=ContentType.objects.get_for_model(Question)
    )
