"""Pages for tests: `make_site()` gives the frame, the factories hang pages in it."""

from dataclasses import dataclass

import factory
import wagtail_factories
from wagtail.models import Page, Site

from modules.models import (
    AssessmentPage,
    CasePage,
    HomePage,
    InfoPage,
    LessonPage,
    ModuleIndexPage,
    ModulePage,
    PathIndexPage,
    PathModule,
    PathPage,
)


@dataclass
class Frame:
    """The pages under which all others hang."""

    home: HomePage
    paths: PathIndexPage
    modules: ModuleIndexPage


def make_site() -> Frame:
    """Home, the index of paths and the index of modules; made once in a test."""
    home = HomePage.objects.first()
    if home is None:
        root = Page.get_first_root_node()
        home = root.add_child(
            instance=HomePage(title="Leernetwerk", slug="leernetwerk")
        )
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={"root_page": home, "hostname": "localhost", "port": 80},
        )
        home.add_child(instance=PathIndexPage(title="Leerroutes", slug="leerroutes"))
        home.add_child(instance=ModuleIndexPage(title="Modules", slug="modules"))
    return Frame(home, PathIndexPage.objects.get(), ModuleIndexPage.objects.get())


class PathPageFactory(wagtail_factories.PageFactory):
    """A published path; `PathPageFactory(modules=[a, b], electives=[c])` fills it."""

    class Meta:
        model = PathPage
        skip_postgeneration_save = True

    parent = factory.LazyFunction(lambda: make_site().paths)
    title = factory.Sequence(lambda n: f"Hbo Social Work {n}")
    slug = factory.Sequence(lambda n: f"leerroute-{n}")
    code = factory.Sequence(lambda n: f"ll-{n}")
    neutral_title = factory.Sequence(lambda n: f"Leerroute {n}")

    @factory.post_generation
    def modules(self, create, extracted, **kwargs):
        _add_modules(self, extracted, required=True)

    @factory.post_generation
    def electives(self, create, extracted, **kwargs):
        _add_modules(self, extracted, required=False)


def _add_modules(path, modules, *, required):
    start = path.path_modules.count()
    for position, module in enumerate(modules or [], start):
        PathModule.objects.create(
            path=path, module=module, required=required, sort_order=position
        )


class ModulePageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = ModulePage

    parent = factory.LazyFunction(lambda: make_site().modules)
    title = factory.Sequence(lambda n: f"Echte titel van module {n}")
    slug = factory.Sequence(lambda n: f"m{n + 100}")
    code = factory.SelfAttribute("slug")
    neutral_title = factory.Sequence(lambda n: f"Module {n}")


class LessonPageFactory(wagtail_factories.PageFactory):
    """A published lesson in a module of its own, unless `parent=` says which."""

    class Meta:
        model = LessonPage

    class Params:
        heavy = factory.Trait(
            sensitive=True,
            notice="Deze les gaat over druk van familie.",
            alternative=[("text", "<p>Dezelfde stof in het kort.</p>")],
        )

    parent = factory.SubFactory(ModulePageFactory)
    title = factory.Sequence(lambda n: f"Echte titel van les {n}")
    slug = factory.Sequence(lambda n: f"les-{n + 100}")
    code = factory.SelfAttribute("slug")
    neutral_title = factory.Sequence(lambda n: f"Les {n}")
    minutes = 10
    body = factory.LazyFunction(lambda: [("text", "<p>Eerste stuk tekst.</p>")])


class CasePageFactory(wagtail_factories.PageFactory):
    """A published case page without scenes; factories of the engine fill it."""

    class Meta:
        model = CasePage

    parent = factory.SubFactory(ModulePageFactory)
    title = factory.Sequence(lambda n: f"Echte titel van casus {n}")
    slug = factory.Sequence(lambda n: f"casus-{n}")
    code = factory.SelfAttribute("slug")
    neutral_title = factory.Sequence(lambda n: f"Casus {n}")
    sensitive = True


class AssessmentPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = AssessmentPage

    parent = factory.SubFactory(ModulePageFactory)
    title = factory.Sequence(lambda n: f"Toets {n}")
    slug = factory.Sequence(lambda n: f"toets-{n}")
    code = factory.SelfAttribute("slug")
    neutral_title = factory.SelfAttribute("title")
    assessment_code = "basistoets"


class InfoPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = InfoPage

    parent = factory.LazyFunction(lambda: make_site().home)
    title = factory.Sequence(lambda n: f"Informatie {n}")
    slug = factory.Sequence(lambda n: f"informatie-{n}")
