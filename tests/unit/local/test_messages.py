"""Translations: what is gathered, what is kept, and what counts as missing."""

import pytest

from elearning.local import messages

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext
_("one")
ngettext("%(count)s task", "%(count)s tasks", 2)
pgettext("month", "May")
"""
TEMPLATE = """{% load i18n %}
<p class="it's">{% translate "from a tag" %} {{ _("from a variable")|title }}</p>
{% blocktranslate trimmed with name=person.name %}
  Hello
  {{ name }}, 100%
{% endblocktranslate %}
{% blocktranslate count n=things|length %}one thing{% plural %}{{ n }} things{% endblocktranslate %}
{% translate "May" context "verb" %}
"""


@pytest.fixture
def app(tmp_path, monkeypatch):
    folder = tmp_path / "shop"
    (folder / "templates" / "shop").mkdir(parents=True)
    (folder / "apps.py").write_text(PYTHON, encoding="utf-8")
    (folder / "templates" / "shop" / "a.html").write_text(TEMPLATE, encoding="utf-8")
    monkeypatch.setattr(messages, "PROJECT", tmp_path)
    return folder


def _ids(catalog):
    return {(message.context, message.id) for message in catalog if message.id}


def test_extracted_finds_every_way_to_ask_for_a_text(app):
    assert _ids(messages.extracted(app)) == {
        (None, "one"),
        (None, ("%(count)s task", "%(count)s tasks")),
        ("month", "May"),
        (None, "from a tag"),
        (None, "from a variable"),
        (None, "Hello %(name)s, 100%%"),
        (None, ("one thing", "%(n)s things")),
        ("verb", "May"),
    }


def test_update_keeps_translations_and_drops_what_is_gone(app):
    messages.update()
    file = messages.catalogue_of(app)
    text = file.read_text(encoding="utf-8").replace(
        'msgid "one"\nmsgstr ""', 'msgid "one"\nmsgstr "een"'
    )
    file.write_text(text, encoding="utf-8")
    (app / "templates" / "shop" / "a.html").unlink()

    messages.update()

    catalog = messages.read(file)
    assert catalog.get("one").string == "een"
    assert catalog.get("from a tag") is None


def test_update_keeps_the_translation_of_a_text_that_moved_to_another_app(app):
    messages.update()
    file = messages.catalogue_of(app)
    text = file.read_text(encoding="utf-8").replace(
        'msgid "one"\nmsgstr ""', 'msgid "one"\nmsgstr "een"'
    )
    file.write_text(text, encoding="utf-8")
    other = app.with_name("bakery")
    other.mkdir()
    (app / "apps.py").rename(other / "apps.py")
    (app / "apps.py").write_text("", encoding="utf-8")

    messages.update()

    assert messages.read(messages.catalogue_of(other)).get("one").string == "een"
    assert messages.read(file).get("one") is None


def test_update_twice_changes_nothing(app):
    messages.update()
    first = messages.catalogue_of(app).read_bytes()

    messages.update()

    assert messages.catalogue_of(app).read_bytes() == first


def test_check_fails_on_missing_empty_and_fuzzy_texts(app, capsys):
    (app / "templates" / "shop" / "a.html").unlink()
    file = messages.catalogue_of(app)
    file.parent.mkdir(parents=True)
    file.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "one"\nmsgstr ""\n\n'
        '#, fuzzy\nmsgctxt "month"\nmsgid "May"\nmsgstr "mei"\n',
        encoding="utf-8",
    )

    assert messages.check() == 1

    assert capsys.readouterr().out.splitlines()[:-1] == [
        "shop: not translated: 'one'",
        "shop: not in the catalogue: '%(count)s task'",
        "shop: marked fuzzy: 'May'",
    ]


def test_check_fails_when_a_placeholder_is_lost(app, capsys):
    (app / "apps.py").write_text('_("%(name)s is in")', encoding="utf-8")
    (app / "templates" / "shop" / "a.html").unlink()
    file = messages.catalogue_of(app)
    file.parent.mkdir(parents=True)
    file.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        '#, python-format\nmsgid "%(name)s is in"\nmsgstr "is binnen"\n',
        encoding="utf-8",
    )

    assert messages.check() == 1
    assert "name" in capsys.readouterr().out
