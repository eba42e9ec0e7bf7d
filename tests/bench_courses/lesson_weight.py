"""What a reader of a lesson downloads: the page, its styles, scripts and fonts, packed, no media.

The heaviest published lesson of the curriculum.
"""

import gzip
import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client

from modules.models import LessonPage
from tests.bench.registry import Figure
from tests.factories.accounts import UserFactory
from tests.factories.enrolment import EnrolmentFactory

STATIC = re.compile(r'(?:href|src)="(/static/[^"]+\.(?:css|js|woff2|svg))"')
INSIDE = re.compile(r"url\([\"']?([^\"')]+\.woff2)[\"']?\)|from\s*[\"'](\.[^\"']+\.js)")
PACKED = {".woff2"}


def lesson_weight() -> list[Figure]:
    call_command("load_curriculum", verbosity=0)
    weights = {
        page.code: weight
        for page in LessonPage.objects.live()
        if (weight := _weight(page))
    }
    heaviest = max(weights, key=weights.__getitem__)
    remark = f"{heaviest}, of {len(weights)} lessons"
    return [
        Figure(
            "heaviest lesson over the wire", weights[heaviest] / 1000, 150, "kB", remark
        )
    ]


def _weight(page: LessonPage) -> int:
    """In bytes; 0 for a lesson that is in no path."""
    path = page.get_parent().specific.in_paths.first()
    if path is None:
        return 0
    user = UserFactory()
    EnrolmentFactory(user=user, path_key=path.path.key)
    client = Client()
    client.force_login(user)
    answer = client.get(page.url)
    if answer.status_code != 200:
        return 0
    html = answer.content.decode()
    met: set[Path] = set()
    for address in STATIC.findall(html):
        _follow(_file(address), met)
    return len(gzip.compress(html.encode(), 6)) + sum(map(_packed, met))


def _file(address: str) -> Path:
    name = address.removeprefix("/static/")
    # In the manifest a name has a hash before its ending.
    found = finders.find(name) or finders.find(
        re.sub(r"\.[0-9a-f]{12}(?=\.\w+$)", "", name)
    )
    if not found:
        raise FileNotFoundError(address)
    return Path(found)


def _follow(file: Path, met: set[Path]) -> None:
    if file in met:
        return
    met.add(file)
    if file.suffix in {".css", ".js"}:
        for font, script in INSIDE.findall(file.read_text(encoding="utf-8")):
            inside = (file.parent / (font or script)).resolve()
            if inside.exists():
                _follow(inside, met)


def _packed(file: Path) -> int:
    data = file.read_bytes()
    return len(data if file.suffix in PACKED else gzip.compress(data, 6))
