"""``inovasi query``: one question, answered on a terminal or into a pipe."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from inovasi.errors import MalformedRequest, NotAcceptable, UsageError
from inovasi.knowledge.heads import BYTE_ORDER_MARK
from inovasi.paths import QUERIES
from inovasi.query.engine import Engine
from inovasi.query.formats import Form, Format, named, offered
from inovasi.query.guard import GuardedQuery, guard
from inovasi.query.request import QueryRequest
from inovasi.query.saved import find_question
from inovasi.query.table import read_table

TABLE = "table"


def answer(question: str, format_name: str, opener: Callable[[], Engine], output: TextIO) -> None:
    """Writes the answer; an empty format name is a table on a terminal and a default in a pipe."""
    query = guard(QueryRequest(read_text(question)))
    as_table = format_name == TABLE or not (format_name or not output.isatty())
    result = _format(query.form, "" if as_table else format_name, as_table=as_table)
    engine = opener()
    # Inside the engine nobody would see the flag that Python's own handler sets.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        _write(engine, query, result, output, as_table=as_table)
    finally:
        engine.close()


def read_text(question: str) -> str:
    """The query: of the file of that name, as written, or of the saved question of that name."""
    file = Path(question)
    if "\n" not in question and "{" not in question and _is_file(file):
        try:
            return file.read_text(encoding="utf-8").removeprefix(BYTE_ORDER_MARK)
        except UnicodeDecodeError as error:
            raise UsageError(
                f"{file}: byte {error.start} is not UTF-8", "save the query in UTF-8"
            ) from None
        except OSError as error:
            raise UsageError(f"{file}: {error.strerror}", "name a file that can be read") from None
    question = _in_utf8(question)
    if any(character.isspace() or character == "{" for character in question):
        return question
    return find_question(QUERIES, question).text


def _in_utf8(argument: str) -> str:
    """The argument in UTF-8, which Python reads otherwise where the locale says so."""
    if not any("\udc80" <= character <= "\udcff" for character in argument):
        return argument
    try:
        return os.fsencode(argument).decode("utf-8")
    except UnicodeError:
        raise UsageError("The query is not UTF-8", "write it in UTF-8, or in a file") from None


def _is_file(file: Path) -> bool:
    try:
        return file.is_file()
    except OSError:
        return False  # too long for a name, so it is none


def _format(form: Form, name: str, *, as_table: bool) -> Format:
    """The format to ask the engine for; a table is made from JSON, and a graph has none."""
    rows = "json" if as_table or form is Form.ASK else "csv"
    default = "turtle" if form.gives_graph else rows
    try:
        return named(name or default, form).format
    except (MalformedRequest, NotAcceptable) as error:
        # Over HTTP the remedy is a media type, which the option takes but nobody types.
        fitting = ", ".join([*(known.name for known in offered(form)), TABLE])
        raise UsageError(error.detail, f"use one of {fitting}") from None


def _write(
    engine: Engine, query: GuardedQuery, result: Format, output: TextIO, *, as_table: bool
) -> None:
    answered = engine.answer(query, result)
    if not as_table or query.form.gives_graph:
        last = b""
        for piece in answered.pieces():
            last = piece or last
            output.buffer.write(piece)
        if output.isatty() and not last.endswith(b"\n"):
            output.buffer.write(b"\n")
        output.buffer.flush()
        return
    # rich takes as long to import as the answer takes, and a pipe does without it.
    from inovasi.query.terminal import draw  # noqa: PLC0415

    draw(read_table(answered.read()), output)
