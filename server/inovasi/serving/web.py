"""The web process: opens the pool, answers, and stops taking queries on the main process's word."""

from __future__ import annotations

import atexit
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Final

from inovasi.config import Config
from inovasi.errors import InovasiError

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

# What the two processes say to each other.
READY: Final = "ready"
FAILED: Final = "failed"
DRAIN: Final = "drain"
DRAINED: Final = "drained"
GRACE_S: Final = 10.0


def load_app(config: Config, line: Connection) -> WSGIApplication:
    """The application, once its queries are answered; tells the main process how it went."""
    # Ctrl-C reaches every process of a terminal's group; the main process alone is to act on it.
    os.setpgrp()
    atexit.register(_leave)
    stopping = _Stopping(min(config.timeout, GRACE_S))
    threading.Thread(target=stopping.end_with_parent, daemon=True).start()
    # Only this process needs what answers; the main process just watches it.
    from inovasi.knowledge.releases import read_releases  # noqa: PLC0415
    from inovasi.paths import QUERIES, RELEASES  # noqa: PLC0415
    from inovasi.query.saved import read_questions  # noqa: PLC0415
    from inovasi.serving.app import PREPARE, create_app, open_pool  # noqa: PLC0415
    from inovasi.store.opening import discard  # noqa: PLC0415

    try:
        engine = open_pool(config)
        atexit.register(engine.close)
        app = create_app(config, engine, read_questions(QUERIES), read_releases(RELEASES))
    except InovasiError as error:
        line.send((FAILED, (type(error).exit_code, str(error))))
        # The main process ends this one; ending by itself would have it started again.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        threading.Event().wait()
        raise
    stopping.drain = engine.pool.drain
    stopping.clear = partial(discard, config.data, config.store, config.dumps)
    threading.Thread(target=stopping.obey, args=(line,), daemon=True).start()
    app.extensions[PREPARE]()
    line.send((READY, None))
    return app


def _leave() -> None:
    """The last thing to happen: threads that still answer would find an interpreter in pieces."""
    logging.shutdown()
    os._exit(0)


class _Stopping:
    """Ends the queries that run after so many seconds at most, and takes no more."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self.drain: Callable[[float], None] = lambda _: None
        self.clear: Callable[[], None] = lambda: None

    def obey(self, line: Connection) -> None:
        """Waits for the word; the main process then ends this one."""
        try:
            if line.recv() == DRAIN:
                self.drain(self._seconds)
                line.send((DRAINED, None))
        except (EOFError, OSError):
            return

    def end_with_parent(self) -> None:
        """Nobody would stop this process after the main process was killed."""
        parent = multiprocessing.parent_process()
        if parent is not None:
            parent.join()
            self.drain(self._seconds)
            self.clear()
            os.kill(os.getpid(), signal.SIGTERM)
