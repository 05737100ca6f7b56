"""What differs between two releases: statements added and removed, by dataset and by entity.

Both sides are read once, side by side, as sorted lines; only what differs is kept. A claim is told
of with the thing that it is about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

import pyoxigraph as ox

from inovasi import iris
from inovasi.knowledge.releases import Release, lines

BETWEEN: Final = ".."
_ABOUT: Final = f"> <{iris.TERM}about> <"
_LABELS: Final = tuple(
    f" <{iris.expand(name)}> " for name in ("skos:prefLabel", "rdfs:label", "dct:title")
)


@dataclass(frozen=True, slots=True)
class Change:
    """What differs about one entity in one dataset: sorted lines of N-Quads, without line ends."""

    dataset: str
    entity: str
    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Every change from one release to another, by dataset in their order, then by entity.

    ``labels`` holds the names of the entities, by language; ``stays`` the lines that left a dataset
    or came into one while the whole had them and has them, in this dataset or in another.
    """

    old: Release
    new: Release
    changes: tuple[Change, ...]
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    stays: frozenset[str] = frozenset()

    @property
    def iri(self) -> str:
        return iris.release(f"{self.old.version}{BETWEEN}{self.new.version}")

    @property
    def datasets(self) -> tuple[str, ...]:
        """Those of either release."""
        names = (part.name for release in (self.new, self.old) for part in release.parts)
        return tuple(dict.fromkeys(names))

    def of(self, dataset: str = "", entity: str = "") -> tuple[Change, ...]:
        """The changes of a dataset, of an entity, or of both; an empty name means all."""
        return tuple(
            change
            for change in self.changes
            if dataset in ("", change.dataset) and entity in ("", change.entity)
        )


def difference(old: Release, new: Release) -> Difference:
    """What has to be removed from one release, and added to it, to get the other."""
    empty = Difference(old, new, ())
    changes = [
        change
        for name in empty.datasets
        # The same hash is the same data: nothing to read.
        if old.hashes.get(name) != new.hashes.get(name)
        for change in _changes(name, old, new)
    ]
    labels = _labels({change.entity for change in changes}, old, new)
    return Difference(old, new, tuple(changes), labels, _stays(changes, old, new))


def _stays(changes: Sequence[Change], old: Release, new: Release) -> frozenset[str]:
    """Lines of changes that both releases hold: one dataset may repeat what stands in another."""
    removed = {line for change in changes for line in change.removed}
    added = {line for change in changes for line in change.added}
    return frozenset((*_held(removed, new), *_held(added, old)))


def _held(wanted: set[str], release: Release) -> Iterator[str]:
    """Those of the lines that a release holds in any dataset."""
    for part in release.parts if wanted else ():
        for line in lines(release.path(part.name)):
            if line.rstrip("\n") in wanted:
                yield line.rstrip("\n")


def _changes(name: str, old: Release, new: Release) -> list[Change]:
    added: defaultdict[str, list[str]] = defaultdict(list)
    removed: defaultdict[str, list[str]] = defaultdict(list)
    # A dataset that a release does not have is empty there.
    sides = (
        _groups(lines(release.path(name)) if name in release.hashes else ())
        for release in (old, new)
    )
    for subject, before, after in _side_by_side(*sides):
        if before != after:
            entity = _about(after) or _about(before) or subject
            removed[entity] += sorted(set(before) - set(after))
            added[entity] += sorted(set(after) - set(before))
    return [
        Change(name, entity, tuple(added[entity]), tuple(removed[entity]))
        for entity in sorted(added.keys() | removed.keys())
    ]


def _groups(content: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Subjects with their lines; sorted lines keep those of a subject together."""
    for subject, group in groupby(content, lambda line: line[: line.index(">") + 1]):
        yield subject, [line.rstrip("\n") for line in group]


def _side_by_side(
    old: Iterator[tuple[str, list[str]]], new: Iterator[tuple[str, list[str]]]
) -> Iterator[tuple[str, list[str], list[str]]]:
    """Every subject of either side with its lines on both."""
    none: tuple[str, list[str]] = ("", [])
    left, right = next(old, none), next(new, none)
    while left[0] or right[0]:
        # An empty subject is the end, and comes last.
        key = min(filter(None, (left[0], right[0])))
        before, after = (side[1] if side[0] == key else [] for side in (left, right))
        yield key[1:-1], before, after
        left = next(old, none) if left[0] == key else left
        right = next(new, none) if right[0] == key else right


def _about(group: Iterable[str]) -> str:
    """What a claim is about."""
    for line in group:
        _, found, rest = line.partition(_ABOUT)
        if found:
            return rest[: rest.index(">")]
    return ""


def _labels(wanted: set[str], *releases: Release) -> dict[str, dict[str, str]]:
    """Names of entities by language, as the last of the releases has them."""
    found: dict[str, dict[str, str]] = {}
    subjects = {f"<{iri}>" for iri in wanted}
    # In sorted lines skos:prefLabel comes last, and counts most.
    for release in releases if wanted else ():
        for part in release.parts:
            for label in _labelling(lines(release.path(part.name)), subjects):
                if isinstance(label.object, ox.Literal):
                    names = found.setdefault(str(label.subject)[1:-1], {})
                    names[label.object.language or ""] = label.object.value
    return found


def _labelling(content: Iterable[str], subjects: set[str]) -> Iterator[ox.Quad]:
    for line in content:
        end = line.index(">") + 1
        if line.startswith(_LABELS, end) and line[:end] in subjects:
            yield from parsed([line.rstrip("\n")])


def parsed(content: Iterable[str]) -> Iterator[ox.Quad]:
    """The statements of lines."""
    text = "".join(f"{line}\n" for line in content)
    return iter(ox.parse(text.encode(), ox.RdfFormat.N_QUADS))
