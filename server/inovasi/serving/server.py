"""The server's main process: granian around one web process, from the first line to a quiet end."""

from __future__ import annotations

import errno
import http.client
import multiprocessing
import os
import signal
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing.connection import Connection
from typing import Any, Final

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from inovasi.config import Config
from inovasi.errors import InovasiError, UsageError
from inovasi.serving import logs, web
from inovasi.serving.shares import Shares

HEADER_TIMEOUT_MS: Final = 5_000
# Connections for each thread: one that sends nothing, or no whole head, needs no thread.
CONNECTIONS: Final = 2
# For what the web process does after its queries have ended: sending their answers.
STOP_TIMEOUT_S: Final = 5
_PATIENCE_S: Final = 0.01
# Every address of a machine is reached at its loopback.
_HERE: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104


def run(config: Config, announce: Callable[[str], None]) -> None:
    """Serves until a signal ends it; ``announce`` gets the address once it answers there."""
    # The server itself takes addresses, no names.
    host, port = _free_port(config.host, config.port)
    config = replace(config, host=host, port=port)
    # A fresh interpreter for the web process: a forked one would inherit threads and locks.
    multiprocessing.set_start_method("spawn", force=True)
    # Else the C library of Linux keeps what hundreds of threads have freed for each of them, and
    # large requests in pieces: once one was freed it no longer gives back what is as large.
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")
    os.environ.setdefault("MALLOC_MMAP_THRESHOLD_", str(128 * 1024))
    near, far = multiprocessing.Pipe()
    server = _granian(config)
    watch = _Watch(config, near, announce, server.signal_handler_interrupt)
    server.on_startup(watch.take_signals)
    threading.Thread(target=watch.listen, daemon=True).start()
    try:
        server.serve(target_loader=partial(web.load_app, config, far), wrap_loader=False)
    except SystemExit as end:
        if not server.interrupt_signal:
            raise InovasiError("The server process ended again and again") from end
    finally:
        watch.ended.set()
    if watch.failure is not None:
        raise watch.failure


def _granian(config: Config) -> Any:
    return Granian(
        "inovasi",
        address=config.host,
        port=config.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=Shares.of(config).threads,
        backpressure=CONNECTIONS * config.threads,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_TIMEOUT_MS),
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_TIMEOUT_S,
        log_level=LogLevels.error,
        log_dictconfig=logs.configuration(config.log_format),
    )


@dataclass(slots=True)
class _Watch:
    """Stands between the signals and the web process: hears how it does, tells it to stop."""

    config: Config
    line: Connection
    announce: Callable[[str], None]
    stop: Callable[[], None]
    failure: InovasiError | None = None
    ready: bool = False
    stopping: bool = False
    ended: threading.Event = field(default_factory=threading.Event)

    def take_signals(self) -> None:
        """A closed terminal ends the server too, unless it was started to outlive it (nohup)."""
        outlives = signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._end)
        if outlives:
            signal.signal(signal.SIGHUP, signal.SIG_IGN)

    def listen(self) -> None:
        """Acts on what the web process says, and the one that replaces it if it dies."""
        while True:
            try:
                word, content = self.line.recv()
            except (EOFError, OSError):
                return
            if word == web.READY and not self.ready:
                self.ready = True
                threading.Thread(target=self._announce, daemon=True).start()
            elif word == web.FAILED:
                code, message = content
                kind = UsageError if code == UsageError.exit_code else InovasiError
                self.failure = kind(message)
                self.stop()
            elif word == web.DRAINED:
                self.stop()

    def _end(self, *_: object) -> None:
        """At the first signal no more queries are taken; a second one does not wait for them."""
        if not self.ready or self.stopping:
            self.stop()
            return
        self.stopping = True
        self.line.send(web.DRAIN)
        # In case the web process has died and cannot answer.
        patience = threading.Timer(web.GRACE_S + 1, self.stop)
        patience.daemon = True
        patience.start()

    def _announce(self) -> None:
        """The web process listens a few milliseconds after it is ready; nothing tells when."""
        host = _HERE.get(self.config.host, self.config.host)
        while not self.ended.is_set():
            connection = http.client.HTTPConnection(host, self.config.port, timeout=5)
            try:
                connection.request("GET", "/readyz")
                connection.getresponse().read()
            except OSError:
                self.ended.wait(_PATIENCE_S)
            else:
                self.announce(_address(host, self.config.port) + self.config.base_path.lstrip("/"))
                return
            finally:
                connection.close()


def _address(host: str, port: int) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def _free_port(host: str, port: int) -> tuple[str, int]:
    """The address and the port, a free one for 0; UsageError where nobody can listen there.

    The server itself shares its port with others of its kind, and so would not notice one.
    """
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.create_server((address[0], port), family=family) as probe:
            return str(address[0]), int(probe.getsockname()[1])
    except OSError as error:
        remedy = "stop what listens there, or choose another with --port"
        if isinstance(error, socket.gaierror) or error.errno != errno.EADDRINUSE:
            remedy = "choose another with --host and --port"
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
        raise UsageError(f"Cannot listen at {_address(host, port)}: {reason}", remedy) from None
