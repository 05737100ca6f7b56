"""What answers in the workers of the tests: it does what each request says. Runs in the worker."""

from __future__ import annotations

import os
import resource
import signal
import socket
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from inovasi.errors import DataError
from inovasi.workers.spool import Spool

NAME = "tests.workers.handlers:open_obedient"
BROKEN = "tests.workers.handlers:open_broken"


class Obedient:
    def __init__(self, version: str) -> None:
        self.version = version
        self.held: list[bytes] = []

    def answer(self, request: Mapping[str, Any], spool: Spool) -> None:
        deeds: dict[str, Callable[[Any], str]] = {
            "echo": str,
            "fill": lambda size: "x" * size,
            "spin": lambda _: self.spin(),
            "wait": lambda pipe: Path(pipe).read_text(encoding="utf-8"),
            "hold": self.hold,
            "exit": os._exit,
            "signal": self.raise_signal,
            "fail": self.fail,
            "connect": connect,
            "describe": lambda _: describe(),
        }
        spool.write(deeds[request["do"]](request.get("with")).encode())

    def spin(self) -> str:
        while True:
            pass

    def hold(self, mib: int) -> str:
        self.held.append(b"x" * (mib * 1024 * 1024))
        return "held"

    def raise_signal(self, number: int) -> str:
        if number != signal.SIGKILL:
            signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
        return "still here"

    def fail(self, text: str) -> str:
        raise RuntimeError(text)


def connect(port: int) -> str:
    """The error of connecting to this machine, or a word that should not be seen."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=2).close()
    except OSError as error:
        return type(error).__name__
    return "connected"


def describe() -> str:
    descriptors = Path("/proc/self/fd")
    limits = {
        name: resource.getrlimit(getattr(resource, f"RLIMIT_{name}"))[0]
        for name in ("AS", "CORE", "FSIZE", "CPU")
    }
    return repr(
        {
            **limits,
            "environment": sorted(os.environ),
            "folder": str(Path.cwd()),
            "input": sys.stdin.read(),
            "user": os.geteuid(),
            "modules": sorted(sys.modules),
            "open": [file.name for file in descriptors.iterdir()] if descriptors.exists() else [],
        }
    )


def open_obedient(options: Mapping[str, Any]) -> Obedient:
    """``version`` is read from a file if one is given, so that a test can change it."""
    file = options.get("version_file")
    return Obedient(Path(file).read_text(encoding="utf-8") if file else "1")


def open_broken(options: Mapping[str, Any]) -> Obedient:
    """Fails in the way that ``how`` says."""
    how = options["how"]
    if how == "data":
        raise DataError("data.ttl", "this is no Turtle", "mend it", row=7)
    if how == "exit":
        sys.exit("the handler gave up\nnote: of how to learn more")
    raise RuntimeError(how)
