"""What is served, described: its datasets with their numbers and their files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from inovasi import paths
from inovasi.config import Config
from inovasi.knowledge import catalogue, datasets, statistics
from inovasi.knowledge.catalogue import Agent, Catalogue, Contact, Described, Release
from inovasi.knowledge.releases import held_by, read_releases
from inovasi.knowledge.statistics import Statistics
from inovasi.portals.editions import Edition
from inovasi.portals.formats import FORMATS
from inovasi.portals.shelf import Dump, Job, Shelf

Numbers = Mapping[str, Statistics]


@dataclass(slots=True)
class Cataloguing:
    """Describes one edition, whose files are on a shelf."""

    config: Config
    edition: Edition
    shelf: Shelf
    _counted: Numbers | None = None

    def catalogue(self, root: str, patience: float) -> Catalogue:
        """The whole catalogue at an address; errors as the shelf has them."""
        files = self.shelf.all(self.edition, patience)
        numbers = self.numbers(files) or {}
        return catalogue.catalogue(
            root,
            self._publisher(root),
            Contact.read(self.config.contact),
            _release(self.edition),
            [_described(dataset, numbers, files) for dataset in _datasets(self.edition)],
        )

    def numbers(self, files: Mapping[Job, Dump] | None = None) -> Numbers | None:
        """The statistics by dataset; None where nothing is counted, or not yet."""
        if self._counted is None:
            self._counted = _numbers(self.edition, files or {})
        return self._counted

    def _publisher(self, root: str) -> Agent:
        """For data of their own whoever runs the server answers, by name or not."""
        if self.config.publisher:
            return Agent.read(self.config.publisher)
        return catalogue.PROJECT if self.edition.sources else Agent(root, f"{root}/")


def _datasets(edition: Edition) -> list[datasets.Dataset]:
    if not edition.sources:
        return [datasets.SERVED]
    known = datasets.read_datasets(paths.DATASETS)
    return [dataset for dataset in known if dataset.name in edition.sources]


def _numbers(edition: Edition, files: Mapping[Job, Dump]) -> Numbers | None:
    """What lies beside the files that the edition is made of; None where nothing does yet."""
    of_edition = iter(edition.sources.values())
    staged = (made.path for made in files.values())
    place = next(of_edition, None) or next(staged, None)
    return None if place is None else statistics.load(place.with_name(statistics.FILE))


def _release(edition: Edition) -> Release:
    """The release whose content this is; before it is released it has no version and no day."""
    if not edition.sources:
        return Release()
    archive = read_releases(paths.RELEASES)
    first = archive[0].issued.isoformat() if archive else ""
    held = held_by(archive, edition.sources.values())
    if held is None:
        return Release(first=first, previous=archive[-1].version if archive else "")
    earlier = archive[: archive.index(held)]
    previous = earlier[-1].version if earlier else ""
    return Release(held.version, held.issued.isoformat(), first, previous)


def _described(dataset: datasets.Dataset, numbers: Numbers, files: Mapping[Job, Dump]) -> Described:
    made = [(known, files.get((dataset.name, known.name))) for known in FORMATS]
    return Described(
        dataset,
        numbers.get(dataset.name),
        tuple(
            catalogue.distribution(dataset.name, known, file)
            for known, file in made
            if file is not None
        ),
    )
