"""A catalogue of the published graph, with files that were not made."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from inovasi import paths
from inovasi.knowledge import statistics
from inovasi.knowledge.catalogue import (
    PROJECT,
    Agent,
    Catalogue,
    Contact,
    Described,
    Distribution,
    Release,
    catalogue,
    distribution,
)
from inovasi.knowledge.datasets import SERVED, Dataset, read_datasets
from inovasi.portals.formats import FORMATS

ROOT = "https://data.example.org"
RELEASE = Release("1.2.3", "2026-11-22", "2026-01-02")
CONTACT = Contact(mail="data@example.org")
NAMES = ("inovasi", "eksternal", "wilayah", "ontologi")


@dataclass(frozen=True)
class Made:
    size: int
    sha256: str


@cache
def counted(name: str) -> statistics.Statistics:
    """The numbers of a published dataset, counted here and not read."""
    file = paths.PUBLISHED / f"{name}.nq"
    return statistics.read_statistics(ox.parse(path=str(file), format=ox.RdfFormat.N_QUADS))


def files(name: str) -> tuple[Distribution, ...]:
    return tuple(
        distribution(name, known, Made(1000 + number, f"{number:02x}" * 32))
        for number, known in enumerate(FORMATS)
    )


def described(dataset: Dataset) -> Described:
    return Described(dataset, counted(dataset.name), files(dataset.name))


def published(agent: Agent = PROJECT, contact: Contact | None = CONTACT) -> Catalogue:
    datasets = map(described, read_datasets(paths.DATASETS))
    return catalogue(ROOT, agent, contact, RELEASE, datasets)


def other() -> Catalogue:
    """Of data that are not ours, and of which nothing was counted."""
    return catalogue(
        ROOT, Agent(ROOT), None, Release(), [Described(SERVED, None, files("inovasi"))]
    )


def values(triples: list[ox.Triple], subject: str, name: str) -> list[str]:
    """What a property of a thing has, in order."""
    return [
        triple.object.value  # type: ignore[union-attr]
        for triple in triples
        if triple.subject == ox.NamedNode(subject) and triple.predicate == ox.NamedNode(name)
    ]
