"""The server process: granian around one worker, from the first line printed to a quiet end."""

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
from typing import TYPE_CHECKING, Any, Final

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from inovasi.config import Config
from inovasi.errors import InovasiError, UsageError

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

# Many threads, so that requests sent slowly do not keep the others out.
THREADS: Final = 64
HEADER_TIMEOUT_MS: Final = 5_000
STOP_TIMEOUT_S: Final = 10
_PATIENCE_S: Final = 0.01
# Every address of a machine is reached at its loopback.
_HERE: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104
_LOGGING: Final[dict[str, Any]] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "inovasi: %(message)s"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "stream": "ext://sys.stderr",
        }
    },
    "loggers": {"_granian": {"handlers": ["stderr"], "propagate": False}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}


def run(config: Config, announce: Callable[[str], None]) -> None:
    """Serves until a signal ends it; ``announce`` gets the address once it answers there."""
    config = replace(config, port=_free_port(config.host, config.port))
    # A fresh interpreter for the worker: a forked one would inherit threads and locks.
    multiprocessing.set_start_method("spawn", force=True)
    receiver, sender = multiprocessing.Pipe(duplex=False)
    server = Granian(
        "inovasi",
        address=config.host,
        port=config.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        backpressure=THREADS,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_TIMEOUT_MS),
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_TIMEOUT_S,
        log_level=LogLevels.error,
        log_dictconfig=_LOGGING,
    )
    watch = _Watch(config, receiver, announce, server.signal_handler_interrupt)
    server.on_startup(_end_with_terminal(server.signal_handler_interrupt))
    threading.Thread(target=watch.first_worker, daemon=True).start()
    try:
        server.serve(target_loader=partial(load_app, config, sender), wrap_loader=False)
    except SystemExit as end:
        if not server.interrupt_signal:
            raise InovasiError("The server process ended again and again") from end
    finally:
        watch.ended.set()
    if watch.failure is not None:
        raise watch.failure


def load_app(config: Config, sender: Connection) -> WSGIApplication:
    """The application, in the worker; tells the main process how it went."""
    # Ctrl-C reaches every process of a terminal's group; the main process alone is to act on it.
    os.setpgrp()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # Only the worker needs what answers; the main process just watches it.
    from inovasi.serving.app import open_app  # noqa: PLC0415

    try:
        app = open_app(config)
    except InovasiError as error:
        sender.send((type(error).exit_code, str(error)))
        # The main process ends this one; ending by itself would have it started again.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        threading.Event().wait()
        raise
    sender.send(None)
    return app


def _end_with_parent() -> None:
    """Nobody would stop this worker after the main process was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


@dataclass(slots=True)
class _Watch:
    """Waits for the first worker: for its failure, or until it answers."""

    config: Config
    receiver: Connection
    announce: Callable[[str], None]
    stop: Callable[[], None]
    failure: InovasiError | None = None
    ended: threading.Event = field(default_factory=threading.Event)

    def first_worker(self) -> None:
        outcome = self.receiver.recv()
        if outcome is None:
            self._until_it_answers()
            return
        code, message = outcome
        self.failure = (
            UsageError(message) if code == UsageError.exit_code else InovasiError(message)
        )
        self.stop()

    def _until_it_answers(self) -> None:
        """The worker listens a few milliseconds after it has loaded; nothing tells when."""
        host = _HERE.get(self.config.host, self.config.host)
        while not self.ended.is_set():
            connection = http.client.HTTPConnection(host, self.config.port, timeout=5)
            try:
                connection.request("GET", "/healthz")
                connection.getresponse().read()
            except OSError:
                self.ended.wait(_PATIENCE_S)
            else:
                self.announce(_address(host, self.config.port))
                return
            finally:
                connection.close()


def _address(host: str, port: int) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def _free_port(host: str, port: int) -> int:
    """The port, or a free one for 0; UsageError where it cannot be listened at.

    The server itself shares its port with others of its kind, and so would not notice one.
    """
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.create_server((address[0], port), family=family) as probe:
            return int(probe.getsockname()[1])
    except OSError as error:
        remedy = "stop what listens there, or choose another with --port"
        if isinstance(error, socket.gaierror) or error.errno != errno.EADDRINUSE:
            remedy = "choose another with --host and --port"
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
        raise UsageError(f"Cannot listen at {_address(host, port)}: {reason}", remedy) from None


def _end_with_terminal(stop: Callable[[], None]) -> Callable[[], None]:
    """A closed terminal ends the server, unless it was started to outlive it (nohup)."""
    outlives = signal.getsignal(signal.SIGHUP) == signal.SIG_IGN

    def hook() -> None:
        signal.signal(signal.SIGHUP, signal.SIG_IGN if outlives else lambda *_: stop())

    return hook
