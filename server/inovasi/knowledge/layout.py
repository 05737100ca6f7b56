"""Where the boxes of a small diagram stand and how its lines run: in layers, from top to bottom.

Boxes stand in layers so that lines go down (Sugiyama, Tagawa and Toda, 1981). The label of a line
has a place of its own between two layers, so that nothing covers anything. The same input gives the
same picture.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

BETWEEN: Final = 22.0
LAYERS: Final = 20.0
# A layer that is wider than this gives boxes to another, where nothing holds them.
WIDEST: Final = 640.0
_BEND: Final = 12.0
_ROUNDS: Final = 24


class Box(NamedTuple):
    """Something to be placed, with its size."""

    name: str
    width: float
    height: float


class Line(NamedTuple):
    """A line from a box above to one below, as far as may be, and the size of its label.

    Those that are ``joined`` leave a box above at one point.
    """

    upper: str
    lower: str
    width: float = 0.0
    height: float = 0.0
    joined: bool = False


class Point(NamedTuple):
    """A place; x grows to the right, y downwards."""

    x: float
    y: float


class Arrangement(NamedTuple):
    """The middle of each box, the way and the middle of the label of each line, and the size."""

    boxes: Mapping[str, Point]
    ways: Sequence[Sequence[Point]]
    labels: Sequence[Point]
    width: float
    height: float


@dataclass(slots=True)
class _Item:
    """A box, or a place on the way of a line."""

    width: float
    height: float
    line: int = -1
    joined: bool = False
    x: float = 0.0
    above: list[int] = field(default_factory=list)
    below: list[int] = field(default_factory=list)


class _Net(NamedTuple):
    """All items, those of each layer from the left, and the item of each box and line."""

    items: list[_Item]
    layers: list[list[int]]
    boxes: dict[str, int]
    chains: list[list[int]]


def arrange(boxes: Sequence[Box], lines: Sequence[Line]) -> Arrangement:
    """The places of boxes and lines; both ends of a line are among the boxes, and differ."""
    names = [box.name for box in boxes]
    turned = _turned(names, lines)
    downward = [
        line._replace(upper=line.lower, lower=line.upper) if turn else line
        for line, turn in zip(lines, turned, strict=True)
    ]
    rank = _relieved(boxes, downward, _ranks(names, downward))
    net = _net(boxes, downward, rank)
    _order(net)
    _place(net)
    return _drawn(net, turned)


def _turned(names: Sequence[str], lines: Sequence[Line]) -> list[bool]:
    """Which lines close a circle, and have to run upwards."""
    after: dict[str, list[int]] = {name: [] for name in names}
    for number, line in enumerate(lines):
        after[line.upper].append(number)
    turned = [False] * len(lines)
    state: dict[str, int] = {}

    def visit(name: str) -> None:
        state[name] = 1
        for number in after[name]:
            lower = lines[number].lower
            turned[number] = state.get(lower) == 1
            if lower not in state:
                visit(lower)
        state[name] = 2

    for name in names:
        if name not in state:
            visit(name)
    return turned


def _ranks(names: Sequence[str], lines: Sequence[Line]) -> dict[str, int]:
    """The layer of each box: below all that lead to it, and not higher than it has to be."""
    rank = dict.fromkeys(names, 0)
    for _ in names:
        for line in lines:
            rank[line.lower] = max(rank[line.lower], rank[line.upper] + 1)
    lowers = {line.lower for line in lines}
    for name in names:
        below = [rank[line.lower] for line in lines if line.upper == name]
        if below and name not in lowers:
            rank[name] = min(below) - 1
    return rank


def _relieved(boxes: Sequence[Box], lines: Sequence[Line], rank: dict[str, int]) -> dict[str, int]:
    """The same without layers that are too wide: boxes at the ends of lines stand further out."""
    if not boxes:
        return rank
    uppers, lowers = {line.upper for line in lines}, {line.lower for line in lines}
    free = {-1: [b for b in boxes if b.name not in lowers and b.name in uppers]}
    free[1] = [box for box in boxes if box.name not in uppers]
    for step, ends in free.items():
        layers = sorted(set(rank.values()), reverse=step < 0)
        for number in (
            range(layers[0], layers[-1] + step * (len(boxes) + 1), step) if layers else ()
        ):
            used = sum(box.width + BETWEEN for box in boxes if rank[box.name] == number)
            for box in [box for box in ends if rank[box.name] == number][::-1]:
                if used > WIDEST:
                    used -= box.width + BETWEEN
                    rank[box.name] += step
    least = min(rank.values(), default=0)
    return {name: number - least for name, number in rank.items()}


def _net(boxes: Sequence[Box], lines: Sequence[Line], rank: Mapping[str, int]) -> _Net:
    """Boxes on even layers, labels on the odd one below the box that the line comes from."""
    layers: list[list[int]] = [[] for _ in range(2 * max(rank.values(), default=0) + 1)]
    net = _Net([], layers, {}, [])

    def add(item: _Item, layer: int) -> int:
        net.items.append(item)
        layers[layer].append(len(net.items) - 1)
        return len(net.items) - 1

    for box in boxes:
        net.boxes[box.name] = add(_Item(box.width, box.height), 2 * rank[box.name])
    for number, line in enumerate(lines):
        first, last = 2 * rank[line.upper] + 1, 2 * rank[line.lower]
        chain = [add(_Item(max(line.width, _BEND), line.height, number, line.joined), first)]
        chain += [add(_Item(_BEND, 0.0, number), layer) for layer in range(first + 1, last)]
        net.chains.append(chain)
        whole = [net.boxes[line.upper], *chain, net.boxes[line.lower]]
        for one, other in pairwise(whole):
            net.items[one].below.append(other)
            net.items[other].above.append(one)
    return net


def _order(net: _Net) -> None:
    """Fewer crossings, by moving each item to the middle of what it is joined to."""
    best, least = [list(layer) for layer in net.layers], _crossings(net)
    for round_ in range(_ROUNDS):
        down = round_ % 2 == 0
        for layer in net.layers if down else net.layers[::-1]:
            at = _positions(net)
            middle = {}
            for item in layer:
                joined = net.items[item].above if down else net.items[item].below
                places = [at[other] for other in joined]
                middle[item] = sum(places) / len(places) if places else at[item]
            layer.sort(key=middle.__getitem__)
        count = _crossings(net)
        if count < least:
            best, least = [list(layer) for layer in net.layers], count
    for layer, found in zip(net.layers, best, strict=True):
        layer[:] = found


def _positions(net: _Net) -> dict[int, float]:
    """Where in its layer each item stands, from 0 at the left to 1."""
    return {
        item: (place + 0.5) / len(layer) for layer in net.layers for place, item in enumerate(layer)
    }


def _crossings(net: _Net) -> int:
    count = 0
    at = {item: place for layer in net.layers for place, item in enumerate(layer)}
    for layer in net.layers:
        pairs = [(at[item], at[other]) for item in layer for other in net.items[item].below]
        for number, (one, two) in enumerate(pairs):
            count += sum((one - a) * (two - b) < 0 for a, b in pairs[number + 1 :])
    return count


def _place(net: _Net) -> None:
    """Each item as near to what it is joined to as its neighbours in the layer let it."""
    for layer in net.layers:
        _spread(net, layer, dict.fromkeys(layer, 0.0))
    for round_ in range(2 * _ROUNDS):
        down = round_ % 2 == 0
        for layer in net.layers if down else net.layers[::-1]:
            wish = {}
            for item in layer:
                known = net.items[item]
                joined = (known.above if down else known.below) or [*known.above, *known.below]
                places = [net.items[other].x for other in joined]
                wish[item] = sum(places) / len(places) if places else known.x
            _spread(net, layer, wish)
    left = min((item.x - item.width / 2 for item in net.items), default=0.0)
    for placed in net.items:
        placed.x -= left


def _spread(net: _Net, layer: Sequence[int], wish: Mapping[int, float]) -> None:
    """The places nearest to those wished for that keep order and distance (least squares)."""
    offsets = [0.0]
    for one, other in pairwise(layer):
        apart = (net.items[one].width + net.items[other].width) / 2 + BETWEEN
        offsets.append(offsets[-1] + apart)
    blocks: list[tuple[float, int]] = []
    for item, offset in zip(layer, offsets, strict=False):
        total, count = wish[item] - offset, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / count:
            before, size = blocks.pop()
            total, count = total + before, count + size
        blocks.append((total, count))
    means = [total / count for total, count in blocks for _ in range(count)]
    for item, mean, offset in zip(layer, means, offsets, strict=False):
        net.items[item].x = mean + offset


def _drawn(net: _Net, turned: Sequence[bool]) -> Arrangement:
    heights = [max((net.items[item].height for item in layer), default=0) for layer in net.layers]
    tops = [0.0]
    for height, layer in zip(heights, net.layers, strict=True):
        tops.append(tops[-1] + height + _gap(net, layer))
    # What a line passes in a layer is as tall as the layer: it bends between layers only.
    rows = {
        item: (top + height / 2, height / 2)
        for top, height, layer in zip(tops, heights, net.layers, strict=False)
        for item in layer
    }
    ends = _ends(net)
    ways = []
    for number, chain in enumerate(net.chains):
        way = _way(net, rows, ends[number], chain)
        ways.append(way[::-1] if turned[number] else way)
    return Arrangement(
        {name: Point(net.items[item].x, rows[item][0]) for name, item in net.boxes.items()},
        ways,
        [Point(net.items[chain[0]].x, rows[chain[0]][0]) for chain in net.chains],
        max((item.x + item.width / 2 for item in net.items), default=0.0),
        tops[-2] + heights[-1],
    )


def _gap(net: _Net, layer: Sequence[int]) -> float:
    """How far the next layer stands below: further where lines go far to the side."""
    far = (abs(net.items[item].x - net.items[i].x) for item in layer for i in net.items[item].below)
    return LAYERS + min(max(far, default=0.0) / 12, LAYERS)


def _ends(net: _Net) -> list[tuple[float, float]]:
    """Where each line leaves its upper box and meets its lower one, side by side along the edge."""
    leaving, meeting = [0.0] * len(net.chains), [0.0] * len(net.chains)
    for item in net.boxes.values():
        box = net.items[item]
        for others, found in ((box.below, leaving), (box.above, meeting)):
            ends = sorted((net.items[other] for other in others), key=lambda end: end.x)
            gates = list(dict.fromkeys(-1 if end.joined else end.line for end in ends))
            for end in ends:
                share = (gates.index(-1 if end.joined else end.line) + 1) / (len(gates) + 1)
                found[end.line] = box.x + (share - 0.5) * box.width * 0.8
    return list(zip(leaving, meeting, strict=True))


def _way(
    net: _Net,
    rows: Mapping[int, tuple[float, float]],
    ends: tuple[float, float],
    chain: Sequence[int],
) -> list[Point]:
    """From the lower edge of one box to the upper edge of the other; straight through a layer."""
    upper, lower = net.items[chain[0]].above[0], net.items[chain[-1]].below[0]
    way = [Point(ends[0], rows[upper][0] + net.items[upper].height / 2)]
    for item in chain:
        middle, half = rows[item]
        way += [Point(net.items[item].x, middle + shift) for shift in {-half: 0, half: 0}]
    return [*way, Point(ends[1], rows[lower][0] - net.items[lower].height / 2)]
