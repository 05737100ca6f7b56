from __future__ import annotations

import gc
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask.testing import FlaskClient

from inovasi.errors import MalformedQuery
from inovasi.serving import asked
from inovasi.serving.refusals import Refusals
from tests.serving.support import call, environ

PATIENCE_S = 0.2


class Meeting:
    """An application in which two requests meet, if both can be in it."""

    def __init__(self) -> None:
        self.met = False
        self._two = threading.Barrier(2)

    def __call__(self, _: dict[str, Any], start_response: Any) -> list[bytes]:
        try:
            self._two.wait(PATIENCE_S)
            self.met = True
        except threading.BrokenBarrierError:
            pass
        start_response("503 SERVICE UNAVAILABLE", [])
        return [b"come back"]


def fails(_: dict[str, Any], __: Any) -> list[bytes]:
    raise LookupError("no page")


@pytest.mark.parametrize("alone", [True, False])
def test_refusals_are_written_one_at_a_time(alone: bool) -> None:
    app = Meeting()
    asked = Refusals(app) if alone else app
    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(lambda _: call(asked, environ()), range(2)))
    assert {each.body for each in said} == {b"come back"}
    assert app.met is not alone


def test_one_that_fails_keeps_no_other_from_its_turn() -> None:
    refusals = Refusals(fails)
    for _ in range(2):
        with pytest.raises(LookupError, match="no page"):
            call(refusals, environ())


class Long:
    """What a query was cut into when it turned out to be wrong."""


def test_an_error_leaves_nothing_behind(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[weakref.ref[Long]] = []

    def guard(*_: object) -> None:
        held = Long()
        seen.append(weakref.ref(held))
        raise MalformedQuery("line 1", 1, 1)

    monkeypatch.setattr(asked, "guard", guard)
    gc.disable()
    try:
        assert client.get("/sparql?query=ASK").status_code == 400
        assert [each() for each in seen] == [None]
    finally:
        gc.enable()
