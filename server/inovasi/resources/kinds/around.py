"""A thing and what stands around it, as tables: all that the page of most kinds needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from inovasi.resources.asking import Asker, Question, Row, reference
from inovasi.resources.doubts import doubts_about, doubts_of
from inovasi.resources.gathering import (
    MOST,
    Found,
    Gathered,
    Group,
    Thing,
    gather,
    neighbours_by,
    neighbours_of,
    records_by,
    records_of,
)


class Role(NamedTuple):
    """What stands around a thing in one way: a pattern of ``$x`` and ``?thing``, and columns."""

    name: str
    pattern: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """What the page of a kind is made from; ``own`` are properties of the thing itself."""

    own: tuple[str, ...]
    roles: tuple[Role, ...] = ()
    most: int = MOST

    @property
    def columns(self) -> dict[str, tuple[str, ...]]:
        """The columns of the table of each role."""
        return {role.name: role.columns for role in self.roles}


@dataclass(frozen=True, slots=True)
class Around:
    """What was found; a role that has nothing has no group."""

    thing: Thing
    known: Gathered
    groups: Mapping[str, Group]
    columns: Mapping[str, tuple[str, ...]]


def read(shape: Shape, asker: Asker, iri: str, language: str) -> Around:
    """A thing of a kind with what stands around it, in three questions."""
    found = find(shape, asker, iri)
    return arrange(shape, iri, found, know(shape, asker, iri, language, found))


def find(shape: Shape, asker: Asker, iri: str) -> dict[str, Found]:
    """The things of every role."""
    (rows,) = asker.together(around_of(shape, iri))
    return found_in(shape, asker, iri, rows)


def around_of(shape: Shape, iri: str) -> Question | None:
    """Asks for what ``found_in`` takes; None where the shape has no roles."""
    return neighbours_by(_roles(shape, iri))


def found_in(shape: Shape, asker: Asker, iri: str, rows: Iterable[Row]) -> dict[str, Found]:
    """The things of every role in the answer."""
    return neighbours_of(asker, _roles(shape, iri), rows, shape.most)


def _roles(shape: Shape, iri: str) -> dict[str, str]:
    node = reference(iri)
    return {role.name: role.pattern.replace("$x", node) for role in shape.roles}


def know(
    shape: Shape,
    asker: Asker,
    iri: str,
    language: str,
    found: Mapping[str, Found],
    *more: tuple[list[str], tuple[str, ...]],
    doubted: Iterable[str] = (),
) -> Gathered:
    """The values of the thing and of what was found, ``more`` besides, and all their names; of
    those that are ``doubted`` also what sources disagree about.
    """
    about = told_of(shape, iri, found, *more)
    rows, doubts = asker.together(about, doubts_about(doubted))
    also = [thing for names, _ in more for thing in names]
    return known_by(asker, language, [*named_in(iri, found), *also], rows, doubts)


def told_of(
    shape: Shape,
    iri: str,
    found: Mapping[str, Found],
    *more: tuple[list[str], tuple[str, ...]],
) -> Question | None:
    """Asks for the values that ``know`` reads."""
    wanted = [
        (found[name].things, columns) for name, columns in shape.columns.items() if name in found
    ]
    return records_by(([iri], shape.own), *wanted, *more)


def known_by(
    asker: Asker,
    language: str,
    named: Iterable[str],
    rows: Iterable[Row],
    doubts: Iterable[Row] = (),
) -> Gathered:
    """What the answers to ``told_of`` and to the question for doubts tell, with all names in it
    and those of ``named``.
    """
    return gather(asker, language, records_of(rows), named, doubts_of(doubts, language))


def named_in(iri: str, found: Mapping[str, Found]) -> list[str]:
    """The thing and all that stands around it."""
    return [iri, *(thing for each in found.values() for thing in each.things)]


def arrange(shape: Shape, iri: str, found: Mapping[str, Found], known: Gathered) -> Around:
    """The thing with its groups."""
    return Around(known.thing(iri), known, known.groups(found), shape.columns)
