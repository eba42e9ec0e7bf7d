"""The examples of each component, for `/stijl/`, the snapshots and the accessibility scan."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.template.engine import Engine
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from themes.registry import Component, all_components


class ExampleForm(forms.Form):
    """One of each kind of field. Its words are examples, in Dutch, and no part of the product."""

    name = forms.CharField(label="Je naam", help_text="Zoals je collega's je noemen.")
    start = forms.DateField(
        label="Begindatum", widget=forms.DateInput(attrs={"type": "date"})
    )
    kind = forms.ChoiceField(
        label="Soort bijeenkomst",
        choices=[("", "Kies"), ("circle", "Kenniskring"), ("class", "Masterclass")],
    )
    route = forms.ChoiceField(
        label="Hoe wil je meedoen?",
        choices=[("online", "Online"), ("place", "Op locatie")],
        widget=forms.RadioSelect,
    )
    days = forms.MultipleChoiceField(
        label="Welke dagen kun je?",
        choices=[("mon", "Maandag"), ("thu", "Donderdag")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(
        label="Wat wil je leren?",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    agree = forms.BooleanField(label="Ik heb de afspraken gelezen")


@dataclass(frozen=True, kw_only=True)
class Example:
    component: Component
    html: SafeString
    source: str

    @property
    def has_own_heading(self) -> bool:
        """Whether it brings the `h1` of a page, of which there is one."""
        return "<h1" in self.html


def examples() -> list[Example]:
    """Every component with what `gallery/<name>.html` shows of it, by name."""
    return [example(component) for component in all_components()]


def example(component: Component) -> Example:
    template_name = f"gallery/{component.name}.html"
    source = str(Engine.get_default().get_template(template_name).source)
    return Example(
        component=component,
        html=render_to_string(template_name, example_context()),
        source=source.strip(),
    )


def example_context() -> dict[str, Any]:
    """What the examples lean on; the same every time, so that snapshots hold."""
    return {
        "csrf_token": "voorbeeld",
        "form": ExampleForm(prefix="leeg"),
        "wrong_form": _wrong_form(),
        "page": Paginator(range(60), 20).page(2),
        "checked_on": date(2026, 3, 14),
        "choices": [
            {"value": "a", "label": "Ik vraag eerst of we even alleen kunnen praten."},
            {
                "value": "b",
                "label": "Ik leg uit wat de regels zijn.",
                "hint": "Je praat verder aan de balie.",
            },
            {"value": "c", "label": "Ik bel een collega en vraag om raad."},
        ],
        "rows": [
            {"name": "plaats_a", "label": "Overleg met een collega", "selected": "2"},
            {"name": "plaats_b", "label": "Breng signalen in kaart", "selected": ""},
            {"name": "plaats_c", "label": "Beslis over hulp", "selected": ""},
        ],
        "places": [{"value": str(n), "label": str(n)} for n in range(1, 4)],
        "regions": [
            {"value": "a", "x": 20, "y": 20, "width": 160, "height": 20},
            {"value": "b", "x": 20, "y": 60, "width": 160, "height": 20},
        ],
        **_practice(),
        "steps": [
            {
                "title": "Zo leer je hier",
                "href": "#",
                "meta": "20 minuten",
                "status": "klaar",
                "kind": "done",
            },
            {
                "title": "Samen kijken naar geld",
                "href": "#",
                "meta": "45 minuten · verplicht",
                "status": "bezig",
                "kind": "busy",
                "current": True,
            },
            {
                "title": "In gesprek",
                "meta": "60 minuten · keuze",
                "status": "nog niet begonnen",
                "kind": "todo",
            },
        ],
        "crumbs": [("Start", "/"), ("Leerroutes", "/leerroutes/"), ("Route A", "")],
        "facts": [("Begint op", "7 september 2026"), ("Studieduur", "250 minuten")],
        "previous": {"title": "Zo leer je hier", "href": "#"},
        "next": {"title": "In gesprek", "href": "#"},
        "bars": [
            {"label": "Zo leer je hier", "value": 45},
            {"label": "Samen kijken naar geld", "value": 35},
            {"label": "In gesprek", "value": None, "hidden": "minder dan 10 mensen"},
        ],
        "months": [
            {"label": "mei", "value": 20},
            {"label": "juni", "value": 35},
            {"label": "juli", "value": None, "hidden": "minder dan 10 mensen"},
            {"label": "aug", "value": 50},
        ],
        "table_headers": ["Activiteit", "Gehouden", "Deelnemers"],
        "table_rows": [["Kenniskring", 4, 45], ["Masterclass", 2, 60]],
    }


def _practice() -> dict[str, Any]:
    """What the blocks to practise with show."""
    ask = {"title": "Vraag advies", "text": "Dat kan zonder naam.", "tone": "wait"}
    talk = {"title": "Praat", "text": "Liefst samen.", "tone": "go"}
    return {
        "cards": [
            {"front": "Begin je bij het geld?", "back": "Vraag eerst hoe het gaat."},
            {"front": "Mag een kind vertalen?", "back": "Nee. Vraag een tolk."},
        ],
        "check_lines": [
            {"control": "stap_1", "right": "1", "text": "Schrijf op wat je zag."},
            {
                "control": "stap_2",
                "right": "2",
                "text": "Overleg.",
                "why": "Je hoeft het nooit alleen te doen.",
            },
        ],
        "text_parts": ["Meneer kwam te laat.", "Hij heeft duidelijk geen zin."],
        "scale_points": [
            {"label": "advies", "said": "Er blijft ruimte om nee te zeggen."},
            {"label": "drang", "said": "Dat wordt het als het vaak gebeurt."},
            {"label": "dwang", "said": "Er is geen prijs voor een nee."},
        ],
        "tree": {
            "key": "bang",
            "question": "Is iemand bang?",
            "answers": [{"text": "Ja", "node": ask}, {"text": "Nee", "node": talk}],
        },
    }


def _wrong_form() -> ExampleForm:
    form = ExampleForm({"fout-name": ""}, prefix="fout")
    form.is_valid()
    return form
