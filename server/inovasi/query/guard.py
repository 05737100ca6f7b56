"""Reads a query once before any engine sees it, and turns away what no engine should see.

The engine has no deadline of its own, ends its process on deep nesting, and follows ``SERVICE`` out
to the network. It also cuts some texts differently from the specification (``trueSERVICE<…>`` is
two keywords to it), so where two readings are possible the guard takes the worse one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from inovasi.errors import ContentTooLarge, MalformedQuery, MalformedRequest, QueryRefused
from inovasi.query.formats import Form
from inovasi.query.lexer import Kind, Token, malformed, tokens
from inovasi.query.patterns import PatternCounter
from inovasi.query.request import QueryRequest


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may cost before it is run.

    ``operators`` bounds the chains that the engine walks by recursion, as ``depth`` bounds nesting.
    ``patterns`` bounds the time that planning takes, for which the engine has no deadline.
    """

    bytes: int = 65_536
    depth: int = 64
    operators: int = 256
    patterns: int = 100


@dataclass(frozen=True, slots=True)
class GuardedQuery:
    """A query that may be run, and what was learnt while reading it.

    ``text`` is what was asked, as long and with the same places. ``prefixes`` are those that the
    answer can use; ``volatile`` says that the answer differs from run to run; ``cheap`` that it is
    a question of our own, which is done in a moment.
    """

    text: str
    form: Form
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    prefixes: tuple[tuple[str, str], ...] = ()
    volatile: bool = False
    cheap: bool = False


_UPDATES: Final = frozenset(
    {"INSERT", "DELETE", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}
)
_VOLATILE: Final = frozenset({"RAND", "NOW", "UUID", "STRUUID", "BNODE"})
_SERVICE: Final = "SERVICE"
_CLOSERS: Final = {"}": "{", ")": "(", "]": "["}
_OPENERS: Final = frozenset(_CLOSERS.values())
_OPERATORS: Final = frozenset(
    {"||", "&&", "|", "/", "^", "!", "+", "-", "*", "=", "!=", "<", ">", "<=", ">="}
)
_CLAUSES: Final = frozenset({"UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "AS", "LATERAL"})
_BOOLEANS: Final = frozenset({"TRUE", "FALSE"})
# Behind one of these a bracket opens a collection, unless it stands in an expression.
_BEFORE_COLLECTION: Final = frozenset({"{", ".", ";", ","})
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
# An IRI with an authority cannot be read as "less than" and an expression; any other can.
_AUTHORITY: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")


def guard(request: QueryRequest, limits: Limits = Limits()) -> GuardedQuery:
    """The query with what the engine needs to know, or the error that answers it."""
    _check_size(request.text, limits.bytes)
    reader = _Reader(request.text, limits)
    reader.read()
    return GuardedQuery(
        reader.rewritten,
        reader.form,
        request.default_graphs,
        request.named_graphs,
        tuple(item for item in reader.prefixes.items() if _can_shorten(*item)),
        reader.volatile,
    )


def _can_shorten(prefix: str, iri: str) -> bool:
    """Whether an answer can be written with the prefix: XML reserves some names for itself."""
    return bool(_ABSOLUTE.match(iri)) and "\\" not in iri and not prefix.lower().startswith("xml")


def _check_size(text: str, limit: int) -> None:
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        raise malformed("this is not a Unicode character", text, error.start) from None
    if size > limit:
        raise ContentTooLarge(
            f"The query has {size} bytes, more than the {limit} taken here", "shorten the query"
        )


@dataclass(slots=True)
class _Template:
    """The first group of CONSTRUCT: what in it stands for a node without a name."""

    begun: bool = False
    ended: bool = False

    def makes_node(self, before: Token, token: Token, after: Token, depth: int) -> bool:
        """Whether the token begins a collection, an annotation, or a triple that is spoken of."""
        self.ended |= self.begun and depth == 0
        if self.ended or token.kind is not Kind.SYMBOL:
            return False
        self.begun |= token.text == "{"
        match token.text:
            case "(":
                return before.text != "<"
            case "{":
                return after.text == "|"
            case "<":
                return before.text == "<" and after.text != "("
        return token.text == "~"


@dataclass(slots=True)
class _Reader:
    """One pass over the tokens; each ``_check`` or ``_take`` is for one of them."""

    text: str
    limits: Limits
    form: Form = Form.SELECT
    volatile: bool = False
    operators: int = 0
    prefixes: dict[str, str] = field(default_factory=dict)
    open: list[Token] = field(default_factory=list)
    # For each open bracket, whether an expression can stand right in it.
    comparing: list[bool] = field(default_factory=list)
    patterns: PatternCounter = field(init=False)
    template: _Template = field(default_factory=_Template)
    booleans: list[Token] = field(default_factory=list)

    @property
    def rewritten(self) -> str:
        """The text with TRUE and FALSE in lower case, in which alone the engine knows them."""
        pieces: list[str] = []
        at = 0
        for token in self.booleans:
            pieces += (self.text[at : token.start], token.text.lower())
            at = token.start + len(token.text)
        return "".join((*pieces, self.text[at:]))

    def read(self) -> None:
        found = list(tokens(self.text))
        start = self._prologue(found)
        self._take_form(found[start] if start < len(found) else None)
        end = Token(Kind.SYMBOL, "", len(self.text))
        following = [*found[start + 1 :], end]
        self.patterns = PatternCounter(self.form)
        template = self.form is Form.CONSTRUCT
        for before, token, after in zip(found[start:], following, following[1:], strict=False):
            match token.kind:
                case Kind.SYMBOL:
                    self._check_brackets(before, token)
                    self._count_operator(token.text in _OPERATORS)
                case Kind.WORD:
                    self._take_word(token)
                case Kind.PREFIXED:
                    self._take_prefixed(before, token, after)
                case Kind.IRI:
                    self._check_reading(before, token)
            if template:
                self._take_template(before, token, after)
            self.patterns.take(before, token, after)
            self._check_patterns(self.patterns.count)
        if self.open:
            raise self._error("this bracket is not closed", self.open[-1])

    def _prologue(self, found: Sequence[Token]) -> int:
        """Takes in BASE, PREFIX and VERSION; the place of the first token after them."""
        at = 0
        while at + 1 < len(found) and found[at].kind is Kind.WORD:
            word, value = found[at].text.upper(), found[at + 1]
            if word == "PREFIX" and at + 2 < len(found):
                self.prefixes[value.text.removesuffix(":")] = found[at + 2].text[1:-1]
                at += 1
            elif word not in {"BASE", "VERSION"}:
                break
            at += 2
        return at

    def _take_form(self, token: Token | None) -> None:
        if token is None:
            raise malformed("there is no query, only a prologue or nothing", self.text, 0)
        word = token.text.upper()
        if word == "LOAD":
            raise QueryRefused(
                "LOAD is not followed", "this server fetches nothing from elsewhere", "load"
            )
        if word in _UPDATES:
            raise MalformedRequest(
                f"{word} begins an update", "this address answers queries and takes no updates"
            )
        if word not in Form.__members__:
            raise self._error(
                f"{token.text!r} begins no query; SELECT, ASK, CONSTRUCT or DESCRIBE does", token
            )
        self.form = Form[word]

    def _check_brackets(self, before: Token, token: Token) -> None:
        if token.text in _OPENERS:
            self.comparing.append(token.text == "(" and self._may_compare(before))
            self.open.append(token)
            if len(self.open) > self.limits.depth:
                raise QueryRefused(
                    f"The query nests brackets deeper than {self.limits.depth}",
                    "flatten it or ask several queries",
                    "depth",
                )
        elif token.text in _CLOSERS:
            if not self.open or self.open.pop().text != _CLOSERS[token.text]:
                raise self._error(f"{token.text!r} closes no bracket that is open here", token)
            self.comparing.pop()

    def _may_compare(self, before: Token) -> bool:
        """Whether an expression can stand in the bracket that opens now.

        It cannot in a row of data and in a collection. What only looks like the beginning of a
        collection may be a call: the engine cuts ``FILTERa:b(`` into a keyword and a name.
        """
        if not self.comparing or self.comparing[-1]:
            return True
        if self.patterns.in_data or self.open[-1].text == "(":
            return False
        return before.kind is not Kind.SYMBOL or before.text not in _BEFORE_COLLECTION

    def _count_operator(self, counts: bool) -> None:
        self.operators += counts
        if self.operators > self.limits.operators:
            raise QueryRefused(
                f"The query has more than {self.limits.operators} operators and clauses",
                "list the values with VALUES or IN, or ask several queries",
                "operators",
            )

    def _check_patterns(self, count: int) -> None:
        if count > self.limits.patterns:
            raise QueryRefused(
                f"The query has more than {self.limits.patterns} triple patterns",
                "list what differs with VALUES, or ask several queries",
                "patterns",
            )

    def _take_word(self, token: Token) -> None:
        """A keyword, the name of a function, or a truth value."""
        word = token.text.upper()
        self._count_operator(word in _CLAUSES)
        # The engine could cut the keyword out of a longer word.
        if _SERVICE in word:
            raise _service("SERVICE is not followed")
        self.volatile |= word in _VOLATILE
        if word in _BOOLEANS:
            self.booleans.append(token)

    def _take_prefixed(self, before: Token, token: Token, after: Token) -> None:
        """A prefixed name, out of which the engine could cut the keyword SERVICE."""
        text = token.text.upper()
        if _SERVICE in text:
            opens_group = after.text == "{" and before.text.upper() != "GRAPH" and bool(self.open)
            after_two_dots = text.find(_SERVICE) > text.find(".", text.find(".") + 1) > 0
            if opens_group or after_two_dots:
                raise _service(f"{token.text} could be read as SERVICE here")
        prefix = token.text.partition(":")[0]
        if prefix not in self.prefixes:
            raise self._error(f"the prefix {prefix}: is not declared", token)

    def _check_reading(self, before: Token, token: Token) -> None:
        """Refuses ``?a<b#c>`` in an expression.

        It is an IRI, or "less than" and a comment that hides from us what the engine would read.
        """
        if not ("#" in token.text or "'" in token.text):
            return
        inside = bool(self.comparing) and self.comparing[-1]
        after_operand = before.kind is not Kind.SYMBOL or before.text in _CLOSERS
        possible = before.text == "<" or (inside and after_operand)
        if possible and not _AUTHORITY.match(token.text):
            raise self._error(
                f"{token.text} can be read in two ways here; write a space after '<',"
                " or declare a prefix for the IRI",
                token,
            )

    def _take_template(self, before: Token, token: Token, after: Token) -> None:
        """Blank nodes that a template makes get a new label in every run."""
        self.volatile |= token.kind is Kind.BLANK or token.text == "["
        self.volatile |= self.template.makes_node(before, token, after, len(self.open))

    def _error(self, detail: str, token: Token) -> MalformedQuery:
        return malformed(detail, self.text, token.start)


def _service(detail: str) -> QueryRefused:
    return QueryRefused(
        detail,
        "send each server its own query and join in the client; a prefix that only looks like"
        " the keyword needs another name",
        "service",
    )
