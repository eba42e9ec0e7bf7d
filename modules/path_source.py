"""Tells `enrolment`, which stands below, which learning paths are published."""

from elearning.enrolment.paths import PathInfo
from modules.models import PathPage


def published_paths() -> list[PathInfo]:
    """Every published path, in the order of the tree."""
    return [
        PathInfo(
            key=page.key,
            code=page.code,
            title=page.tab_title,
            audience=page.audience,
            minutes=page.minutes,
            open_to_all=page.open_to_all,
            url=page.url or "",
        )
        for page in PathPage.objects.live().order_by("path")
    ]
