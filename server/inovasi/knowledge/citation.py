"""How the graph and each thing in it is cited: CFF 1.2, BibTeX and plain text.

A citation names the release it comes from by version, date, address and hash, so that whoever
reads it finds the very data again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import quote

import yaml

from inovasi import iris
from inovasi.knowledge.datasets import SERVED
from inovasi.knowledge.releases import Release

AUTHORS: Final = MappingProxyType(
    {"id": "Para kontributor Inovasi", "en": "The Inovasi contributors"}
)
OPERATORS: Final = MappingProxyType(
    {"id": "Pengelola server ini", "en": "The operator of this server"}
)
"""The author of other data than ours, where none is named."""
TITLES: Final = MappingProxyType(
    {
        "id": "Inovasi: graf pengetahuan inovasi pemerintah daerah di Indonesia",
        "en": "Inovasi: knowledge graph of Indonesian local-government innovation",
    }
)
_ABSTRACT: Final = (
    "Innovations of Indonesian local governments, the agencies behind them, awards, regulations and"
    " indicators as linked data: an ontology, facts that each point to the passage they come from,"
    " and a SPARQL server."
)
_MESSAGE: Final = "If you use this knowledge graph or its server, please cite it as below."
_MESSAGE_OF_OTHERS: Final = "If you use these data, please cite them as below."
LICENCES: Final = ("CC-BY-4.0", "ODbL-1.0", "Apache-2.0")
"""Of the datasets, whose reference areas are under ODbL, and of the server."""
_KEYWORDS: Final = (
    "knowledge graph",
    "linked open data",
    "local government",
    "public-sector innovation",
    "Indonesia",
)
_MONTHS: Final = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "en": "January February March April May June July August September October November December",
}
_WORDS: Final = {
    "id": {
        "in": "Dalam:",
        "version": "versi",
        "data": "[kumpulan data]",
        "hash": "SHA-256 bentuk kanonis RDFC-1.0:",
        "here": "Di server ini:",
        "state": "keadaan data",
        "undated": "t.t.",
    },
    "en": {
        "in": "In:",
        "version": "version",
        "data": "[data set]",
        "hash": "SHA-256 of the canonical form, RDFC-1.0:",
        "here": "On this server:",
        "state": "state of the data",
        "undated": "n.d.",
    },
}
_WIDTH: Final = 100
# What BibTeX and TeX take for something else. Names, not \{ and \}: BibTeX counts those braces.
_TEX: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    **{sign: "\\" + sign for sign in "$&#%_"},
}
_IN_ADDRESS: Final = ":/?#[]@!$&'()*+,;=%-._~"


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited: the whole graph, or the thing ``entity`` (an IRI) that ``labels`` name.

    ``licence`` is that of the thing, by SPDX; empty where it is not known.
    ``root`` is the address of the server, without a slash at its end. Where it serves no release,
    ``state`` names its data instead. Data that are not ``ours`` are those of ``operator``, and no
    licence is claimed for them.
    """

    root: str
    release: Release | None
    state: str = ""
    entity: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    licence: str = ""
    ours: bool = True
    operator: str = ""

    def author(self, language: str) -> str:
        """Whose data they are."""
        return AUTHORS[language] if self.ours else self.operator or OPERATORS[language]

    def title(self, language: str) -> str:
        """What the whole is called."""
        return TITLES[language] if self.ours else SERVED.title[language]

    @property
    def version(self) -> str:
        return self.release.version if self.release else self.state

    @property
    def issued(self) -> date | None:
        return self.release.issued if self.release else None

    @property
    def address(self) -> str:
        """Where the cited data stay."""
        return self.release.iri if self.release else f"{self.root}/"

    @property
    def here(self) -> str:
        """The same on the server that was asked; nothing where it is the same address."""
        own = f"{self.root}/releases/{self.release.version}" if self.release else ""
        return own if own != self.address else ""

    @property
    def rdfc(self) -> str:
        return self.release.rdfc if self.release else ""

    def label(self, language: str) -> str:
        """The name of the thing, in the language where it has one, else any, else its IRI."""
        named = self.labels.get(language) or next(iter(self.labels.values()), "")
        return " ".join(named.split()) or self.entity


def plain(cited: Citation, language: str) -> str:
    """One paragraph for a list of references."""
    words, issued = _WORDS[language], cited.issued
    version = f"{words['version'] if cited.release else words['state']} {cited.version}"
    parts = [f"{cited.author(language)} ({issued.year if issued else words['undated']})."]
    if cited.entity:
        label = cited.label(language)
        name = f"“{label}”, " if label != cited.entity else ""
        parts.append(f"{name}{cited.entity}. {words['in']}")
    dated = f", {_long_date(issued, language)}" if issued else ""
    parts.append(f"{cited.title(language)} ({version}{dated}) {words['data']}. {cited.address}.")
    if cited.rdfc:
        parts.append(f"{words['hash']} {cited.rdfc}.")
    if cited.here:
        parts.append(f"{words['here']} {cited.here}")
    return " ".join(parts)


def _long_date(day: date, language: str) -> str:
    return f"{day.day} {_MONTHS[language].split()[day.month - 1]} {day.year}"


def bibtex(cited: Citation, language: str = "en") -> str:
    """An entry that BibTeX and biblatex read."""
    words, issued = _WORDS[language], cited.issued
    title = tex(cited.title(language))
    notes = [f"{words['hash']} {cited.rdfc}" if cited.rdfc else ""]
    notes += [f"{words['here']} \\url{{{address(cited.here)}}}" if cited.here else ""]
    fields = {
        "author": f"{{{tex(cited.author(language))}}}",
        "title": f"{{{tex(cited.label(language)) if cited.entity else title}}}",
        "howpublished": f"{words['in']} {title}" if cited.entity else "",
        "version": tex(cited.version),
        "date": str(issued or ""),
        "year": str(issued.year) if issued else "",
        "url": address(cited.entity or cited.address),
        "note": ". ".join(
            filter(None, (f"\\url{{{address(cited.address)}}}" if cited.entity else "", *notes))
        ),
    }
    lines = (f"  {name:<12} = {{{text}}}" for name, text in fields.items() if text)
    return f"@misc{{{_key(cited)},\n" + ",\n".join(lines) + "\n}\n"


def _key(cited: Citation) -> str:
    local = cited.entity.removeprefix(iris.ENTITY)
    parts = ("inovasi", cited.version[:12], re.sub(r"[^A-Za-z0-9.]+", "-", local).strip("-"))
    return "-".join(filter(None, parts))


def tex(text: str) -> str:
    """A text as TeX sets it, on one line."""
    return "".join(_TEX.get(sign, sign) for sign in " ".join(text.split()))


def address(iri: str) -> str:
    """An address as a URI: what neither it nor a TeX macro bears is percent-encoded."""
    return quote(iri, safe=_IN_ADDRESS)


def cff(cited: Citation, language: str = "en") -> str:
    """A CITATION.cff; a thing in the graph is its preferred citation."""
    content = {
        "cff-version": "1.2.0",
        "message": _MESSAGE if cited.ours else _MESSAGE_OF_OTHERS,
        "type": "dataset",
        "title": cited.title(language),
        "abstract": _ABSTRACT if cited.ours else SERVED.description[language],
        "authors": [{"name": cited.author(language)}],
        "version": cited.version,
        "date-released": cited.issued,
        "url": cited.address,
        "identifiers": _identifiers(cited),
        "license": list(LICENCES) if cited.ours else None,
        "keywords": list(_KEYWORDS if cited.ours else SERVED.keywords[language]),
        "preferred-citation": _preferred(cited, language),
    }
    filled = {name: value for name, value in content.items() if value}
    written = yaml.dump(filled, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return str(written)


class _Dumper(yaml.SafeDumper):
    """Writes a value again where it stands twice: few readers of CFF expect references."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def _identifiers(cited: Citation) -> list[dict[str, str]]:
    found = []
    if cited.rdfc:
        hashed = "SHA-256 of all datasets of the release in canonical form (RDFC-1.0)"
        value = f"sha256:{cited.rdfc}"
        found.append({"type": "other", "value": value, "description": hashed})
    if cited.here:
        description = "The release on the server that gave this citation"
        found.append({"type": "url", "value": address(cited.here), "description": description})
    return found


def _preferred(cited: Citation, language: str) -> dict[str, Any] | None:
    if not cited.entity:
        return None
    reference = {
        "type": "data",
        "title": cited.label(language),
        "authors": [{"name": cited.author(language)}],
        "collection-title": cited.title(language),
        "version": cited.version,
        "date-released": cited.issued,
        "url": address(cited.entity),
        "repository": address(cited.address),
        "license": cited.licence,
    }
    return {name: value for name, value in reference.items() if value}
