"""What was validated, against which rules, and what a fault would look like."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

from flask import Response, request

from inovasi import iris, paths
from inovasi.errors import NotFound
from inovasi.knowledge import report
from inovasi.knowledge.conditions import Shape as Conditions
from inovasi.knowledge.conditions import read_conditions
from inovasi.knowledge.constraints import Rule, Shape, read_shapes
from inovasi.knowledge.releases import digest_of_file
from inovasi.knowledge.report import Record, report_triples
from inovasi.knowledge.wording import sentences
from inovasi.query.formats import HTML, Choice, Form, named
from inovasi.query.writing import graph_bytes
from inovasi.resources.asking import Asker, is_iri, reference
from inovasi.resources.labels import Names, read_labels
from inovasi.serving.amiss import Amiss, amiss, refused
from inovasi.serving.conditional import FRESH
from inovasi.serving.negotiation import choose_by
from inovasi.serving.pages import Pages

_RDF: Final = ("turtle", "jsonld", "ntriples", "rdfxml")
FORMATS: Final = (HTML, *(named(name, Form.CONSTRUCT).format for name in _RDF))
_KINDS: Final = """SELECT DISTINCT ?class WHERE {
  { $thing a ?class } UNION { GRAPH ?graph { $thing a ?class } }
} LIMIT 200"""
_ABOVE: Final = """SELECT DISTINCT ?above WHERE {
  VALUES ?class { $classes } ?class rdfs:subClassOf+ ?above
} LIMIT 500"""


class Counted(NamedTuple):
    """A shape with what it looked at, the most that any of its rules did, and the disputes."""

    shape: Shape
    core: int
    pages: int
    disputes: int


class Tested(NamedTuple):
    """A rule in sentences, with what it looked at, and the files that show how it is broken."""

    rule: Rule
    sentences: Sequence[str]
    core: int
    pages: int
    examples: Sequence[str]


@dataclass
class Validation:
    """Answers ``/validation`` and ``/validation/<name>``; all is read once, when it is asked for.

    ``sources`` are the published files that are served, by dataset; none for other data, of which
    nobody knows whether they keep the rules.
    """

    asker: Asker
    pages: Pages
    sources: Mapping[str, Path]
    ontology: Path = field(default=paths.ONTOLOGY)

    @cached_property
    def shapes(self) -> tuple[Shape, ...]:
        """All the shapes by name."""
        return read_shapes(self.ontology / "shapes")

    @cached_property
    def conditions(self) -> dict[str, Conditions]:
        """What each rule asks, by its IRI."""
        found = read_conditions(self.ontology / "shapes").values()
        return {each.iri: each for told in found for each in told}

    @cached_property
    def record(self) -> Record | None:
        """The record of what is served; None where these very files were not validated."""
        place = next(iter(self.sources.values()), None)
        file = place.with_name(report.FILE) if place else None
        if file is None or not file.is_file():
            return None
        record = report.load(file)
        served = {name: digest_of_file(path) for name, path in self.sources.items()}
        return record if record.datasets == served else None

    def view(self, suffix: str = "") -> Response:
        """The result by shape, as a page, or as SHACL words it."""
        choice = choose_by(suffix and f".{suffix}", request.headers.get("Accept"), FORMATS)
        if choice.format is not HTML:
            return self._graph(choice)
        try:
            return self._result(request.args.get("id", "").strip())
        except NotFound as error:
            return refused(self._result("", amiss(error)), error)

    def _result(self, thing: str, fault: Amiss | None = None) -> Response:
        classes = self._classes(thing) if thing else ()
        shown = [self._counted(shape) for shape in self.shapes]
        named_of = (*classes, *(kind for each in shown for kind in each.shape.kinds))
        disputes = self._disputes(thing)
        told = [iri for graph, each in disputes.items() for iri in (graph, *each)]
        return self._page(
            "validation.html",
            (*named_of, *told, *([thing] if thing else [])),
            shapes=shown,
            rules=sum(len(shape.rules) for shape in self.shapes),
            looked_at=sum(each.core for each in shown),
            thing=thing,
            amiss=fault,
            classes=classes,
            applied=[each for each in shown if set(classes).intersection(each.shape.kinds)],
            disputes=disputes,
            forms=FORMATS[1:],
        )

    def one(self, name: str) -> Response:
        """A shape with its rules, their words, and an example of each fault."""
        shape = next((shape for shape in self.shapes if shape.name == name), None)
        if shape is None:
            raise NotFound(f"There is no shape {name[:40]!r}", "choose one of those at /validation")
        examples = self._examples(name)
        called = self._called(shape)
        tested = [
            Tested(
                rule,
                sentences(self.conditions[rule.iri], self.pages.language, called),
                *self._counts(rule),
                examples.get(rule.name, ()),
            )
            for rule in shape.rules
        ]
        paths_of = (rule.path for rule in shape.rules)
        told = {step for path in paths_of for step in path.replace("^", "").split("|")}
        known = (iri for iri in map(_iri, told) if iri)
        return self._page(
            "shape.html", (*shape.kinds, *known), shape=shape, tested=tested, iri=_iri
        )

    def _page(self, template: str, told: Sequence[str], **values: object) -> Response:
        labels = read_labels(self.asker, told)
        response = self.pages.render(
            template, record=self.record, named=Names(labels, self.pages.language), **values
        )
        response.headers["Cache-Control"] = "no-cache"
        response.add_etag()
        return response

    def _graph(self, choice: Choice) -> Response:
        if self.record is None:
            remedy = "run inovasi check where the data are made"
            raise NotFound("The data that are served were not validated here", remedy)
        triples = report_triples(self.record, len(self.shapes))
        content = graph_bytes(triples, report.PREFIXES, choice.media_type)
        response = Response(content, content_type=choice.content_type)
        response.vary.add("Accept")
        response.headers["Cache-Control"] = FRESH
        response.add_etag()
        return response

    def _classes(self, thing: str) -> tuple[str, ...]:
        """The classes of a thing and those above them; NotFound where nothing is known of it."""
        rows = self.asker.rows(_KINDS, thing=reference(thing)) if is_iri(thing) else []
        own = dict.fromkeys(row[0].iri for row in rows if row[0].iri)
        if not own:
            raise NotFound(
                "The graph gives this IRI no class, so no shape looks at it",
                "check how it is written, or leave out id",
            ).of("id")
        above = self.asker.rows(_ABOVE, classes=" ".join(map(reference, own)))
        return tuple(own | dict.fromkeys(row[0].iri for row in above if row[0].iri))

    def _counted(self, shape: Shape) -> Counted:
        core, pages = zip(*map(self._counts, shape.rules), strict=True)
        disputes = self.record.disputes if self.record else ()
        names = {rule.name for rule in shape.rules}
        of_shape = sum(dispute.rule in names for dispute in disputes)
        return Counted(shape, max(core), max(pages), of_shape)

    def _counts(self, rule: Rule) -> tuple[int, int]:
        record = self.record
        if record is None:
            return 0, 0
        return record.looked_at.get(rule.name, 0), record.in_pages.get(rule.name, 0)

    def _disputes(self, thing: str) -> dict[str, dict[str, list[str]]]:
        """The rules that tell of a dispute in a page, by graph and by thing."""
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for dispute in self.record.disputes if self.record else ():
            if thing in ("", dispute.thing):
                found[dispute.graph][dispute.thing].append(dispute.rule)
        return found

    def _called(self, shape: Shape) -> Callable[[str], str]:
        """What the terms that the rules of a shape name are called."""
        language = self.pages.language
        terms: list[str] = []

        def noted(iri: str) -> str:
            terms.append(iri)
            return iri

        for rule in shape.rules:
            sentences(self.conditions[rule.iri], language, noted)
        names = Names(read_labels(self.asker, terms), language)
        return lambda iri: names(iri).text

    def _examples(self, name: str) -> dict[str, list[str]]:
        """The text of the files that break a rule, by its name."""
        found: dict[str, list[str]] = defaultdict(list)
        for file in sorted((self.ontology / "examples" / name).glob("fail-*.ttl")):
            text = file.read_text(encoding="utf-8")
            head = [line for line in text.splitlines() if line.startswith("# expect: ")]
            body = "".join(
                line for line in text.splitlines(keepends=True) if not line.startswith("# expect: ")
            )
            for rule in dict.fromkeys(line.split()[2] for line in head):
                found[rule].append(body.strip() + "\n")
        return found


def _iri(path: str) -> str:
    """The IRI of a path that is one property; empty for any other."""
    try:
        return iris.expand(path)
    except ValueError:
        return ""
