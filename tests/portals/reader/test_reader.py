"""The reader that CKAN portals harvest with, ckanext-dcat, finds the datasets that we mean."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from inovasi import paths
from inovasi.knowledge import dcat, statistics
from inovasi.knowledge.catalogue import (
    Agent,
    Catalogue,
    Contact,
    Described,
    Release,
    catalogue,
    distribution,
)
from inovasi.knowledge.datasets import read_datasets
from inovasi.knowledge.statements import PREFIXES
from inovasi.portals.formats import FORMATS
from inovasi.query.writing import graph_bytes
from tests.portals.ckan.support import Made
from tests.shared import CHECKOUT
from tests.test_packaging import pinned

READER = CHECKOUT / ".venv-reader"
PINS = Path(__file__).with_name("requirements.txt")
SYNTAXES = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}
Read = Mapping[str, Any]

needs_reader = pytest.mark.skipif(
    not (READER / "stamp").is_file(), reason="no reader of ckanext-dcat: make reader installs it"
)


def known() -> Catalogue:
    """The published datasets with their numbers, and files whose contents do not matter."""
    numbers = statistics.load(paths.PUBLISHED / statistics.FILE)
    assert numbers is not None
    described = [
        Described(
            dataset,
            numbers[dataset.name],
            tuple(distribution(dataset.name, form, Made()) for form in FORMATS),
        )
        for dataset in read_datasets(paths.DATASETS)
    ]
    return catalogue(
        "https://inovasi.example.go.id",
        Agent("Bappeda Kota Contoh", "https://bappeda.example.go.id/"),
        Contact(mail="data@example.go.id"),
        Release("0.1.0", "2026-11-22", "2026-11-22"),
        described,
    )


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a catalogue in one syntax, and what the reader made of it."""

    suffix: str
    datasets: list[Read]
    following: str | None


def read(folder: Path, source: Catalogue, size: int) -> list[Page]:
    """Every page in every syntax, through the reader."""
    arguments, suffixes = [], []
    for suffix, media_type in SYNTAXES.items():
        for number in range(1, dcat.last_page(source, size) + 1):
            view = dcat.View(f"{source.address}.{suffix}", number, size)
            file = folder / f"{number}.{suffix}"
            file.write_bytes(graph_bytes(dcat.describe(source, view), PREFIXES, media_type))
            arguments += [str(file), media_type]
            suffixes.append(suffix)
    script = Path(__file__).with_name("read.py")
    command = [str(READER / "bin" / "python"), "-I", str(script), *arguments]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    assert ended.returncode == 0, ended.stderr
    found = json.loads(ended.stdout)
    return [
        Page(suffix, each["datasets"], each["next"])
        for suffix, each in zip(suffixes, found, strict=True)
    ]


def extras(package: Read) -> dict[str, str]:
    return {extra["key"]: extra["value"] for extra in package["extras"]}


def intent(source: Catalogue, described: Described) -> dict[str, Any]:
    """What a portal is to show of a dataset, field by field."""
    dataset = described.dataset
    first, last = dataset.years or (None, None)
    assert dataset.licence is not None
    assert dataset.frequency is not None
    return {
        "title": dataset.title["id"],
        "notes": dataset.description["id"],
        "tags": sorted({*dataset.keywords["id"], *dataset.keywords["en"]}),
        "license_id": dataset.licence.ckan,
        "version": source.release.version,
        "uri": dataset.iri,
        "identifier": dataset.iri,
        "issued": source.release.issued,
        "frequency": dataset.frequency.iri,
        "theme": json.dumps([theme.iri for theme in dataset.themes]),
        "spatial_uri": dataset.places[0].iri,
        "spatial_text": dataset.places[0].label["id"],
        "temporal_start": str(first) if first else None,
        "temporal_end": str(last) if last else None,
        "publisher_name": source.publisher.name,
        "contact_email": "data@example.go.id",
        "resources": {
            each.iri: {
                "name": each.title["id"],
                "url": source.root + each.path,
                "format": each.label,
                "size": each.byte_size,
                "hash": each.sha256,
                "hash_algorithm": "http://spdx.org/rdf/terms#checksumAlgorithm_sha256",
            }
            for each in described.distributions
        },
    }


def found(package: Read, wanted: Read) -> dict[str, Any]:
    """What the reader says of the fields that we mean."""
    more = extras(package)
    fields = wanted["resources"][next(iter(wanted["resources"]))]
    plain = {field: package.get(field, more.get(field)) for field in wanted}
    return plain | {
        "tags": sorted({tag["name"] for tag in package["tags"]}),
        "resources": {
            resource["uri"]: {field: resource.get(field) for field in fields}
            for resource in package["resources"]
        },
    }


def show(wanted: Read, seen: Read) -> None:
    """Both side by side, for who runs the test with -s."""
    for field, value in wanted.items():
        sys.stdout.write(f"{field}\n  meant {value}\n  read  {seen[field]}\n")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    return read(tmp_path_factory.mktemp("catalogue"), known(), 3)


@needs_reader
@pytest.mark.parametrize("suffix", SYNTAXES)
def test_the_reader_finds_what_we_mean(pages: list[Page], suffix: str) -> None:
    source = known()
    packages = {
        extras(package)["uri"]: package
        for page in pages
        if page.suffix == suffix
        for package in page.datasets
    }
    assert packages.keys() == {each.dataset.iri for each in source.datasets}
    for described in source.datasets:
        wanted = intent(source, described)
        seen = found(packages[described.dataset.iri], wanted)
        show(wanted, seen)
        assert seen == wanted


@needs_reader
@pytest.mark.parametrize("suffix", SYNTAXES)
def test_the_reader_turns_the_pages_to_the_end(pages: list[Page], suffix: str) -> None:
    first, last = [page for page in pages if page.suffix == suffix]
    assert first.following is not None
    assert first.following.endswith(f"/catalog.{suffix}?page=2")
    assert last.following is None
    assert (len(first.datasets), len(last.datasets)) == (3, 1)


@needs_reader
def test_every_syntax_says_the_same(pages: list[Page]) -> None:
    by_syntax = [
        {
            extras(package)["uri"]: normal(package)
            for page in pages
            for package in page.datasets
            if page.suffix == suffix
        }
        for suffix in SYNTAXES
    ]
    assert by_syntax[0] == by_syntax[1] == by_syntax[2]


def normal(package: Read) -> dict[str, Any]:
    """Lists in an order of their own: statements have none."""
    return dict(package) | {
        "tags": sorted(tag["name"] for tag in package["tags"]),
        "extras": {key: sorted(value) for key, value in extras(package).items()},
        "resources": {
            each["uri"]: {field: sorted(str(value)) for field, value in each.items()}
            for each in package["resources"]
        },
    }


def test_the_pins_of_the_reader_are_hashed_and_hold_no_address() -> None:
    pins = pinned(PINS)
    assert (pins["ckan"], pins["ckanext-dcat"]) == ("2.12.0", "2.4.4")
    assert "://" not in PINS.read_text(encoding="utf-8")
