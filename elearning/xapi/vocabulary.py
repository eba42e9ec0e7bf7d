"""The words our statements use, each with the vocabulary it comes from (design: xAPI)."""

ADL_VERBS = "http://adlnet.gov/expapi/verbs/"
ADL_ACTIVITIES = "http://adlnet.gov/expapi/activities/"

REGISTERED = ADL_VERBS + "registered"
COMPLETED = ADL_VERBS + "completed"
ANSWERED = ADL_VERBS + "answered"
PASSED = ADL_VERBS + "passed"
FAILED = ADL_VERBS + "failed"
ATTENDED = ADL_VERBS + "attended"
SATISFIED = "https://w3id.org/xapi/adl/verbs/satisfied"

VERB_NAMES = {
    REGISTERED: "registered",
    COMPLETED: "completed",
    ANSWERED: "answered",
    PASSED: "passed",
    FAILED: "failed",
    ATTENDED: "attended",
    SATISFIED: "satisfied",
}

COURSE = ADL_ACTIVITIES + "course"
MODULE = ADL_ACTIVITIES + "module"
LESSON = ADL_ACTIVITIES + "lesson"
SIMULATION = ADL_ACTIVITIES + "simulation"
ASSESSMENT = ADL_ACTIVITIES + "assessment"
INTERACTION = ADL_ACTIVITIES + "cmi.interaction"
MEETING = ADL_ACTIVITIES + "meeting"
GROUP = ADL_ACTIVITIES + "group"
