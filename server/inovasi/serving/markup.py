"""What pages show of names, things and values, as HTML: a page has hundreds of them.

Every text is escaped, and isolated as it may run from right to left; one that is not in the
language of the page says in which it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from markupsafe import Markup, escape

from inovasi import iris
from inovasi.resources.labels import Name, Naming, brief
from inovasi.resources.terms import Kind, Term
from inovasi.resources.values import shown

_ADDRESS: Final = iris.expand("xsd:anyURI")
# A number with more digits is broken across lines as a text is.
_FIGURE: Final = 20


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes for a page in a language; ``place`` gives the address of the page about an IRI."""

    language: str
    place: Callable[[str], str]
    named: Naming
    # A page shows the same few properties and concepts again and again.
    _links: dict[str, Markup] = field(default_factory=dict)

    @property
    def functions(self) -> tuple[Callable[..., Markup], ...]:
        """What templates call: name, link and value."""
        return self.name, self.link, self.value

    def name(self, known: Name) -> Markup:
        """A name in its own language."""
        return _markup(f"<bdi{self._tag(known.language)}>{escape(known.text)}</bdi>")

    def link(self, iri: str, text: object = None) -> Markup:
        """An IRI as a link to the page about it, by its name or another text; as the bare text
        where there is no page.
        """
        if text is not None:
            address = self.place(iri)
            inner = f"<bdi>{escape(text)}</bdi>"
            return _markup(f'<a href="{escape(address)}">{inner}</a>' if address else inner)
        found = self._links.get(iri)
        if found is None:
            found = self._links[iri] = self._linked(iri)
        return found

    def value(self, term: Term) -> Markup:
        """Any term: a link, or a literal as the reader's language writes it."""
        if term.iri:
            return self.link(term.iri)
        if term.kind is not Kind.LITERAL:
            return _markup(f"<code>{escape(term.text)}</code>")
        return _markup(self._literal(term) + self._language_of(term))

    def _linked(self, iri: str) -> Markup:
        address, name = self.place(iri), self.name(self.named(iri))
        if not address:
            return name
        whole = escape(address)
        # Of others' addresses the name leaves out a part.
        title = f' title="{whole}"' if address == iri else ""
        return _markup(f'<a href="{whole}"{title}>{name}</a>')

    def _literal(self, term: Term) -> str:
        said = shown(term, self.language)
        text = escape(said.text)
        if said.machine:
            return f'<time datetime="{escape(said.machine)}">{text}</time>'
        if term.datatype == _ADDRESS and self.place(term.text):
            whole = escape(term.text)
            named = escape(brief(term.text))
            return f'<a href="{whole}" rel="external" title="{whole}">{named}</a>'
        figure = " figure" if said.numeric and len(said.text) < _FIGURE else ""
        return f'<bdi class="literal{figure}"{self._tag(said.language)}>{text}</bdi>'

    def _language_of(self, term: Term) -> str:
        if term.language in ("", self.language):
            return ""
        return f' <small class="tag">{escape(term.language)}</small>'

    def _tag(self, language: str) -> str:
        if language in ("", self.language):
            return ""
        return f' lang="{escape(language)}"'


class Writers:
    """The writers of a page, one for each way of naming: templates that are imported by others ask
    for them again and again.
    """

    def __init__(self, language: str, place: Callable[[str], str]) -> None:
        self._language, self._place = language, place
        self._known: dict[tuple[int, str], Writer] = {}

    def __call__(self, named: Naming) -> tuple[Callable[..., Markup], ...]:
        """What the writer that names so has for templates."""
        # A method is made anew each time it is looked up; what it belongs to, the writer holds.
        whose = (id(getattr(named, "__self__", named)), getattr(named, "__name__", ""))
        known = self._known.get(whose)
        if known is None:
            known = self._known[whose] = Writer(self._language, self._place, named)
        return known.functions


def _markup(written: str) -> Markup:
    # Whatever comes from outside has been escaped where it was put in.
    return Markup(written)  # noqa: S704
