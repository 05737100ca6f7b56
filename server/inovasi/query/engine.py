"""The seam between whoever asks and whatever answers."""

from __future__ import annotations

from typing import Protocol

from inovasi.query.answer import Answer
from inovasi.query.formats import Format
from inovasi.query.guard import GuardedQuery


class Engine(Protocol):
    """Answers queries that the guard has let through."""

    @property
    def version(self) -> str:
        """Names the state of the dataset: while it stays, the same query has the same answer."""

    def answer(self, query: GuardedQuery, result: Format) -> Answer:
        """The whole answer, or MalformedQuery with the place; never a part of an answer."""

    def close(self) -> None:
        """Lets go of the data; nothing is answered afterwards."""
