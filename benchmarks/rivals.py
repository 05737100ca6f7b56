"""The servers that are compared over HTTP, each over the same triples at a free port."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Final
from urllib.parse import quote

NODES: Final = 2_000
JSON: Final = "application/sparql-results+json"
_PATIENCE_S: Final = 60.0


def write_data(file: Path) -> Path:
    """Five statements each about NODES things."""
    lines = (
        f'<http://example.org/{i}> <http://example.org/p{j}> "value {i} {j}" .\n'
        for i in range(NODES)
        for j in range(5)
    )
    file.write_text("".join(lines), encoding="ascii")
    return file


def address(node: int | str, serial: int | str) -> str:
    """The query about one thing; the serial number, in a comment, makes it a new one."""
    text = f"SELECT ?p ?o {{ <http://example.org/{node}> ?p ?o }} #{serial}"
    return "/sparql?query=" + quote(text, safe="")


def ours(file: Path, threads: int, stack: ExitStack) -> int:
    """Our server as it is installed, but for the number of threads."""
    port = free_port()
    arguments = ("--port", str(port), "--data", str(file), "--threads", str(threads))
    command = (sys.executable, "-m", "inovasi", "serve", *arguments)
    return stack.enter_context(running(command, port))


def bare(file: Path, threads: int, stack: ExitStack) -> int:
    """The least that answers SPARQL: Flask and a store in the same process, under granian."""
    port = free_port()
    command = (sys.executable, "-m", "benchmarks.rivals", str(file), str(port), str(threads))
    return stack.enter_context(running(command, port))


def oxigraph(file: Path, stack: ExitStack) -> int | None:
    """``oxigraph serve``, if the program is there."""
    program = shutil.which("oxigraph")
    if program is None:
        return None
    port, store = free_port(), file.parent / "oxigraph"
    load = (program, "load", "--location", str(store), "--file", str(file))
    subprocess.run(load, check=True, capture_output=True)  # noqa: S603
    bind = f"127.0.0.1:{port}"
    command = (program, "serve-read-only", "--location", str(store), "--bind", bind)
    return stack.enter_context(running(command, port))


def free_port() -> int:
    """One that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def running(command: Sequence[str], port: int) -> Iterator[int]:
    """A server from its first right answer to its end."""
    process = subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ
    )
    try:
        until = time.monotonic() + _PATIENCE_S
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"{command[:3]} does not answer")
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait()


def tag(port: int) -> str:
    """The ETag of the one query that is asked again and again."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", address(1, 0), headers={"Accept": JSON})
        answer = connection.getresponse()
        answer.read()
        return answer.headers["ETag"] or ""
    finally:
        connection.close()


def _answers(port: int) -> bool:
    try:
        tag(port)
    except OSError:
        return False
    return True


def _serve_bare(file: str, port: int, threads: int) -> None:
    from granian import Granian  # noqa: PLC0415
    from granian.constants import HTTPModes, Interfaces  # noqa: PLC0415

    os.environ["BARE_FILE"] = file
    Granian(
        "benchmarks.rivals:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=threads,
        http=HTTPModes.http1,
        websockets=False,
        log_enabled=False,
        factory=True,
    ).serve()


def application() -> object:
    """The bare application, made in the process that serves."""
    from flask import Flask, Response, request  # noqa: PLC0415
    from pyoxigraph import QueryResultsFormat, QuerySolutions, Store  # noqa: PLC0415

    store = Store()
    store.bulk_load(path=os.environ["BARE_FILE"])
    app = Flask(__name__)

    @app.get("/sparql")
    def answer() -> Response:
        results = store.query(request.args["query"])
        assert isinstance(results, QuerySolutions)  # noqa: S101
        body = results.serialize(format=QueryResultsFormat.JSON)
        return Response(body, mimetype=JSON)

    return app


if __name__ == "__main__":
    _serve_bare(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
