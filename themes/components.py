"""Every component of the platform, with its props and slots. themes/README.md shows their use."""

from themes.charts import bar_chart, column_chart
from themes.form_fields import describe_errors, describe_field
from themes.registry import Component, Props, register
from themes.steps import describe_steps
from themes.tables import label_cells

BUTTON = {"kind": "secondary", "icon": "", "attrs": None}
BUTTON_CLASSES = {
    "primary": "utrecht-button--primary-action",
    "secondary": "utrecht-button--secondary-action",
    "subtle": "utrecht-button--subtle",
    "danger": "utrecht-button--secondary-action utrecht-button--danger",
}
BUTTON_KINDS = tuple(BUTTON_CLASSES)
STATUS_KINDS = ("neutral", "todo", "busy", "done", "partly", "attention", "concept")
CHART = {
    "unit": "",
    "maximum": None,
    "summary": "",
    "updated": "",
    "level": 3,
    "headers": (),
    "table_rows": (),
}


def describe_button(props: Props) -> Props:
    """The classes of NL Design System for a kind of button."""
    return {"kind_class": BUTTON_CLASSES[props["kind"]]}


COMPONENTS = (
    # --- Doing something -----------------------------------------------------------------------
    Component(
        name="button",
        required=("label",),
        optional={**BUTTON, "type": "submit", "name": "", "value": "", "form": ""},
        choices={"kind": BUTTON_KINDS, "type": ("submit", "button", "reset")},
        prepare=describe_button,
        kept=True,
    ),
    Component(
        name="link_button",
        required=("label", "href"),
        optional=BUTTON,
        choices={"kind": BUTTON_KINDS},
        prepare=describe_button,
    ),
    Component(name="print_button", optional={"label": ""}),
    Component(
        name="confirm",
        required=("title", "confirm_label", "cancel_url"),
        optional={"action": "", "danger": False, "cancel_label": ""},
        slots=("content", "fields"),
    ),
    # --- Saying something ----------------------------------------------------------------------
    Component(
        name="alert",
        optional={"kind": "info", "title": "", "live": False},
        choices={"kind": ("info", "success", "warning", "error")},
        slots=("content",),
    ),
    Component(name="concept_banner", optional={"text": ""}, kept=True),
    Component(name="empty_state", required=("title",), slots=("content", "actions")),
    Component(
        name="save_state",
        optional={"state": "saved", "text": ""},
        choices={"state": ("saved", "saving", "unsaved", "offline")},
        kept=True,
    ),
    Component(
        name="status_tag",
        required=("label",),
        optional={"kind": "neutral"},
        choices={"kind": STATUS_KINDS},
        kept=True,
    ),
    Component(
        name="notice",
        optional={"title": "", "read_url": "", "text_url": "", "skip_url": ""},
        slots=("content", "not_shown", "help", "actions"),
    ),
    # --- Pages and lists -----------------------------------------------------------------------
    Component(
        name="page_header",
        required=("title",),
        optional={"lead": "", "kicker": "", "lang": ""},
        slots=("meta", "actions"),
    ),
    Component(
        name="card",
        required=("title",),
        optional={"href": "", "level": 3, "meta": "", "art": ""},
        slots=("content", "footer"),
    ),
    Component(
        name="next_step",
        required=("title", "href", "label"),
        optional={"kicker": "", "meta": "", "level": 2},
        slots=("content",),
    ),
    Component(
        name="steps",
        required=("items",),
        optional={"label": ""},
        prepare=describe_steps,
    ),
    Component(name="progress", required=("done", "total"), optional={"label": ""}),
    Component(name="breadcrumb", required=("items",)),
    Component(
        name="pagination", required=("page",), optional={"param": "pagina", "query": ""}
    ),
    Component(name="previous_next", optional={"previous": None, "next": None}),
    Component(
        name="details",
        required=("summary",),
        optional={"open": False, "attrs": None},
        slots=("content",),
    ),
    Component(name="definition_list", required=("items",)),
    Component(name="icon", required=("name",), optional={"label": ""}, kept=True),
    Component(name="art", required=("name",)),
    # --- Forms ---------------------------------------------------------------------------------
    Component(
        name="form",
        required=("form", "submit"),
        optional={"action": "", "attrs": None},
        slots=("content", "actions"),
        prepare=describe_errors,
    ),
    Component(name="form_field", required=("field",), prepare=describe_field),
    Component(name="error_summary", required=("form",), prepare=describe_errors),
    Component(
        name="choice_cards",
        required=("legend", "name", "choices"),
        optional={
            "selected": None,
            "error": "",
            "hint": "",
            "legend_hidden": False,
            "multiple": False,
            "numbered": False,
        },
    ),
    Component(
        name="select_rows",
        required=("legend", "id", "rows", "options", "empty"),
        optional={"error": "", "hint": "", "sortable": False},
    ),
    Component(
        name="answer_field",
        required=("label", "name"),
        optional={
            "value": "",
            "hint": "",
            "error": "",
            "unit": "",
            "most": 200,
            "numeric": False,
        },
    ),
    Component(name="private_text", required=("label", "id"), optional={"hint": ""}),
    Component(
        name="hotspot",
        required=("picture", "alt", "width", "height", "regions"),
        optional={"radius": 14, "labels_for": ""},
    ),
    # --- Practice: nothing of it is sent, and all of it works without a script --------------------
    Component(name="card_set", required=("cards",)),
    Component(
        name="answer_check",
        required=("summary", "lines"),
        optional={"ordered": False},
        slots=("content",),
    ),
    Component(
        name="marked_text", required=("legend", "id", "parts"), optional={"hint": ""}
    ),
    Component(name="answer_scale", required=("legend", "id", "points")),
    Component(name="decision_tree", required=("root", "id")),
    # --- Facts, sources and help ---------------------------------------------------------------
    Component(
        name="figure_card",
        required=("number", "statement", "year", "source"),
        optional={
            "caveat": "",
            "checked_on": None,
            "expired": False,
            "href": "",
            "place": "",
        },
    ),
    Component(
        name="source_note",
        required=("number",),
        optional={"label": ""},
        slots=("content",),
    ),
    Component(
        name="safety_rule",
        optional={"title": "", "code": ""},
        slots=("content", "source"),
    ),
    Component(
        name="help_card",
        required=("name",),
        optional={
            "phone": "",
            "site": "",
            "site_url": "",
            "hours": "",
            "description": "",
            "checked_on": None,
            "overdue": False,
            "emergency": False,
            "level": 3,
        },
    ),
    # --- Numbers -------------------------------------------------------------------------------
    Component(
        name="table",
        required=("caption",),
        optional={"stacks": False},
        slots=("content", "note"),
    ),
    Component(
        name="data_table",
        required=("caption", "headers", "rows"),
        optional={"numeric": False, "note": ""},
        prepare=label_cells,
    ),
    Component(
        name="bar_chart",
        required=("title", "source", "rows"),
        optional=CHART,
        prepare=bar_chart,
    ),
    Component(
        name="column_chart",
        required=("title", "source", "rows"),
        optional=CHART,
        prepare=column_chart,
    ),
)

for component in COMPONENTS:
    register(component)
