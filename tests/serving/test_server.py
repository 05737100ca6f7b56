from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from inovasi.errors import UsageError
from inovasi.serving import server

COMMAND = (sys.executable, "-W", "error", "-m", "inovasi", "serve", "--port", "0")
PATIENCE_S = 20


@contextmanager
def running(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The real process, and the place where it says that it answers."""
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        yield process, urlsplit(line.split()[-1]).netloc if line else ""
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE_S)


def ask(place: str, method: str, path: str, body: str = "", content_type: str = "") -> bytes:
    connection = http.client.HTTPConnection(place, timeout=PATIENCE_S)
    headers = {"Content-Type": content_type} if content_type else {}
    connection.request(method, path, body.encode() or None, headers)
    answer = connection.getresponse()
    assert answer.status == 200
    content = answer.read()
    connection.close()
    return content


@pytest.fixture(scope="module")
def place() -> Iterator[str]:
    with running() as (_, place):
        yield place


QUERY = "ASK { ?s <https://w3id.org/inovasi/def/rank> 5 }"


def test_it_answers_as_soon_as_it_says_so(place: str) -> None:
    assert json.loads(ask(place, "GET", "/sparql?" + urlencode({"query": QUERY})))["boolean"]


def test_both_ways_of_post_over_a_socket(place: str) -> None:
    form = ask(
        place,
        "POST",
        "/sparql",
        urlencode({"query": QUERY}),
        "application/x-www-form-urlencoded",
    )
    assert form == ask(place, "POST", "/sparql", QUERY, "application/sparql-query")


def test_head_over_a_socket_has_a_length_and_no_body(place: str) -> None:
    assert ask(place, "HEAD", "/healthz") == b""


def test_several_accept_lines_are_one_list(place: str) -> None:
    connection = http.client.HTTPConnection(place, timeout=PATIENCE_S)
    connection.putrequest("GET", "/sparql?" + urlencode({"query": QUERY}))
    connection.putheader("Accept", "application/sparql-results+xml")
    connection.putheader("Accept", "image/png")
    connection.endheaders()
    answer = connection.getresponse()
    assert answer.headers["Content-Type"] == "application/sparql-results+xml"
    connection.close()


@pytest.mark.parametrize(
    "ending", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP], ids=lambda ending: ending.name
)
def test_a_signal_ends_it_quietly(ending: signal.Signals) -> None:
    with running() as (process, _):
        # As a terminal does: to every process of the group.
        os.killpg(process.pid, ending)
        output, errors = process.communicate(timeout=PATIENCE_S)
        assert (process.returncode, output, errors) == (0, "", "")


def test_a_port_in_use_is_one_line(place: str) -> None:
    port = place.rpartition(":")[2]
    ended = subprocess.run(
        [*COMMAND[:-1], port], capture_output=True, text=True, check=False, timeout=PATIENCE_S
    )
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr == (
        f"inovasi: Cannot listen at http://{place}/: Address already in use"
        " — stop what listens there, or choose another with --port\n"
    )


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [("bad.ttl", "oops", 1), ("bad.xlsx", "", 2), ("missing.ttl", None, 2)],
)
def test_data_that_cannot_be_served_is_one_line(
    tmp_path: Path, name: str, text: str | None, code: int
) -> None:
    file = tmp_path / name
    if text is not None:
        file.write_text(text, encoding="utf-8")
    ended = subprocess.run(
        [*COMMAND, "--data", str(file)],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
    )
    assert ended.returncode == code
    assert ended.stdout == ""
    assert ended.stderr.startswith(f"inovasi: {file}")
    assert ended.stderr.count("\n") == 1


def children(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in text.split()]


def exists(pid: int) -> bool:
    try:
        return (
            Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
            != "Z"
        )
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="no /proc to find processes in")
def test_nothing_stays_behind_when_it_is_killed() -> None:
    with running() as (process, _):
        left = children(process.pid)
        assert left
        process.kill()
        until = time.monotonic() + PATIENCE_S
        while any(map(exists, left)) and time.monotonic() < until:
            time.sleep(0.02)
        assert not any(map(exists, left))


def test_a_port_of_zero_is_any_free_one() -> None:
    assert server._free_port("127.0.0.1", 0) > 0


def test_a_host_that_is_not_here_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="choose another with --host"):
        server._free_port("192.0.2.1", 0)
