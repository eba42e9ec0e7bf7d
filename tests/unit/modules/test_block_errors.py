"""From the path of a problem to Wagtail's error at that block."""

from modules.block_errors import stream_error
from modules.blocks import CaseBody, EndingBody
from modules.publishing import Problem


def shown(block, *problems):
    return stream_error(block, problems).as_json_data()


def test_problem_of_the_field_as_a_whole():
    error = shown(CaseBody(), Problem("Leeg.", field="scenes"))

    assert error == {"messages": ["Leeg."]}


def test_two_problems_at_one_field_are_both_said():
    path = "scenes[2].code"
    error = shown(CaseBody(), Problem("Een.", path=path), Problem("Twee.", path=path))

    assert error == {
        "blockErrors": {2: {"blockErrors": {"code": {"messages": ["Een.", "Twee."]}}}}
    }


def test_problem_of_a_list_or_stream_inside():
    error = shown(
        CaseBody(),
        Problem("Te weinig.", path="scenes[0].choices"),
        Problem("Verlopen.", path="scenes[0].choices[1].sources"),
    )

    assert error["blockErrors"][0]["blockErrors"]["choices"] == {
        "messages": ["Te weinig."],
        "blockErrors": {1: {"blockErrors": {"sources": {"messages": ["Verlopen."]}}}},
    }


def test_problem_of_a_rule_of_an_ending():
    error = shown(
        EndingBody(), Problem("Onbekend merk.", path="endings[1].conditions[0]")
    )

    assert error["blockErrors"][1]["blockErrors"]["conditions"] == {
        "blockErrors": {0: {"messages": ["Onbekend merk."]}}
    }
