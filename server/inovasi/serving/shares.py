"""How the threads of the web process are divided: no wait may ever take all of them.

A thread waits for a worker, for its turn to read a long query, for a body that a client does not
send, or for a client that does not read what it asked for. Nothing ends the last two. Each has its
share, and what no share holds is always there for health, pages and answers that are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from inovasi.config import Config

# A federating client counts every pattern of its query at once.
_BURST: Final = 24
# How many long queries are read at once, each by much of a core; how many more may wait for that.
READ_AT_ONCE: Final = 2
WAITING: Final = 8


@dataclass(frozen=True, slots=True)
class Shares:
    """``threads`` are all there are; the others say how many of them may be in each state at once.

    ``waiting`` queries wait for a worker, ``sharing`` requests for the answer to an equal query.
    """

    threads: int
    workers: int
    waiting: int
    sharing: int
    bodies: int
    sending: int
    reading: int

    @classmethod
    def of(cls, config: Config) -> Shares:
        """Those of a configuration: THREADS for what is asked, and more for what has a bound.

        Sending and the reading of long queries have threads of their own, so that they take none
        from those who ask.
        """
        asking, workers = config.threads, config.workers
        # Half of those that ask are for queries, some for pages.
        queries = asking // 2
        waiting = min(max(_BURST, 4 * workers), queries - workers)
        sending = max(1, asking // 4)
        reading = READ_AT_ONCE + WAITING
        return cls(
            threads=asking + sending + reading,
            workers=workers,
            waiting=waiting,
            sharing=queries - workers - waiting,
            bodies=max(1, queries - max(1, asking // 16)),
            sending=sending,
            reading=reading,
        )

    @property
    def free(self) -> int:
        """The threads that are left when every share is taken."""
        queries = self.workers + self.waiting + self.sharing
        return self.threads - queries - self.bodies - self.sending - self.reading
