from __future__ import annotations

import os
from pathlib import Path

import pytest

from inovasi.query.answer import PIECE, Answer
from inovasi.workers.spool import nameless_file


def stored(data: bytes, folder: Path) -> tuple[Answer, int]:
    descriptor = nameless_file(str(folder))
    os.write(descriptor, data)
    return Answer(b"", descriptor, len(data)), descriptor


def is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


def test_bytes_are_one_piece() -> None:
    answer = Answer(b"bytes")
    assert (answer.size, list(answer.pieces()), answer.read()) == (5, [b"bytes"], b"bytes")
    answer.close()


def test_a_file_is_read_in_pieces_and_closed(tmp_path: Path) -> None:
    data = os.urandom(PIECE * 2 + 10)
    answer, descriptor = stored(data, tmp_path)
    pieces = list(answer.pieces())
    assert [len(piece) for piece in pieces] == [PIECE, PIECE, 10]
    assert b"".join(pieces) == data
    assert not is_open(descriptor)


def test_a_file_is_read_at_once_and_closed(tmp_path: Path) -> None:
    answer, descriptor = stored(b"data", tmp_path)
    assert answer.read() == b"data"
    assert not is_open(descriptor)


def test_a_client_that_goes_away_leaves_no_file_open(tmp_path: Path) -> None:
    answer, descriptor = stored(b"x" * PIECE * 2, tmp_path)
    pieces = answer.pieces()
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]
    assert not is_open(descriptor)


def test_an_answer_that_nobody_reads_is_closed_on_leaving(tmp_path: Path) -> None:
    answer, descriptor = stored(b"data", tmp_path)
    with answer:
        pass
    assert not is_open(descriptor)


def test_the_beginning_alone_is_read_and_the_file_is_closed(tmp_path: Path) -> None:
    answer, descriptor = stored(b"0123456789", tmp_path)
    assert answer.beginning(4) == b"0123"
    assert not is_open(descriptor)
    assert Answer(b"0123456789").beginning(4) == b"0123"
    assert Answer(b"01").beginning(4) == b"01"


def test_a_file_that_is_shorter_than_told_is_an_error(tmp_path: Path) -> None:
    answer, _ = stored(b"data", tmp_path)
    answer.size = 10
    with pytest.raises(OSError, match="ended after 4"):
        answer.read()
