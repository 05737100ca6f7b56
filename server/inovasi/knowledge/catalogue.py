"""The catalogue as plain values: what DCAT, VoID, schema.org and the pages are all made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

from inovasi import iris
from inovasi.knowledge.datasets import Dataset
from inovasi.knowledge.statistics import Statistics


class FileFormat(Protocol):
    """What the catalogue asks of a format in which datasets are handed out.

    ``name`` is the suffix without its dot; ``file_type`` an IRI of the EU's list of file types;
    ``media_type`` that of the content, ``package`` of what it is packed into, if anything.
    """

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> Mapping[str, str]: ...
    @property
    def description(self) -> Mapping[str, str]: ...
    @property
    def media_type(self) -> str: ...
    @property
    def file_type(self) -> str: ...
    @property
    def package(self) -> str: ...


class Made(Protocol):
    """A file that was made: its size in bytes and its SHA-256 in hexadecimal digits."""

    @property
    def size(self) -> int: ...
    @property
    def sha256(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Agent:
    """Who publishes; ``homepage`` may be empty."""

    name: str
    homepage: str = ""

    @classmethod
    def read(cls, text: str) -> Agent:
        """From a setting: a name, and behind it an address in pointed brackets if there is one."""
        name, _, homepage = text.partition(" <")
        return cls(name, homepage.removesuffix(">"))


PROJECT: Final = Agent("Kontributor Inovasi", iris.BASE)
"""Publishes the graph where whoever runs the server gives no name of their own."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask: an address of mail or of a page, one of the two."""

    mail: str = ""
    page: str = ""

    @classmethod
    def read(cls, text: str) -> Contact | None:
        """From a setting, which may be empty."""
        if not text:
            return None
        return cls(page=text) if "://" in text else cls(mail=text)


@dataclass(frozen=True, slots=True)
class Release:
    """The version that is described, its day as ``2026-11-22`` and that of the first release.

    What is not released yet has none, but the version of the release before, ``previous``.
    Empty where nothing is known of them, as for other data than the published graph.
    """

    version: str = ""
    issued: str = ""
    first: str = ""
    previous: str = ""


@dataclass(frozen=True, slots=True)
class Distribution:
    """One file of a dataset; ``path`` is where it lies below the root of the server."""

    dataset: str
    format: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    media_type: str
    file_type: str
    package: str
    path: str
    byte_size: int
    sha256: str
    of: str = ""

    @property
    def iri(self) -> str:
        """As permanent as that of its dataset, which ``of`` tells where it is not ours."""
        return f"{self.of or iris.dataset(self.dataset)}/distribusi/{self.format}"

    @property
    def label(self) -> str:
        """What people call the type of file; two formats may be of one type."""
        return self.title["en"].partition(",")[0]

    @property
    def content_type(self) -> str:
        """The media type of the file as it is sent."""
        return self.package or self.media_type


@dataclass(frozen=True, slots=True)
class Described:
    """A dataset with its numbers, where they are known, and its files."""

    dataset: Dataset
    statistics: Statistics | None = None
    distributions: tuple[Distribution, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that is said; ``root`` is the server's address, without a slash at its end."""

    root: str
    publisher: Agent
    contact: Contact | None
    release: Release
    datasets: tuple[Described, ...]
    units: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Where the catalogue is read."""
        return f"{self.root}/catalog"

    @property
    def iri(self) -> str:
        """What the catalogue is known by: permanent only where the data are ours."""
        return iris.CATALOGUE if self.datasets[0].dataset.ours else f"{self.address}#katalog"

    @property
    def endpoint(self) -> str:
        """Where queries go."""
        return f"{self.root}/sparql"


def distribution(dataset: str, known: FileFormat, made: Made) -> Distribution:
    """The entry for a file of a dataset."""
    return Distribution(
        dataset=dataset,
        format=known.name,
        title=known.title,
        description=known.description,
        media_type=known.media_type,
        file_type=known.file_type,
        package=known.package,
        path=f"/dump/{dataset}.{known.name}",
        byte_size=made.size,
        sha256=made.sha256,
    )


def catalogue(
    root: str,
    publisher: Agent,
    contact: Contact | None,
    release: Release,
    datasets: Iterable[Described],
) -> Catalogue:
    """The catalogue of some datasets; the names of units come from whichever dataset has them."""
    root = root.rstrip("/")
    described = tuple(_placed(each, root) for each in datasets)
    units: dict[str, Mapping[str, str]] = {}
    for each in described:
        if each.statistics is not None:
            units |= each.statistics.units
    return Catalogue(root, publisher, contact, release, described, units)


def _placed(described: Described, root: str) -> Described:
    """Data of others are known by their server: as ours they would replace ours in a portal."""
    if described.dataset.ours:
        return described
    dataset = replace(described.dataset, address=f"{root}/catalog#{described.dataset.name}")
    files = tuple(replace(each, of=dataset.iri) for each in described.distributions)
    return replace(described, dataset=dataset, distributions=files)
