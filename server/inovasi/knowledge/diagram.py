"""The class diagram: a panel for each theme, or one around a class, as boxes and lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from inovasi import iris
from inovasi.knowledge.layout import Box, Line, Point, arrange
from inovasi.knowledge.ontology import ClassTerm, Ontology, Theme

# What every second class leads to, and no picture gains by.
_LEFT_OUT: Final = frozenset(map(iris.expand, ("skos:Concept", "rdf:Property", "rdf:langString")))
MARGIN: Final = 14.0
_TITLE: Final = 14.0
_SMALL: Final = 11.0
_STEP: Final = 15.0
_PADDING: Final = 12.0
# Widths in em as wide faces have them: a text may come out narrower, never wider.
_NARROW: Final = frozenset("iljtfrI.,:;'()|/- ")
_WIDE: Final = frozenset("mwMWOQGD@%")
_MONO: Final = 0.62


class Relation(NamedTuple):
    """What leads from one class to another: properties, or that it is a kind of the other."""

    source: str
    target: str
    properties: tuple[str, ...]

    @property
    def inherits(self) -> bool:
        return not self.properties


@dataclass(frozen=True, slots=True)
class DrawnBox:
    """A class with its place; ``inner`` are the properties that lead back to it."""

    iri: str
    name: str
    label: str
    language: str
    inner: tuple[str, ...]
    role: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A relation with its way, as the path of an SVG, the point of its arrow and its label."""

    inherits: bool
    path: str
    arrow: str
    labels: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """A picture; ``relations`` says the same in words."""

    name: str
    boxes: tuple[DrawnBox, ...]
    lines: tuple[DrawnLine, ...]
    relations: tuple[Relation, ...]
    width: float
    height: float


def of_theme(ontology: Ontology, theme: Theme, language: str) -> Panel:
    """The classes of a theme with all that leads out of them; others' only where they are met."""
    own = [term.iri for term in theme.classes]
    found = [relation for term in theme.classes for relation in _out_of(ontology, term)]
    return _panel(ontology, theme.name, own, found, language)


def around(ontology: Ontology, term: ClassTerm, language: str) -> Panel:
    """One class with all that leads out of it and to it."""
    leading = [
        relation
        for other in ontology.classes.values()
        if other is not term
        for relation in _out_of(ontology, other)
        if relation.target == term.iri
    ]
    found = [*_out_of(ontology, term), *leading]
    return _panel(ontology, term.anchor, [term.iri], found, language)


def _out_of(ontology: Ontology, term: ClassTerm) -> Iterator[Relation]:
    """Superclasses that are documented, then properties by the class that they lead to."""
    for parent in term.parents:
        if parent in ontology.classes and _drawn(ontology, parent):
            yield Relation(term.iri, parent, ())
    targets: dict[str, list[str]] = {}
    for use in term.uses:
        for value in () if use.inherited else use.values:
            if value in ontology.classes and _drawn(ontology, value):
                targets.setdefault(value, []).append(use.property)
    for target, properties in targets.items():
        yield Relation(term.iri, target, tuple(properties))


def _drawn(ontology: Ontology, iri: str) -> bool:
    """Whether a class has a place in pictures: it is ours, or its things have properties here."""
    term = ontology.classes[iri]
    return iri not in _LEFT_OUT and (term.ours or bool(term.uses))


def _panel(
    ontology: Ontology, name: str, own: list[str], found: list[Relation], language: str
) -> Panel:
    met = [end for relation in found for end in (relation.source, relation.target)]
    shown = list(dict.fromkeys([*own, *met]))
    inner = {each.source: each.properties for each in found if each.source == each.target}
    between = [each for each in found if each.source != each.target]
    boxes = [_box(ontology, iri, inner.get(iri, ()), language) for iri in shown]
    lines = [_line(ontology, each) for each in between]
    places = arrange(boxes, lines)
    return Panel(
        name,
        tuple(
            _drawn_box(ontology, box, places.boxes[box.name], inner, own, language) for box in boxes
        ),
        tuple(
            _drawn_line(ontology, each, way, at)
            for each, way, at in zip(between, places.ways, places.labels, strict=True)
        ),
        tuple(found),
        round(places.width + 2 * MARGIN, 1),
        round(places.height + 2 * MARGIN, 1),
    )


def _box(ontology: Ontology, iri: str, inner: tuple[str, ...], language: str) -> Box:
    term = ontology.classes[iri]
    small = [term.name, *(f"↻ {_short(ontology, each)}" for each in inner)]
    title = text_width(_label(term, language)[0], _TITLE)
    wide = max(title, *(len(each) * _MONO * _SMALL for each in small))
    return Box(iri, wide + 2 * _PADDING, 2 * _PADDING + _TITLE + _STEP * len(small))


def _line(ontology: Ontology, relation: Relation) -> Line:
    """Superclasses stand above; properties lead down."""
    if relation.inherits:
        return Line(relation.target, relation.source, joined=True)
    names = [_short(ontology, each) for each in relation.properties]
    wide = max(len(name) for name in names) * _MONO * _SMALL
    return Line(relation.source, relation.target, wide + 8, _STEP * len(names))


def _drawn_box(
    ontology: Ontology,
    box: Box,
    at: Point,
    inner: dict[str, tuple[str, ...]],
    own: list[str],
    language: str,
) -> DrawnBox:
    term = ontology.classes[box.name]
    text, tongue = _label(term, language)
    role = ("own" if term.ours else "foreign") if box.name in own else "other"
    return DrawnBox(
        box.name,
        term.name,
        text,
        tongue,
        tuple(_short(ontology, each) for each in inner.get(box.name, ())),
        role,
        round(at.x - box.width / 2 + MARGIN, 1),
        round(at.y - box.height / 2 + MARGIN, 1),
        round(box.width, 1),
        round(box.height, 1),
    )


def _drawn_line(
    ontology: Ontology, relation: Relation, way: Iterable[Point], at: Point
) -> DrawnLine:
    points = [Point(each.x + MARGIN, each.y + MARGIN) for each in way]
    if relation.inherits:
        points.reverse()
    names = [_short(ontology, each) for each in relation.properties]
    top = at.y + MARGIN - _STEP * (len(names) - 1) / 2 + _SMALL * 0.36
    labels = tuple(
        (name, round(at.x + MARGIN, 1), round(top + _STEP * number, 1))
        for number, name in enumerate(names)
    )
    return DrawnLine(relation.inherits, _path(points), _arrow(points, relation.inherits), labels)


def _path(points: list[Point]) -> str:
    """Curves that leave and meet each point upright."""
    parts = [f"M{points[0].x:.1f} {points[0].y:.1f}"]
    for one, other in pairwise(points):
        half = (one.y + other.y) / 2
        end = f"{other.x:.1f} {other.y:.1f}"
        straight = abs(one.x - other.x) < 0.05  # noqa: PLR2004
        curve = f"C{one.x:.1f} {half:.1f} {other.x:.1f} {half:.1f} {end}"
        parts.append(f"L{end}" if straight else curve)
    return "".join(parts)


def _arrow(points: list[Point], inherits: bool) -> str:
    """The point of the arrow at the end of the way, upward or downward."""
    end = points[-1]
    back = -1 if points[-2].y < end.y else 1
    wide, long = (6, 10) if inherits else (4, 8)
    left, right = f"{end.x - wide:.1f}", f"{end.x + wide:.1f}"
    y = f"{end.y + back * long:.1f}"
    return f"M{left} {y}L{end.x:.1f} {end.y:.1f}L{right} {y}{'Z' if inherits else ''}"


def _short(ontology: Ontology, iri: str) -> str:
    """The name of a property; that it is ours goes without saying."""
    return ontology.short(iri).removeprefix("inov:")


def _label(term: ClassTerm, language: str) -> tuple[str, str]:
    """What stands in a box: the label, of a foreign class its local name."""
    if language in term.labels:
        return term.labels[language], language
    return term.name.partition(":")[2], ""


def text_width(text: str, size: float) -> float:
    """How wide a text is in a proportional face at most."""
    em = sum(0.36 if sign in _NARROW else 0.92 if sign in _WIDE else 0.64 for sign in text)
    return em * size
