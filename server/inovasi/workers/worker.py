"""A worker as its parent sees it: a process, the channel to it, and the line its life hangs on."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any, Final

from inovasi.errors import RequestError, WorkersNotReady
from inovasi.workers.failures import revive
from inovasi.workers.frames import Channel, Frame
from inovasi.workers.recipe import Recipe
from inovasi.workers.spool import nameless_file

# One arena: with more, glibc reserves 64 MB of address space for each thread and the limit on it
# would have to be several times what is used.
_ENVIRONMENT: Final = {"MALLOC_ARENA_MAX": "1"}
_LAST_WORDS: Final = 2000

DEATHS: Final = (EOFError, ConnectionError)
"""What asking a worker raises when it ended: BrokenPipeError and BrokenFrame are among them."""


@dataclass(frozen=True, slots=True)
class Ready:
    """What a worker says of itself; ``resident`` is its memory in MiB."""

    version: str
    isolation: str
    resident: int


class Worker:
    """One process. Whoever started it buries it; any thread may kill it."""

    def __init__(self, recipe: Recipe) -> None:
        """Starts the process, which is not ready yet."""
        self.ready = Ready("", "", 0)
        self._doomed = False
        self._errors = os.fdopen(nameless_file(recipe.spool), "w+b")
        near, far = socket.socketpair()
        self._channel = Channel(near)
        far_lifeline, self._lifeline = os.pipe()
        try:
            self._process = _start(recipe, far.fileno(), far_lifeline, self._errors)
        except BaseException:
            self._close()
            raise
        finally:
            far.close()
            os.close(far_lifeline)
        self._recipe = recipe

    @property
    def pid(self) -> int:
        return self._process.pid

    def fileno(self) -> int:
        """The channel: when it hangs up, the process has ended."""
        return self._channel.fileno()

    def await_ready(self, seconds: float) -> None:
        """Returns when it can answer; raises WorkersNotReady, or what is wrong with its data."""
        try:
            until = time.monotonic() + seconds
            self._channel.send(Frame(self._recipe.message()), until)
            head = self._channel.receive(until).head
        except TimeoutError:
            raise self._not_ready(f"it was not ready after {seconds:g} s") from None
        except DEATHS:
            raise self._not_ready(self._last_words()) from None
        if "ready" not in head:
            error = revive(head.get("failed", {}))
            raise self._not_ready(error.detail) if isinstance(error, RequestError) else error
        self.ready = Ready(**head["ready"])

    def ask(self, request: Mapping[str, Any], until: float) -> Frame:
        """The answer; TimeoutError past the deadline, one of DEATHS if the process ends."""
        seconds = max(until - time.monotonic(), 0)
        self._channel.send(Frame({**request, "seconds": seconds}), until)
        return self._channel.receive(until)

    def is_alive(self) -> bool:
        return not self._doomed and self._process.poll() is None

    def kill(self) -> None:
        """Ends the process at once; nothing gentler reaches it inside native code."""
        self._doomed = True
        self._process.kill()

    def exit_code(self) -> int:
        """How the process ended, for one that hung up: its code no longer changes by a kill."""
        self.kill()
        return self._process.wait()

    def bury(self) -> int:
        """Kills the process if need be, waits for it, and closes all that led to it."""
        code = self.exit_code()
        self._close()
        return code

    def _close(self) -> None:
        self._channel.close()
        os.close(self._lifeline)
        self._errors.close()

    def _not_ready(self, reason: str) -> WorkersNotReady:
        return WorkersNotReady(
            f"A query worker could not start: {reason}",
            "give it more memory if that is what it lacks, or less data",
        )

    def _last_words(self) -> str:
        code = self.exit_code()
        self._errors.seek(0)
        text = self._errors.read()[-_LAST_WORDS:].decode(errors="replace")
        # Rust adds a note on how to learn more, which says nothing.
        lines = [line for line in map(str.strip, text.split("\n")) if not line.startswith("note:")]
        said = next((line for line in reversed(lines) if line), "it said nothing")
        return f"{said} (exit code {code})"


def _start(
    recipe: Recipe, channel: int, lifeline: int, errors: IO[bytes]
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 -- this interpreter with arguments of our own
        recipe.command(channel, lifeline),
        env=_ENVIRONMENT,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=errors,
        pass_fds=(channel, lifeline),
        # Ctrl-C in the terminal is for the parent, which ends its workers itself.
        start_new_session=True,
    )
