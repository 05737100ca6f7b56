"""The formats of dumps in one table, which the addresses, the catalogue and the commands read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

FILE_TYPES: Final = "http://publications.europa.eu/resource/authority/file-type/"
ZIP: Final = "application/zip"


@dataclass(frozen=True, slots=True)
class DumpFormat:
    """A way to write a dataset.

    ``name`` is the suffix without its dot, ``command`` what ``inovasi export`` calls it.
    ``media_type`` is that of the content, ``package`` of what it is packed into. ``graphs`` says
    whether every graph is told apart; the others hold the default graph, or the merge of the named
    graphs where there is no default graph. ``tables`` are wide: one for each class.
    """

    name: str
    command: str
    media_type: str
    file_type: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    package: str = ""
    graphs: bool = False
    tables: bool = False

    @property
    def content_type(self) -> str:
        """What a server says of the file."""
        kind = self.package or self.media_type
        return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind

    def file(self, dataset: str) -> str:
        """The name of the file that holds a dataset."""
        return f"{dataset}.{self.name}"


def _both(indonesian: str, english: str) -> Mapping[str, str]:
    return MappingProxyType({"id": indonesian, "en": english})


_ONE_GRAPH: Final = _both(
    "Graf bawaan, atau gabungan graf bernama bila tidak ada graf bawaan.",
    "The default graph, or the merge of the named graphs where there is no default graph.",
)
_ALL_GRAPHS: Final = _both("Semua graf.", "All graphs.")

FORMATS: Final = (
    DumpFormat(
        "ttl",
        "turtle",
        "text/turtle",
        FILE_TYPES + "RDF_TURTLE",
        _both("Turtle", "Turtle"),
        _ONE_GRAPH,
    ),
    DumpFormat(
        "jsonld",
        "jsonld",
        "application/ld+json",
        FILE_TYPES + "JSON_LD",
        _both("JSON-LD", "JSON-LD"),
        _ONE_GRAPH,
    ),
    DumpFormat(
        "nt",
        "ntriples",
        "application/n-triples",
        FILE_TYPES + "RDF_N_TRIPLES",
        _both("N-Triples", "N-Triples"),
        _ONE_GRAPH,
    ),
    DumpFormat(
        "rdf",
        "rdfxml",
        "application/rdf+xml",
        FILE_TYPES + "RDF_XML",
        _both("RDF/XML", "RDF/XML"),
        _ONE_GRAPH,
    ),
    DumpFormat(
        "nq",
        "nquads",
        "application/n-quads",
        FILE_TYPES + "RDF_N_QUADS",
        _both("N-Quads", "N-Quads"),
        _ALL_GRAPHS,
        graphs=True,
    ),
    DumpFormat(
        "trig",
        "trig",
        "application/trig",
        FILE_TYPES + "RDF_TRIG",
        _both("TriG", "TriG"),
        _ALL_GRAPHS,
        graphs=True,
    ),
    DumpFormat(
        "csv.zip",
        "csv",
        "text/csv",
        FILE_TYPES + "CSV",
        _both("CSV, satu tabel per kelas", "CSV, one table per class"),
        _both(
            "Satu berkas per kelas, label di samping pengenal, dengan metadata CSVW dan README.",
            "One file per class, labels beside identifiers, with CSVW metadata and a README.",
        ),
        package=ZIP,
        tables=True,
    ),
    DumpFormat(
        "parquet",
        "parquet",
        "application/vnd.apache.parquet",
        FILE_TYPES + "PARQUET",
        _both("Parquet, satu baris per pernyataan", "Parquet, one row per statement"),
        _both(
            "Semua pernyataan dari semua graf dalam satu tabel.",
            "All statements of all graphs in one table.",
        ),
        graphs=True,
    ),
    DumpFormat(
        "parquet.zip",
        "parquet-tables",
        "application/vnd.apache.parquet",
        FILE_TYPES + "PARQUET",
        _both("Parquet, satu tabel per kelas", "Parquet, one table per class"),
        _both(
            "Satu berkas per kelas dengan kolom bertipe, label di samping pengenal.",
            "One file per class with typed columns, labels beside identifiers.",
        ),
        package=ZIP,
        tables=True,
    ),
)
BY_NAME: Final = MappingProxyType({known.name: known for known in FORMATS})
BY_COMMAND: Final = MappingProxyType({known.command: known for known in FORMATS})
