"""A national register of innovations that nobody has made: as large as wanted, the same each time.

Run it with ``python -m benchmarks.generate national.nq.gz --innovations 200000``, which gives two
million statements. The suffix decides: .nt or .nq, with .gz compressed. In N-Quads the innovations
of every province have a graph of their own.
"""

from __future__ import annotations

import argparse
import gzip
import io
import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TextIO

from inovasi.iris import CONCEPT, ENTITY, GRAPH, PREFIXES, TERM

PROVINCES: Final = 38
REGENCIES: Final = 514
AGENCIES_EACH: Final = 12
YEARS: Final = range(2010, 2026)
STAGES: Final = ("inisiatif", "uji-coba", "penerapan")
CATEGORIES: Final = ("tata-kelola-pemerintahan", "pelayanan-publik", "bentuk-lainnya")
LEVELS: Final = ("masyarakat", "perangkat-daerah")
_VERBS: Final = ("Layanan", "Sistem", "Gerakan", "Rumah", "Klinik", "Bank", "Kampung", "Pasar")
_NOUNS: Final = ("sampah", "warga", "sekolah", "puskesmas", "izin", "pajak", "air", "nelayan")
_WAYS: Final = ("daring", "terpadu", "keliling", "mandiri", "satu pintu", "tanpa kertas", "ramah")

_TYPE: Final = f"<{PREFIXES['rdf']}type>"
_LABEL: Final = f"<{PREFIXES['skos']}prefLabel>"
_ALT: Final = f"<{PREFIXES['skos']}altLabel>"

Triple = tuple[str, str, str]


def main() -> None:
    """Writes the file that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--innovations", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    count = write(options.file, options.innovations, options.seed)
    size = options.file.stat().st_size / 1e6
    sys.stdout.write(f"{options.file}: {count:,} statements, {size:.1f} MB\n")


def write(file: Path, innovations: int, seed: int = 1) -> int:
    """Writes the register, and says how many statements it has."""
    in_graphs = ".nq" in file.suffixes
    count = 0
    with _opened(file) as text:
        for graph, triples in things(innovations, random.Random(seed)):  # noqa: S311 -- no secret
            end = f" {graph} .\n" if in_graphs and graph else " .\n"
            text.writelines(" ".join(triple) + end for triple in triples)
            count += len(triples)
    return count


def things(innovations: int, chance: random.Random) -> Iterator[tuple[str, list[Triple]]]:
    """One thing at a time: the graph of its province, and what is stated about it."""
    for number in range(PROVINCES):
        yield "", area(number, f"Provinsi {number}")
    for number in range(REGENCIES):
        yield "", area(PROVINCES + number, f"Kabupaten {number}", within=number % PROVINCES)
    for number in range(REGENCIES * AGENCIES_EACH):
        yield "", agency(number)
    for number in range(innovations):
        of_agency = int(chance.random() ** 2 * REGENCIES * AGENCIES_EACH)
        province = of_agency % REGENCIES % PROVINCES
        yield f"<{GRAPH}provinsi-{province}>", innovation(number, of_agency, chance)


def area(number: int, name: str, within: int | None = None) -> list[Triple]:
    """A province, or a regency within one."""
    subject = _area(number)
    stated = [
        (subject, _TYPE, _term("AdministrativeArea")),
        (subject, _LABEL, f'"{name}"@id'),
    ]
    return stated if within is None else [*stated, (subject, _term("within"), _area(within))]


def agency(number: int) -> list[Triple]:
    """One of the agencies of a regency."""
    subject = _agency(number)
    return [
        (subject, _TYPE, f"<{PREFIXES['org']}FormalOrganization>"),
        (subject, _LABEL, f'"Dinas {number // REGENCIES} Kabupaten {number % REGENCIES}"@id'),
        (subject, _term("governs"), _area(PROVINCES + number % REGENCIES)),
    ]


def innovation(number: int, of_agency: int, chance: random.Random) -> list[Triple]:
    """Ten statements about an innovation."""
    subject = f"<{ENTITY}inovasi/contoh/{number}>"
    words = (chance.choice(_VERBS), chance.choice(_NOUNS), chance.choice(_WAYS))
    score = f"{chance.uniform(0, 130):.2f}"
    concepts = (
        ("category", f"kategori/{chance.choice(CATEGORIES)}"),
        ("level", f"tingkat/{chance.choice(LEVELS)}"),
        ("stage", f"tahap/{chance.choice(STAGES)}"),
    )
    return [
        (subject, _TYPE, _term("Innovation")),
        (subject, _LABEL, f'"{" ".join(words)} {number}"@id'),
        (subject, _LABEL, f'"Innovation {number} ({words[1]})"@en'),
        (subject, _ALT, f'"{"".join(word[0] for word in words).upper()}-{number}"'),
        (subject, _term("responsibleAgency"), _agency(of_agency)),
        *((subject, _term(name), f"<{CONCEPT}{concept}>") for name, concept in concepts),
        (subject, _term("startYear"), _literal(str(chance.choice(YEARS)), "gYear")),
        (subject, _term("score"), _literal(score, "decimal")),
    ]


def _term(name: str) -> str:
    return f"<{TERM}{name}>"


def _area(number: int) -> str:
    return f"<{ENTITY}wilayah/contoh/{number}>"


def _agency(number: int) -> str:
    return f"<{ENTITY}org/contoh/{number}>"


def _literal(text: str, datatype: str) -> str:
    return f'"{text}"^^<{PREFIXES["xsd"]}{datatype}>'


@contextmanager
def _opened(file: Path) -> Iterator[TextIO]:
    """To write text to; compressed without name and time, which would differ from run to run."""
    with file.open("wb") as raw:
        if file.suffix == ".gz":
            with (
                gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed,
                io.TextIOWrapper(packed, encoding="utf-8", newline="\n") as text,
            ):
                yield text
        else:
            with io.TextIOWrapper(raw, encoding="utf-8", newline="\n") as text:
                yield text


if __name__ == "__main__":
    main()
