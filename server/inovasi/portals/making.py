"""The process that makes dumps, seen from the one that wants them."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Final, cast

from inovasi.errors import DumpFailed
from inovasi.portals.editions import Edition
from inovasi.workers.recipe import Recipe

_START: Final = (
    "import sys; sys.path[:0] = sys.argv[1:]; from inovasi.portals.maker import main; main()"
)
_REMEDY: Final = "look into the log of the server, and make room in memory and on the disk"


class Making:
    """A process that makes dumps of one edition, one after the other.

    Iterating gives what it says: a JSON object for each dump that is there, or cannot be.
    """

    def __init__(self, edition: Edition, folder: Path, jobs: Sequence[tuple[str, str]]) -> None:
        self._order = {
            "folder": str(folder.absolute()),
            "sources": {name: str(path.absolute()) for name, path in edition.sources.items()},
            "files": [str(path.absolute()) for path in edition.files],
            "store": str(edition.store.absolute()) if edition.store else None,
            "jobs": [list(job) for job in jobs],
        }
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 -- closed with the process
        try:
            self._process = _start(self._errors)
        except OSError as error:
            self._errors.close()
            raise DumpFailed(f"No process for dumps could be started: {error}", _REMEDY) from None

    @property
    def number(self) -> int:
        """That of the process, by which the system knows it."""
        return self._process.pid

    def __iter__(self) -> Iterator[dict[str, Any]]:
        orders, messages = cast(IO[bytes], self._process.stdin), self._process.stdout
        with suppress(BrokenPipeError):
            orders.write(json.dumps(self._order).encode() + b"\n")
        # Another thread may close it at any time, and the end cut a line.
        with suppress(ValueError):
            for line in cast(IO[bytes], messages):
                message = json.loads(line)
                if "done" in message:
                    return
                yield message
        raise self._death()

    def end(self) -> None:
        """Ends the process, whatever it does; whoever listens to it hears that. From any thread."""
        self._process.kill()

    def close(self) -> None:
        """Ends the process and lets go of it; for whoever listened to it."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._errors):
            if pipe is not None:
                # What was not written to it any more needs no reader.
                with suppress(BrokenPipeError):
                    pipe.close()

    def _death(self) -> DumpFailed:
        """The process ended without a word: by a signal, or by an error that nobody foresaw."""
        code = self._process.wait()
        said = ""
        with suppress(ValueError):
            self._errors.seek(0)
            said = self._errors.read().decode(errors="replace").strip().rpartition("\n")[2]
        cause = signal.Signals(-code).name if code < 0 else said or f"exit code {code}"
        return DumpFailed(f"The process that makes dumps ended: {cause}", _REMEDY)


def _start(errors: IO[bytes]) -> subprocess.Popen[bytes]:
    interpreter = [sys.executable, "-I", "-S", "-X", "utf8", "-c", _START]
    return subprocess.Popen(  # noqa: S603 -- this interpreter with arguments of our own
        [*interpreter, *Recipe("").folders],
        # Nothing of the operator's environment; where temporary files go is the operator's word.
        env={"MALLOC_ARENA_MAX": "1", "TMPDIR": tempfile.gettempdir()},
        cwd="/",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        bufsize=0,
        # Ctrl-C in the terminal is for the server, which ends this one itself.
        start_new_session=True,
    )
