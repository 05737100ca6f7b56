"""Asking again, a few times and ever more slowly, while a portal is unwell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from inovasi.errors import PortalError

# Seconds before each further try.
PAUSES: Final = (1.0, 2.0, 4.0)
# A portal that asks for more patience gets this much.
MOST: Final = 30.0

Result = TypeVar("Result")


class Unsteady(Exception):
    """A portal may answer when it is asked again; ``wait`` is for how long it asks, in seconds."""

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.reason, self.wait = reason, wait


def patiently(step: Callable[[], Result], address: str, pause: Callable[[float], None]) -> Result:
    """What a step gives; it is taken again while it is Unsteady, and PortalError ends it.

    The step must bear to be taken twice: an answer can be lost after the portal has done its part.
    """
    for seconds in PAUSES:
        try:
            return step()
        except Unsteady as error:
            pause(min(max(seconds, error.wait), MOST))
    try:
        return step()
    except Unsteady as error:
        raise PortalError(
            f"{address} {error.reason}, {len(PAUSES) + 1} times in a row",
            "check --url and the network, or push again later: what is done stays done",
        ) from None
