"""Where sources contradict each other: side by side for people, as a file for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from flask import Response, request, url_for

from inovasi import iris
from inovasi.errors import Busy
from inovasi.query.formats import FORMATS as RESULTS
from inovasi.query.formats import HTML, Format
from inovasi.resources.asking import Asker
from inovasi.resources.claims import Claim, Quotation
from inovasi.resources.disputes import (
    MOST,
    Dispute,
    Place,
    dispute_lines,
    read_disputes,
    read_places,
)
from inovasi.resources.labels import Names, read_labels
from inovasi.serving import rdf
from inovasi.serving.conditional import FRESH
from inovasi.serving.negotiation import choose_by
from inovasi.serving.pages import Pages
from inovasi.serving.paging import cut, leaf_asked
from inovasi.serving.prepared import Prepared

_CSV: Final = next(known for known in RESULTS if known.name == "csv")
FORMATS: Final = (HTML, _CSV, rdf.TURTLE, rdf.N_TRIPLES)
PER_PAGE: Final = 20
_COLUMNS: Final = (
    *("thing", "thing_label", "property", "property_label", "value", "datatype", "language"),
    *("rank", "reason", "claim", "graph", "source", "source_label", "paragraph", "start", "end"),
    *("as_written", "recorded"),
)
_RETRY_S: Final = 5
# It takes milliseconds, unless there are hundreds of thousands of claims.
PATIENCE_S: Final = 3.0


@dataclass(slots=True)
class Contradictions:
    """Answers ``/contradictions``; where they are is asked once for a state of the data."""

    asker: Asker
    pages: Pages
    _places: Prepared[str, tuple[Place, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self._places = Prepared(lambda _: read_places(self.asker), PATIENCE_S)

    def view(self, suffix: str = "") -> Response:
        """All of them, in pages of some, or as a file of all."""
        choice = choose_by(suffix and f".{suffix}", request.headers.get("Accept"), FORMATS)
        places = self._places.get(self.asker.version)
        if choice.format is HTML:
            return self._page(places)
        if places is None:
            raise Busy("The contradictions are being looked up", _RETRY_S)
        text = self._table(places) if choice.format is _CSV else self._graph(places, choice.format)
        response = Response(text, content_type=choice.content_type)
        name = f"contradictions{choice.format.suffix}"
        response.headers["Content-Disposition"] = f'inline; filename="{name}"'
        response.headers["Cache-Control"] = FRESH
        response.vary.add("Accept")
        response.add_etag()
        return response

    def _page(self, places: Sequence[Place] | None) -> Response:
        total = len(places or ())
        leaf = leaf_asked(total, PER_PAGE)
        disputes = read_disputes(self.asker, cut(places or (), leaf, PER_PAGE))
        labels = read_labels(self.asker, [iri for each in disputes for iri in each.iris])
        response = self.pages.render(
            "contradictions.html",
            pending=places is None,
            total=total,
            whole=total < MOST,
            disputes=disputes,
            named=Names(labels, self.pages.language),
            leaf=leaf,
            turn=lambda number: url_for("contradictions", page=number),
            forms=FORMATS[1:],
        )
        response.headers["Cache-Control"] = "no-cache" if places is not None else "no-store"
        if places is not None:
            response.add_etag()
        return response

    def _graph(self, places: Sequence[Place], result: Format) -> str:
        return rdf.write("", dispute_lines(self.asker, places), result)

    def _table(self, places: Sequence[Place]) -> str:
        """A row for each quotation of each claim, and for each claim without any."""
        disputes = read_disputes(self.asker, places)
        labels = read_labels(self.asker, [iri for each in disputes for iri in each.iris])
        names = Names(labels, self.pages.language)
        text = io.StringIO(newline="")
        writer = csv.writer(text)
        writer.writerow(_COLUMNS)
        for dispute in disputes:
            for claim in dispute.claims:
                writer.writerows(_rows(dispute, claim, names, self.pages.language))
        return text.getvalue()


def _rows(
    dispute: Dispute, claim: Claim, names: Names, language: str
) -> Iterator[tuple[str | int, ...]]:
    place, value = dispute.place, claim.value
    reason = claim.reason.get(language) or next(iter(claim.reason.values()), "")
    head = (
        *(place.thing, names(place.thing).text, place.property, names(place.property).text),
        *(value.text, iris.shorten(value.datatype), value.language, claim.rank, reason, claim.iri),
        claim.graph,
    )
    grounds: Sequence[Quotation | None] = claim.quotations or (None,)
    for quotation in grounds:
        source = quotation.source if quotation else claim.page
        tail: tuple[str | int, ...] = ("", "", "", "")
        if quotation:
            tail = (quotation.paragraph, quotation.start, quotation.end, quotation.as_written)
        yield (*head, source, names(source).text if source else "", *tail, claim.recorded)
