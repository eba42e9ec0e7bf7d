"""The pages under which all others hang, and the site that answers for them."""

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Page, Site

from modules.actions.curriculum.files import Data
from modules.actions.curriculum.markup import plain
from modules.actions.curriculum.pages import load_page, stream
from modules.actions.curriculum.wanted import Wanted
from modules.enums import LoadResult
from modules.models import HomePage, ModuleIndexPage, PathIndexPage

HTTP, HTTPS = 80, 443
# How Wagtail's own migration names the page it makes in an empty database.
WELCOME = "Welcome to your new Wagtail site!"


def load_home(data: Data) -> LoadResult:
    """Home at the root of the site, with Wagtail's own welcome page out of the way."""
    result = load_page(home_wanted(data))
    _serve(HomePage.objects.get())
    for page in Page.objects.filter(depth=2, title=WELCOME):
        page.delete()
    return result


def home_wanted(data: Data) -> Wanted:
    """Home as the files want it."""
    root = Page.get_first_root_node()
    fields = {
        "title": data["title"],
        "intro": plain(data["intro"]),
        "body": stream("pages/home", data["blocks"]),
    }
    return Wanted("pages/home", HomePage, root, "leernetwerk", fields, {})


def _serve(home: HomePage) -> None:
    address = urlsplit(settings.SITE_URL)
    port = address.port or (HTTPS if address.scheme == "https" else HTTP)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": address.hostname or "localhost",
            "port": port,
            "root_page": home,
            "site_name": settings.WAGTAIL_SITE_NAME,
        },
    )


def load_indexes(home: HomePage) -> list[LoadResult]:
    """The two pages that hold the paths and the modules."""
    return [load_page(wanted) for wanted in indexes_wanted(home)]


def indexes_wanted(home: HomePage) -> list[Wanted]:
    """Both as we want them; no file says their words."""
    intro = "Een leerroute is een rij modules die bij jouw werk of opleiding past."
    paths = {"title": "Leerroutes", "intro": intro}
    modules = {"title": "Modules"}
    return [
        Wanted("pages/leerroutes", PathIndexPage, home, "leerroutes", paths, {}),
        Wanted("pages/modules", ModuleIndexPage, home, "modules", modules, {}),
    ]
