from __future__ import annotations

import io
from functools import partial
from pathlib import Path

import pytest

from inovasi.errors import UsageError
from inovasi.query import command, open_engine

DATA = "<http://x/a> <http://x/p> 1 ."


class Terminal(io.TextIOWrapper):
    """Standard output that is, or is not, a terminal."""

    def __init__(self, *, is_terminal: bool) -> None:
        self.written = io.BytesIO()
        self._is_terminal = is_terminal
        super().__init__(self.written, encoding="utf-8", write_through=True, newline="")

    def isatty(self) -> bool:
        return self._is_terminal


@pytest.fixture
def data(tmp_path: Path) -> list[Path]:
    file = tmp_path / "data.ttl"
    file.write_text(DATA, encoding="utf-8")
    return [file]


def run(question: str, data: list[Path], name: str = "", *, is_terminal: bool = False) -> str:
    output = Terminal(is_terminal=is_terminal)
    command.answer(question, name, partial(open_engine, data), output)
    return output.written.getvalue().decode()


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("SELECT ?o { ?s ?p ?o }", "o\r\n1\r\n"),
        ("ASK {}", '{"head":{},"boolean":true}'),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "<http://x/a> <http://x/p> 1 ."),
    ],
)
def test_a_pipe_gets_csv_json_or_turtle(data: list[Path], question: str, start: str) -> None:
    assert run(question, data).startswith(start)


def test_a_terminal_gets_a_table_and_a_graph_as_turtle(data: list[Path]) -> None:
    assert "1 row" in run("SELECT ?o { ?s ?p ?o }", data, is_terminal=True)
    assert run("ASK {}", data, is_terminal=True) == "true\n"
    assert run("DESCRIBE <http://x/a>", data, is_terminal=True).endswith(".\n")


def test_a_format_named_wins_over_the_terminal(data: list[Path]) -> None:
    assert run("SELECT ?o { ?s ?p ?o }", data, "tsv", is_terminal=True) == "?o\n1\n"
    assert run("ASK {}", data, "json", is_terminal=True) == '{"head":{},"boolean":true}\n'
    assert run("ASK {}", data, "table") == "true\n"


@pytest.mark.parametrize(
    ("question", "name", "message"),
    [
        (
            "SELECT * {}",
            "turtle",
            "SELECT gives no answer as turtle — use one of json, xml, csv, t",
        ),
        ("ASK {}", "csv", "ASK gives no answer as csv — use one of json, xml, table"),
        ("ASK {}", "foo", "There is no result format 'foo' — use one of json, xml, table"),
        ("DESCRIBE <a:b>", "csv", "DESCRIBE gives no answer as csv — use one of turtle, ntriples"),
    ],
)
def test_a_format_that_does_not_fit_is_named_with_those_that_do(
    data: list[Path], question: str, name: str, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        run(question, data, name)


def test_the_question_is_a_file_a_text_or_a_saved_question(tmp_path: Path) -> None:
    file = tmp_path / "question.rq"
    file.write_text("ASK { ?s ?p ?o }", encoding="utf-8")
    assert command.read_text(str(file)) == "ASK { ?s ?p ?o }"
    file.write_text("\ufeffASK {}", encoding="utf-8")
    assert command.read_text(str(file)) == "ASK {}"
    assert command.read_text("ASK{}") == "ASK{}"
    assert "inov:rank" in command.read_text("peringkat-kota")
    with pytest.raises(UsageError, match="no file, no query and no saved question"):
        command.read_text("zzz")


def test_a_file_in_a_wrong_encoding_is_named(tmp_path: Path) -> None:
    file = tmp_path / "question.rq"
    file.write_bytes(b"ASK {} # \xff")
    with pytest.raises(UsageError, match="byte 9 is not UTF-8"):
        command.read_text(str(file))
