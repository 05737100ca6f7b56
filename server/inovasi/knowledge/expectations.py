"""Floors and ceilings: how many things of a class there are, and how often a property is filled.

They are written in TOML::

    [[count]]
    class = "inov:AwardResult"
    min = 10

    [[fill]]
    class = "inov:Innovation"
    property = "inov:category"
    min = 1.0

``min`` and ``max`` of a count are whole numbers, of a fill shares from 0 to 1; one may be left out.
Only a thing's stated types count, not the superclasses that follow from them. A class or property
of ours must be one that the ontology has, and so must every other one that has a ``min``: else the
bound would say nothing.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from inovasi import iris
from inovasi.errors import DataError
from inovasi.knowledge.vocabulary import Vocabulary

Triples = Iterable[tuple[Any, Any, Any]]

_TYPE: Final = iris.expand("rdf:type")
_KEYS: Final = {"count": {"class"}, "fill": {"class", "property"}}


@dataclass(frozen=True, slots=True)
class Expectation:
    """A bound on a class; on the share of its instances that have a property, where one is given.

    ``kind`` and ``filled`` are IRIs, ``filled`` is empty for a count.
    """

    kind: str
    filled: str
    floor: float
    ceiling: float

    def fault(self, instances: set[str], having: set[str]) -> str:
        """What is wrong and the mend in one line, or nothing."""
        if self.filled and self.floor and not instances:
            kind = iris.shorten(self.kind)
            return f"there is no {kind} to have {iris.shorten(self.filled)} — {self._mend('floor')}"
        found = _share(instances, having) if self.filled else len(instances)
        if found < self.floor:
            return f"{self._what(found)}, fewer than {self.floor:g} — {self._mend('floor')}"
        if found > self.ceiling:
            return f"{self._what(found)}, more than {self.ceiling:g} — {self._mend('ceiling')}"
        return ""

    def _what(self, found: float) -> str:
        kind = iris.shorten(self.kind)
        if not self.filled:
            return f"count of {kind} is {found:g}"
        return f"share of {kind} with {iris.shorten(self.filled)} is {found:.3g}"

    def _mend(self, bound: str) -> str:
        what = "add what is missing" if bound == "floor" else "take out what is too much"
        return f"{what}, or move the {bound} if the change is meant"


def _share(instances: set[str], having: set[str]) -> float:
    return len(instances & having) / len(instances) if instances else 0.0


def check_expectations(file: Path, vocabulary: Vocabulary, triples: Triples) -> list[str]:
    """One line for every bound of the file that is broken; a term counts as its string."""
    expectations = read_expectations(file, vocabulary)
    instances: dict[str, set[str]] = defaultdict(set)
    having: dict[str, set[str]] = {item.filled: set() for item in expectations if item.filled}
    for subject, predicate, value in triples:
        if str(predicate) == _TYPE:
            instances[str(value)].add(str(subject))
        if str(predicate) in having:
            having[str(predicate)].add(str(subject))
    faults = (
        item.fault(instances[item.kind], having.get(item.filled, set())) for item in expectations
    )
    return [f"{file.name}: {fault}" for fault in faults if fault]


def read_expectations(file: Path, vocabulary: Vocabulary) -> tuple[Expectation, ...]:
    """The bounds in the order of the file; DataError for whatever is no bound."""
    expectations = tuple(_entries(file, _table(file), vocabulary))
    if not expectations:
        raise DataError(file, "states no expectation", "restore its [[count]] and [[fill]]")
    return expectations


def _table(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DataError(
            file, "is missing", "restore it: it holds the floors and ceilings"
        ) from error
    except OSError as error:
        raise DataError(file, f"cannot be read ({error.strerror})", "restore the file") from error
    except UnicodeDecodeError as error:
        raise DataError(file, f"byte {error.start} is not UTF-8", "save it in UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise DataError(file, f"is not well-formed TOML ({error})", "mend it there") from error


def _entries(file: Path, table: dict[str, Any], vocabulary: Vocabulary) -> Iterator[Expectation]:
    for name, entries in table.items():
        if name not in _KEYS or not isinstance(entries, list):
            raise DataError(file, f"{name!r} is no expectation", "use [[count]] and [[fill]]")
        for number, entry in enumerate(entries, start=1):
            place = _Place(file, f"{name} {number}", vocabulary)
            if not isinstance(entry, dict):
                raise place.fault(f"{entry!r} is no table", f"write it under [[{name}]]")
            yield _expectation(place, name, entry)


@dataclass(frozen=True, slots=True)
class _Place:
    """An entry of the file, for the messages about it."""

    file: Path
    entry: str
    vocabulary: Vocabulary

    def fault(self, problem: str, remedy: str) -> DataError:
        return DataError(self.file, f"{self.entry}: {problem}", remedy)

    def term(self, curie: Any, kind: str, *, needed: bool) -> str:
        """The IRI of a class or property, which must be known if it is ours or ``needed``."""
        try:
            iri = iris.expand(curie)
        except (TypeError, ValueError) as error:
            remedy = 'write a prefixed name such as "inov:AwardResult"'
            raise self.fault(f"{curie!r} is no prefixed name", remedy) from error
        known = self.vocabulary.classes if kind == "class" else self.vocabulary.properties
        if iri not in known and (needed or iri.startswith(iris.BASE)):
            raise self.fault(f"{curie} is no {kind} of the ontology", "correct it there or here")
        return iri


def _expectation(place: _Place, name: str, entry: dict[str, Any]) -> Expectation:
    required = _KEYS[name]
    unknown = sorted(entry.keys() - required - {"min", "max"})
    if unknown:
        raise place.fault(f"unknown key {unknown[0]!r}", "use " + ", ".join(_allowed(name)))
    if not required <= entry.keys() or not entry.keys() & {"min", "max"}:
        raise place.fault(
            "a key is missing", "give " + " and ".join(sorted(required)) + ", min or max"
        )
    floor, ceiling = (_bound(place, name, entry, key) for key in ("min", "max"))
    if floor > ceiling:
        raise place.fault("min is above max", "swap them or correct one")
    needed = "min" in entry
    filled = place.term(entry["property"], "property", needed=needed) if name == "fill" else ""
    return Expectation(place.term(entry["class"], "class", needed=needed), filled, floor, ceiling)


def _allowed(name: str) -> list[str]:
    return [*sorted(_KEYS[name]), "min", "max"]


def _bound(place: _Place, name: str, entry: dict[str, Any], key: str) -> float:
    if key not in entry:
        return 0.0 if key == "min" else float("inf")
    value = entry[key]
    wanted = "a share from 0 to 1" if name == "fill" else "a whole number from 0 up"
    kinds = (int, float) if name == "fill" else (int,)
    top = 1 if name == "fill" else float("inf")
    if isinstance(value, bool) or not isinstance(value, kinds) or not 0 <= value <= top:
        raise place.fault(f"{key} is {value!r}", f"write {wanted}")
    return float(value)
