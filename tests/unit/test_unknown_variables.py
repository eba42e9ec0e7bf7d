"""The guard on templates: ours may not print what is not there, others' work as without it."""

from pathlib import Path

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.template import Context, Origin, Template, engines

OURS = Path(__file__).resolve().parents[2] / "themes" / "templates" / "x.html"
OF_OTHERS = Path("/usr/lib/somebody/x.html")


class Row:
    @property
    def relation(self):
        raise ObjectDoesNotExist


def rendered(source: str, path: Path) -> str:
    engine = engines["django"].engine
    template = Template(source, Origin(str(path)), engine=engine)
    return template.render(Context({"row": Row()}))


@pytest.mark.parametrize(
    "source",
    [
        "{{ nothing }}",
        "{{ nothing|default:'x' }}",
        "{% if row %}{{ row.nothing }}{% endif %}",
        "{% load i18n %}{% blocktranslate %}{{ nothing }}{% endblocktranslate %}",
    ],
)
def test_template_of_ours_fails(source):
    with pytest.raises(pytest.fail.Exception, match=r"nothing.* in themes/templates/x"):
        rendered(source, OURS)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{{ nothing }}", ""),
        ("{{ nothing|default:'x' }}", "x"),
        ("{{ nothing|yesno:'y,n' }}", "n"),
        (
            "{% load i18n %}{% blocktranslate %}a{{ nothing }}{% endblocktranslate %}",
            "a",
        ),
    ],
)
def test_template_of_others_evaluates_as_without_the_guard(source, shown):
    assert rendered(source, OF_OTHERS) == shown


@pytest.mark.parametrize(
    "source",
    ["{% if nothing %}x{% endif %}", "{% if row.relation %}x{% endif %}"],
)
def test_template_of_ours_may_ask_whether_something_is_there(source):
    assert rendered(source, OURS) == ""
