"""The answers that a running server gives to the saved questions."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Final

import pytest

from tests.queries.questions import NAMES, QUESTIONS, Question, rows
from tests.shared import CHECKOUT

ADDRESS: Final = re.compile(r"http://([^\s:/]+):(\d+)")
SECONDS: Final = 30


@pytest.fixture(scope="module")
def server() -> Iterator[HTTPConnection]:
    """A connection to a server of the published graph, in a process of its own."""
    command = [sys.executable, "-m", "inovasi", "serve", "--port", "0"]
    process = subprocess.Popen(
        command, cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    deadline = threading.Timer(SECONDS, process.kill)
    deadline.start()
    try:
        host, port = _announced(process)
        deadline.cancel()
        connection = HTTPConnection(host, port, timeout=SECONDS)
        yield connection
        connection.close()
    finally:
        deadline.cancel()
        process.terminate()
        process.communicate(timeout=SECONDS)


def _announced(process: subprocess.Popen[str]) -> tuple[str, int]:
    """Where the server says that it answers; it says so once it does."""
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if found := ADDRESS.search(line):
            return found[1], int(found[2])
    pytest.fail("the server ended without an address: " + "".join(said))


@pytest.mark.parametrize("question", QUESTIONS, ids=NAMES)
def test_server_answers_question_with_expected_rows(
    server: HTTPConnection, question: Question
) -> None:
    headers = {"Content-Type": "application/sparql-query", "Accept": "text/csv"}
    server.request("POST", "/sparql", question.saved.text.encode(), headers)
    response = server.getresponse()
    body = response.read().decode()
    assert response.status == 200, body
    assert response.headers.get_content_type() == "text/csv"
    assert rows(body) == question.expected
