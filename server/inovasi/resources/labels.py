"""What a thing is called on a page: one rule for all of them.

The language that is asked for, else Indonesian, else English, else whatever label there is, else
what the ontology of the package calls it, else the local name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple
from urllib.parse import unquote

from inovasi import iris
from inovasi.resources.asking import Asker, portions
from inovasi.resources.bundled import bundled_labels
from inovasi.resources.foreign import FOREIGN
from inovasi.resources.quoted import is_quotation, read_quoted
from inovasi.resources.stated import is_claim, read_stated

ORDER: Final = ("id", "en")
_UNREAD: Final = re.compile(r"^https?://(?:www\.)?(?=.)|(?<=[^/])/$")
# Characters of a thing and its labels that are remembered.
_LONGEST: Final = 1_000
# The one that counts most comes first.
NAMING: Final = tuple(
    iris.expand(name) for name in ("skos:prefLabel", "rdfs:label", "dct:title", "eli:title")
)
_NAMING: Final = f"VALUES ?property {{ <{'> <'.join(NAMING)}> }}"
# With the properties named once, outside, the engine reads the whole graph and joins afterwards.
_LABELS: Final = f"""SELECT DISTINCT ?thing ?property ?label WHERE {{
  VALUES ?thing {{ $things }}
  {{ {_NAMING} ?thing ?property ?label }}
  UNION {{ {_NAMING} GRAPH ?graph {{ ?thing ?property ?label }} }}
  FILTER(isLiteral(?label))
}}"""

Labels = Mapping[str, str]
"""By language; "" is a label without one."""


class Name(NamedTuple):
    """A text and its language, empty where it has none."""

    text: str
    language: str = ""


Naming = Callable[[str], Name]
"""Gives the name of an IRI."""


@dataclass(frozen=True, slots=True)
class Names:
    """What things are called in a language; called with an IRI it gives the name."""

    labels: Mapping[str, Labels]
    language: str

    def __call__(self, iri: str) -> Name:
        return choose(self.labels.get(iri, {}), self.language, iri)


def choose(labels: Labels, language: str, iri: str) -> Name:
    """The name of a thing in a language, by the rule."""
    for tag in (language, *ORDER, "", *sorted(labels)):
        if labels.get(tag, "").strip():
            return Name(labels[tag], tag)
    if language in FOREIGN.get(iri, {}):
        return Name(FOREIGN[iri][language], language)
    if iri and not iri.startswith(iris.ENTITY):
        told = bundled_labels().get(iri, {})
        for tag in (language, *ORDER):
            if tag in told:
                return Name(told[tag], tag)
    return Name(local_name(iri))


def local_name(iri: str) -> str:
    """The end of an IRI for people; our own keep the whole path below ``id/`` or ``skema/``."""
    for space in (iris.ENTITY, iris.CONCEPT, iris.TERM, iris.GRAPH):
        if iri.startswith(space) and iri != space:
            return unquote(iri.removeprefix(space))
    short = iris.shorten(iri)
    return short if short != iri else unquote(brief(iri))


def brief(address: str) -> str:
    """An address without what nobody needs to read of it."""
    return _UNREAD.sub("", address)


def read_names(asker: Asker, things: Iterable[str], language: str) -> Names:
    """The names of things in a language."""
    return Names(read_labels(asker, things), language)


def read_labels(asker: Asker, things: Iterable[str]) -> dict[str, dict[str, str]]:
    """The labels of things by IRI and language; one without labels has an empty mapping.

    Quotations and claims have none in the graph: theirs are made. All are remembered.
    """
    version, wanted = asker.version, list(dict.fromkeys(things))
    found = asker.labels.recall(version, wanted)
    if fresh := [iri for iri in wanted if iri not in found]:
        read = _read(asker, fresh)
        read |= _quoted(asker, [iri for iri in fresh if not read[iri]])
        read |= _called(asker, [iri for iri in fresh if not read[iri]])
        _keep(asker, version, read)
        found |= read
    return {iri: found[iri] for iri in wanted}


def _keep(asker: Asker, version: str, read: Mapping[str, dict[str, str]]) -> None:
    small = {
        iri: labels
        for iri, labels in read.items()
        if len(iri) + sum(map(len, labels.values())) < _LONGEST
    }
    asker.labels.keep(version, small)


def _read(asker: Asker, wanted: Sequence[str]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for block in portions(wanted):
        rows = asker.rows(_LABELS, things=block)
        rows.sort(key=lambda row: (NAMING.index(row[1].text), row[2].text))
        for thing, _, label in rows:
            found[thing.text].setdefault(label.language, label.text)
    return {iri: found.get(iri, {}) for iri in wanted}


def _quoted(asker: Asker, things: Iterable[str]) -> dict[str, dict[str, str]]:
    """The names of those things that are quotations."""
    return {quotation: {"": name} for quotation, name in read_quoted(asker, things).items()}


def _called(asker: Asker, things: Iterable[str]) -> dict[str, dict[str, str]]:
    """The names of those things that are claims: the property, and what it is stated of."""
    stated = read_stated(asker, things)
    if not stated:
        return {}
    labels = _labelled(asker, list(dict.fromkeys(iri for pair in stated.values() for iri in pair)))

    def called(iri: str, language: str) -> str:
        return choose(labels[iri], language, iri).text

    return {
        claim: {
            language: f"{called(property_, language)} · {called(about, language)}"
            for language in ORDER
        }
        for claim, (about, property_) in stated.items()
    }


def _labelled(asker: Asker, wanted: Sequence[str]) -> dict[str, dict[str, str]]:
    """The labels that the graph has of what claims are about; a claim may be about another one,
    so that none has a name made for it here, whatever is remembered of it.
    """
    version = asker.version
    plain = [iri for iri in wanted if not is_claim(iri) and not is_quotation(iri)]
    found = asker.labels.recall(version, plain)
    read = _read(asker, [iri for iri in wanted if iri not in found])
    _keep(asker, version, {iri: read[iri] for iri in plain if read.get(iri)})
    return found | read
