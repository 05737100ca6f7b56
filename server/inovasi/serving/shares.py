"""How the threads of the web process are divided: no wait may ever take all of them.

A thread waits for a worker, for a body that a client does not send, or for a client that does not
read what it asked for. The first ends by itself; nothing ends the others. Each has its share, and
what no share holds is always there for health, pages and answers that are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from inovasi.config import Config

# A federating client counts every pattern of its query at once.
_BURST: Final = 24


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

    @classmethod
    def of(cls, config: Config) -> Shares:
        """Those of a configuration: THREADS for what is asked, and a quarter more for sending.

        They are threads of their own, so that slow readers take nothing from those who ask.
        """
        asking, workers = config.threads, config.workers
        # Half of those that ask are for queries, some for pages.
        queries = asking // 2
        waiting = min(max(_BURST, 4 * workers), queries - workers)
        sending = max(1, asking // 4)
        return cls(
            threads=asking + sending,
            workers=workers,
            waiting=waiting,
            sharing=queries - workers - waiting,
            bodies=max(1, queries - max(1, asking // 16)),
            sending=sending,
        )

    @property
    def free(self) -> int:
        """The threads that are left when every share is taken."""
        queries = self.workers + self.waiting + self.sharing
        return self.threads - queries - self.bodies - self.sending
