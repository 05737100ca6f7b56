from __future__ import annotations

from datetime import UTC, datetime

from werkzeug.http import parse_date

from inovasi.query.answer import Answer
from inovasi.query.formats import Format
from inovasi.query.guard import GuardedQuery
from inovasi.serving.dated import Dated


class Changing:
    version = "1"

    def answer(self, _query: GuardedQuery, _result: Format) -> Answer:
        raise AssertionError("nothing is asked")

    def close(self) -> None:
        raise AssertionError("nothing is closed")


def test_the_first_state_has_the_date_of_the_start_and_later_ones_have_none() -> None:
    engine, before = Changing(), datetime.now(UTC).replace(microsecond=0)
    dated = Dated(engine)
    moment = dated.moment()
    assert moment is not None
    assert before <= moment <= datetime.now(UTC)
    ((name, value),) = dated.headers()
    assert (name, parse_date(value)) == ("Last-Modified", moment)
    engine.version = "2"
    assert dated.moment() is None
    assert dated.headers() == []
