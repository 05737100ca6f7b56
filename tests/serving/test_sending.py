from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from inovasi.serving.refusals import REFUSAL
from inovasi.serving.sending import WHOLE, Sending
from tests.serving.support import call, environ


class Body:
    """Pieces that tell how many of them were taken, and whether the body was closed."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self.taken = self.closed = 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self.taken += 1
            yield piece

    def close(self) -> None:
        self.closed += 1


def sending(most: int, give: Callable[[], Iterable[bytes]]) -> Sending:
    def app(_: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [("X-From", "app")])
        return give()

    def refuse(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response(f"{environ[REFUSAL].status.value} Refused", [])
        return Body([b"come ", b"back"])

    return Sending(app, refuse, most)


def out(app: Sending, **values: Any) -> Any:
    return app(environ(**values), lambda *_: lambda _: None)


@pytest.mark.parametrize("size", [0, 1, WHOLE])
def test_a_short_body_is_handed_over_whole_and_has_no_place(size: int) -> None:
    body = Body([b"x" * (size // 2), b"x" * (size - size // 2)])
    given = out(sending(0, lambda: body))
    assert isinstance(given, list)
    assert b"".join(given) == b"x" * size
    assert body.closed == 1


def test_a_long_body_goes_piece_by_piece_as_far_as_it_is_read() -> None:
    body = Body(b"%d" % (number % 10) * WHOLE for number in range(9))
    given = out(sending(1, lambda: body))
    pieces = iter(given)
    first = [next(pieces) for _ in range(3)]
    assert body.taken == 3
    assert [piece[:1] for piece in (*first, *pieces)] == [b"%d" % number for number in range(9)]
    given.close()
    assert body.closed == 1


def test_a_long_body_that_came_whole_is_cut() -> None:
    given = out(sending(1, lambda: [b"x" * WHOLE + b"yz"]))
    assert list(given) == [b"x" * WHOLE, b"yz"]


def test_past_so_many_long_bodies_the_next_is_told_to_come_back() -> None:
    bodies: list[Body] = []

    def give() -> Body:
        bodies.append(Body([b"x" * WHOLE] * 2))
        return bodies[-1]

    app = sending(2, give)
    held = [out(app), out(app)]
    said = call(app, environ())
    assert (said.status, said.body) == ("503 Refused", b"come back")
    assert bodies[-1].closed == 1
    # Twice: a place is given back once only.
    held[0].close()
    held[0].close()
    assert bodies[0].closed == 1
    again = out(app)
    assert call(app, environ()).status == "503 Refused"
    again.close()
    assert call(app, environ()).body == b"x" * 2 * WHOLE


def test_a_place_is_given_back_by_a_body_that_fails_or_that_nobody_reads() -> None:
    def fails() -> Iterator[bytes]:
        yield b"x" * (WHOLE + 1)
        raise OSError

    app = sending(1, fails)
    for _ in range(3):
        given = out(app)
        with pytest.raises(OSError, match=r"^$"):
            list(given)
        given.close()
        out(app).close()


def test_a_body_that_fails_at_its_beginning_is_closed() -> None:
    def fails() -> Iterator[bytes]:
        yield b"x"
        raise OSError

    body = Body(fails())
    with pytest.raises(OSError, match=r"^$"):
        out(sending(1, lambda: body))
    assert body.closed == 1


def test_the_body_of_an_answer_to_head_is_not_made() -> None:
    body = Body([b"x" * WHOLE] * 2)
    assert out(sending(0, lambda: body), REQUEST_METHOD="HEAD") == []
    assert (body.taken, body.closed) == (0, 1)


def test_nobody_writes() -> None:
    def app(_: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])(b"x")
        return []

    with pytest.raises(NotImplementedError):
        out(Sending(app, app, 1))


def test_static_files_are_handed_over_whole(client: FlaskClient) -> None:
    assert client.application.static_folder is not None
    for file in Path(client.application.static_folder).iterdir():
        assert file.stat().st_size <= WHOLE
    given = client.application.wsgi_app(environ("/static/style.css"), lambda *_: lambda _: None)
    assert isinstance(given, list)
