from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from inovasi.knowledge.layout import BETWEEN, Arrangement, Box, Line, arrange

NAMES = "abcdefgh"
ENDS = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda e: e[0] != e[1])
LINES = st.lists(
    st.builds(
        lambda ends, width: Line(ends[0], ends[1], width, 12.0 if width else 0.0),
        ENDS,
        st.sampled_from([0.0, 40.0, 120.0]),
    ),
    max_size=12,
)


def boxes(*names: str) -> list[Box]:
    return [Box(name, 80.0 + 10 * number, 40.0) for number, name in enumerate(names)]


def test_lines_lead_down_from_the_lower_edge_to_the_upper_edge() -> None:
    found = arrange(boxes("a", "b"), [Line("a", "b", 30, 12)])
    way = found.ways[0]
    assert found.boxes["a"].y < found.boxes["b"].y
    assert way[0].y == found.boxes["a"].y + 20
    assert way[-1].y == found.boxes["b"].y - 20


def test_a_line_that_closes_a_circle_runs_up() -> None:
    found = arrange(boxes("a", "b"), [Line("a", "b"), Line("b", "a")])
    down, up = found.ways
    assert down[0].y < down[-1].y
    assert up[0].y > up[-1].y


def test_a_box_that_nothing_leads_to_stands_no_higher_than_it_has_to() -> None:
    found = arrange(boxes("a", "b", "c", "d"), [Line("a", "b"), Line("b", "c"), Line("d", "c")])
    assert found.boxes["d"].y == found.boxes["b"].y


def test_joined_lines_leave_at_one_point() -> None:
    lines = [Line("a", "b", joined=True), Line("a", "c", joined=True), Line("a", "d")]
    one, two, other = (way[0] for way in arrange(boxes("a", "b", "c", "d"), lines).ways)
    assert one == two != other


def test_many_boxes_around_one_stand_in_several_rows() -> None:
    sizes = [Box("middle", 120.0, 40.0)]
    sizes += [Box(f"{side}{number}", 120.0, 40.0) for side in "ab" for number in range(8)]
    lines = [Line(f"a{number}", "middle", 60.0, 12.0) for number in range(8)]
    lines += [Line("middle", f"b{number}", 60.0, 12.0) for number in range(8)]
    found = arrange(sizes, lines)
    for side, row in (("a", min), ("b", max)):
        rows = {at.y for name, at in found.boxes.items() if name.startswith(side)}
        assert len(rows) == 2
        assert row(*rows, found.boxes["middle"].y) in rows
    assert overlaps(found, sizes, lines) == []


def test_an_empty_picture_is_no_trouble() -> None:
    assert arrange([], []).boxes == {}


def overlaps(found: Arrangement, sizes: Sequence[Box], lines: Sequence[Line]) -> list[str]:
    """Boxes and labels that cover each other."""
    areas = [(box.name, found.boxes[box.name], box.width, box.height) for box in sizes]
    areas += [
        (f"{line.upper}-{line.lower}", at, line.width, line.height)
        for line, at in zip(lines, found.labels, strict=True)
        if line.width
    ]
    return [
        f"{one} {other}"
        for number, (one, a, wide, high) in enumerate(areas)
        for other, b, width, height in areas[number + 1 :]
        if abs(a.x - b.x) < (wide + width) / 2 and abs(a.y - b.y) < (high + height) / 2
    ]


@given(LINES)
def test_nothing_covers_anything_and_all_is_within_the_picture(lines: list[Line]) -> None:
    sizes = boxes(*NAMES)
    found = arrange(sizes, lines)
    assert overlaps(found, sizes, lines) == []
    for box in sizes:
        at = found.boxes[box.name]
        assert box.width / 2 - 1e-6 <= at.x <= found.width - box.width / 2 + 1e-6
        assert box.height / 2 - 1e-6 <= at.y <= found.height - box.height / 2 + 1e-6


@given(LINES)
def test_no_line_touches_a_box_that_it_does_not_join(lines: list[Line]) -> None:
    sizes = boxes(*NAMES)
    found = arrange(sizes, lines)
    for line, way in zip(lines, found.ways, strict=True):
        for box in sizes:
            if box.name not in (line.upper, line.lower):
                at = found.boxes[box.name]
                near = [p for p in way if abs(p.y - at.y) <= box.height / 2]
                assert all(abs(p.x - at.x) > box.width / 2 + BETWEEN / 2 for p in near)


@given(LINES)
def test_the_same_input_gives_the_same_picture(lines: list[Line]) -> None:
    assert arrange(boxes(*NAMES), lines) == arrange(boxes(*NAMES), lines)
