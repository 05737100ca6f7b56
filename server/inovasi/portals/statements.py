"""Sorted N-Quads read as a stream: one subject at a time, whatever the size of the file.

The lines are as ``knowledge.serialization.n_quads`` writes them. Statements of a subject stand
together, and so do equal statements of different graphs. Terms stay as they are written there.
"""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import IO, Final, NamedTuple

from inovasi.errors import DataError, Inexpressible

COMPRESSED: Final = ".gz"
STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
LANG_STRING: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
TYPE: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_BUFFER: Final = 1024 * 1024
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPED: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_TRIPLE_TERM: Final = "<<"


Statement = tuple[str, str, str, str]
"""Subject, predicate, object and graph; that of the default graph is empty."""


class Literal(NamedTuple):
    """A literal's parts; ``language`` holds the base direction, too, where there is one."""

    text: str
    language: str
    datatype: str


@contextmanager
def opened(path: Path) -> Iterator[IO[str]]:
    """The lines of a file; only a line feed ends one."""
    with path.open("rb", buffering=_BUFFER) as raw:
        if path.suffix == COMPRESSED:
            with (
                gzip.GzipFile(fileobj=raw) as plain,
                _text(plain) as lines,  # type: ignore[arg-type]
            ):
                yield lines
        else:
            with _text(raw) as lines:
                yield lines


def _text(binary: IO[bytes]) -> IO[str]:
    return io.TextIOWrapper(binary, encoding="utf-8", newline="\n")


def statements(path: Path) -> Iterator[Statement]:
    """Every statement of the file."""
    number = 0
    with opened(path) as lines:
        try:
            for number, line in enumerate(lines, 1):  # noqa: B007 -- told when one is wrong
                yield split(line)
        except ValueError:
            problem = "it is not a line of canonical N-Quads"
            raise DataError(path, problem, "build the file anew", row=number) from None


def split(line: str) -> Statement:
    """The terms of a line; ValueError if it is none."""
    subject, predicate, rest = line.split(" ", 2)
    if rest[-3:] != " .\n":
        raise ValueError(line)
    rest = rest[:-3]
    if rest[-1:] == '"':
        # A text, and no graph behind it.
        return subject, predicate, rest, ""
    # Blanks stand within literals and triple terms, and before the graph.
    end = rest.rindex(")>>") if rest[:2] == _TRIPLE_TERM else rest.rfind('"')
    cut = rest.find(" ", end + 1)
    if cut < 0:
        return subject, predicate, rest, ""
    return subject, predicate, rest[:cut], rest[cut + 1 :]


def has_default_graph(path: Path) -> bool:
    """Whether any statement stands outside the named graphs."""
    return any(not statement[3] for statement in statements(path))


def one_graph(path: Path) -> Iterator[Statement]:
    """The default graph, or the merge of the named graphs where there is no default graph."""
    if has_default_graph(path):
        return (statement for statement in statements(path) if not statement[3])
    return distinct(statements(path))


def distinct(found: Iterable[Statement]) -> Iterator[Statement]:
    """The same statements outside of graphs, each once."""
    last = None
    for statement in found:
        triple = statement[:3]
        if triple != last:
            yield (*triple, "")
            last = triple


def subjects(found: Iterable[Statement]) -> Iterator[tuple[str, list[Statement]]]:
    """The statements of one subject at a time."""
    for subject, group in groupby(found, key=_subject):
        yield subject, list(group)


def _subject(statement: Statement) -> str:
    return statement[0]


def literal(term: str) -> Literal:
    """The parts of a literal."""
    end = term.rindex('"')
    text, suffix = unescape(term[1:end]), term[end + 1 :]
    if not suffix:
        return Literal(text, "", STRING)
    if suffix[0] == "@":
        return Literal(text, suffix[1:], LANG_STRING)
    return Literal(text, "", suffix[3:-1])


def unescape(text: str) -> str:
    """The characters that are meant."""
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _ESCAPED.get(match[3], match[3])


def refuse_triple_term(term: str, form: str) -> None:
    """Inexpressible for a triple in the place of an object (RDF 1.2)."""
    if term.startswith(_TRIPLE_TERM):
        raise Inexpressible(
            f"{form} cannot hold a statement about a statement: {term[:200]}",
            "take N-Quads, TriG, N-Triples or Turtle",
        )
