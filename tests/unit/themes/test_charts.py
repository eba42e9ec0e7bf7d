import pytest

from themes.charts import WIDTH, bar_chart, column_chart

HIDDEN = {"label": "In gesprek", "value": None, "hidden": "minder dan 10 mensen"}


@pytest.mark.parametrize(
    ("largest", "top"),
    [(0, 4), (3, 4), (35, 36), (50, 60), (55, 60), (1000, 1000), (12_345, 14_000)],
)
def test_top_of_the_scale_is_round(largest: int, top: int):
    chart = column_chart({"rows": [{"label": "a", "value": largest}]})

    assert chart["ticks"][-1]["label"] == str(top)


def test_asked_maximum_is_the_top():
    chart = bar_chart({"rows": [{"label": "a", "value": 50}], "maximum": 100})

    assert chart["rows"][0]["width"] == (WIDTH - 100) / 2


def test_hidden_row_has_no_length_and_says_why():
    row = bar_chart({"rows": [{"label": "a", "value": 10}, HIDDEN]})["rows"][1]

    assert (row["width"], row["shown"], row["hidden"]) == (
        0,
        "",
        "minder dan 10 mensen",
    )


def test_column_stands_on_the_base():
    chart = column_chart({"rows": [{"label": "a", "value": 4}, HIDDEN]})

    first = chart["rows"][0]
    assert first["y"] + first["height"] == chart["base"]


def test_value_of_zero_is_shown():
    row = bar_chart({"rows": [{"label": "a", "value": 0}]})["rows"][0]

    assert (row["shown"], row["hidden"]) == ("0", "")


def test_no_rows_is_still_a_drawing():
    assert bar_chart({"rows": []})["rows"] == []
    assert column_chart({"rows": []})["rows"] == []
