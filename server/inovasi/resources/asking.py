"""Questions of our own to the engine, with the terms put where the question names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final, NamedTuple

from inovasi import iris
from inovasi.errors import NotFound
from inovasi.query.engine import Engine
from inovasi.query.formats import Form, Format, named
from inovasi.query.guard import GuardedQuery, guard
from inovasi.query.request import QueryRequest
from inovasi.resources.remembering import Memory
from inovasi.resources.terms import Term, Terms

Row = tuple[Term, ...]
# RFC 3987 as SPARQL has it: no sign that could end the IRI in a query.
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20\x7f-\x9f<>\"{}|^`\\\ud800-\udfff]*")
_LONGEST: Final = 2048
# Lists of which the length is remembered: what one was narrowed to may be long.
LISTS: Final = 500
_OUTWARD: Final = "SERVICE"
# What stands before WHERE: a variable by itself, or what it is made from.
_VARIABLE: Final = re.compile(r"\bAS \?(\w+)\)|(?<!\S)\?(\w+)(?!\S)")
_TABS: Final = named("tsv", Form.SELECT).format
_LINES: Final = named("ntriples", Form.CONSTRUCT).format
PROLOGUE: Final = "".join(f"PREFIX {name}: <{space}>\n" for name, space in iris.PREFIXES.items())


def is_iri(text: str) -> bool:
    """Whether a text can stand between the angle brackets of a query."""
    return len(text) <= _LONGEST and _IRI.fullmatch(text) is not None


def values(found: Iterable[str]) -> str:
    """IRIs as the data block of VALUES; those that no query can hold are left out."""
    return " ".join(f"<{iri}>" for iri in found if is_iri(iri))


def portions(found: Iterable[str], most: int = 48_000) -> Iterator[str]:
    """The blocks of ``values`` for any number of IRIs, each of as many bytes as a query can hold.

    An IRI that is longer than that has a block to itself.
    """
    block: list[str] = []
    size = 0
    for iri in found:
        written = values((iri,))
        length = len(written.encode()) + 1
        if block and size + length > most:
            yield " ".join(block)
            block, size = [], 0
        if written:
            block.append(written)
            size += length
    if block:
        yield " ".join(block)


class Question(NamedTuple):
    """A SELECT that names its variables, and the texts that are put into it for ``$name``."""

    query: str
    names: Mapping[str, str]

    @property
    def text(self) -> str:
        """The query with the texts in their places."""
        text = self.query
        for name, value in self.names.items():
            text = text.replace(f"${name}", value)
        return text

    @property
    def columns(self) -> list[str]:
        """The names of its variables."""
        head = self.query.partition("WHERE")[0]
        return [made or alone for made, alone in _VARIABLE.findall(head)]


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks an engine; the questions are ours, and so is what is put into them: IRIs come from
    ``reference`` and ``values``, which let nothing else through.

    They count as cheap: visitors' long queries do not keep pages waiting. ``labels`` are those that
    were read last, ``orders`` which of some classes are above others, ``sizes`` how long lists are.
    """

    engine: Engine
    labels: Memory[dict[str, str]] = field(default_factory=Memory, compare=False, repr=False)
    orders: Memory[Mapping[str, frozenset[str]]] = field(
        default_factory=Memory, compare=False, repr=False
    )
    sizes: Memory[int] = field(
        default_factory=partial(Memory[int], LISTS), compare=False, repr=False
    )

    @property
    def version(self) -> str:
        """The state of the dataset that the answers are of."""
        return self.engine.version

    def rows(self, query: str, **names: str) -> list[Row]:
        """The solutions of a SELECT, its prefixes added; ``$name`` is a text put in as it is.

        An unbound variable is ``UNBOUND``.
        """
        _, *lines = self._lines(Question(query, names))
        term = Terms().__getitem__
        return [tuple(map(term, line.split("\t"))) for line in lines]

    def together(self, *questions: Question | None) -> list[list[Row]]:
        """The solutions of several questions, asked at once: the way to the engine and back takes
        as long as most answers. None is a question that need not be asked.
        """
        asked = [(number, each) for number, each in enumerate(questions) if each]
        found: list[list[Row]] = [[] for _ in questions]
        if asked:
            parts = (f"{{ {{ {each.text} }} BIND({number} AS ?asked) }}" for number, each in asked)
            query = f"SELECT * WHERE {{ {' UNION '.join(parts)} }}"
            head, *lines = self._lines(Question(query, {}))
            fields = [name[1:] for name in head.split("\t")]
            places = {number: [*map(fields.index, each.columns)] for number, each in asked}
            which, term = fields.index("asked"), Terms().__getitem__
            for line in lines:
                row = line.split("\t")
                number = int(row[which])
                found[number].append(tuple([term(row[place]) for place in places[number]]))
        return found

    def _lines(self, question: Question) -> list[str]:
        """The lines of the answer, that with the names of the variables first."""
        # Nothing but a line feed ends a line here.
        return self._answer(question, _TABS).decode().split("\n")[:-1]

    def lines(self, query: str, **names: str) -> list[str]:
        """The triples of a CONSTRUCT as lines of N-Triples, sorted, each once, with line feeds."""
        # As bytes: only a line feed ends a line there, and none stands within one.
        written = self._answer(Question(query, names), _LINES).splitlines(keepends=True)
        return sorted(line.decode() for line in set(written))

    def _answer(self, question: Question, result: Format) -> bytes:
        text = PROLOGUE + question.text
        asked = GuardedQuery(text, next(iter(result.forms)), cheap=True)
        # To read a text takes longer than to answer it; ours are read only where they may go out.
        if _OUTWARD in text.upper():
            asked = replace(guard(QueryRequest(text)), cheap=True)
        return self.engine.answer(asked, result).read()


def reference(iri: str) -> str:
    """An IRI as a query writes it; NotFound for what is none, so that nothing has it."""
    if not is_iri(iri):
        raise NotFound("This is not an IRI, so nothing in the graph has it", "check its signs")
    return f"<{iri}>"
