"""The published graph with something else in place of every literal: what nobody should write.

All identifiers stay, so that every kind of page is there, with every field that it has.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final
from zlib import crc32

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from inovasi import iris
from tests.pages.crawling import published

_REPLACED: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffd-\uffff]")
XSD: Final = iris.PREFIXES["xsd"]
# Each has a word that can be found again, and that no template has.
MARK: Final = "jebakan"
TEXTS: Final = (
    f"<script>document.title = '{MARK}'</script>",
    f'"><img src=x onerror="document.title=\'{MARK}\'"> {MARK}',
    f"</title></textarea></script></svg></details><h1 {MARK}>{MARK}</h1>",
    f"' {MARK}=1 onfocus='alert(1)' autofocus=' \" {MARK}=2 style=\"color:red\" ",
    f"{{{{ 7 * 7 }}}} {{% raw %}} ${{{MARK}}} %s %(x)s {{0}} {{{MARK}}}",
    f"<!-- {MARK} --!> <![CDATA[ ]]> &lt;b&gt; &{MARK}; &#60;",
    f"\u202e{MARK} kebalikan \u2067terbalik\u2066 \u061c\u200f",
    f"{MARK}\u200b\u200d\ufeff\u00ad\u2060 tanpa lebar",
    MARK + "panjang" * 715,
    f"{MARK} baris\nbaru\r\n\ttab\u2028garis\u2029alinea",
    f"{MARK} \u0001\u0007\u001b[31m\u007f\u0085\ufffe kendali",
    f"{MARK} Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319a\u0337\u034dl\u0334go",
    f"{MARK} שלום עולם مرحبا بالعالم 你好 👩\u200d👩\u200d👧 \U0001f3f4",
    f"javascript:alert('{MARK}')",
    " ",
)
# A value that its type does not have, or one that nobody foresees.
_TYPED: Final = (
    "9" * 400,
    "-0",
    "2017-13-45",
    "-99999-02-30",
    "NaN",
    f"<b {MARK}>1</b>",
    "1e400",
    "\u202e12",
)
_TAGS: Final = ("id", "en", "x-jebakan", "ar-arab-x-jebakan", "qaa", "i-klingon")
_ODD: Final = (
    "javascript:alert(1)",
    "data:text/html,<script>".replace("<", "%3C").replace(">", "%3E"),
    f"https://w3id.org/inovasi/id/inovasi/o'dd&amp;=%3Cb%3E;a=1#{MARK}",
    "https://w3id.org/inovasi/id/inovasi/" + "panjang" * 300,
    "https://w3id.org/inovasi/id/inovasi/%E2%80%AEterbalik",
    "https://w3id.org/inovasi/id/inovasi/é/../..//x?lang=ar&page=-1",
    "urn:x-jebakan:'\u05d0",
)
SUBJECT: Final = iris.ENTITY + "inovasi/33.71/datago"
# What has names of its own: an IRI with odd signs, as others may write it.
ODD_ADDRESS: Final = "/doc/inovasi/o'dd&b=%3Cb%3E;a=1"


def write(file: Path) -> None:
    """The data as N-Quads."""
    quads = sorted({_changed(quad) for quad in published()} | set(_more()), key=str)
    serialize(quads, file, format=RdfFormat.N_QUADS)


def _changed(quad: Quad) -> Quad:
    subject = quad.subject
    if not isinstance(subject, NamedNode) or subject.value.startswith(iris.TERM):
        return quad
    if not isinstance(quad.object, Literal):
        return quad
    literal = _literal(quad.object, crc32(f"{quad.predicate} {quad.object}".encode()))
    return Quad(subject, quad.predicate, literal, quad.graph_name)


def _literal(old: Literal, number: int) -> Literal:
    if old.language is None and old.datatype.value.startswith(XSD) and not _is_text(old):
        return Literal(_TYPED[number % len(_TYPED)], datatype=old.datatype)
    text = TEXTS[number % len(TEXTS)]
    return Literal(text, language=old.language) if old.language else Literal(text)


def _is_text(literal: Literal) -> bool:
    return literal.datatype.value in {XSD + "string", XSD + "anyURI"}


def _more() -> list[Quad]:
    """Names in odd languages, and odd things that a thing points to, is pointed to by, and is."""
    odd = NamedNode(iris.ENTITY + "inovasi/" + ODD_ADDRESS.rpartition("/")[2])
    label, kind, related = (
        NamedNode(iris.expand(name)) for name in ("skos:altLabel", "rdf:type", "skos:related")
    )
    found = []
    for number, text in enumerate(TEXTS):
        tag = _TAGS[number % len(_TAGS)]
        named = Literal(text, language=tag)
        found += [Quad(NamedNode(SUBJECT), label, named), Quad(odd, label, named)]
    for text in _ODD:
        found.append(Quad(NamedNode(SUBJECT), related, NamedNode(text)))
        found.append(Quad(NamedNode(text), related, NamedNode(SUBJECT)))
        found.append(Quad(odd, kind, NamedNode(text)))
    return [*found, Quad(odd, kind, NamedNode(iris.TERM + "Innovation"))]


def visible(text: str) -> str:
    """A text without what HTML has no sign for, nor what stands for that, and with one space where
    any stand.
    """
    return " ".join(_REPLACED.sub("", text).split())
