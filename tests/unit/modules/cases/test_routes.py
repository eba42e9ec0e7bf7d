"""The numbers of the brief, 3.1: whoever changes the case or the engine sees it here."""

from modules.cases.definition import Scores
from modules.cases.routes import best_route, best_scores, count_endings


def test_best_route_of_casus_a_is_the_brief_s(casus_a):
    route = best_route(casus_a)

    assert " > ".join(scene + key for scene, key in route) == (
        "A01a > A02a > A03b > A04b > A05a > A06b > A07a > A08c > A09b > A10a"
    )


def test_best_scores_of_casus_a_are_the_brief_s(casus_a):
    assert best_scores(casus_a) == Scores(S=7, A=12, H=16, W=10)
    assert best_scores(casus_a).total == 45


def test_series_of_choices_to_the_endings_of_casus_a_are_the_brief_s(casus_a):
    assert count_endings(casus_a) == {"AE1": 134, "AE2": 21475, "AE3": 954366}


def test_casus_a_has_fourteen_nodes(casus_a):
    assert len(casus_a.scenes) + len(casus_a.endings) == 14
