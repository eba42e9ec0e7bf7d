"""What of a question in Moodle XML stays behind, element by element (docs/question-files.md)."""

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from toetsen.exchange.items import Form

# What is read, or means nothing without what is named below.
READ = frozenset(
    {
        *("name", "questiontext", "generalfeedback", "idnumber", "tags", "answer"),
        *("subquestion", "single", "shuffleanswers", "usecase", "defaultgrade"),
        *("shownumcorrect", "showstandardinstruction"),
        *("unitgradingtype", "unitpenalty", "showunits", "unitsleft"),
    }
)
YES = frozenset({"1", "true"})


def left_behind(element: Element, form: Form) -> Iterator[str]:
    """What of the question in `element` has no place here, in words, each once."""
    yield from dict.fromkeys(_left_behind(element, form))


def _left_behind(element: Element, form: Form) -> Iterator[str]:
    if element.find(".//file") is not None:
        yield _("Pictures and files do not come along.")
    if form is Form.MATCH and _said(element, "shuffleanswers") in ("0", "false"):
        yield _("The order in which the pairs stand does not come along.")
    if form is Form.TEXT and _said(element, "usecase") in YES:
        yield _("Capitals make no difference here.")
    for one in element:
        if one.tag in READ:
            continue
        means, message = NAMED.get(one.tag, (_holds_something, None))
        if means(one):
            yield message() if message else _other(one)


def _said(element: Element, tag: str) -> str:
    return (element.findtext(tag) or "").strip().lower()


def _holds_something(element: Element) -> bool:
    return any(text.strip() for text in element.itertext())


def _is_number(element: Element) -> bool:
    try:
        return float(element.text or 0) != 0
    except ValueError:
        return True


def _other(element: Element) -> str:
    return _("The field “%(name)s” does not come along.") % {"name": element.tag[:40]}


def _combined() -> str:
    return _("The combined feedback does not come along.")


Named = tuple[Callable[[Element], bool], Callable[[], str] | None]
NAMED: dict[str, Named] = {
    "hint": (_holds_something, lambda: _("The hints do not come along.")),
    "correctfeedback": (_holds_something, _combined),
    "partiallycorrectfeedback": (_holds_something, _combined),
    "incorrectfeedback": (_holds_something, _combined),
    "units": (_holds_something, lambda: _("The units do not come along.")),
    "penalty": (
        _is_number,
        lambda: _(
            "What a second try costs does not come along: there is one try here."
        ),
    ),
    "hidden": (
        _is_number,
        lambda: _("It was hidden in Moodle; here it is a draft like the others."),
    ),
    "answernumbering": (
        lambda one: (one.text or "").strip() not in ("", "abc"),
        lambda: _("The numbering of the options does not come along."),
    ),
}
