import pytest

from themes.charts import COLUMN_HEIGHT, bar_chart, column_chart

HIDDEN = {"label": "In gesprek", "value": None, "hidden": "minder dan 10 mensen"}


def test_longest_bar_is_full_and_the_rest_in_proportion():
    rows = bar_chart(
        {"rows": [{"label": "a", "value": 40}, {"label": "b", "value": 10}]}
    )

    assert [row["length"] for row in rows["rows"]] == [100, 25]


def test_asked_maximum_is_the_top():
    chart = column_chart({"rows": [{"label": "a", "value": 50}], "maximum": 100})

    assert chart["rows"][0]["length"] == COLUMN_HEIGHT / 2


def test_hidden_row_has_no_length_and_says_why():
    chart = bar_chart({"rows": [{"label": "a", "value": 10}, HIDDEN]})

    assert chart["any_hidden"] is True
    assert chart["rows"][1] == {
        "label": "In gesprek",
        "shown": "",
        "hidden": "minder dan 10 mensen",
        "length": 0,
    }


def test_hidden_value_does_not_show_through_the_scale():
    """The same picture whatever the hidden number is: it is not even given."""
    alone = bar_chart({"rows": [{"label": "a", "value": 10}]})["rows"][0]
    beside = bar_chart({"rows": [{"label": "a", "value": 10}, HIDDEN]})["rows"][0]

    assert alone == beside


@pytest.mark.parametrize(("value", "shown"), [(0, "0"), (35, "35"), (2.5, "2,5")])
def test_value_is_written_in_dutch(value: float, shown: str):
    row = bar_chart({"rows": [{"label": "a", "value": value}]})["rows"][0]

    assert (row["shown"], row["hidden"]) == (shown, "")


def test_no_rows_is_still_a_chart():
    assert bar_chart({"rows": []}) == {"rows": [], "any_hidden": False}
