"""JSON-LD as a JSON programmer expects it: names of the context, texts by language, plain numbers.

A subject is an object in ``@graph``, its ``@type`` always a list; what is stated about
others is found by their ``@id``.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any, Final

from inovasi import iris
from inovasi.portals.compaction import Confused, Context, Term, read_context
from inovasi.portals.statements import (
    STRING,
    TYPE,
    Literal,
    Statement,
    literal,
    one_graph,
    refuse_triple_term,
    subjects,
)

_INTEGER: Final = iris.expand("xsd:integer")
COUNTS: Final = frozenset(map(iris.expand, ("xsd:nonNegativeInteger", "xsd:positiveInteger")))
_BOOLEAN: Final = iris.expand("xsd:boolean")
# Beyond 2^53 a reader in JavaScript would see another number.
_WHOLE: Final = re.compile(r"0|-?[1-9][0-9]{0,14}")
_TRUTH: Final = {"true": True, "false": False}

_encode: Final = json.JSONEncoder(ensure_ascii=False).encode


def json_ld(source: Path, context_file: Path) -> Iterator[str]:
    """The one graph of a dataset."""
    return document(subjects(one_graph(source)), read_context(context_file))


def document(found: Iterable[tuple[str, Sequence[Statement]]], context: Context) -> Iterator[str]:
    """Subjects with what is stated about each, in the order in which they come."""
    yield context.text.rstrip().removesuffix("}").rstrip() + ',\n  "@graph": ['
    separator = "\n"
    for subject, stated in found:
        yield separator + _node(subject, stated, context)
        separator = ",\n"
    yield "\n  ]\n}\n"


def _node(subject: str, stated: Sequence[Statement], context: Context) -> str:
    """A node object; one with an IRI that would be misread does without the context."""
    try:
        found = members(subject, stated, context)
    except Confused:
        bare = Context("", {}, frozenset(), {})
        found = {"@context": None, **members(subject, stated, bare)}
    lines = [
        f"      {encode_basestring(name)}: "
        f"{encode_basestring(value) if isinstance(value, str) else _encode(value)}"
        for name, value in found.items()
    ]
    return "    {\n" + ",\n".join(lines) + "\n    }"


def members(
    subject: str,
    stated: Sequence[Statement],
    context: Context,
    within: Callable[[str], Any] = lambda _: None,
) -> dict[str, Any]:
    """The members of a node object; what ``within`` gives for a term stands in place of it."""
    types: list[str] = []
    values: dict[str, list[Any]] = defaultdict(list)
    maps: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for _, predicate, value, _ in stated:
        if value[0] != '"':
            refuse_triple_term(value, "JSON-LD")
            if predicate == TYPE:
                types.append(context.word(value[1:-1]) if value[0] == "<" else value)
            else:
                term = _term(predicate, context, text=False)
                values[term.name].append(within(value) or _reference(value, term, context))
            continue
        parts = literal(value)
        text = bool(parts.language) and "--" not in parts.language
        term = _term(predicate, context, text=text)
        if term.by_language:
            maps[term.name][parts.language].append(parts.text)
        else:
            values[term.name].append(_value(parts, term, context))
    return _members(subject, types, values, maps, context)


def _members(
    subject: str,
    types: list[str],
    values: dict[str, list[Any]],
    maps: dict[str, dict[str, list[str]]],
    context: Context,
) -> dict[str, Any]:
    found = {name: _one_or_all(several) for name, several in values.items()}
    for name, by_language in maps.items():
        found[name] = {tag: _one_or_all(by_language[tag]) for tag in sorted(by_language)}
    head = {"@id": _identifier(subject, context)} | ({"@type": types} if types else {})
    return head | dict(sorted(found.items()))


def _term(predicate: str, context: Context, *, text: bool) -> Term:
    """The term for a property; a map by language holds nothing but texts in a language."""
    term = context.property(predicate[1:-1])
    if term.by_language and not text:
        return Term(context.identifier(predicate[1:-1]))
    return term


def _identifier(term: str, context: Context) -> str:
    return context.identifier(term[1:-1]) if term[0] == "<" else term


def _reference(term: str, defined: Term, context: Context) -> Any:
    if defined.coerced == "@vocab" and term[0] == "<":
        return context.word(term[1:-1])
    identifier = _identifier(term, context)
    return identifier if defined.coerced == "@id" else {"@id": identifier}


def _value(parts: Literal, term: Term, context: Context) -> Any:
    text, language, datatype = parts
    if language:
        tag, _, direction = language.partition("--")
        value = {"@language": tag, "@value": text}
        return {"@direction": direction, **value} if direction else value
    if datatype == (term.coerced or STRING):
        return int(text) if datatype in COUNTS and _WHOLE.fullmatch(text) else text
    if not term.coerced and datatype == _INTEGER and _WHOLE.fullmatch(text):
        return int(text)
    if not term.coerced and datatype == _BOOLEAN and text in _TRUTH:
        return _TRUTH[text]
    # A value object says all of itself, whatever the term would make of a bare text.
    kind = {} if datatype == STRING else {"@type": context.word(datatype)}
    return {**kind, "@value": text}


def _one_or_all(found: list[Any]) -> Any:
    return found[0] if len(found) == 1 else found
