"""RDF/XML, one description for each subject."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from inovasi import iris
from inovasi.errors import Inexpressible
from inovasi.portals.statements import (
    STRING,
    Statement,
    literal,
    one_graph,
    refuse_triple_term,
    subjects,
)

_SPACES: Final = {
    space: name for name, space in sorted(iris.PREFIXES.items()) if space != iris.ENTITY
}
_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF\n'
    + "\n".join(f'    xmlns:{name}="{space}"' for space, name in _SPACES.items())
    + ">\n"
)
_END: Final = "</rdf:RDF>\n"
# What a name in XML without a colon may start with, and go on with (Namespaces in XML, 3).
_START: Final = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_MORE: Final = _START + ".0-9\u00b7\u0300-\u036f\u203f\u2040-"
_NAME: Final = re.compile(rf"[{_START}][{_MORE}]*\Z")
_NOT_NAME: Final = re.compile(rf"[^{_MORE}]")
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SPECIAL: Final = re.compile("[&<>\r]")
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;", '"': "&quot;"}
# Names that cannot be properties there, or mean something else (RDF/XML, 5.1 and 7.2.14).
_SYNTAX: Final = frozenset(
    {"RDF", "Description", "ID", "about", "parseType", "resource", "nodeID", "datatype", "li"}
    | {"aboutEach", "aboutEachPrefix", "bagID"}
)
_LABEL: Final = re.compile(r"[A-WYZa-wyz][A-Za-z0-9]*")
_TAKE: Final = "take another format"


def rdf_xml(source: Path) -> Iterator[str]:
    """The one graph of a dataset; Inexpressible for what XML has no way to write."""
    return document(subjects(one_graph(source)))


def document(found: Iterable[tuple[str, Iterable[Statement]]]) -> Iterator[str]:
    """Subjects with what is stated about each, in the order in which they come."""
    names: dict[str, tuple[str, str]] = {}
    yield _HEAD
    for subject, stated in found:
        yield _description(subject, stated, names)
    yield _END


def _description(
    subject: str, stated: Iterable[Statement], names: dict[str, tuple[str, str]]
) -> str:
    lines = [f"  <rdf:Description {_node(subject, 'rdf:about')}>\n"]
    for _, predicate, value, _ in stated:
        if predicate not in names:
            names[predicate] = _element(predicate[1:-1])
        opening, closing = names[predicate]
        lines.append(f"    <{opening}{_value(value, closing)}\n")
    lines.append("  </rdf:Description>\n")
    return "".join(lines)


def _value(term: str, closing: str) -> str:
    if term[0] != '"':
        refuse_triple_term(term, "RDF/XML")
        return f" {_node(term, 'rdf:resource')}/>"
    text, language, datatype = literal(term)
    if _NO_XML.search(text):
        raise Inexpressible(
            f"XML cannot hold a control character, and there is one in {term[:200]}", _TAKE
        )
    if "--" in language:
        raise Inexpressible(f"RDF/XML cannot hold the direction of {term[:200]}", _TAKE)
    about = ""
    if language:
        about = f' xml:lang="{language}"'
    elif datatype != STRING:
        about = f' rdf:datatype="{_attribute(datatype)}"'
    return f"{about}>{_SPECIAL.sub(_entity, text)}</{closing}>"


def _node(term: str, attribute: str) -> str:
    if term[0] == "<":
        return f'{attribute}="{_attribute(term[1:-1])}"'
    return f'rdf:nodeID="{_label(term[2:])}"'


def _label(label: str) -> str:
    """A label that XML takes for a name, another for each label."""
    return label if _LABEL.fullmatch(label) else f"x{label.encode().hex()}"


def _attribute(iri: str) -> str:
    return iri.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def _entity(match: re.Match[str]) -> str:
    return _ENTITIES[match[0]]


def _element(predicate: str) -> tuple[str, str]:
    """What stands in the opening and in the closing tag for a predicate."""
    space, local = _divided(predicate)
    if space == iris.PREFIXES["rdf"] and local in _SYNTAX:
        raise Inexpressible(f"RDF/XML has {predicate} for itself, and not for a property", _TAKE)
    if space in _SPACES:
        name = f"{_SPACES[space]}:{local}"
        return name, name
    return f'p:{local} xmlns:p="{_attribute(space)}"', f"p:{local}"


def _divided(iri: str) -> tuple[str, str]:
    """An IRI as a namespace and the longest name that can follow it."""
    last = max((match.end() for match in _NOT_NAME.finditer(iri)), default=0)
    for start in range(last, len(iri)):
        if start and _NAME.match(iri, start):
            return iri[:start], iri[start:]
    raise Inexpressible(f"The property {iri} ends in nothing that XML takes for a name", _TAKE)
