from __future__ import annotations

import pytest

from tests.shared import needs_shared
from tests.suites.engines import in_process, in_workers
from tests.suites.exceptions import cases, outside, reason_of, reasons, unplaced
from tests.suites.manifests import SUITES, Case, read_suites
from tests.suites.running import PROOFS, verdict

CASES = cases()
BY_IRI = {case.iri: case for case in CASES}


class NotConforming(Exception):
    """A test of the suites did not pass; the message says how."""


def _marked(case: Case) -> pytest.ParameterSet:
    reason = reason_of(case.iri)
    if reason is None:
        return pytest.param(case, id=case.id)
    why = f"{reason.title}: {reason.tests[case.iri]}"
    expected = pytest.mark.xfail(raises=NotConforming, strict=True, reason=why)
    return pytest.param(case, id=case.id, marks=expected)


@needs_shared
@pytest.mark.parametrize("case", [_marked(case) for case in CASES])
def test_suite(case: Case) -> None:
    found = verdict(case)
    if not found.passed:
        raise NotConforming(f"{found.problem}\nwant {found.expected}\nhave {found.actual}")


@needs_shared
@pytest.mark.parametrize(
    "group", sorted({(case.suite, case.group) for case in CASES}), ids=" ".join
)
def test_workers_end_as_the_engine_in_process_does(group: tuple[str, str]) -> None:
    mine = [case for case in CASES if (case.suite, case.group) == group]
    ends = {way: [verdict(case, way).passed for case in mine] for way in (in_process, in_workers)}
    assert ends[in_workers] == ends[in_process]


@needs_shared
def test_both_suites_are_read_and_their_tests_told_apart() -> None:
    assert {case.suite for case in CASES} == set(SUITES)
    assert len(BY_IRI) == len(CASES) > 800


@needs_shared
def test_each_test_is_run_or_left_out_for_a_reason() -> None:
    assert unplaced() == []
    assert all(outside().values())


@needs_shared
def test_each_exception_is_a_test_that_is_run() -> None:
    named = [iri for reason in reasons() for iri in reason.tests]
    assert len(named) == len(set(named))
    assert set(named) <= BY_IRI.keys()


@needs_shared
@pytest.mark.parametrize(
    ("proof", "iri"),
    [(reason.name, iri) for reason in reasons() for iri in reason.tests if reason.name in PROOFS],
)
def test_exception_fails_for_the_reason_it_is_given(proof: str, iri: str) -> None:
    assert PROOFS[proof](verdict(BY_IRI[iri]))


@needs_shared
def test_only_what_is_refused_by_policy_is_not_answered_as_malformed() -> None:
    refused = {case.iri for case in CASES if PROOFS["service"](verdict(case))}
    (service,) = (reason for reason in reasons() if reason.name == "service")
    assert refused == set(service.tests)


def test_nothing_is_read_where_there_are_no_suites(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.suites.manifests.SUITES", {"none": "nowhere/manifest.ttl"})
    assert read_suites.__wrapped__() == ()
