"""The pages of things: every identifier answers, as a page for people and as RDF for programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple
from urllib.parse import quote_plus

from flask import Response, redirect, request, url_for

from inovasi import iris
from inovasi.errors import Gone, NotFound
from inovasi.knowledge.catalogue import Catalogue
from inovasi.knowledge.retired import Retired
from inovasi.query.formats import HTML, Choice, Format
from inovasi.resources import schema_org
from inovasi.resources.asking import Asker, is_iri, reference, values
from inovasi.resources.claims import Claim, claims_about, claims_of
from inovasi.resources.description import describe
from inovasi.resources.facts import Known, arrange, statements_about, statements_of
from inovasi.resources.kinds import Kind, kind_of, source
from inovasi.resources.labels import Labels, Names, choose, read_labels
from inovasi.resources.matches import kind_of as kind_of_path
from inovasi.resources.pointing import Pointing, pointing_to, read_pointing
from inovasi.resources.quoted import is_quotation
from inovasi.resources.schema_org import Told
from inovasi.resources.summary import summarize
from inovasi.resources.superclasses import read_above
from inovasi.serving import rdf
from inovasi.serving.browse import trail
from inovasi.serving.catalogued import is_catalogued, read_entry
from inovasi.serving.conditional import FRESH
from inovasi.serving.negotiation import choose as negotiated
from inovasi.serving.pages import Pages
from inovasi.serving.paging import number_asked
from inovasi.serving.places import FORMATS, cut, encoded, iri_of, place_of

_SOURCES: Final = iris.ENTITY + "sumber/"
_EXISTS: Final = """SELECT ?thing WHERE { VALUES ?thing { $thing } FILTER(
  EXISTS { ?thing ?a ?b } || EXISTS { GRAPH ?g { ?thing ?a ?b } }
) } LIMIT 1"""
_READY: Final = """PREFIX inov: <{inov}>

SELECT ?property ?value ?rank ?source WHERE {{
  {{ <{iri}> ?property ?value }}
  UNION
  {{ ?claim inov:about <{iri}> ; inov:onProperty ?property ; inov:value ?value ;
            inov:claimRank ?rank
     OPTIONAL {{ ?claim <{derived}>/<{quoted}>|inov:externalPage ?source }} }}
}}
ORDER BY ?property ?value"""
_READY_ELSEWHERE: Final = """PREFIX inov: <{inov}>

SELECT ?property ?value ?rank ?source ?graph WHERE {{
  {{ GRAPH ?graph {{ <{iri}> ?property ?value }} }}
  UNION
  {{ GRAPH ?graph {{ ?claim inov:about <{iri}> ; inov:onProperty ?property ; inov:value ?value ;
                           inov:claimRank ?rank
     OPTIONAL {{ ?claim <{derived}>/<{quoted}>|inov:externalPage ?source }} }} }}
}}
ORDER BY ?property ?value ?graph"""
# What stands around the IRI in the queries, and the same as ``url_for`` writes a parameter.
_PIECES: Final = [
    query.format(
        iri="{iri}",
        inov=iris.TERM,
        derived=iris.expand("prov:wasDerivedFrom"),
        quoted=iris.expand("prov:wasQuotedFrom"),
    ).split("{iri}")
    for query in (_READY, _READY_ELSEWHERE)
]
_SAFE: Final = "!$'()*,/:;?@"
_SENT: Final = [[quote_plus(piece, safe=_SAFE) for piece in pieces] for pieces in _PIECES]


Near = Callable[[str, str], Sequence[tuple[str, str]]]
"""Things that may be meant by an identifier, in a language: IRIs with names, the best first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address is of; ``name`` is what stands behind the path word, without a suffix.

    ``leaf`` is the page of what a source holds, asked for by ``quotations``; ``page`` is of what
    points to it.
    """

    endpoint: str
    name: str
    iri: str
    choice: Choice
    suffixed: bool = False
    leaf: int = 1


class Read(NamedTuple):
    """What a page is made from."""

    known: Known
    claims: Sequence[Claim]
    pointing: Pointing
    named: Names


@dataclass(frozen=True, slots=True)
class Docs:
    """Answers ``/id/…``, ``/doc/…``, ``/def/…`` and ``/skema/…``.

    ``near`` knows what may be meant by an identifier that nothing has.
    """

    asker: Asker
    pages: Pages
    catalogue: Callable[[], Catalogue]
    retired: Mapping[str, Retired] = field(default_factory=dict)
    near: Near | None = None

    def thing(self, name: str) -> Response:
        """An identifier of a thing, which is no document: what is known of it stands elsewhere."""
        query = request.query_string.decode("latin-1")
        address = url_for("doc", name=name) + (f"?{query}" if query else "")
        response = redirect(address, 303)
        response.headers["Cache-Control"] = FRESH
        response.headers["Link"] = f'<{address}>; rel="describedby"'
        return response  # type: ignore[return-value]

    def doc(self, name: str) -> Response:
        """What is known of a thing."""
        return self._answer("doc", iris.ENTITY, name)

    def term(self, name: str) -> Response:
        """What is known of a class or a property."""
        return self._answer("term", iris.TERM, name)

    def concept(self, name: str) -> Response:
        """What is known of a concept or a scheme."""
        return self._answer("concept", iris.CONCEPT, name)

    def _answer(self, endpoint: str, space: str, name: str) -> Response:
        try:
            return self._told(endpoint, space, name)
        except NotFound:
            other = self._otherwise(space, name)
            if not other:
                raise
        return self._told(endpoint, space, other)

    def _told(self, endpoint: str, space: str, name: str) -> Response:
        asked = self._asked(endpoint, space, name)
        if asked.iri in self.retired:
            return self._replaced(self.retired[asked.iri], asked)
        number = number_asked()
        if asked.iri.startswith(_SOURCES) and not is_quotation(asked.iri):
            asked = replace(asked, leaf=number_asked("quotations"))
        if asked.choice.format is HTML:
            response, last = self._page(asked, number)
        else:
            response, last = self._graph(asked, number)
        response.vary.add("Accept")
        response.headers["Content-Location"] = address(asked, asked.choice.format, number)
        for link in links(asked, number, last):
            response.headers.add("Link", link)
        response.add_etag()
        return response

    def _asked(self, endpoint: str, space: str, name: str) -> Asked:
        """The identifier as it stands, where the graph has it, else without the suffix."""
        stem, known = cut(name)
        if known is None or self._exists(iri_of(space, name)):
            choice = negotiated(request.headers.get("Accept"), FORMATS)
            return Asked(endpoint, name, iri_of(space, name), choice)
        return Asked(
            endpoint, stem, iri_of(space, stem), Choice(known, known.media_type), suffixed=True
        )

    def _otherwise(self, space: str, name: str) -> str:
        """The name with signs encoded of which the address does not tell that they were; empty
        where nothing is known of such a one.
        """
        stem = cut(name)[0]
        wanted = {iri_of(space, each): each + name.removeprefix(stem) for each in encoded(stem)}
        wanted |= {iri_of(space, each): each for each in encoded(name)}
        rows = self.asker.rows(_EXISTS, thing=values(wanted))
        return wanted[rows[0][0].text] if rows else ""

    def _exists(self, iri: str) -> bool:
        return is_iri(iri) and bool(self.asker.rows(_EXISTS, thing=reference(iri)))

    def _graph(self, asked: Asked, number: int) -> tuple[Response, int]:
        if is_catalogued(asked.iri):
            found = read_entry(asked.iri, self.catalogue).description
        else:
            found = describe(self.asker, asked.iri, number)
        if found.empty:
            raise self._unknown(asked)
        text = rdf.write(asked.iri, found.lines, asked.choice.format)
        response = Response(text, content_type=asked.choice.content_type)
        response.headers["Cache-Control"] = FRESH
        for graph in found.graphs:
            response.headers.add("Link", f'<{place_of(graph) or graph}>; rel="via"')
        return response, found.pointing.last

    def _page(self, asked: Asked, number: int) -> tuple[Response, int]:
        language = self.pages.language
        reading = self._catalogued if is_catalogued(asked.iri) else self._read
        known, _, pointing, named = reading(asked, number, language)
        kind = kind_of(known.classes)
        part = self._part(kind, asked, language) if kind else None
        response = self.pages.render(
            "doc.html",
            iri=asked.iri,
            name=getattr(part, "called", None) or choose(known.labels, language, asked.iri),
            known=known,
            pointing=pointing,
            named=named,
            kind=kind.name if kind and part else "",
            part=part,
            forms=[(each.title, each, address(asked, each)) for each in FORMATS[1:]],
            turn=lambda wanted: address(asked, None, wanted),
            leaf=lambda wanted: address(replace(asked, leaf=wanted), None, number),
            **self._spoken(asked, known, named, number),
            query=ready(asked.iri, elsewhere=bool(known.graphs)),
            sent=sent(asked.iri, elsewhere=bool(known.graphs)),
        )
        response.headers["Cache-Control"] = "no-cache"
        return response, pointing.last

    def _part(self, kind: Kind, asked: Asked, language: str) -> Any:
        if asked.leaf > 1 and kind.read is source.read:
            return source.read(self.asker, asked.iri, language, asked.leaf)
        return kind.read(self.asker, asked.iri, language)

    def _spoken(self, asked: Asked, known: Known, named: Names, number: int) -> dict[str, Any]:
        """What search engines are told."""
        language = self.pages.language
        canonical = self.pages.canonical(_without_root(address(asked, None, number)))
        told = Told.by(asked.iri, known)
        return {
            "canonical": canonical,
            "summary": summarize(known, language, named),
            "trail": trail(self.pages, kind_of_path(asked.iri)),
            "schema": schema_org.describe(told, language, named, canonical),
        }

    def _read(self, asked: Asked, number: int, language: str) -> Read:
        iri = asked.iri
        stated, claimed, first = self.asker.together(
            statements_about(iri), claims_about(iri), pointing_to(iri)
        )
        statements, claims = statements_of(stated), claims_of(claimed)
        known = arrange(statements, claims)
        known = replace(known, above=read_above(self.asker, known.classes))
        pointing = (
            read_pointing(self.asker, iri, number, everywhere=True)
            if known.graphs
            else read_pointing(self.asker, iri, number, first=first)
        )
        if not statements and not pointing.total and not claims:
            raise self._unknown(asked)
        named = self._named(iri, known, claims, pointing, language)
        return Read(known, claims, pointing, named)

    def _named(
        self, iri: str, known: Known, claims: Sequence[Claim], pointing: Pointing, language: str
    ) -> Names:
        """The names of all that the page shows."""
        wanted = [*known.iris, *pointing.iris, *(each for claim in claims for each in claim.iris)]
        labels: dict[str, Labels] = {**read_labels(self.asker, wanted), iri: known.labels}
        return Names(labels, language)

    def _catalogued(self, asked: Asked, _: int, language: str) -> Read:
        entry = read_entry(asked.iri, self.catalogue)
        if entry.description.empty:
            raise self._unknown(asked)
        known = arrange(entry.statements, ())
        labels = read_labels(self.asker, [iri for iri in known.iris if iri not in entry.labels])
        return Read(
            known, [], entry.description.pointing, Names({**labels, **entry.labels}, language)
        )

    def _replaced(self, retired: Retired, asked: Asked) -> Response:
        """To what stands in place of a retired identifier; Gone where nothing does."""
        if not retired.replacement:
            raise Gone(f"{retired.iri} was retired in {retired.since}", retired.reason)
        suffix = asked.choice.format.suffix if asked.suffixed else ""
        language = request.args.get("lang", "")
        spoken = f"?lang={language}" if language in retired.reason else ""
        response = redirect(place_of(retired.replacement) + suffix + spoken, 301)
        response.headers["Cache-Control"] = FRESH
        return response  # type: ignore[return-value]

    def _unknown(self, asked: Asked) -> NotFound:
        detail = f"The graph says nothing about {asked.iri}"
        near = self.near(asked.iri, self.pages.language) if self.near else ()
        return NotFound(detail, "check how it is written, or search for its name", near)


def ready(iri: str, *, elsewhere: bool = False) -> str:
    """A query that asks for what the page shows: of the default graph, or of all the others."""
    return iri.join(_PIECES[elsewhere])


def sent(iri: str, *, elsewhere: bool = False) -> str:
    """The same query as the value of a parameter; to encode it sign by sign takes much longer."""
    return quote_plus(iri, safe=_SAFE).join(_SENT[elsewhere])


def address(asked: Asked, known: Format | None, number: int = 1) -> str:
    """The address of what is asked for in a format; without one, where it is negotiated."""
    name = asked.name + (known.suffix if known else "")
    # Which quotations are shown makes no difference to the other forms.
    leaf = asked.leaf if asked.leaf > 1 and known in (None, HTML) else None
    page = number if number > 1 else None
    return url_for(asked.endpoint, name=name, page=page, quotations=leaf)


def links(asked: Asked, number: int, last: int) -> list[str]:
    """What the page is about, its other forms, and the pages before and after (RFC 8288)."""
    found = [
        f'<{asked.iri}>; rel="describes"',
        f'<{address(asked, None, number)}>; rel="canonical"',
        f'<{address(asked, rdf.TURTLE, number)}>; rel="describedby"; type="text/turtle"',
    ]
    for known in FORMATS:
        if known is not asked.choice.format:
            place = address(asked, known, number)
            found.append(f'<{place}>; rel="alternate"; type="{known.media_type}"')
    shown = asked.choice.format
    if number > 1:
        found.append(f'<{address(asked, shown, number - 1)}>; rel="prev"')
    if number < last:
        found.append(f'<{address(asked, shown, number + 1)}>; rel="next"')
    return found


def _without_root(path: str) -> str:
    """The path below where the application is mounted, which the root has already."""
    return path.removeprefix(request.script_root)
