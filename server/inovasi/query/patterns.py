"""Counts the triple patterns of a query while its tokens go by, for planning grows with them.

A pattern is a subject, a verb and an object to be found together. So are the steps of a path, the
items of a collection and what stands in square brackets; the rows of VALUES, what is inside an
expression and the template of CONSTRUCT are not. Where it cannot tell, it counts the more.
"""

from __future__ import annotations

from dataclasses import InitVar, dataclass, field
from enum import Enum, auto
from typing import Final

from inovasi.query.lexer import Kind, Token


class _Place(Enum):
    """What stands between two brackets."""

    OUTSIDE = auto()
    GROUP = auto()
    PROPERTIES = auto()
    LIST = auto()
    PATH = auto()
    EXPRESSION = auto()
    UNCOUNTED = auto()


_CLAUSES: Final = frozenset(
    {
        *("SELECT", "CONSTRUCT", "DESCRIBE", "ASK", "FROM", "WHERE", "GROUP", "ORDER", "BY"),
        *("HAVING", "LIMIT", "OFFSET", "VALUES", "FILTER", "BIND", "OPTIONAL", "UNION", "MINUS"),
        *("GRAPH", "EXISTS", "LATERAL"),
    }
)
# Clauses of expressions and names, up to the next clause or the end of the group.
_NO_PATTERNS: Final = frozenset({"SELECT", "GROUP", "ORDER", "BY", "HAVING", "LIMIT", "OFFSET"})
_TERMS: Final = frozenset(
    {Kind.IRI, Kind.PREFIXED, Kind.STRING, Kind.NUMBER, Kind.VARIABLE, Kind.BLANK}
)
_NAMES: Final = frozenset({Kind.IRI, Kind.PREFIXED})
_STEPS: Final = frozenset({"/", "|", "^", "!"})
# What adds a pattern, and where: the next object, the next step of a path, and a triple that
# something is said about (two signs, or a tilde).
_TRIPLES: Final = frozenset({_Place.GROUP, _Place.PROPERTIES})
_ADDING: Final = {
    ",": _TRIPLES,
    "~": _TRIPLES,
    "<": _TRIPLES | {_Place.LIST},
    "/": _TRIPLES | {_Place.PATH},
}
_VERB: Final = 1
_PER_ITEM: Final = 2


@dataclass(slots=True)
class _Level:
    """``terms`` counts the terms of the pattern so far, a verb as the second."""

    place: _Place
    terms: int = 0
    clause: str = ""


@dataclass(slots=True)
class PatternCounter:
    """Takes every token after the one that begins the query, whose form is given.

    ``count`` is the number of patterns so far.
    """

    form: InitVar[str]
    count: int = 0
    _levels: list[_Level] = field(default_factory=list)

    def __post_init__(self, form: str) -> None:
        self._levels.append(_Level(_Place.OUTSIDE, clause=form))

    @property
    def in_data(self) -> bool:
        """Whether the tokens that come now are rows of VALUES or the template of CONSTRUCT."""
        return self._levels[-1].place is _Place.UNCOUNTED

    def take(self, before: Token, token: Token, after: Token) -> None:
        """One token with its neighbours."""
        level = self._levels[-1]
        if token.kind is Kind.SYMBOL:
            self._take_symbol(level, before, token, after)
        elif token.kind in _TERMS or (token.kind is Kind.WORD and _is_term(token)):
            self._take_term(level, before)
        elif token.kind is Kind.WORD and token.text.upper() in _CLAUSES:
            level.clause = token.text.upper()
            level.terms = 0

    def _take_symbol(self, level: _Level, before: Token, token: Token, after: Token) -> None:
        match token.text:
            case "{" | "[" | "(":
                self._open(level, before, token, after)
            case "}" | "]" | ")":
                if len(self._levels) > 1:
                    self._levels.pop()
            case ".":
                level.terms = 0
            case ";":
                level.terms = _VERB
            case "<" if after.text != "<" or after.start != token.start + 1:
                pass
            case text:
                self.count += level.place in _ADDING.get(text, ())

    def _open(self, level: _Level, before: Token, token: Token, after: Token) -> None:
        if level.place is _Place.UNCOUNTED:
            self._levels.append(_Level(_Place.UNCOUNTED))
        elif token.text == "{":
            self._open_group(level, after)
        elif token.text == "[":
            if level.place is not _Place.EXPRESSION:
                self._take_term(level, before)
            self._levels.append(_Level(_Place.PROPERTIES, _VERB))
        else:
            self._levels.append(_Level(self._round(level, before)))

    def _open_group(self, level: _Level, after: Token) -> None:
        place, terms = _Place.GROUP, 0
        if level.clause in ("VALUES", "CONSTRUCT"):
            # Only the first group after the word.
            place, level.clause = _Place.UNCOUNTED, ""
        elif after.text == "|":
            # An annotation: the triple is said something about.
            self.count += 1
            terms = _VERB
        else:
            level.terms = 0
        self._levels.append(_Level(place, terms))

    def _round(self, level: _Level, before: Token) -> _Place:
        """What an opening parenthesis opens."""
        if level.place in (_Place.EXPRESSION, _Place.OUTSIDE, _Place.PATH):
            return level.place if level.place is _Place.PATH else _Place.EXPRESSION
        in_list = level.place is _Place.LIST
        is_call = not in_list and level.terms == 0 and before.kind in _NAMES
        after_word = before.kind is Kind.WORD and not _is_term(before)
        # A triple term is one term, whatever is in it.
        if after_word or is_call or level.clause in _NO_PATTERNS or before.text == "<":
            return _Place.EXPRESSION
        if not in_list and (level.terms == _VERB or before.text in _STEPS):
            return _Place.PATH
        self._take_term(level, before)
        return _Place.LIST

    def _take_term(self, level: _Level, before: Token) -> None:
        if before.text == "^^":
            return
        if level.place is _Place.LIST:
            self.count += _PER_ITEM
        if level.place not in _TRIPLES or level.clause in _NO_PATTERNS:
            return
        # What follows a keyword is its name, as of a graph or of a function.
        if before.kind is Kind.WORD and not _is_term(before) and level.terms == 0:
            return
        self.count += level.terms == _VERB
        level.terms += 1


def _is_term(word: Token) -> bool:
    return word.text.upper() in ("A", "TRUE", "FALSE")
