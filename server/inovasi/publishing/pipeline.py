"""The whole way of the facts: tables → quads → checks → published files.

Nothing is written unless every check holds.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad

from inovasi import __version__
from inovasi.errors import CheckFailed, DataError, InovasiError
from inovasi.knowledge import report, vocabulary
from inovasi.knowledge.constraints import looked_at, read_shapes
from inovasi.knowledge.expectations import check_expectations
from inovasi.knowledge.releases import Release, read_releases, verify
from inovasi.knowledge.report import Dispute, Record
from inovasi.knowledge.rules import check_rules
from inovasi.knowledge.serialization import literals_as_written, to_rdflib, triples
from inovasi.knowledge.shapes import undefined_terms
from inovasi.knowledge.validation import load_shapes, validate
from inovasi.knowledge.vocabulary import Vocabulary
from inovasi.publishing import archive, regions, release
from inovasi.publishing.accounting import unaccounted, unmentioned
from inovasi.publishing.corpus import read_corpus
from inovasi.publishing.external import examine_pages
from inovasi.publishing.model import Corpus
from inovasi.publishing.passages import check_passages
from inovasi.publishing.retirement import check_retired
from inovasi.publishing.sources import REGION_DATA
from inovasi.publishing.triples import dataset_quads
from inovasi.publishing.wordings import check_wordings
from inovasi.query import open_engine
from inovasi.query.engine import Engine
from inovasi.query.formats import Form, named
from inovasi.query.guard import guard
from inovasi.query.request import QueryRequest

# The rules look at the default graph: the facts and the terms they are told in.
_ASKED = report.CORE


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the parts of a project lie."""

    ontology: Path
    data: Path

    @property
    def published(self) -> Path:
        return self.data / "published"

    @property
    def releases(self) -> Path:
        return self.data / "releases"

    @property
    def changelog(self) -> Path:
        return self.data.parent / "CHANGELOG.md"

    @property
    def citation(self) -> Path:
        return self.data.parent / "CITATION.cff"


@dataclass(frozen=True, slots=True)
class Build:
    """What the tables give: the quads of each dataset and the files they become."""

    vocabulary: Vocabulary
    corpus: Corpus
    datasets: dict[str, list[Quad]]
    files: dict[str, bytes]

    def summary(self) -> str:
        """One line with what was built."""
        claims = len(self.corpus.claims) + sum(map(len, self.corpus.external.values()))
        quads = sum(content.count(b"\n") for name, content in self.files.items() if ".nq" in name)
        facts = {fact for claim in self.corpus.claims for fact in claim.facts}
        return f"{len(facts)} facts, {claims} claims, {quads} quads"


def build(folders: Folders) -> Build:
    """Read and assemble everything; DataError for the first row that cannot stand."""
    terms = vocabulary.load(folders.ontology)
    corpus = read_corpus(folders.data, terms)
    _require_region_source(corpus, folders)
    datasets = dataset_quads(corpus, terms)
    return Build(terms, corpus, datasets, release.files(datasets))


def _require_region_source(corpus: Corpus, folders: Folders) -> None:
    source = corpus.sources.get(regions.SOURCE)
    file = folders.data / "sources" / f"{regions.SOURCE}.toml"
    if source is None:
        raise DataError(file, "is missing", "restore it: the reference areas come from this source")
    if source.kind != REGION_DATA:
        raise DataError(file, f"the kind is {source.kind}", f"write it as {REGION_DATA}")


def check(folders: Folders, sources: Path | None = None) -> Build:
    """Build and check; CheckFailed with one line for every violation.

    Every quotation is held against its claim, and with ``sources``, the folder of the source
    texts, against its text as well. What passes has the record of its validation among its files.
    """
    return _held(build(folders), folders, sources)


def _held(result: Build, folders: Folders, sources: Path | None = None) -> Build:
    if sources is None:
        faults = check_wordings(result.corpus, result.vocabulary)
    else:
        faults = check_passages(result.corpus, result.vocabulary, sources)
    violations, record = _examined(result, folders)
    violations = [*map(str, faults), *violations]
    if violations:
        raise CheckFailed(violations)
    files = {**result.files, report.FILE: report.to_json(record)}
    return replace(result, files=release.with_checksums(files))


def publish(folders: Folders) -> Build:
    """Check, then write the published files; ReleaseFixed where a released version would change."""
    result = build(folders)
    # Before it is validated, which takes its time.
    archive.refuse_change(result.files, folders.releases, __version__)
    result = _held(result, folders)
    release.write(result.files, folders.published)
    return result


def publish_release(folders: Folders) -> Release:
    """Publish, freeze that as the current version, and renew the citation."""
    issued = archive.issued(folders.changelog, __version__)
    result = publish(folders)
    frozen = archive.freeze(result.files, folders.releases, __version__, issued)
    archive.write_citation(folders.citation, frozen)
    return frozen


def verify_published(folders: Folders) -> Build:
    """Compare the published files with what the tables give, and check; nothing is written.

    The files of every release are held against their checksums.
    """
    for known in read_releases(folders.releases):
        verify(known)
    result = build(folders)
    # Before it is validated, which takes its time; the checksums name the record of that, too.
    early = {name: data for name, data in result.files.items() if name != release.CHECKSUMS}
    release.compare(early, folders.published)
    result = _held(result, folders)
    release.compare(result.files, folders.published)
    return result


def _examined(result: Build, folders: Folders) -> tuple[list[str], Record]:
    """Every violation, and what a validation without any is worth."""
    violations = [
        *map(str, unmentioned(result.corpus)),
        *unaccounted(result.datasets["inovasi"], result.corpus, result.vocabulary),
        *check_retired(folders.data / "retired.csv", result.datasets),
    ]
    with literals_as_written():
        data = to_rdflib(triples(result.datasets["inovasi"]))
        ontology = to_rdflib(triples(result.datasets["ontologi"]))
    # What takes no time comes first: a file that cannot be read ends the run.
    expectations = folders.data / "expectations.toml"
    violations += check_expectations(expectations, result.vocabulary, data)
    violations += _broken_rules(result, folders.data / "rules")
    shapes = load_shapes(folders.ontology / "shapes")
    violations += undefined_terms(shapes, result.vocabulary)
    core = validate(data, shapes, ontology).violations
    violations += [violation.line() for violation in core]
    pages = examine_pages(result.datasets, shapes, ontology, core)
    return [*violations, *pages.violations], _record(result, folders, pages.disputes)


def _record(result: Build, folders: Folders, disputes: Sequence[Dispute]) -> Record:
    shapes = read_shapes(folders.ontology / "shapes")
    core, ontology = (
        [quad for quad in result.datasets[name] if quad.graph_name == DefaultGraph()]
        for name in report.CORE
    )
    digests = {
        name.removesuffix(".nq"): hashlib.sha256(data).hexdigest()
        for name, data in result.files.items()
        if name.endswith(".nq")
    }
    return Record(
        digests,
        looked_at(shapes, [*core, *ontology], ontology),
        looked_at(shapes, result.datasets["eksternal"], ontology),
        tuple(disputes),
    )


def _broken_rules(result: Build, rules: Path) -> list[str]:
    """The rules, asked of the engine that will serve the files."""
    with tempfile.TemporaryDirectory(prefix="inovasi-") as folder:
        paths = [Path(folder) / f"{name}.nq" for name in _ASKED]
        for path in paths:
            path.write_bytes(result.files[path.name])
        with closing(open_engine(paths)) as engine:
            return check_rules(rules, lambda text: _rows(engine, text))


def _rows(engine: Engine, text: str) -> list[dict[str, str]]:
    query = guard(QueryRequest(text))
    if query.form is not Form.SELECT:
        raise InovasiError(f"it is a query of the form {query.form}", "write it as SELECT")
    answer = json.loads(engine.answer(query, named("json", Form.SELECT).format).read())
    return [
        {name: term["value"] for name, term in binding.items()}
        for binding in answer["results"]["bindings"]
    ]
