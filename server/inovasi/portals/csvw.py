"""CSV on the Web: what the columns of the tables mean, for programs, and the same for people."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from inovasi import iris
from inovasi.portals.labels import LANGUAGES
from inovasi.portals.tables import IDENTIFIER, REFERENCE, Column, Table

METADATA: Final = "csv-metadata.json"
README: Final = "README.md"
_XSD: Final = iris.PREFIXES["xsd"]
# The datatypes that CSVW knows by a name of its own (Metadata Vocabulary, 5.11.1).
_BUILT_IN: Final = re.compile(
    "anyURI base64Binary boolean date dateTime dateTimeStamp decimal integer long int short byte"
    " nonNegativeInteger positiveInteger unsignedLong unsignedInt unsignedShort unsignedByte"
    " nonPositiveInteger negativeInteger double duration dayTimeDuration yearMonthDuration float"
    " gDay gMonth gMonthDay gYear gYearMonth hexBinary QName string normalizedString token language"
    " Name NMTOKEN time".replace(" ", "|")
)


def metadata(dataset: str, tables: Iterable[Table], *, ours: bool = True) -> str:
    """The metadata of all tables of a package; data of others have no identifier of ours."""
    identity = {"@id": iris.dataset(dataset)} if ours else {}
    document = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "id"}],
        **identity,
        "tables": [_table(table) for table in tables],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _table(table: Table) -> dict[str, Any]:
    about = {"dc:subject": {"@id": table.iri}} if table.iri else {}
    identifier = {
        "name": IDENTIFIER,
        "titles": IDENTIFIER,
        "datatype": "string",
        "required": True,
        "suppressOutput": True,
    }
    columns = [identifier, *(each for column in table.columns for each in _column(column))]
    schema = {"aboutUrl": f"{{+{IDENTIFIER}}}", "primaryKey": IDENTIFIER, "columns": columns}
    return {"url": f"{table.name}.csv", **about, "tableSchema": schema}


def _column(column: Column) -> Iterator[dict[str, Any]]:
    predicate, kind = column.key
    several = {"separator": column.separator} if column.separator else {}
    described: dict[str, Any] = {"name": column.name, "titles": column.name}
    described["propertyUrl"] = predicate
    if kind == REFERENCE:
        described["datatype"] = "anyURI"
        described["rdfs:range"] = {"@id": iris.expand("rdfs:Resource")}
        if not several:
            # For several values there is no such template.
            described["valueUrl"] = f"{{+{column.name}}}"
    elif kind.startswith("@"):
        described |= {"datatype": "string", "lang": kind[1:]}
    else:
        described["datatype"] = _datatype(kind)
    yield described | several
    for number, name in column.labels:
        yield {
            "name": name,
            "titles": name,
            "datatype": "string",
            "lang": LANGUAGES[number],
            "suppressOutput": True,
            **several,
        }


def _datatype(iri: str) -> Any:
    local = iri.removeprefix(_XSD)
    return (
        local
        if iri == _XSD + local and _BUILT_IN.fullmatch(local)
        else {"@id": iri, "base": "string"}
    )


_TEXTS: Final = """# {dataset}: satu tabel per kelas

Setiap berkas {suffix} memuat semua benda dari satu kelas, satu baris per benda.
{packed}

- `id` adalah pengenal (IRI) benda. Benda dengan beberapa kelas ada di tabel setiap kelasnya.
- Kolom lain adalah sifat; `_id` dan `_en` di belakang nama berarti bahasanya. Di samping kolom
  pengenal berdiri label benda yang ditunjuk: `…_label_id` dan `…_label_en`.
- {several_id}
- {exact_id}
{formulas_id}
{stated_id}
# {dataset}: one table per class

Each {suffix} file holds all things of one class, a row for each.
{packed_en}

- `id` is the identifier (IRI) of the thing. What has several classes stands in the table of each.
- The other columns are properties; `_id` and `_en` behind a name say the language. Beside a column
  of identifiers stand the labels of what is named: `…_label_id` and `…_label_en`.
- {several_en}
- {exact_en}
{formulas_en}
{stated_en}
| berkas / file | kelas / class | baris / rows |
|---|---|---|
{rows}
"""
_CSV: Final = {
    "suffix": ".csv",
    "packed": f"`{METADATA}` menjelaskan setiap kolom untuk mesin (CSV on the Web).",
    "packed_en": f"`{METADATA}` describes every column for machines (CSV on the Web).",
    "several_id": "Beberapa nilai dalam satu sel dipisahkan oleh tanda `separator` dari metadata,"
    " biasanya `|`.\n  Di dalam label, tanda itu ditulis `/`.",
    "several_en": "Several values in one cell are parted by the `separator` of the metadata, mostly"
    " `|`. Within a\n  label that sign is written `/`.",
    "exact_id": "Sel kosong berarti tidak ada nilai, atau teks kosong; N-Quads membedakannya.",
    "exact_en": "An empty cell means no value, or an empty text; N-Quads tells them apart.",
    "formulas_id": "- Nilai ditulis apa adanya. Program lembar kerja dapat menganggap sel yang"
    " diawali `=`, `+`, `-`,\n  atau `@` sebagai rumus: impor semua kolom sebagai teks, UTF-8,"
    " pemisah koma.\n",
    "formulas_en": "- Values are written as they are. A spreadsheet may take a cell that begins"
    " with `=`, `+`, `-`\n  or `@` for a formula: import all columns as text, in UTF-8, separated"
    " by commas.\n",
}
_PARQUET: Final = {
    "suffix": ".parquet",
    "packed": "`columns.csv` menyebut sifat dan jenis setiap kolom.",
    "packed_en": "`columns.csv` names the property and the kind of each column.",
    "several_id": "Kolom yang dapat berisi beberapa nilai adalah daftar.",
    "several_en": "A column that can hold several values is a list.",
    "exact_id": "Angka dan tanggal bertipe bila semua nilainya cocok; ejaan asli ada di berkas"
    " Parquet pernyataan.",
    "exact_en": "Numbers and dates have types where all values fit; how they were written stands in"
    " the Parquet\n  file of statements.",
    "formulas_id": "",
    "formulas_en": "",
}


_STATED: Final = {
    "stated_id": "Lisensi, penerbit, dan versi data tercantum di katalog:",
    "stated_en": "Licence, publisher and version of the data stand in the catalogue:",
}


def readme(
    dataset: str, tables: Sequence[Table], *, parquet: bool = False, ours: bool = True
) -> str:
    """What people have to know of a package; our catalogue says nothing of data of others."""
    texts = _PARQUET if parquet else _CSV
    rows = "\n".join(
        f"| {table.name}{texts['suffix']} | {iris.shorten(table.iri) or '–'} | {table.rows} |"
        for table in tables
    )
    stated = {
        name: f"{text} {iris.BASE}catalog\n" if ours else "" for name, text in _STATED.items()
    }
    return _TEXTS.format(dataset=dataset, rows=rows or "| – | – | 0 |", **stated, **texts)
