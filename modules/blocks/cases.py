"""The blocks a case is written in: scenes with choices, and endings with rules.

Nothing is required here: an author can always save. What is missing is said when the case is sent
in or published, at its place (`modules.publishing`).
"""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from elearning.core.choosers import RecordBlock
from modules.cases.definition import Competence, SceneKind
from modules.enums import COMPETENCE_NAMES

# Of one text in a scene, in characters; the longest there is has some six hundred.
MOST = 5_000
SCENE_KINDS = [
    (SceneKind.SCENE.value, _("Scene")),
    (SceneKind.REPAIR.value, _("Repair scene")),
]


def _points(competence: Competence) -> blocks.IntegerBlock:
    return blocks.IntegerBlock(
        label=COMPETENCE_NAMES[competence],
        min_value=0,
        max_value=2,
        default=0,
        required=False,
    )


class ScoresBlock(blocks.StructBlock):
    """Points of a choice per competence; the names are those of `definition.Scores`."""

    S = _points(Competence.SIGNALLING)
    A = _points(Competence.ATTUNING)
    H = _points(Competence.ACTING)
    W = _points(Competence.WORKING_TOGETHER)

    class Meta:
        label = _("Points (0 to 2)")
        form_classname = "struct-block case-scores"


class ReferencesBlock(blocks.StreamBlock):
    """What a choice's reason rests on; shown as numbered notes."""

    source = RecordBlock("knowledge.Source", label=_("Source"))
    fact = RecordBlock("knowledge.Fact", label=_("Fact"))

    class Meta:
        label = _("Sources and facts")
        required = False
        collapsed = True


class ChoiceBlock(blocks.StructBlock):
    key = blocks.CharBlock(
        label=_("Letter"), required=False, max_length=10, help_text=_("Such as a.")
    )
    text = blocks.TextBlock(
        label=_("What you do or say"), required=False, rows=2, max_length=MOST
    )
    consequence = blocks.TextBlock(
        label=_("What happens then"), required=False, rows=2, max_length=MOST
    )
    feedback = blocks.TextBlock(label=_("Why"), required=False, rows=3, max_length=MOST)
    sources = ReferencesBlock()
    scores = ScoresBlock()
    target = blocks.CharBlock(
        label=_("Goes to"),
        required=False,
        max_length=20,
        help_text=_(
            "The code of a scene, EIND for the end of the case, or TERUG in a repair scene."
        ),
    )
    red_flag_code = blocks.CharBlock(
        label=_("Red flag: code"),
        required=False,
        max_length=20,
        help_text=_("Only when this choice breaks a safety rule. Such as RV1."),
    )
    red_flag_label = blocks.CharBlock(
        label=_("Red flag: in words"), required=False, max_length=120
    )
    repair = blocks.CharBlock(
        label=_("Repair scene"),
        required=False,
        max_length=20,
        help_text=_("The scene that is played first after a red flag. Such as AR1."),
    )
    marker = blocks.CharBlock(
        label=_("Marker"),
        required=False,
        max_length=40,
        help_text=_("A word that an ending can ask about."),
    )
    unrepaired = blocks.BooleanBlock(
        label=_("The mistake is not repaired"),
        required=False,
        help_text=_("Only in a repair scene."),
    )

    class Meta:
        label = _("Choice")
        label_format = "{key} → {target}"
        collapsed = True


class SceneBlock(blocks.StructBlock):
    code = blocks.CharBlock(
        label=_("Code"), required=False, max_length=20, help_text=_("Such as A01.")
    )
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    kind = blocks.ChoiceBlock(
        label=_("Kind"), choices=SCENE_KINDS, default=SceneKind.SCENE.value
    )
    place = blocks.CharBlock(label=_("Where we are"), required=False, max_length=120)
    speaker = blocks.CharBlock(label=_("Who speaks"), required=False, max_length=120)
    situation = blocks.TextBlock(
        label=_("What happens"), required=False, rows=4, max_length=MOST
    )
    safety_rule = blocks.TextBlock(
        label=_("Safety rule"), required=False, rows=2, max_length=MOST
    )
    competences = blocks.MultipleChoiceBlock(
        label=_("Competences"),
        required=False,
        choices=[(c.value, COMPETENCE_NAMES[c]) for c in Competence],
        # Boxes to tick: in a list it takes a key of the keyboard to choose a second one.
        widget=forms.CheckboxSelectMultiple,
    )
    choices = blocks.ListBlock(ChoiceBlock(), label=_("Choices"), default=[])

    class Meta:
        label = _("Scene")
        label_format = "{code} {title}"
        icon = "form"
        collapsed = True


class OneSceneBlock(SceneBlock):
    """A scene in a form of its own: there is nothing to fold it away for."""

    class Meta:
        collapsed = False


class OneSceneBody(blocks.StreamBlock):
    """Exactly one scene: Wagtail draws a block of its own accord only within a stream."""

    scene = OneSceneBlock()

    class Meta:
        min_num = 1
        max_num = 1


class CaseBody(blocks.StreamBlock):
    """The scenes; the first is where the case begins."""

    scene = SceneBlock()


class ConditionsBlock(blocks.StreamBlock):
    unrepaired_red_flag = blocks.StaticBlock(
        label=_("A red flag was not repaired"),
        admin_text=_("Holds when a safety rule was broken and not repaired."),
    )
    repaired_red_flag = blocks.StaticBlock(
        label=_("A red flag was repaired"),
        admin_text=_("Holds when a safety rule was broken and repaired."),
    )
    marker = blocks.CharBlock(label=_("This marker was set"), max_length=40)
    score_below = blocks.IntegerBlock(
        label=_("The points are below this percentage of the best route"),
        min_value=1,
        max_value=100,
    )

    class Meta:
        label = _("Holds when one of these is true")
        required = False


class EndingBlock(blocks.StructBlock):
    code = blocks.CharBlock(
        label=_("Code"), required=False, max_length=20, help_text=_("Such as AE1.")
    )
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    text = blocks.TextBlock(
        label=_("What is shown"), required=False, rows=4, max_length=MOST
    )
    conditions = ConditionsBlock()

    class Meta:
        label = _("Ending")
        label_format = "{code} {title}"
        icon = "tick"


class EndingBody(blocks.StreamBlock):
    """The first ending that holds is the one; the last has no conditions."""

    ending = EndingBlock()
