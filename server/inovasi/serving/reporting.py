"""To report an error: what was meant, what to write, and to whom; nothing is sent from here."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from flask import Response, request

from inovasi import __version__, iris
from inovasi.errors import NotFound
from inovasi.knowledge.catalogue import Contact
from inovasi.resources.asking import Asker, is_iri, reference
from inovasi.resources.claims import read_claim
from inovasi.resources.labels import Names, choose, read_labels
from inovasi.serving.amiss import Amiss, amiss, refused
from inovasi.serving.pages import Pages
from inovasi.serving.places import place_of

_EXISTS = """SELECT ?class WHERE {
  { $thing ?property ?value OPTIONAL { $thing a ?class } }
  UNION { GRAPH ?graph { $thing ?property ?value OPTIONAL { $thing a ?class } } }
} LIMIT 200"""


@dataclass(frozen=True, slots=True)
class Reporting:
    """Answers ``/report``."""

    asker: Asker
    pages: Pages

    def view(self) -> Response:
        """The page; with ``id`` it names a thing, a claim or a quotation."""
        try:
            return self._page(request.args.get("id", "").strip())
        except NotFound as error:
            return refused(self._page("", amiss(error)), error)

    def _page(self, iri: str, fault: Amiss | None = None) -> Response:
        classes = self._classes(iri) if iri else ()
        claim = read_claim(self.asker, iri) if iri else None
        language = self.pages.language
        told = (iri, *classes, *((claim.about, *claim.iris) if claim else ()))
        labels = read_labels(self.asker, [each for each in told if each])
        name = choose(labels.get(iri, {}), language, iri).text if iri else ""
        address = self._address(iri) if iri else ""
        letter = self._letter(iri, name, address)
        contact = Contact.read(self.pages.config.contact)
        response = self.pages.render(
            "report.html",
            iri=iri,
            amiss=fault,
            classes=classes,
            claim=claim,
            named=Names(labels, language),
            contact=contact,
            letter=letter,
            mailto=_mailto(contact.mail, *letter) if contact and contact.mail else "",
        )
        response.headers["Cache-Control"] = "no-cache"
        response.add_etag()
        return response

    def _classes(self, iri: str) -> tuple[str, ...]:
        """The classes of the thing; NotFound where it is none of ours, and no graph knows it."""
        rows = self.asker.rows(_EXISTS, thing=reference(iri)) if is_iri(iri) else []
        if not rows and not iri.startswith(iris.BASE):
            raise NotFound(
                "The graph says nothing about this IRI", "check how it is written, or leave out id"
            ).of("id")
        return tuple(sorted({row[0].iri for row in rows if row[0].iri}))

    def _address(self, iri: str) -> str:
        """Where the page about it is, for who reads the letter."""
        place = place_of(iri)
        below = place.removeprefix(request.script_root)
        return f"{self.pages.root}{below}" if place.startswith("/") else place

    def _letter(self, iri: str, name: str, address: str) -> tuple[str, str]:
        """The subject and the body of the letter, in the language of the page."""
        texts = self.pages.texts[self.pages.language]["letter"]
        version = f"{__version__} ({self.pages.dataset[:12]})"
        if not iri:
            return texts["subject_any"], texts["body_any"].format(release=version)
        # A line of its own would be a header field in the letter.
        name = " ".join(name.split())
        body = texts["body"].format(name=name, iri=iri, address=address, release=version)
        return texts["subject"].format(name=name), body


def _mailto(address: str, subject: str, body: str) -> str:
    """A link that opens a letter (RFC 6068); lines end as in mail."""
    lines = "\r\n".join(body.splitlines())
    return f"mailto:{quote(address, '@')}?subject={quote(subject, '')}&body={quote(lines, '')}"
