"""The whole of ``data/``, read and held against the vocabulary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from inovasi.knowledge.vocabulary import Vocabulary
from inovasi.publishing import claims as claim_tables
from inovasi.publishing.entities import read_entities, read_links
from inovasi.publishing.fit import Fit
from inovasi.publishing.model import Claim, Corpus
from inovasi.publishing.regions import area, read_regions
from inovasi.publishing.sources import read_sources

Keep = Callable[[Claim], bool]


def read_corpus(folder: Path, vocabulary: Vocabulary, keep: Keep = lambda _: True) -> Corpus:
    """Everything in the folder; ``keep`` leaves claims out, and with them what derives from them.

    Raises DataError for the first row that cannot stand.
    """
    sources = read_sources(folder / "sources")
    entities = read_entities(folder / "entities")
    links = read_links(folder / "links")
    written = claim_tables.read_claims(folder / "claims", sources)
    written += claim_tables.read_reference_links(folder / "links", sources)
    core = claim_tables.merge(filter(keep, (claim for claim in written if _in_core(claim))))
    core += _derived(folder / "derived", written, core, keep)
    external = _external(filter(keep, written))
    regions = read_regions(folder / "regions")
    fit = Fit(vocabulary, entities, frozenset(area(row) for row in regions))
    fit.check_entities()
    for claims in (core, *external.values()):
        fit.check_claims(claims)
    fit.check_links(links, core)
    return Corpus(sources, entities, links, tuple(core), external, regions)


def _in_core(claim: Claim) -> bool:
    return claim.page is None or claim.page.core


def _external(written: Iterable[Claim]) -> dict[str, tuple[Claim, ...]]:
    worlds: dict[str, list[Claim]] = defaultdict(list)
    for claim in written:
        if claim.page is not None and not claim.page.core:
            worlds[claim.page.name].append(claim)
    return {name: tuple(claim_tables.merge(found)) for name, found in sorted(worlds.items())}


def _derived(
    folder: Path, written: Sequence[Claim], core: Sequence[Claim], keep: Keep
) -> list[Claim]:
    standing = {claim.node for claim in core}
    derived = claim_tables.read_derived(folder, filter(_in_core, written))
    return [claim for claim in derived if keep(claim) and standing.issuperset(claim.derived_from)]
