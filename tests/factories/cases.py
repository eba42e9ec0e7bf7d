"""Cases for tests: a small one with everything in it, and the brief's casus A."""

import json
from datetime import timedelta
from pathlib import Path

import yaml

from elearning.core import clock
from elearning.knowledge.enums import RecordKind
from elearning.knowledge.models import Fact, Source
from modules.cases.authoring import endings_to_raw, from_curriculum, scenes_to_raw
from modules.cases.definition import (
    END,
    RETURN,
    Case,
    Choice,
    Condition,
    ConditionKind,
    Ending,
    RedFlag,
    Reference,
    Scene,
    SceneKind,
    Scores,
)
from modules.models import CasePage, ModulePage
from modules.queries.cases import case_fields, reference_codes
from tests.factories.modules import ModulePageFactory, PathPageFactory

CASUS_A = (
    Path(__file__).parents[2] / "modules" / "curriculum" / "cases" / "casus-a.yaml"
)


def choice(key: str, target: str, points: int = 0, **fields: object) -> Choice:
    """A whole choice; `points` go to acting."""
    return Choice(
        **{
            "key": key,
            "target": target,
            "text": f"Keuze {key}",
            "consequence": f"Gevolg van {key}",
            "feedback": f"Reden bij {key}",
            "sources": (Reference("P-01"),),
            "scores": Scores(H=points),
            **fields,
        }
    )


def scene(code: str, *choices: Choice, **fields: object) -> Scene:
    return Scene(
        **{
            "code": code,
            "title": f"Titel {code}",
            "situation": f"Situatie {code}",
            "safety_rule": f"Regel {code}",
            "choices": choices,
            **fields,
        }
    )


def small_case(**fields: object) -> Case:
    """Two scenes, a repair scene and three endings: S1 > (R1) > S2 > end."""
    return Case(
        **{
            "code": "casus-x",
            "title": "Een echte titel",
            "neutral_title": "Casus X",
            "role": "Jij bent consulent.",
            "reflection": ("Wat nam je mee?",),
            "scenes": (
                scene(
                    "S1",
                    choice("a", "S2", 2),
                    choice("b", "S2", red_flag=RedFlag("RV1", "Fout"), repair="R1"),
                ),
                scene("S2", choice("a", END, 2), choice("b", END, marker="WEG")),
                scene(
                    "R1",
                    choice("a", RETURN, 2),
                    choice("b", RETURN, unrepaired=True),
                    kind=SceneKind.REPAIR,
                ),
            ),
            "endings": (
                Ending(
                    code="E3",
                    title="Niet veilig",
                    text="Einde 3",
                    conditions=(Condition(kind=ConditionKind.UNREPAIRED_RED_FLAG),),
                ),
                Ending(
                    code="E2",
                    title="Het kan nog",
                    text="Einde 2",
                    conditions=(
                        Condition(kind=ConditionKind.REPAIRED_RED_FLAG),
                        Condition(kind=ConditionKind.MARKER, marker="WEG"),
                    ),
                ),
                Ending(code="E1", title="Veilig", text="Einde 1"),
            ),
            **fields,
        }
    )


def make_record(code: str, **fields: object) -> Source | Fact:
    """The source P-xx or fact F-xx, to be looked at again in a year unless told otherwise."""
    model = Fact if code.startswith("F") else Source
    own = (
        {"text": f"Feit {code}", "period": "2024", "place": "blz. 1"}
        if model is Fact
        else {"title": f"Bron {code}", "summary": "Samenvatting", "licence": "vrij"}
    )
    record, _ = model.objects.get_or_create(
        code=code,
        defaults={
            "kind": RecordKind.STATEMENT,
            "owner": "redactie",
            "checked_on": clock.today(),
            "review_by": clock.today() + timedelta(days=365),
            **own,
            **fields,
        },
    )
    return record


def make_records(case: Case) -> dict[str, tuple[str, int]]:
    """The records behind a case; gives what `scenes_to_raw` needs to find them."""
    records = {code: make_record(code) for code in sorted(reference_codes(case))}
    return {
        code: ("fact" if isinstance(record, Fact) else "source", record.pk)
        for code, record in records.items()
    }


def draft_case_page(
    case: Case | None = None, parent: ModulePage | None = None, **fields: object
) -> CasePage:
    """A case page that was never published, with `case` (the small one) written in it."""
    case = case or small_case()
    find = make_records(case).__getitem__
    parent = parent or ModulePageFactory()
    page = CasePage(
        **{
            "title": case.title,
            "slug": case.code,
            "code": case.code,
            "neutral_title": case.neutral_title,
            "role": case.role,
            "reflection": "\n".join(case.reflection),
            "scenes": json.dumps(scenes_to_raw(case, find)),
            "endings": json.dumps(endings_to_raw(case)),
            "notice": "Dit gaat over druk.",
            "alternative": json.dumps(
                [{"type": "text", "value": "<p>De tekstversie.</p>"}]
            ),
            "sensitive": True,
            "minutes": 45,
            "live": False,
            **fields,
        }
    )
    parent.add_child(instance=page)
    return page


def case_page(case: Case | None = None, **fields: object) -> CasePage:
    """A published case page in a module that is in a published path."""
    page = draft_case_page(case, **fields)
    publish(page)
    module = page.get_parent().specific
    PathPageFactory(modules=[module])
    return page


def casus_a_page(parent: ModulePage | None = None) -> CasePage:
    """The brief's casus A, published, with all its sources, in a published path."""
    data = yaml.safe_load(CASUS_A.read_text(encoding="utf-8"))
    make_records(from_curriculum(data))
    return case_page(from_curriculum(data), parent=parent, **case_fields(data))


def publish(page: CasePage) -> CasePage:
    """Publish what `page` says in memory, and read it back."""
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def large_case(scenes: int = 40) -> Case:
    """A case as large as one gets: `scenes` with three choices, four of them to repair in."""
    codes = [f"G{number:02}" for number in range(scenes - 4)]

    def one(place: int, code: str) -> Scene:
        onward = [*codes[place + 1 : place + 3], END]
        return scene(
            code,
            choice("a", onward[0], 2, text="Wat je doet. " * 8),
            choice("b", onward[min(1, len(onward) - 1)], 1, marker=f"M{place % 3}"),
            choice(
                "c",
                onward[0],
                red_flag=RedFlag(f"RV{place}", "Fout"),
                repair=f"R{place % 4}",
            ),
            situation="Er gebeurt iets in de wachtruimte. " * 12,
        )

    repairs = (
        scene(
            f"R{number}",
            choice("a", RETURN, 2),
            choice("b", RETURN, unrepaired=True),
            kind=SceneKind.REPAIR,
        )
        for number in range(4)
    )
    return small_case(
        code="groot",
        scenes=(*map(one, range(len(codes)), codes), *repairs),
        endings=(
            *(
                Ending(
                    code=f"E{number}",
                    title="Einde",
                    text="Zo liep het af.",
                    conditions=(
                        Condition(kind=ConditionKind.MARKER, marker=f"M{number}"),
                    ),
                )
                for number in range(2)
            ),
            Ending(
                code="E2",
                title="Einde",
                text="Zo liep het af.",
                conditions=(
                    Condition(kind=ConditionKind.UNREPAIRED_RED_FLAG),
                    Condition(kind=ConditionKind.SCORE_BELOW, percent=50),
                ),
            ),
            Ending(code="E3", title="Einde", text="Zo liep het af."),
        ),
    )
