"""Loading files into a store: all of them, or the store stays as it was."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final, cast

from inovasi.errors import InovasiError, StoreError
from inovasi.query.files import RdfFile
from inovasi.store.folder import Version, current_version
from inovasi.store.writer import Writer, writing
from inovasi.workers.failures import revive
from inovasi.workers.recipe import Recipe

Watch = Callable[[int], None]
"""Gets the bytes of the files that were read so far."""

_START: Final = (
    "import sys; sys.path[:0] = sys.argv[1:]; from inovasi.store.loader import main; main()"
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """The version that a load has made, and how many statements it has that were not there."""

    version: Version
    added: int


@dataclass(frozen=True, slots=True)
class Dump:
    """A file to write instead of a version, if there are fewer statements than ``below``."""

    file: Path
    below: int


def load(files: Sequence[Path], folder: Path, watch: Watch = lambda _: None) -> Loaded:
    """The next version of the store: what the current one holds, and what the files state."""
    with writing(folder) as writer:
        return _publish(writer, files, watch)


def ensure_store(files: Sequence[Path], folder: Path, watch: Watch = lambda _: None) -> bool:
    """Makes the first version where there is none, of these files or empty; whether it did."""
    if current_version(folder) is not None:
        return False
    with writing(folder) as writer:
        if writer.base is None:
            _publish(writer, files, watch)
        return writer.base is None


def load_or_dump(files: Sequence[Path], folder: Path, dump: Dump, watch: Watch) -> Version | None:
    """The first version of a new store; None where the statements went to the dump."""
    with writing(folder) as writer:
        done = _fill(writer, files, watch, dump)
        return writer.publish(done["quads"], files) if writer.data.exists() else None


def _publish(writer: Writer, files: Sequence[Path], watch: Watch) -> Loaded:
    done = _fill(writer, files, watch)
    return Loaded(writer.publish(done["quads"], files), done["added"])


def _fill(
    writer: Writer, files: Sequence[Path], watch: Watch, dump: Dump | None = None
) -> dict[str, int]:
    # What cannot be opened is told before the first file is read.
    for file in files:
        RdfFile(file).close()
    order = {
        "files": [str(file.absolute()) for file in files],
        "base": str(writer.base.data.absolute()) if writer.base else None,
        "work": str((writer.staging / "work").absolute()),
        "target": str(writer.data.absolute()),
        "dump": str(dump.file.absolute()) if dump else "",
        "dump_below": dump.below if dump else 0,
    }
    with tempfile.TemporaryFile() as errors, _start(errors) as process:
        try:
            return _follow(process, order, watch, errors)
        finally:
            process.kill()


def _start(errors: IO[bytes]) -> subprocess.Popen[bytes]:
    interpreter = [sys.executable, "-I", "-S", "-X", "utf8", "-c", _START]
    return subprocess.Popen(  # noqa: S603 -- this interpreter with arguments of our own
        [*interpreter, *Recipe("").folders],
        env={"MALLOC_ARENA_MAX": "1"},
        cwd="/",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        bufsize=0,
        # Ctrl-C in the terminal is for this process, which ends the other itself.
        start_new_session=True,
    )


def _follow(
    process: subprocess.Popen[bytes], order: Mapping[str, Any], watch: Watch, errors: IO[bytes]
) -> dict[str, int]:
    """Gives the order and hears the messages until the last one; raises what went wrong."""
    orders, messages = cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)
    file = ""
    with suppress(BrokenPipeError):
        orders.write(json.dumps(order).encode() + b"\n")
    for line in messages:
        message = json.loads(line)
        if "done" in message:
            return dict(message["done"])
        if "failed" in message:
            raise _revive(message["failed"])
        if "file" in message:
            file = order["files"][message["file"]]
        watch(int(message.get("read", 0)))
    raise _death(process.wait(), file, errors)


def _revive(described: Mapping[str, Any]) -> InovasiError:
    if described["error"] == "StoreError":
        return StoreError(described["detail"], described["remedy"])
    return revive(described)


def _death(code: int, file: str, errors: IO[bytes]) -> StoreError:
    """The process ended without a word: by a signal, or by an error that nobody foresaw."""
    errors.seek(0)
    said = errors.read().decode(errors="replace").strip().rpartition("\n")[2]
    cause = signal.Signals(-code).name if code < 0 else said or f"exit code {code}"
    remedy = "make room in memory, or look into the file for what is nested thousands of times"
    return StoreError(
        f"Loading ended at {file or 'the start'}: {cause}; nothing was loaded", remedy
    )
