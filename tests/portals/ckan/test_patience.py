from __future__ import annotations

import pytest

from inovasi.errors import PortalError
from inovasi.portals.ckan.patience import MOST, PAUSES, Unsteady, patiently


class Step:
    """Fails as often as it is told to."""

    def __init__(self, failures: int, wait: float = 0.0) -> None:
        self.failures, self.wait = failures, wait

    def __call__(self) -> str:
        if self.failures:
            self.failures -= 1
            raise Unsteady("answers with 503", self.wait)
        return "done"


def test_a_step_is_taken_again_after_longer_and_longer_pauses() -> None:
    pauses: list[float] = []
    assert patiently(Step(len(PAUSES)), "http://x", pauses.append) == "done"
    assert pauses == list(PAUSES) == sorted(PAUSES)


def test_a_step_that_succeeds_takes_no_pause() -> None:
    pauses: list[float] = []
    assert patiently(Step(0), "http://x", pauses.append) == "done"
    assert pauses == []


def test_the_end_of_patience_is_one_line_that_says_what_to_do() -> None:
    with pytest.raises(PortalError, match=r"http://x answers with 503, 4 times in a row.*--url"):
        patiently(Step(100), "http://x", lambda _: None)


@pytest.mark.parametrize(("wait", "first"), [(7.0, 7.0), (0.5, PAUSES[0]), (9000.0, MOST)])
def test_a_portal_that_names_a_time_is_given_it_within_bounds(wait: float, first: float) -> None:
    pauses: list[float] = []
    patiently(Step(1, wait), "http://x", pauses.append)
    assert pauses == [first]
