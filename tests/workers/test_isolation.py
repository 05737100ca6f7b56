from __future__ import annotations

import os
import socket
import struct
import subprocess
import sys

import pytest

from inovasi.workers import isolation
from inovasi.workers.isolation import GUARD, NAMESPACE, SECCOMP, Unavailable, isolate, program
from inovasi.workers.recipe import Recipe
from tests.workers.support import linux_only

# Its arguments: a port of this machine, and the levels to try.
TRIAL = """
import socket, sys
from inovasi.workers.isolation import isolate
level = isolate(sys.argv[2:])
try:
    socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=2)
    print(level, "connected")
except OSError as error:
    print(level, type(error).__name__)
a, b = socket.socketpair()
a.sendall(b"pair")
print(b.recv(10).decode())
"""


def trial(*levels: str) -> str:
    """The level a process got, and how its connection to a listening socket ended."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        port = str(server.getsockname()[1])
        paths = os.pathsep.join(Recipe("").folders)
        answer = subprocess.run(
            [sys.executable, "-c", TRIAL, port, *levels],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONPATH": paths},
        )
        first, pair = answer.stdout.splitlines()
        assert pair == "pair"
        if "connected" not in first:
            with pytest.raises(TimeoutError):
                server.accept()
    return first


@linux_only
def test_the_filter_refuses_a_connection() -> None:
    answer = trial(SECCOMP, NAMESPACE)
    if not answer.startswith(SECCOMP):
        pytest.skip("this machine does not allow system call filters")
    assert answer == "seccomp PermissionError"


@linux_only
def test_a_namespace_of_its_own_has_no_way_out() -> None:
    answer = trial(NAMESPACE)
    if answer.startswith(GUARD):
        pytest.skip("this container does not allow a network namespace")
    assert answer.startswith("namespace ")
    assert "connected" not in answer


def test_without_either_the_guard_alone_is_reported() -> None:
    assert trial() == "guard connected"


def test_a_level_that_is_not_to_be_had_gives_way_to_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse() -> None:
        raise Unavailable

    monkeypatch.setattr(isolation, "_filter_system_calls", refuse)
    monkeypatch.setattr(isolation, "_leave_network", lambda: None)
    assert isolate() == NAMESPACE
    monkeypatch.setattr(isolation, "_leave_network", refuse)
    assert isolate() == GUARD


def run(code: bytes, architecture: int, number: int) -> int:
    """What the filter returns for a call: the machine of ``linux/filter.h``, in part."""
    instructions = list(struct.iter_unpack("=HBBI", code))
    data = {0: number, 4: architecture}
    at, value = 0, 0
    while True:
        operation, if_true, if_false, operand = instructions[at]
        at += 1
        if operation == 0x20:
            value = data[operand]
        elif operation == 0x15:
            at += if_true if value == operand else if_false
        elif operation == 0x35:
            at += if_true if value >= operand else if_false
        else:
            assert operation == 0x06
            return int(operand)


ALLOW, REFUSE, KILL = 0x7FFF0000, 0x00050001, 0x80000000
X86_64, AARCH64, I386 = 0xC000003E, 0xC00000B7, 0x40000003


@pytest.mark.parametrize(
    ("machine", "architecture", "number", "verdict"),
    [
        ("x86_64", X86_64, 41, REFUSE),
        ("x86_64", X86_64, 42, REFUSE),
        ("x86_64", X86_64, 425, REFUSE),
        ("x86_64", X86_64, 0, ALLOW),
        ("x86_64", X86_64, 43, ALLOW),
        ("x86_64", X86_64, 53, ALLOW),
        ("x86_64", X86_64, 0x40000000 | 41, REFUSE),
        ("x86_64", X86_64, 0x40000000, REFUSE),
        ("x86_64", I386, 102, KILL),
        ("x86_64", AARCH64, 198, KILL),
        ("aarch64", AARCH64, 198, REFUSE),
        ("aarch64", AARCH64, 203, REFUSE),
        ("aarch64", AARCH64, 425, REFUSE),
        ("aarch64", AARCH64, 41, ALLOW),
        ("aarch64", X86_64, 41, KILL),
    ],
)
def test_the_filter_judges_each_call(
    machine: str, architecture: int, number: int, verdict: int
) -> None:
    assert run(program(machine), architecture, number) == verdict
