"""What a list of things is: its columns, its order, and what it can be narrowed to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

NAME: Final = "name"
"""The key of the first column of every list: what a thing is called."""
_PREFIXED: Final = re.compile(r"[a-z]+:\w+")


class Words(NamedTuple):
    """The same in Indonesian and in English."""

    id: str
    en: str

    def of(self, language: str) -> str:
        """In a language; Indonesian for any that is not English."""
        return self.en if language == "en" else self.id


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what a property path leads to from a thing, by ``via`` to the last ``step``.

    Where it is ``counted``, the cell is how many values there are. ``numeric`` values stand right
    and sort as numbers. A ``plain`` column holds literals, a ``prose`` one such that nobody sorts
    by; any other holds things that have a name.
    """

    key: str
    words: Words
    step: str
    via: str = ""
    numeric: bool = False
    plain: bool = False
    prose: bool = False
    counted: bool = False

    @property
    def path(self) -> str:
        """The property path from a thing to the values."""
        return f"{self.via}/({self.step})" if self.via else self.step

    @property
    def disputable(self) -> bool:
        """Whether claims may be about the values: they are those of one property."""
        return not self.counted and bool(_PREFIXED.fullmatch(self.step))

    @property
    def named(self) -> bool:
        """Whether the column holds things that have names."""
        return not (self.numeric or self.counted or self.plain or self.prose)

    @property
    def right(self) -> bool:
        """Whether the column holds numbers."""
        return self.numeric or self.counted


@dataclass(frozen=True, slots=True)
class Reach:
    """How a thing comes to lie in an area: the path to areas, or to organizations of areas."""

    path: str
    organizations: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; ``word`` is that of its address, ``beside`` the words of lists to look at, too.

    ``graph`` is where its things are stated, as a query writes it: empty for the default graph,
    a variable for any named one. ``unnamed`` things have no labels, and go by that and by the end
    of their identifier.
    """

    word: str
    title: Words
    hint: Words
    classes: tuple[str, ...]
    columns: tuple[Column, ...]
    sort: str = NAME
    reach: Reach | None = None
    categorized: bool = False
    graph: str = ""
    unnamed: Words | None = None
    beside: tuple[str, ...] = ()

    def column(self, key: str) -> Column | None:
        """The column with a key."""
        return next((column for column in self.columns if column.key == key), None)

    @property
    def inside(self) -> str:
        """What stands in a query before a group, so that it holds in the graph of the list."""
        return f"GRAPH {self.graph} " if self.graph else ""

    @property
    def sortable(self) -> tuple[str, ...]:
        """The keys that the list can be sorted by: what is counted for a page is not among them."""
        return (NAME, *(each.key for each in self.columns if not (each.counted or each.prose)))

    @property
    def mapped(self) -> bool:
        """Whether the things are places that a map can show."""
        return "inov:AdministrativeArea" in self.classes and not self.graph


@dataclass(frozen=True, slots=True)
class Group:
    """Lists that belong together on the page of all lists."""

    title: Words
    listings: tuple[Listing, ...]
