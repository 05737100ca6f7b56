from __future__ import annotations

import io
import json
import logging
import logging.config
import sys
from typing import Any

import pytest

from inovasi.serving import logs
from inovasi.serving.logs import Batches, JsonLines, TextLines, configuration
from tests.workers.support import eventually


def event(message: str, *arguments: Any, **fields: Any) -> logging.LogRecord:
    record = logging.LogRecord("inovasi.x", logging.INFO, "", 0, message, arguments, None)
    record.created, record.msecs = 1_700_000_000.25, 250.0
    record.fields = fields
    return record


def failed(message: str) -> logging.LogRecord:
    error = KeyError("gone")
    seen = (KeyError, error, None)
    return logging.LogRecord("a", logging.ERROR, "", 0, message, (), seen)


def test_a_line_of_text() -> None:
    assert TextLines().format(event("to %s", "me", status=200, route="home")) == (
        "2023-11-14T22:13:20.250Z INFO inovasi.x: to me status=200 route=home"
    )


def test_a_line_of_json() -> None:
    assert json.loads(JsonLines().format(event("to %s", "me", status=200))) == {
        "time": "2023-11-14T22:13:20.250Z",
        "level": "info",
        "logger": "inovasi.x",
        "message": "to me",
        "status": 200,
    }


@pytest.mark.parametrize("separator", ["\n", "\r", "\x85", "\u2028", "\x1b[2J", "\x9b", "\x00"])
def test_nothing_from_outside_begins_a_line(separator: str) -> None:
    for formatter in (TextLines(), JsonLines()):
        line = formatter.format(event("No answer to %s", f"/a{separator}forged"))
        assert len(line.splitlines()) == 1
        assert separator not in line


def test_an_error_nobody_foresaw_is_told_in_full() -> None:
    assert "KeyError: 'gone'" in TextLines().format(failed("x"))
    assert "KeyError: 'gone'" in json.loads(JsonLines().format(failed("x")))["exception"]
    assert "\n" not in JsonLines().format(failed("x"))


class Stuck(io.StringIO):
    def write(self, text: str) -> int:
        raise BrokenPipeError(text)


def batches(stream: io.StringIO) -> Batches:
    handler = Batches(stream)
    handler.setFormatter(logging.Formatter("%(message)s"))
    return handler


def test_lines_are_written_soon_and_in_order() -> None:
    stream = io.StringIO()
    handler = batches(stream)
    for number in range(3):
        handler.handle(event(str(number)))
    assert stream.getvalue() == ""
    assert eventually(lambda: stream.getvalue() == "0\n1\n2\n")
    handler.handle(event("3"))
    assert eventually(lambda: stream.getvalue().endswith("3\n"))


def test_a_warning_is_written_at_once_behind_what_came_before_it() -> None:
    stream = io.StringIO()
    handler = batches(stream)
    handler.handle(event("before"))
    handler.handle(failed("now"))
    assert stream.getvalue().startswith("before\nnow\n")


def test_lines_past_what_can_be_held_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "_MOST", 2)
    stream = io.StringIO()
    handler = batches(stream)
    for number in range(5):
        handler.handle(event(str(number)))
    handler.flush()
    assert stream.getvalue() == "0\n1\n3 lines were lost\n"


def test_a_log_that_nobody_reads_stops_nothing() -> None:
    handler = batches(Stuck())
    handler.handle(failed("x"))
    handler.close()


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_the_configuration_is_one_that_logging_takes(log_format: str) -> None:
    logging.config.DictConfigurator({**configuration(log_format), "incremental": False})
    kind = configuration(log_format)["formatters"]["lines"]["()"]
    module, _, name = kind.rpartition(".")
    assert hasattr(sys.modules[module], name)
