"""Where boxes and lines go: below what leads to them, never over each other, always the same."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from modules.cases.layout import Sizes, lay_out

SIZES = Sizes(width=100, height=40, gap=10, layer_gap=30, pass_width=10)
NODES = [f"n{number}" for number in range(9)]
EDGES = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=25)


def layer(layout, node) -> int:
    return round((layout.places[node][1] - SIZES.height / 2) / 70)


def test_node_stands_below_the_lowest_that_leads_to_it():
    layout = lay_out(
        ["a", "b", "c", "d"],
        [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")],
        SIZES,
    )

    assert [layer(layout, node) for node in "abcd"] == [0, 1, 2, 3]


def test_line_over_a_layer_keeps_beside_the_box_there():
    layout = lay_out(["a", "b", "c"], [("a", "b"), ("b", "c"), ("a", "c")], SIZES)

    passing = {x for x, y in layout.ways["a", "c"] if 70 <= y <= 110}
    assert len(passing) == 1
    assert abs(passing.pop() - layout.places["b"][0]) >= SIZES.width / 2


def test_loop_is_told_apart_and_does_not_stop_the_drawing():
    layout = lay_out(["a", "b"], [("a", "b"), ("b", "a"), ("b", "b")], SIZES)

    assert layout.back == {("b", "a"), ("b", "b")}
    assert [layer(layout, node) for node in "ab"] == [0, 1]


def test_lines_that_would_cross_are_untangled():
    """a leads to d and b to c: c and d change places."""
    layout = lay_out(["a", "b", "c", "d"], [("a", "d"), ("b", "c")], SIZES)

    assert layout.places["c"][0] > layout.places["d"][0]


def test_nothing_to_draw():
    layout = lay_out([], [], SIZES)

    assert (layout.places, layout.width, layout.height) == ({}, 0, 0)


def test_chain_of_thousands_is_no_recursion():
    nodes = [str(number) for number in range(3000)]
    layout = lay_out(nodes, pairwise(nodes), SIZES)

    assert layer(layout, "2999") == 2999


@given(EDGES)
def test_boxes_never_overlap_and_lines_lead_down(edges):
    layout = lay_out(NODES, edges, SIZES)

    rows = {}
    for x, y in layout.places.values():
        assert x - SIZES.width / 2 + 0.01 >= 0
        assert x + SIZES.width / 2 <= layout.width + 0.01
        rows.setdefault(y, []).append(x)
    for row in rows.values():
        row.sort()
        assert all(right - left >= SIZES.width - 0.01 for left, right in pairwise(row))
    assert layout.ways.keys() | layout.back == set(edges)
    for points in layout.ways.values():
        heights = [y for _x, y in points]
        assert heights == sorted(heights)


@given(EDGES)
def test_same_graph_is_drawn_the_same(edges):
    assert lay_out(NODES, edges, SIZES) == lay_out(NODES, edges, SIZES)
