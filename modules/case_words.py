"""Parts of a case in words: where a choice goes, and what an ending asks."""

from django.utils.translation import gettext as _

from modules.cases.definition import END, RETURN, Choice, Condition, ConditionKind


def target_in_words(choice: Choice) -> str:
    if choice.target == END:
        return _("to the end")
    if choice.target == RETURN:
        return _("back to where the red flag led")
    if not choice.target:
        return _("goes nowhere yet")
    return _("to %(scene)s") % {"scene": choice.target}


def condition_in_words(condition: Condition) -> str:
    match condition.kind:
        case ConditionKind.UNREPAIRED_RED_FLAG:
            return _("A red flag was not repaired")
        case ConditionKind.REPAIRED_RED_FLAG:
            return _("A red flag was repaired")
        case ConditionKind.MARKER:
            return _("the marker %(marker)s was set") % {"marker": condition.marker}
        case ConditionKind.SCORE_BELOW:
            return _("the points are below %(percent)d%% of the best route") % {
                "percent": condition.percent
            }
