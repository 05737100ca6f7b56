"""The terms of a JSON-LD context, the other way round: from an IRI to what stands for it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from inovasi.errors import DataError

_CUT: Final = re.compile(r"[/#]")
_REMEMBERED: Final = 50_000
_MEND: Final = "restore the file"


class Confused(Exception):
    """An IRI that a reader would take for a prefixed name, such as ``geo:1,2``."""


@dataclass(frozen=True, slots=True)
class Term:
    """A name for a property.

    ``coerced`` is the full IRI of a datatype, ``@id``, ``@vocab`` or empty; ``by_language`` says
    whether its values stand in a map from language to text.
    """

    name: str
    coerced: str = ""
    by_language: bool = False


@dataclass(slots=True)
class Context:
    """``text`` is the context as it is written; ``terms`` are by the full IRI."""

    text: str
    prefixes: Mapping[str, str]
    names: frozenset[str]
    terms: Mapping[str, Term]
    _known: dict[str, str] = field(default_factory=dict)

    def property(self, iri: str) -> Term:
        """The term for a property, or its identifier as a term that says nothing of the values."""
        term = self.terms.get(iri)
        return Term(self.identifier(iri)) if term is None else term

    def word(self, iri: str) -> str:
        """A term if there is one, else as ``identifier``; for classes and other vocabulary."""
        term = self.terms.get(iri)
        return term.name if term is not None else self.identifier(iri)

    def identifier(self, iri: str) -> str:
        """The IRI with a prefix, or in full; Confused if neither can be read."""
        found = self._known.get(iri)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[iri] = self._identifier(iri)
        return found

    def _identifier(self, iri: str) -> str:
        for cut in reversed([match.end() for match in _CUT.finditer(iri)]):
            prefix = self.prefixes.get(iri[:cut])
            if prefix is not None and iri[cut:] and not iri.startswith("//", cut):
                return f"{prefix}:{iri[cut:]}"
        if iri.partition(":")[0] in self.names:
            raise Confused
        return iri


def read_context(file: Path) -> Context:
    """The context that the file holds."""
    try:
        text = file.read_text(encoding="utf-8")
        defined: dict[str, Any] = json.loads(text)["@context"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(file, f"cannot be read ({error})", _MEND) from error
    spaces = {
        name: value
        for name, value in defined.items()
        if isinstance(value, str) and value.endswith(("/", "#"))
    }

    def full(name: str) -> str:
        prefix, colon, local = name.partition(":")
        return spaces[prefix] + local if colon and prefix in spaces else name

    terms: dict[str, Term] = {}
    for name, value in defined.items():
        if name.startswith("@") or name in spaces:
            continue
        definition = {"@id": value} if isinstance(value, str) else value
        term = Term(
            name,
            full(definition.get("@type", "")),
            definition.get("@container") == "@language",
        )
        terms.setdefault(full(definition["@id"]), term)
    prefixes = {space: name for name, space in spaces.items()}
    return Context(text, prefixes, frozenset(defined), terms)
