"""What was read of the vocabulary, which is on every page and does not change with the things."""

from __future__ import annotations

from typing import Final, Generic, TypeVar

from inovasi import iris

MOST: Final = 4_000
"""Terms of which something is remembered."""
_SPACES: Final = tuple(space for space in iris.PREFIXES.values() if space != iris.ENTITY)

V = TypeVar("V")


class Memory(Generic[V]):
    """What is known of terms, for one state of the data: with the next one it starts anew."""

    def __init__(self) -> None:
        self._known: tuple[str, dict[str, V]] = ("", {})

    def of(self, version: str) -> dict[str, V]:
        """What is known in a state of the data."""
        if self._known[0] != version:
            self._known = version, {}
        return self._known[1]


def keep(known: dict[str, V], iri: str, value: V) -> None:
    """Remembers something of a term, unless there is too much already."""
    if is_term(iri) and len(known) < MOST:
        known[iri] = value


def is_term(iri: str) -> bool:
    """Whether an IRI is of a vocabulary, and not of a thing."""
    return iri.startswith(_SPACES)
