"""Where a query stops being one.

The engine's parser tells that a query is malformed, but the place that it gives lies anywhere up to
the end. So a query that it turned away is read again by the grammar: the first token that cannot
follow is the place. What is wrong beyond the grammar, as a variable that is bound twice, keeps the
engine's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from inovasi.errors import MalformedQuery
from inovasi.query.grammar import Choice, Key, Many, Node, Rule, Series, may_be_empty, rules, starts
from inovasi.query.lexer import Kind, Token, malformed, tokens

END: Final = ""
_NAMES: Final = {
    END: "the end of the query",
    "iri": "an IRI",
    "string": "a string",
    "variable": "a variable",
    "blank": "a blank node",
    "language": "a language tag",
    "number": "a number",
    "prefixed": "a prefixed name",
}
# Names for many tokens at once, the largest set first.
_GROUPS: Final = {
    "an expression": "Expression",
    "a function": "BuiltIn",
    "a term": "Node",
    "a property or a path": "Verb",
    "a pattern": "NotTriples",
}
_MOST_TOLD: Final = 10
_LONGEST_TOLD: Final = 30
# Signs of two characters that are two signs to the lexer.
_PAIRS: Final = frozenset({"<<", ">>", "{|", "|}"})
_ABSOLUTE: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*:")
_UNTOLD: Final = (
    "The query keeps to the grammar but not to a rule beyond it: perhaps a variable is bound twice,"
    " a blank node stands in two groups, or a row of VALUES has more or fewer values than variables"
)
_GROUPED: Final = "SELECT * is not authorized with GROUP BY"
_SAID: Final = re.compile(
    rf"{re.escape(_GROUPED)}|(?:\bDuplicated|\bThe [A-Za-z]+|\bthe only) [A-Za-z' ]+"
)
_PLACE: Final = re.compile(r"error at (\d+):(\d+):")


def diagnose(text: str, message: str) -> MalformedQuery:
    """The error for a query that the engine turned away with a message."""
    try:
        found = list(_paired(tokens(text)))
    except MalformedQuery as error:
        return error
    wrong = _Parser(found, Token(Kind.SYMBOL, END, len(text.rstrip()))).first_error()
    if wrong is not None:
        token, expected = wrong
        return malformed(_sentence(token, expected), text, token.start)
    relative = _relative_iri(found)
    if relative is not None:
        return malformed(
            f"{_shown(relative.text)} is relative, and there is no BASE", text, relative.start
        )
    return _beyond(text, message)


def _beyond(text: str, message: str) -> MalformedQuery:
    """What the engine said, and how far it had read: the fault is there or before."""
    said = _SAID.search(message)
    detail = said[0].strip() if said else _UNTOLD
    if detail == _GROUPED and "GROUP" not in text.upper():
        detail = _UNTOLD
    place = _PLACE.search(message)
    if place is None:
        return MalformedQuery(detail)
    line, column = int(place[1]), int(place[2])
    return MalformedQuery(f"read up to line {line}, column {column}: {detail}", line, column)


def _paired(found: Iterable[Token]) -> Iterator[Token]:
    before: Token | None = None
    for token in found:
        if before and before.text + token.text in _PAIRS and before.start + 1 == token.start:
            yield Token(Kind.SYMBOL, before.text + token.text, before.start)
            before = None
            continue
        if before:
            yield before
        before = token
    if before:
        yield before


def _key(token: Token) -> str:
    if token.kind is Kind.SYMBOL:
        return token.text
    if token.kind is Kind.WORD:
        return token.text if token.text == "a" else token.text.upper()
    return token.kind.lower()


@dataclass(slots=True)
class _Parser:
    """Reads the tokens by the grammar, with what is still to come on a stack of its own."""

    found: list[Token]
    end: Token
    at: int = 0
    to_come: list[Node] = field(default_factory=lambda: [Rule("Query")])
    # What was tried since the last token was taken.
    tried: list[Node] = field(default_factory=list)

    def first_error(self) -> tuple[Token, frozenset[str]] | None:
        """The first token that cannot follow, and what can."""
        while self.to_come:
            if not self._step(self.to_come.pop()):
                return self._token, self._expected
        return None if self._token is self.end else (self._token, self._expected | {END})

    @property
    def _expected(self) -> frozenset[str]:
        return frozenset().union(*map(starts, self.tried))

    @property
    def _token(self) -> Token:
        return self.found[self.at] if self.at < len(self.found) else self.end

    def _step(self, node: Node) -> bool:
        key = _key(self._token)
        self.tried.append(node)
        match node:
            case Key():
                if node.name != key or self._token is self.end:
                    return False
                self.at += 1
                self.tried.clear()
            case Rule():
                self.to_come.append(rules()[node.name])
            case Series():
                self.to_come.extend(reversed(node.parts))
            case Many() if key in starts(node.part):
                self.to_come += (node, node.part)
            case Choice():
                return self._choose(node, key)
        return True

    def _choose(self, node: Choice, key: str) -> bool:
        fits = [part for part in node.parts if key in starts(part)]
        fits += [part for part in node.parts if may_be_empty(part)]
        self.to_come += fits[:1]
        return bool(fits)


def _sentence(token: Token, expected: frozenset[str]) -> str:
    here = _shown(token.text) if token.text else _NAMES[END]
    told, left = [], set(expected)
    for name, rule in _GROUPS.items():
        keys = starts(Rule(rule))
        if keys <= left:
            told.append(name)
            left -= keys
    told += sorted(_NAMES.get(key, key if key[:1].isalpha() else f"'{key}'") for key in left)
    if len(told) > _MOST_TOLD:
        return f"{here} cannot stand here"
    return f"{here} stands where {' or '.join(told)} is expected"


def _shown(text: str) -> str:
    short = text if len(text) <= _LONGEST_TOLD else text[:_LONGEST_TOLD] + "…"
    return repr(short)


def _relative_iri(found: list[Token]) -> Token | None:
    """The first IRI that nothing makes absolute."""
    for token in found:
        if token.kind is Kind.WORD and token.text.upper() == "BASE":
            return None
        if token.kind is Kind.IRI and not _ABSOLUTE.match(token.text):
            return token
    return None
