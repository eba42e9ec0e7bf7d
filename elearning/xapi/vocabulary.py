"""The words our statements use, each with the vocabulary it comes from (design: xAPI).

Verbs and types are those of others (ADL, SCORM and cmi5 define them); the extensions are ours, and
our xAPI Profile defines them.
"""

from typing import Any, NamedTuple

ADL_VERBS = "http://adlnet.gov/expapi/verbs/"
ADL_ACTIVITIES = "http://adlnet.gov/expapi/activities/"

REGISTERED = ADL_VERBS + "registered"
COMPLETED = ADL_VERBS + "completed"
ANSWERED = ADL_VERBS + "answered"
PASSED = ADL_VERBS + "passed"
FAILED = ADL_VERBS + "failed"
ATTENDED = ADL_VERBS + "attended"
SATISFIED = "https://w3id.org/xapi/adl/verbs/satisfied"
# Of cmi5: the requirements were met in another way, such as a test that shows one knows it.
WAIVED = "https://w3id.org/xapi/adl/verbs/waived"

VERB_NAMES = {
    REGISTERED: "registered",
    COMPLETED: "completed",
    ANSWERED: "answered",
    PASSED: "passed",
    FAILED: "failed",
    ATTENDED: "attended",
    SATISFIED: "satisfied",
    WAIVED: "waived",
}

COURSE = ADL_ACTIVITIES + "course"
MODULE = ADL_ACTIVITIES + "module"
LESSON = ADL_ACTIVITIES + "lesson"
SIMULATION = ADL_ACTIVITIES + "simulation"
ASSESSMENT = ADL_ACTIVITIES + "assessment"
INTERACTION = ADL_ACTIVITIES + "cmi.interaction"
MEETING = ADL_ACTIVITIES + "meeting"


class Extension(NamedTuple):
    """`name` is the end of its IRI; `type` where it goes; `schema` is JSON Schema of its value."""

    name: str
    type: str
    label: str
    meaning: str
    schema: dict[str, Any]


_ID = {"type": "string", "format": "iri"}
# Of whom a statement is, as far as figures need it: an attribute of the Speaker each.
DIMENSIONS = (
    Extension(
        "organisation-kind",
        "ContextExtension",
        "kind of organisation",
        "The kind of organisation through which the actor learns, as an id of this site.",
        _ID,
    ),
    Extension(
        "region",
        "ContextExtension",
        "region",
        "The region of that organisation, as an id of this site.",
        _ID,
    ),
    Extension(
        "programme",
        "ContextExtension",
        "programme and level",
        "The educational programme at its level that the actor follows, as an id of this site.",
        _ID,
    ),
)
GOALS = Extension(
    "goals",
    "ResultExtension",
    "score per learning goal",
    "Of each learning goal in the test, by its code, the share of the points.",
    {
        "type": "object",
        "additionalProperties": {"type": "number", "minimum": 0, "maximum": 1},
    },
)
EXTENSIONS = (*DIMENSIONS, GOALS)
