"""The engine that answers in other processes, so that no query can harm the one that asks."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final

from inovasi.query import child
from inovasi.query.answer import Answer
from inovasi.query.cost import is_point_lookup
from inovasi.query.formats import Format
from inovasi.query.guard import GuardedQuery
from inovasi.workers.pool import Limits, Pool
from inovasi.workers.recipe import Recipe

_NAMES: Final = tuple(item.name for item in fields(GuardedQuery))


@dataclass(frozen=True, slots=True)
class Settings:
    """``timeout`` in seconds, ``memory`` in MiB; 0 means no limit on memory, rows or bytes.

    ``cheap`` tells the queries that are done in a moment, for which one worker is kept where there
    are two or more; without it none is.
    """

    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    timeout: float = 30.0
    memory: int = 1024
    max_rows: int = 1_000_000
    max_result_bytes: int = 256 * 1024 * 1024
    waiting: int | None = None
    patience: float = 2.0
    user: tuple[int, int] | None = None
    cheap: Callable[[GuardedQuery], bool] | None = is_point_lookup

    def limits(self) -> Limits:
        """As the pool knows them; four queries may wait for each worker where nothing is said."""
        waiting = 4 * self.workers if self.waiting is None else self.waiting
        reserve = 1 if self.cheap and self.workers > 1 else 0
        return Limits(self.workers, reserve, waiting, self.patience)

    def recipe(self, handler: str, options: Mapping[str, Any]) -> Recipe:
        """A worker in which this handler answers."""
        return Recipe(
            handler,
            {**options, "max_rows": self.max_rows},
            memory=self.memory,
            result_bytes=self.max_result_bytes,
            user=self.user,
        )


class PoolEngine:
    """Answers in workers; ``pool`` is there for the operator's pages and for stopping."""

    def __init__(self, recipe: Recipe, settings: Settings) -> None:
        """Returns when every worker is ready, and raises what keeps one from it."""
        self._settings = settings
        self.pool = Pool(recipe, settings.limits())
        self._version = self.pool.start().version

    @classmethod
    def over_files(cls, files: Sequence[Path], settings: Settings) -> PoolEngine:
        """Each worker holds the statements of these files in memory."""
        names = [str(file.absolute()) for file in files]
        return cls(settings.recipe(child.FILES, {"files": names}), settings)

    @classmethod
    def over_checkpoint(cls, folder: Path, version: str, settings: Settings) -> PoolEngine:
        """Each worker reads the store in this folder, which nobody changes any more."""
        options = {"folder": str(folder.absolute()), "version": version}
        return cls(settings.recipe(child.CHECKPOINT, options), settings)

    @property
    def version(self) -> str:
        """The same in every worker."""
        return self._version

    def answer(
        self, query: GuardedQuery, result: Format, *, timeout: float | None = None
    ) -> Answer:
        """The whole answer, or the reason why there is none."""
        seconds = self._settings.timeout if timeout is None else timeout
        cheap = self._settings.cheap
        request = {"query": _fields(query), "media_type": result.media_type}
        frame = self.pool.ask(
            request,
            seconds,
            digest=digest(query.text),
            cheap=lambda: cheap is not None and (query.cheap or cheap(query)),
        )
        return Answer(frame.body, frame.descriptor, int(frame.head["size"]))

    def close(self) -> None:
        """Ends the workers."""
        self.pool.close()


def digest(text: str) -> str:
    """What names a query in logs and lists, where its text does not belong."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _fields(query: GuardedQuery) -> dict[str, Any]:
    return {name: getattr(query, name) for name in _NAMES}
