"""The must-be-empty queries: empty over the published graph, and each finds its planted fault."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox
import pytest

from inovasi import iris, paths

RULES = sorted((paths.DATA / "rules").glob("*.rq"))

# A graph that breaks the rule of that name and nothing needs to stand beside it.
FAULTS = MappingProxyType(
    {
        "fakta-lengkap": "<id/klaim/1> inov:factCode 'F1' .",
        "induk-melingkar": "<id/a> org:unitOf <id/b> . <id/b> org:subOrganizationOf <id/a> .",
        "inovasi-tanpa-nama": """
            <id/amatan/33.71/inovasi-opd/2017> inov:observedValue 11 .
            <id/amatan/33.71/inovasi-opd-tanpa-nama/2017> inov:observedValue 4 .
            <id/a> inov:supportsCandidacy <id/penghargaan/iga-2017> .""",
        "kode-di-provinsi": """
            <id/a> inov:within <id/b> ; inov:kemendagriCode '33.71' .
            <id/b> inov:kemendagriCode '34' .""",
        "konsep-berlabel": "<id/a> inov:category <skema/kategori/x> .",
        "kutipan-terpakai": "<id/sumber/a/kutipan/1-2> a inov:Quotation .",
        "lama-kunjungan": """
            <id/a> schema:duration 'P2D'^^xsd:duration ; schema:startDate '2017-11-16'^^xsd:date ;
              schema:endDate '2017-11-18'^^xsd:date .""",
        "penerima-dan-hasil": """
            <id/hasil/x/kota/33.71> inov:recipient <id/org/33.72/pemkot> .
            <id/org/33.72/pemkot> inov:governs <id/wilayah/33.72> .
            <id/wilayah/33.72> inov:kemendagriCode '33.72' .""",
        "skor-diutamakan": """
            <id/klaim/1> inov:about <id/a> ; inov:onProperty inov:score ; inov:value 1 ;
              inov:claimRank inov:Normal ; inov:conflictsWith <id/klaim/2> .
            <id/klaim/2> inov:about <id/a> ; inov:onProperty inov:score ; inov:value 2 ;
              inov:claimRank inov:Normal ; inov:conflictsWith <id/klaim/1> .""",
    }
)


def store(*names: str, planted: str = "") -> ox.Store:
    found = ox.Store()
    for name in names:
        found.bulk_load(path=paths.PUBLISHED / f"{name}.nq", format=ox.RdfFormat.N_QUADS)
    prefixes = "".join(f"PREFIX {name}: <{space}>\n" for name, space in iris.PREFIXES.items())
    found.update(f"BASE <{iris.BASE}> {prefixes} INSERT DATA {{ {planted} }}")
    return found


def rows(graph: ox.Store, rule: Path) -> list[ox.QuerySolution]:
    found = graph.query(rule.read_text(encoding="utf-8"))
    assert isinstance(found, ox.QuerySolutions)
    return list(found)


@pytest.mark.parametrize("rule", RULES, ids=lambda path: path.stem)
def test_a_rule_is_empty_over_the_published_graph(rule: Path) -> None:
    published = store("inovasi", "ontologi")
    assert rows(published, rule) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda path: path.stem)
def test_a_rule_finds_its_planted_fault(rule: Path) -> None:
    planted = store(planted=FAULTS[rule.stem])
    assert rows(planted, rule)


def test_a_fact_that_no_claim_states_is_named() -> None:
    codes = " ".join(f"<id/klaim/1> inov:factCode 'F{n}' ." for n in range(1, 91) if n != 60)
    graph = store(planted=codes)
    (found,) = rows(graph, paths.DATA / "rules" / "fakta-lengkap.rq")
    assert found["missing"] == ox.Literal("F60")


# Two claims of a score of one result, the first preferred, linked both ways.
DECIDED = MappingProxyType(
    {
        "claims": """
            <id/klaim/1> inov:about <id/a> ; inov:onProperty inov:score ; inov:value 1 .
            <id/klaim/2> inov:about <id/a> ; inov:onProperty inov:score ; inov:value 2 .""",
        "ranks": """
            <id/klaim/1> inov:claimRank inov:Preferred .
            <id/klaim/2> inov:claimRank inov:Normal .""",
        "one link": "<id/klaim/1> inov:conflictsWith <id/klaim/2> .",
        "other link": "<id/klaim/2> inov:conflictsWith <id/klaim/1> .",
        "direct": "<id/a> inov:score 1 .",
    }
)


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ({}, False),
        ({"ranks": "<id/klaim/1> inov:claimRank inov:Normal ."}, True),
        ({"one link": ""}, True),
        ({"other link": ""}, True),
        ({"direct": ""}, True),
        ({"direct": "<id/a> inov:score 2 ."}, True),
        ({"direct": "<id/a> inov:score 1, 2 ."}, True),
        ({"claims": "<id/klaim/1> inov:about <id/a> ; inov:onProperty inov:score ."}, False),
    ],
)
def test_the_preferred_of_two_scores_holds(change: dict[str, str], broken: bool) -> None:
    graph = store(planted="".join({**DECIDED, **change}.values()))
    assert bool(rows(graph, paths.DATA / "rules" / "skor-diutamakan.rq")) is broken


def test_magelang_scored_2478_and_the_2548_of_the_same_text_is_only_claimed() -> None:
    graph = store("inovasi", "ontologi")
    result, score = (ox.NamedNode(iris.ENTITY + "hasil/iga-2017/kota/33.71"), iris.TERM + "score")
    direct = graph.quads_for_pattern(result, ox.NamedNode(score), None, ox.DefaultGraph())
    assert [str(quad.object).partition("^^")[0] for quad in direct] == ['"2478"']
    claimed = graph.query(
        f"""PREFIX inov: <{iris.TERM}>
        SELECT ?value ?rank ?conflicts {{
          ?claim inov:about {result} ; inov:onProperty inov:score ; inov:value ?value ;
            inov:claimRank ?rank ; inov:conflictsWith/inov:value ?conflicts
        }} ORDER BY ?value"""
    )
    assert isinstance(claimed, ox.QuerySolutions)
    found = [tuple(term.value.removeprefix(iris.TERM) for term in row) for row in claimed]
    assert found == [("2478", "Preferred", "2548"), ("2548", "Normal", "2478")]
