"""A dataset as text: readable Turtle, compacted JSON-LD and the other RDF formats.

Formats of one graph hold the dataset's default graph, or the merge of its named graphs where it
has no default graph; TriG and N-Quads hold every graph. The same quads give the same bytes.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from io import BytesIO
from types import MappingProxyType
from typing import Any, Final

import pyoxigraph as ox
import rdflib
from rdflib.namespace import RDF, RDFS, SKOS
from rdflib.plugins.serializers.jsonld import from_rdf
from rdflib.plugins.serializers.turtle import TurtleSerializer

from inovasi import iris

# A literal keeps the form in which it was published: rdflib would rewrite "01" as "1".
rdflib.NORMALIZE_LITERALS = False

_FIRST: Final = [RDF.type, SKOS.prefLabel, RDFS.label, SKOS.altLabel, SKOS.hiddenLabel]


_PLAIN: Final = MappingProxyType(
    {
        iris.expand("xsd:integer"): re.compile(r"[+-]?\d+"),
        iris.expand("xsd:decimal"): re.compile(r"[+-]?\d*\.\d+"),
        iris.expand("xsd:boolean"): re.compile(r"true|false"),
    }
)


_HEAD: Final = re.compile(r"(?:@(?:base|prefix) [^\n]*\n)+")
_ROOT_TAG: Final = re.compile(rb"<rdf:RDF ([^>]*)>")


class _Sorted(TurtleSerializer):
    """Subjects by IRI, so that things of one kind stand together; class and names come first."""

    predicateOrder = _FIRST  # noqa: N815 - the name that rdflib reads

    def orderSubjects(self) -> list[Any]:  # noqa: N802 - the name that rdflib calls
        return sorted(self._subjects)

    def label(self, node: Any, position: int) -> str:
        """A term as written; unlike rdflib's, never with another lexical form than it has."""
        if isinstance(node, rdflib.Literal):
            return self._literal(node)
        name = super().label(node, position)
        return name.replace(f"<{iris.BASE}", "<", 1) if name.startswith("<") else name

    def _literal(self, literal: rdflib.Literal) -> str:
        plain = _PLAIN.get(str(literal.datatype))
        if plain is not None and plain.fullmatch(literal):
            return str(literal)
        return literal._literal_n3(qname_callback=lambda iri: self.get_pname(iri, False))


def triples(quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    """The triples of the default graph; of all graphs where the default graph is empty."""
    quads = list(quads)
    default = [quad.triple for quad in quads if isinstance(quad.graph_name, ox.DefaultGraph)]
    return default or list(dict.fromkeys(quad.triple for quad in quads))


def to_rdflib(statements: Iterable[ox.Triple]) -> rdflib.Graph:
    """The triples as an rdflib graph with the project's prefixes, every lexical form kept."""
    graph = rdflib.Graph(bind_namespaces="none")
    _bind(graph)
    text = ox.serialize(statements, format=ox.RdfFormat.N_TRIPLES)
    return graph.parse(data=text or b"", format="nt")


def _bind(graph: rdflib.Graph) -> None:
    for prefix, namespace in iris.PREFIXES.items():
        graph.bind(prefix, namespace)


def turtle(quads: Iterable[ox.Quad]) -> bytes:
    """Turtle 1.1 with prefixes, relative identifiers and subjects in order."""
    return _turtle(triples(quads)).encode()


def trig(quads: Iterable[ox.Quad]) -> bytes:
    """TriG 1.1: the default graph as in Turtle, then each named graph in braces, by IRI."""
    graphs: dict[str, list[ox.Triple]] = defaultdict(list)
    for quad in quads:
        graphs[_graph_name(quad)].append(quad.triple)
    heads: set[str] = set()
    bodies = []
    for name in sorted(graphs):
        text = _turtle(graphs[name])
        head = _HEAD.match(text)
        cut = head.end() if head else 0
        heads.update(text[:cut].splitlines())
        body = text[cut:].strip("\n")
        bodies.append(f"<{name}> {{\n{body}\n}}\n" if name else f"{body}\n")
    return ("\n".join(sorted(heads)) + "\n\n" + "\n".join(bodies)).encode()


def _graph_name(quad: ox.Quad) -> str:
    name = quad.graph_name
    return name.value.removeprefix(iris.BASE) if isinstance(name, ox.NamedNode) else ""


def _turtle(statements: Iterable[ox.Triple]) -> str:
    stream = BytesIO()
    _Sorted(to_rdflib(statements)).serialize(stream, base=iris.BASE, encoding="utf-8")
    return stream.getvalue().decode()


def rdf_xml(quads: Iterable[ox.Quad]) -> bytes:
    """RDF/XML 1.1, one description a subject, in order."""
    used = {name: space for name, space in iris.PREFIXES.items() if space != iris.ENTITY}
    ordered = sorted(triples(quads), key=str)
    written = ox.serialize(ordered, format=ox.RdfFormat.RDF_XML, prefixes=used) or b""
    # The engine declares the namespaces in an order that changes from run to run.
    return _ROOT_TAG.sub(_sorted_declarations, written, count=1)


def _sorted_declarations(tag: re.Match[bytes]) -> bytes:
    return b"<rdf:RDF " + b" ".join(sorted(tag[1].split(b" "))) + b">"


def n_triples(quads: Iterable[ox.Quad]) -> bytes:
    """N-Triples 1.1, one line a triple, sorted by code point, each once."""
    return _lines(ox.serialize(triples(quads), format=ox.RdfFormat.N_TRIPLES))


def n_quads(quads: Iterable[ox.Quad]) -> bytes:
    """N-Quads 1.1, one line a quad, sorted by code point, each once."""
    return _lines(ox.serialize(quads, format=ox.RdfFormat.N_QUADS))


def json_ld(quads: Iterable[ox.Quad], context: Mapping[str, Any]) -> bytes:
    """JSON-LD 1.1, compacted with the context, which is written into the document."""
    graph = to_rdflib(triples(quads))
    document = from_rdf(graph, context_data=context["@context"])
    ordered = _ordered(document)
    return (json.dumps(ordered, ensure_ascii=False, indent=2) + "\n").encode()


def _ordered(node: Any) -> Any:
    """The same document with keys and unordered arrays sorted; the context stays as written."""
    if isinstance(node, list):
        return sorted((_ordered(item) for item in node), key=_sort_key)
    if isinstance(node, dict):
        keys = sorted(node, key=lambda key: (not key.startswith("@"), key))
        keep = ("@context", "@list")
        return {key: node[key] if key in keep else _ordered(node[key]) for key in keys}
    return node


def _sort_key(item: Any) -> str:
    if isinstance(item, dict):
        return str(item.get("@id") or item.get("id") or "") + json.dumps(item, sort_keys=True)
    return json.dumps(item)


def _lines(written: bytes | None) -> bytes:
    lines = sorted(set((written or b"").decode().split("\n")) - {""})
    return "".join(f"{line}\n" for line in lines).encode()


WRITERS: Final = MappingProxyType(
    {
        "turtle": turtle,
        "ntriples": n_triples,
        "nquads": n_quads,
        "trig": trig,
        "rdfxml": rdf_xml,
    }
)
