"""A thing and what stands around it, as tables: all that the page of most kinds needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from inovasi.resources.asking import Asker, reference
from inovasi.resources.gathering import (
    MOST,
    Found,
    Gathered,
    Group,
    Thing,
    gather,
    neighbours,
    read_records,
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
    node = reference(iri)
    roles = {role.name: role.pattern.replace("$x", node) for role in shape.roles}
    return neighbours(asker, roles, shape.most)


def know(
    shape: Shape,
    asker: Asker,
    iri: str,
    language: str,
    found: Mapping[str, Found],
    *more: tuple[list[str], tuple[str, ...]],
) -> Gathered:
    """The values of the thing and of what was found, ``more`` besides, and all their names."""
    wanted = [
        (found[name].things, columns) for name, columns in shape.columns.items() if name in found
    ]
    records = read_records(asker, ([iri], shape.own), *wanted, *more)
    things = [thing for each in found.values() for thing in each.things]
    also = [thing for names, _ in more for thing in names]
    return gather(asker, language, records, [iri, *things, *also])


def arrange(shape: Shape, iri: str, found: Mapping[str, Found], known: Gathered) -> Around:
    """The thing with its groups."""
    return Around(known.thing(iri), known, known.groups(found), shape.columns)
