"""Which queries are done in a moment, as far as their text tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from inovasi.query.guard import GuardedQuery
from inovasi.query.lexer import Kind, Token, tokens

_LONGEST: Final = 4096
# What makes the engine look at more than it gives: sorting, grouping, negation, queries in queries.
_DEAR: Final = frozenset(
    {
        *("GROUP", "ORDER", "HAVING", "MINUS", "EXISTS", "COUNT", "SUM", "AVG", "MIN", "MAX"),
        *("SAMPLE", "GROUP_CONCAT"),
    }
)
_OBJECTS: Final = frozenset({"A", "TRUE", "FALSE"})
_ENDS: Final = frozenset({"{", "}", "."})
_CLOSURES: Final = frozenset({"*", "+"})


def is_point_lookup(query: GuardedQuery) -> bool:
    """Whether every pattern starts at a thing that is named, or that is reached from one.

    It is a guess: a thing may have a million statements. It decides no more than who may use the
    worker that is kept free.
    """
    if len(query.text) > _LONGEST:
        return False
    found = list(tokens(query.text))
    words = [token.text.upper() for token in found if token.kind is Kind.WORD]
    if words.count("SELECT") > 1 or not _DEAR.isdisjoint(words):
        return False
    body = found[_body(found) :]
    if any(token.kind is Kind.SYMBOL and token.text in _CLOSURES for token in _bare(body)):
        return False
    return _all_reached(list(_patterns(body)))


def _body(found: Sequence[Token]) -> int:
    """Where the pattern of the query begins: after WHERE if there is one, else at a brace."""
    texts = [token.text.upper() for token in found]
    starts = (at for word in ("WHERE", "{") for at, text in enumerate(texts) if text == word)
    return next(starts, len(found))


def _bare(body: Sequence[Token]) -> Iterator[Token]:
    """The tokens outside parentheses, and the variables that are named there with AS."""
    depth = 0
    for before, token in zip([*body[:1], *body], body, strict=False):
        if token.kind is Kind.SYMBOL and token.text in "()":
            depth += 1 if token.text == "(" else -1
        elif not depth or before.text.upper() == "AS":
            yield token


def _patterns(body: Sequence[Token]) -> Iterator[list[Token]]:
    """What stands between two dots, braces or keywords; a keyword begins its pattern."""
    pattern: list[Token] = []
    for token in _bare(body):
        ends = token.kind is Kind.SYMBOL and token.text in _ENDS
        if ends or (token.kind is Kind.WORD and token.text.upper() not in _OBJECTS):
            yield pattern
            pattern = []
        if not ends:
            pattern.append(token)
    yield pattern


def _all_reached(patterns: list[list[Token]]) -> bool:
    """Whether one after the other can be answered from what is known by then."""
    known: set[str] = set()
    while patterns:
        left = [pattern for pattern in patterns if not _is_reached(pattern, known)]
        if len(left) == len(patterns):
            return False
        for pattern in patterns:
            if pattern not in left:
                known.update(token.text.lstrip("?$") for token in pattern)
        patterns = left
    return True


def _is_reached(pattern: list[Token], known: set[str]) -> bool:
    word = pattern[0].text.upper() if pattern and pattern[0].kind is Kind.WORD else ""
    rest = pattern[1:] if word else pattern
    if word == "GRAPH":
        return bool(rest) and rest[0].kind is not Kind.VARIABLE
    if not rest or word in {"BIND", "VALUES", "LIMIT", "OFFSET"}:
        return True
    start = rest[0]
    return (
        start.kind in {Kind.IRI, Kind.PREFIXED, Kind.STRING, Kind.NUMBER}
        or start.text.lstrip("?$") in known
    )
