"""What a shape asks, in sentences: one for each constraint, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from inovasi import iris
from inovasi.knowledge.conditions import Condition, Shape

Naming = Callable[[str], str]
"""What a term is called where it stands in a sentence."""

WORDS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "id": {
            "minCount": "paling sedikit {0} nilai",
            "maxCount": "paling banyak {0} nilai",
            "none": "tidak boleh ada nilai",
            "exactly": "tepat {0} nilai",
            "nodeKind": "nilainya berupa IRI",
            "datatype": "nilainya bertipe {0}",
            "class": "nilainya tergolong {0}",
            "minInclusive": "tidak kurang dari {0}",
            "minExclusive": "lebih dari {0}",
            "pattern": "ditulis menurut pola {0}",
            "scheme": "dipilih dari skema {0}",
            "hasValue": "salah satu nilainya {0}",
            "uniqueLang": "paling banyak satu nilai dalam tiap bahasa",
            "equals": "nilainya sama dengan nilai {0}",
            "disjoint": "tidak ada nilai yang juga menjadi nilai {0}",
            "in": "salah satu dari {0}",
            "languageIn": "dalam {0}",
            "or": "salah satu berlaku: {0}",
            "xone": "tepat satu berlaku: {0}",
            "node": "nilainya {0}",
            "not": "tidak boleh berlaku: {0}",
            "qualifiedMinCount": "paling sedikit {0} nilai: {1}",
            "qualifiedMaxCount": "paling banyak {0} nilai: {1}",
            "typed": "tergolong salah satu dari {0}",
            "required": "wajib ada, kecuali klaim tentangnya masih bertentangan",
            "query": "diperiksa dengan kueri atas seluruh graf",
            "en": "bahasa Inggris",
            "id": "bahasa Indonesia",
            "and": " dan ",
            "alternative": "; atau ",
        },
        "en": {
            "minCount": "at least {0} value",
            "maxCount": "at most {0} value",
            "none": "no value is allowed",
            "exactly": "exactly {0} value",
            "nodeKind": "each value is an IRI",
            "datatype": "each value has the type {0}",
            "class": "each value is a thing of the class {0}",
            "minInclusive": "no less than {0}",
            "minExclusive": "more than {0}",
            "pattern": "written by the pattern {0}",
            "scheme": "chosen from the scheme {0}",
            "hasValue": "one of the values is {0}",
            "uniqueLang": "at most one value in each language",
            "equals": "the same values as {0}",
            "disjoint": "no value that {0} has, too",
            "in": "one of {0}",
            "languageIn": "in {0}",
            "or": "one of these holds: {0}",
            "xone": "exactly one of these holds: {0}",
            "node": "each value is {0}",
            "not": "this must not hold: {0}",
            "qualifiedMinCount": "at least {0} value: {1}",
            "qualifiedMaxCount": "at most {0} value: {1}",
            "typed": "a thing of one of {0}",
            "required": "must be there, unless claims about it are still in conflict",
            "query": "checked by a query over the whole graph",
            "en": "English",
            "id": "Indonesian",
            "and": " and ",
            "alternative": "; or ",
        },
    }
)
_SCHEME: Final = re.compile(rf"\^{re.escape(iris.CONCEPT)}([a-z-]+)/")
_NAMED: Final = frozenset({"datatype", "class", "hasValue", "equals", "disjoint"})
_TYPE: Final = iris.expand("rdf:type")


class Rule(NamedTuple):
    """What is asked of the values along a path, or of the things of a class where it is empty.

    ``messages`` say what is told to whoever breaks it.
    """

    path: str
    sentences: tuple[str, ...]
    messages: tuple[str, ...]


def rules(shapes: Iterable[Shape], language: str, naming: Naming) -> list[Rule]:
    """One for each path, then what is asked of the thing itself."""
    paths: dict[str, list[Shape]] = {}
    whole: list[Rule] = []
    for shape in shapes:
        required = [each.values[0] for each in shape.conditions if each.kind == "required"]
        for path in required or [shape.path]:
            if path:
                paths.setdefault(path, []).append(shape)
        if not shape.path and not required:
            whole.append(_rule("", [shape], language, naming))
    along = [_rule(path, found, language, naming) for path, found in paths.items()]
    return along + whole


def _rule(path: str, shapes: Iterable[Shape], language: str, naming: Naming) -> Rule:
    known = list(shapes)
    return Rule(
        path,
        tuple(text for shape in known for text in sentences(shape, language, naming)),
        tuple(shape.message[language] for shape in known if language in shape.message),
    )


def sentences(shape: Shape, language: str, naming: Naming) -> list[str]:
    """One for each constraint, and one for each shape of a path within."""
    phrases = _phrases(shape.conditions, language, naming)
    phrases += [_along(part, language, naming) for part in shape.inner if part.path]
    return [f"{phrase[0].upper()}{phrase[1:]}." for phrase in phrases]


def _phrases(conditions: Iterable[Condition], language: str, naming: Naming) -> list[str]:
    known = list(conditions)
    exact = _exactly(known)
    words = WORDS[language]
    found = [words["exactly"].format(exact)] if exact else []
    told = [c for c in known if not (exact and c.kind in {"minCount", "maxCount"})]
    return found + [_phrase(condition, language, naming) for condition in told]


def _exactly(conditions: list[Condition]) -> str:
    """The number of values where no other is allowed, which is told as one."""
    counts = [each.values[0] for each in conditions if each.kind in {"minCount", "maxCount"}]
    return counts[0] if len(counts) == 2 and counts[0] == counts[1] else ""  # noqa: PLR2004


def _phrase(condition: Condition, language: str, naming: Naming) -> str:
    words, kind = WORDS[language], condition.kind
    values = [naming(value) if kind in _NAMED else value for value in condition.values]
    if kind == "maxCount" and condition.values == ("0",):
        return words["none"]
    if kind == "languageIn":
        values = [words["and"].join(words[tag] for tag in condition.values)]
    if kind == "in":
        values = [", ".join(map(naming, condition.values))]
    if kind == "pattern":
        scheme = _SCHEME.match(condition.values[0].replace("\\", ""))
        if scheme:
            return words["scheme"].format(naming(iris.CONCEPT + scheme[1]))
    within = [_within(shape, language, naming) for shape in condition.shapes]
    return words[kind].format(*values, *[words["alternative"].join(within)] * bool(within))


def _within(shape: Shape, language: str, naming: Naming) -> str:
    """A shape inside a sentence."""
    if shape.path:
        return _along(shape, language, naming)
    parts = _phrases(shape.conditions, language, naming)
    parts += [_along(part, language, naming) for part in shape.inner]
    return WORDS[language]["and"].join(parts)


def _along(shape: Shape, language: str, naming: Naming) -> str:
    kinds = _kinds(shape)
    if kinds:
        return WORDS[language]["typed"].format(", ".join(map(naming, kinds)))
    phrases = _phrases(shape.conditions, language, naming)
    return f"{path_text(shape.path, naming)}: {', '.join(phrases)}"


def _kinds(shape: Shape) -> tuple[str, ...]:
    """The classes that a shape lists, one of which a thing is to have."""
    if shape.path != _TYPE or len(shape.conditions) != 1:
        return ()
    condition = shape.conditions[0]
    inner = condition.shapes[0].conditions if condition.kind == "qualifiedMinCount" else ()
    return inner[0].values if len(inner) == 1 and inner[0].kind == "in" else ()


def path_text(path: str, naming: Naming) -> str:
    """A path with its properties called as they are on a page."""
    return "|".join(
        f"^{naming(step[1:])}" if step.startswith("^") else naming(step) for step in path.split("|")
    )
