from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from inovasi.errors import UsageError
from inovasi.serving import server
from tests.serving.support import ENDLESS
from tests.workers.support import Call, eventually, is_gone, linux_only

COMMAND = (sys.executable, "-W", "error", "-m", "inovasi", "serve", "--port", "0")
PATIENCE_S = 20
TOKEN = "0123456789abcdef"
SMALL = ("--workers", "1")


@contextmanager
def running(
    *arguments: str, log: Path | None = None, **environment: str
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The real process, and the place where it says that it answers; ``log`` takes its errors."""
    with ExitStack() as stack:
        process = subprocess.Popen(
            [*COMMAND, *arguments],
            stdout=subprocess.PIPE,
            stderr=stack.enter_context(log.open("w")) if log else subprocess.PIPE,
            text=True,
            start_new_session=True,
            env={**os.environ, **environment},
        )
        assert process.stdout is not None
        try:
            line = process.stdout.readline()
            yield process, urlsplit(line.split()[-1]).netloc if line else ""
        finally:
            process.terminate()
            process.communicate(timeout=PATIENCE_S)


def request(
    place: str, path: str, method: str = "GET", body: str = "", **headers: str
) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection(place, timeout=PATIENCE_S)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body.encode() or None, named)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def ask(place: str, method: str, path: str, body: str = "", content_type: str = "") -> bytes:
    headers = {"Content_Type": content_type} if content_type else {}
    status, _, content = request(place, path, method, body, **headers)
    assert status == 200
    return content


def asking(query: str) -> str:
    return "/sparql?" + urlencode({"query": query})


@pytest.fixture(scope="module")
def place() -> Iterator[str]:
    with running() as (_, place):
        yield place


# Some tenths of a second of work.
LONG = (
    "SELECT (COUNT(*) AS ?n) {"
    + "".join(f"VALUES ?{name} {{ 0 1 2 3 4 5 6 7 8 9 }} " for name in "abcdef")
    + "}"
)
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
    [("bad.nt", "oops", 1), ("bad.ttl", "oops", 1), ("bad.xlsx", "", 2), ("missing.ttl", None, 2)],
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
    """The processes that this one started, and those that they started, and so on."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        # A thread may end while it is looked at.
        with suppress(OSError):
            found.extend(map(int, task.read_text(encoding="ascii").split()))
    return [one for child in found for one in (child, *children(child))]


def web_process(pid: int) -> int:
    """The one with the workers below it."""
    return next(child for child in children(pid) if len(children(child)) > 0)


@linux_only
def test_nothing_stays_behind_when_it_is_killed() -> None:
    with running(*SMALL, "--timeout", "1") as (process, place):
        left = children(process.pid)
        asked = Call(lambda: request(place, asking(ENDLESS)))
        assert len(left) >= 2
        assert eventually(lambda: workers(place, "running") == 1)
        process.kill()
        assert eventually(lambda: all(map(is_gone, left)), PATIENCE_S)
        assert asked.finish()[0] in {503, 504}


def listens(place: str) -> bool:
    try:
        return request(place, "/readyz")[0] == 200
    except OSError:
        return False


def workers(place: str, what: str) -> int:
    return int(json.loads(request(place, "/readyz")[2])["workers"][what])


@linux_only
def test_a_web_process_that_is_killed_comes_back() -> None:
    with running(*SMALL) as (process, place):
        web = web_process(process.pid)
        below = children(web)
        os.kill(web, signal.SIGKILL)
        assert eventually(lambda: all(map(is_gone, below)))
        assert eventually(lambda: listens(place), PATIENCE_S)
        assert json.loads(ask(place, "GET", asking(QUERY)))["boolean"]
        assert web_process(process.pid) != web


@linux_only
def test_a_worker_that_is_killed_is_replaced() -> None:
    with running(*SMALL) as (process, place):
        (worker,) = children(web_process(process.pid))
        os.kill(worker, signal.SIGKILL)
        assert eventually(lambda: workers(place, "started") == 2)
        assert json.loads(ask(place, "GET", asking(QUERY)))["boolean"]


def test_what_runs_at_the_end_is_finished_and_nothing_new_begun() -> None:
    with running(*SMALL, "--timeout", "60") as (process, place):
        asked = Call(lambda: request(place, asking(LONG)))
        assert eventually(lambda: workers(place, "running") == 1)
        process.terminate()
        assert eventually(lambda: request(place, "/readyz")[0] == 503)
        status, headers, content = request(place, asking(QUERY))
        assert (status, headers["Retry-After"]) == (503, "10")
        assert json.loads(content)["type"].endswith("/draining")
        assert request(place, "/healthz")[0] == 200
        status, _, content = asked.finish()
        assert (status, json.loads(content)["results"]["bindings"][0]["n"]["value"]) == (
            200,
            "1000000",
        )
        assert process.wait(PATIENCE_S) == 0


def test_what_does_not_end_by_itself_is_ended_at_its_deadline() -> None:
    with running(*SMALL, "--timeout", "1") as (process, place):
        asked = Call(lambda: request(place, asking(ENDLESS)))
        assert eventually(lambda: workers(place, "running") == 1)
        process.terminate()
        assert asked.finish()[0] in {503, 504}
        assert process.wait(PATIENCE_S) == 0


@linux_only
def test_the_log_is_json_and_knows_neither_token_nor_query(tmp_path: Path) -> None:
    log = tmp_path / "log"
    environment = {"INOVASI_LOG_FORMAT": "json", "INOVASI_TOKEN": TOKEN}
    with running(*SMALL, log=log, **environment) as (process, place):
        inherited = Path(f"/proc/{web_process(process.pid)}/environ").read_text(encoding="utf-8")
        assert TOKEN not in inherited
        request(place, asking("ASK { ?secret ?p ?o }"), X_Request_ID="mine")
        wide = "SELECT * { ?a ?p ?b } LIMIT 20000"
        request(place, asking(wide))
        bearer = {"Authorization": f"Bearer {TOKEN}"}
        assert json.loads(request(place, "/admin/queries", **bearer)[2]) == {"queries": []}
        assert request(place, "/admin/queries", Authorization="Bearer x")[0] == 401
        request(place, "/%0aforged")
    text = log.read_text(encoding="utf-8")
    assert TOKEN not in text
    assert "secret" not in text
    # A line is written when its answer has been sent: the next request may be told before.
    order = ["sparql", "admin_queries", "other"]
    lines = [json.loads(line) for line in text.splitlines()]
    lines.sort(key=lambda line: (order.index(line["route"]), line["status"], line["bytes"]))
    told = [(line["route"], line["status"], line.get("outcome")) for line in lines]
    assert told == [
        ("sparql", 200, "complete"),
        ("sparql", 200, "complete"),
        ("admin_queries", 200, None),
        ("admin_queries", 401, "unauthorized"),
        ("other", 404, "not-found"),
    ]
    assert lines[0]["request"] == "mine"
    assert lines[1]["bytes"] > 100_000
    assert all("whole" not in line for line in lines)


def test_under_a_base_path_it_says_so_and_answers() -> None:
    with running(*SMALL, "--base-path", "/data") as (_, place):
        assert json.loads(ask(place, "GET", "/data" + asking(QUERY)))["boolean"]


def test_a_port_of_zero_is_any_free_one() -> None:
    address, port = server._free_port("localhost", 0)
    assert address in ("127.0.0.1", "::1")
    assert port > 0


def test_a_host_that_is_not_here_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="choose another with --host"):
        server._free_port("192.0.2.1", 0)
