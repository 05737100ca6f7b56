"""Readers of results that share no code with the engine that writes them; graphs excepted."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final
from xml.etree import ElementTree as ET

import pyoxigraph as ox

from tests.suites.manifests import Source
from tests.suites.results import XSD, Result, Sort, Term, literal, row

RS: Final = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
RDF_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
Statements = dict[str, list[Term]]

_SRX: Final = "{http://www.w3.org/2005/sparql-results#}"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_TURTLE_TERM: Final = re.compile(
    r'<(?P<iri>[^>]*)>|_:(?P<blank>\S+)|"(?P<text>(?:[^"\\]|\\.)*)"'
    r"(?:@(?P<language>\S+)|\^\^<(?P<datatype>[^>]*)>)?|(?P<boolean>true|false)"
    r"|(?P<double>[+-]?[\d.]+[eE][+-]?\d+)|(?P<decimal>[+-]?\d*\.\d+)|(?P<integer>[+-]?\d+)"
)
_ESCAPES: Final = MappingProxyType({"t": "\t", "n": "\n", "r": "\r"})


def read_json(text: bytes) -> Result:
    document = json.loads(text)
    names = frozenset(document["head"].get("vars", ()))
    if "boolean" in document:
        return Result((), names, document["boolean"])
    rows = document["results"]["bindings"]
    return Result(tuple(row((n, _of_json(t)) for n, t in cells.items()) for cells in rows), names)


def _of_json(term: Mapping[str, str]) -> Term:
    match term["type"]:
        case "uri":
            return Term(Sort.IRI, term["value"])
        case "bnode":
            return Term(Sort.BLANK, term["value"])
    return literal(term["value"], term.get("datatype", ""), term.get("xml:lang", ""))


def read_xml(text: bytes) -> Result:
    document = ET.fromstring(text)
    names = frozenset(name.attrib["name"] for name in document.iterfind(f".//{_SRX}variable"))
    truth = document.findtext(f"{_SRX}boolean")
    if truth is not None:
        return Result((), names, truth.strip() == "true")
    rows = document.iterfind(f"{_SRX}results/{_SRX}result")
    return Result(tuple(row((b.attrib["name"], _of_xml(b[0])) for b in r) for r in rows), names)


def _of_xml(term: ET.Element) -> Term:
    value = term.text or ""
    match term.tag.removeprefix(_SRX):
        case "uri":
            return Term(Sort.IRI, value.strip())
        case "bnode":
            return Term(Sort.BLANK, value.strip())
    return literal(value, term.get("datatype", ""), term.get(_LANG, ""))


def read_csv(text: bytes) -> Result:
    """CSV does not tell IRIs from literals, nor an empty string from nothing."""
    names, *lines = csv.reader(io.StringIO(text.decode(), newline=""))
    return _of_table(names, lines, _of_csv)


def _of_csv(cell: str) -> Term:
    return Term(Sort.BLANK, cell[2:]) if cell.startswith("_:") else Term(Sort.TEXT, cell)


def read_tsv(text: bytes) -> Result:
    names, *lines = (line.split("\t") for line in text.decode().splitlines())
    return _of_table([name.removeprefix("?") for name in names], lines, _of_turtle)


def _of_turtle(text: str) -> Term:
    match = _TURTLE_TERM.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no term in Turtle")
    found = {name: value for name, value in match.groupdict().items() if value is not None}
    name, value = next(iter(found.items()))
    match name:
        case "iri" | "blank":
            return Term(Sort(name), value)
        case "text":
            plain = re.sub(r"\\(.)", lambda m: _ESCAPES.get(m[1], m[1]), value)
            return literal(plain, found.get("datatype", ""), found.get("language", ""))
    return literal(value, XSD + name)


def _of_table(
    names: Iterable[str], lines: Iterable[Iterable[str]], read: Callable[[str], Term]
) -> Result:
    columns = list(names)
    return Result(
        tuple(row((n, read(c)) for n, c in zip(columns, r, strict=True) if c) for r in lines),
        frozenset(columns),
    )


def read_graph(text: bytes, form: ox.RdfFormat, base: str | None = None) -> Result:
    """Triples with their literals as written, which rdflib would not keep."""
    quads = ox.parse(text, form, base_iri=base)
    parts = ("subject", "predicate", "object")
    rows = {row((part, _of_engine(getattr(quad, part))) for part in parts) for quad in quads}
    return Result(tuple(rows))


def _of_engine(term: Any) -> Term:
    if isinstance(term, ox.NamedNode):
        return Term(Sort.IRI, term.value)
    if isinstance(term, ox.BlankNode):
        return Term(Sort.BLANK, term.value)
    return literal(term.value, term.datatype.value, term.language or "")


def as_result_set(graph: Result) -> Result | None:
    """The result that a graph in the vocabulary of result sets describes, if it is one."""
    about = _by_subject(graph)
    kind = Term(Sort.IRI, RS + "ResultSet")
    found = next((said for said in about.values() if kind in said.get(RDF_TYPE, ())), None)
    if found is None:
        return None
    if RS + "boolean" in found:
        return Result(truth=found[RS + "boolean"][0].value == "true")
    solutions = [about.get(node, {}) for node in found.get(RS + "solution", ())]
    ordered = bool(solutions) and all(RS + "index" in said for said in solutions)
    if ordered:
        solutions.sort(key=lambda said: int(said[RS + "index"][0].value))
    bindings = ([about[node] for node in said.get(RS + "binding", ())] for said in solutions)
    rows = tuple(row((_name(said), said[RS + "value"][0]) for said in bound) for bound in bindings)
    names = frozenset(name.value for name in found.get(RS + "resultVariable", ()))
    return Result(rows, names, ordered=ordered)


def _by_subject(graph: Result) -> dict[Term, Statements]:
    about: dict[Term, Statements] = {}
    for cells in graph.rows:
        of = dict(cells)
        said = about.setdefault(of["subject"], {})
        said.setdefault(of["predicate"].value, []).append(of["object"])
    return about


def _name(binding: Statements) -> str:
    return binding[RS + "variable"][0].value


READERS: Final = MappingProxyType(
    {"json": read_json, "xml": read_xml, "csv": read_csv, "tsv": read_tsv}
)
_FORMATS: Final = MappingProxyType({".srj": "json", ".srx": "xml", ".csv": "csv", ".tsv": "tsv"})


def read_expected(source: Source) -> tuple[Result, str]:
    """The result that a test expects, and the name of the format in which to ask for it."""
    text, suffix = source.file.read_bytes(), source.file.suffix
    if suffix in _FORMATS:
        return READERS[_FORMATS[suffix]](text), _FORMATS[suffix]
    rdf = ox.RdfFormat.from_extension(suffix[1:])
    if rdf is None:
        raise ValueError(f"{source.file} is in no known format")
    graph = read_graph(text, rdf, source.iri)
    described = as_result_set(graph)
    return (graph, "ntriples") if described is None else (described, "json")


def read_answer(text: bytes, name: str) -> Result:
    """The answer of an engine in the format of this name."""
    if name == "ntriples":
        return read_graph(text, ox.RdfFormat.N_TRIPLES)
    return READERS[name](text)
