"""The log: one line for each event on the error output, for people or for machines."""

from __future__ import annotations

import contextlib
import json
import logging
import threading
import time
from functools import lru_cache
from queue import Empty, SimpleQueue
from typing import Any, Final, TextIO

_PAUSE_S: Final = 0.05
_MOST: Final = 100_000

_CONTROLS: Final = {code: f"\\x{code:02x}" for code in (*range(32), 127, *range(128, 160))} | {
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


class TextLines(logging.Formatter):
    """Time, level, origin, message, and the fields of an event as ``name=value``.

    What came from outside cannot begin a line of its own: control characters are written out.
    """

    def format(self, record: logging.LogRecord) -> str:
        words = [_time(record), record.levelname, f"{record.name}:", record.getMessage()]
        words += (f"{name}={value}" for name, value in _fields(record).items())
        line = " ".join(words)
        if not line.isprintable():
            line = line.translate(_CONTROLS)
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        event: dict[str, Any] = {
            "time": _time(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_fields(record),
        }
        if record.exc_info:
            event["exception"] = self.formatException(record.exc_info)
        return json.dumps(event, ensure_ascii=True, default=str)


class Batches(logging.Handler):
    """Writes lines together, some twenty times a second; a warning at once.

    A thread that writes lets the others in, and with many that each write a line the server is
    three times slower. Past so many lines that cannot be written they are only counted.
    """

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._stream = stream
        self._lines: SimpleQueue[logging.LogRecord] = SimpleQueue()
        self._bell = threading.Event()
        self._writer: threading.Thread | None = None
        self._lost = 0

    def handle(self, record: logging.LogRecord) -> bool:
        if self._lines.qsize() < _MOST:
            self._lines.put(record)
        else:
            self._lost += 1
        if record.levelno >= logging.WARNING:
            self.flush()
        elif not self._bell.is_set():
            self._ring()
        return True

    def flush(self) -> None:
        """Writes all that there is."""
        with self.lock or contextlib.nullcontext():
            text = "".join(f"{self.format(record)}\n" for record in self._taken())
            if self._lost:
                text += f"{self._lost} lines were lost\n"
                self._lost = 0
            # Nobody reads the log any more, and there is nowhere else to say so.
            with contextlib.suppress(OSError, ValueError):
                self._stream.write(text)
                self._stream.flush()

    def _taken(self) -> list[logging.LogRecord]:
        taken = []
        with contextlib.suppress(Empty):
            while True:
                taken.append(self._lines.get_nowait())
        return taken

    def _ring(self) -> None:
        self._bell.set()
        with self.lock or contextlib.nullcontext():
            if self._writer is None:
                self._writer = threading.Thread(target=self._run, name="log", daemon=True)
                self._writer.start()

    def _run(self) -> None:
        while True:
            self._bell.wait()
            time.sleep(_PAUSE_S)
            self._bell.clear()
            self.flush()


def configuration(log_format: str) -> dict[str, Any]:
    """For ``logging.config.dictConfig``, in the main process and in the web process."""
    lines = {"text": TextLines, "json": JsonLines}[log_format]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": f"{__name__}.{lines.__name__}"}},
        "handlers": {
            "stderr": {
                "class": f"{__name__}.{Batches.__name__}",
                "formatter": "lines",
                "stream": "ext://sys.stderr",
            }
        },
        "loggers": {
            "_granian": {"handlers": ["stderr"], "propagate": False},
            "inovasi": {"level": "INFO"},
        },
        "root": {"handlers": ["stderr"], "level": "WARNING"},
    }


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    fields: dict[str, Any] = getattr(record, "fields", {})
    return fields


def _time(record: logging.LogRecord) -> str:
    return f"{_second(int(record.created))}.{int(record.msecs):03d}Z"


@lru_cache(maxsize=2)
def _second(second: int) -> str:
    """Lines come by the hundred in one."""
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(second))
