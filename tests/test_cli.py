from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from inovasi import __version__, cli
from inovasi.config import SETTINGS
from inovasi.errors import CheckFailed

COMMANDS = sorted(cli.inovasi.commands)


def run(*arguments: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "inovasi", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, input=text)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    shown = CliRunner().invoke(cli.inovasi, [command, "--help"])
    assert shown.exit_code == 0
    assert f"inovasi {command}" in shown.output.partition("Example")[2]


def test_serve_has_every_setting_as_an_option() -> None:
    shown = CliRunner().invoke(cli.inovasi, ["serve", "--help"]).output
    for setting in SETTINGS:
        assert setting.option in shown
        assert setting.variable in shown


def test_the_version_is_told() -> None:
    assert run("--version").stdout == f"inovasi {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("nothing",),
        ("query",),
        ("query", "--bogus", "ASK {}"),
        ("query", "zzz"),
        ("query", "ASK {}", "--data", "missing.ttl"),
        ("query", "ASK {}", "--format", "xlsx"),
        ("query", "ASK {}", "--format", "csv"),
        ("query", "peringkat-kota", "--format", "turtle"),
        ("serve", "--port", "many"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(arguments: tuple[str, ...]) -> None:
    ended = run(*arguments)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.startswith("inovasi: ")
    assert ended.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("query", "ASK {"), "line 1, column 5: this bracket is not closed"),
        (("query", "ASK { SERVICE <http://x/> {} }"), "SERVICE is not followed"),
    ],
)
def test_a_query_that_fails_is_one_line_and_exit_code_1(
    arguments: tuple[str, ...], message: str
) -> None:
    ended = run(*arguments)
    assert ended.returncode == 1
    assert message in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_serve_warns_of_a_variable_that_is_no_setting(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("INOVASI_TYPO", "1")
    with pytest.raises(SystemExit):
        cli.main(["serve", "--data", "missing.ttl"])
    warning, error = capsys.readouterr().err.splitlines()
    assert warning.startswith("inovasi: INOVASI_TYPO is no setting and is ignored")
    assert error.startswith("inovasi: missing.ttl")


def test_a_saved_question_is_answered_by_its_name() -> None:
    ended = run("query", "peringkat-kota", "--format", "csv")
    assert ended.returncode == 0
    assert "Kota Surabaya,2690" in ended.stdout


@pytest.mark.parametrize("form", ["csv", "table"])
def test_a_query_on_the_command_line_is_utf8_in_any_locale(form: str) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

    def ask(question: bytes) -> subprocess.CompletedProcess[bytes]:
        python = (sys.executable, "-W", "error", "-m", "inovasi")
        command = [os.fsencode(part) for part in (*python, "query", "--format", form)]
        environment = {**os.environ, **plain}
        return subprocess.run(
            [*command, question], capture_output=True, env=environment, check=False
        )

    ended = ask("SELECT (STRLEN('Jalan Ahmad Yañi') AS ?n) ('ñ' AS ?c) {}".encode())
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert b"16" in ended.stdout
    wrong = ask(b"SELECT ('\xff' AS ?c) {}")
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    assert wrong.stderr.startswith(b"inovasi: The query is not UTF-8")


def test_files_are_asked_instead_of_the_published_graph(tmp_path: Path) -> None:
    file = tmp_path / "mine.ttl"
    file.write_text("<a:s> <a:p> 'mine' .", encoding="utf-8")
    ended = run("query", "SELECT ?o { ?s ?p ?o }", "--data", str(file))
    assert ended.stdout == "o\nmine\n"


def test_a_terminal_gets_a_table() -> None:
    main, other = pty.openpty()
    question = "SELECT (5 AS ?five) {}"
    command = [sys.executable, "-W", "error", "-m", "inovasi", "query", question]
    subprocess.run(command, stdout=other, check=True)
    os.close(other)
    shown = os.read(main, 10_000).decode()
    os.close(main)
    assert "five" in shown
    assert "1 row" in shown


def test_a_reader_who_leaves_is_no_error() -> None:
    question = "SELECT * { ?s ?p ?o }"
    command = [sys.executable, "-W", "error", "-m", "inovasi", "query", question]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (KeyboardInterrupt(), 130, ""),
        (click.Abort(), 130, ""),
        (CheckFailed(["a", "b"]), 1, "a\nb\ninovasi: 2 violations found\n"),
        (click.UsageError("two\nlines"), 2, "inovasi: two lines\n"),
        (click.exceptions.Exit(3), 3, ""),
    ],
)
def test_an_error_leaves_as_its_exit_code(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    code: int,
    message: str,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(cli.inovasi, "main", fail)
    with pytest.raises(SystemExit) as ended:
        cli.main([])
    assert ended.value.code == code
    assert capsys.readouterr().err == message


def test_no_published_graph_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("inovasi.paths.PUBLISHED", tmp_path)
    with pytest.raises(SystemExit) as ended:
        cli.main(["query", "ASK {}"])
    assert ended.value.code == 2
    assert "run inovasi publish" in capsys.readouterr().err


def test_help_does_not_wait_for_what_commands_need() -> None:
    code = (
        "import sys, inovasi.cli\n"
        "print(*{'flask', 'granian', 'pyoxigraph', 'rdflib', 'rich'} & set(sys.modules))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.split() == []


def test_a_closed_or_full_output_is_one_line() -> None:
    command = [sys.executable, "-m", "inovasi", "query", "ASK {}"]
    closed = subprocess.run(
        ["/bin/sh", "-c", '"$@" >&-', "sh", *command], capture_output=True, text=True, check=False
    )
    assert (closed.returncode, closed.stderr.count("\n")) == (2, 1)
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this machine")
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ended.stderr == "inovasi: The output cannot be written: No space left on device\n"
    assert ended.returncode == 1


def test_a_word_too_long_for_a_file_name_is_one_line() -> None:
    ended = run("query", "a" * 300)
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1


def test_without_a_command_the_help_is_shown() -> None:
    ended = run()
    assert ended.returncode == 2
    assert "Commands:" in ended.stderr.splitlines()
