"""How often one client may ask."""

from __future__ import annotations

import ipaddress
import math
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from inovasi.errors import TooManyRequests
from inovasi.serving.refusals import REFUSAL

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# What watches the server must not be kept out by what it watches for.
_FREE: Final = frozenset({"/healthz", "/readyz", "/metrics"})
_FREE_FOLDER: Final = "/static/"


class RateLimit:
    """Passes a client's requests on; those past the rate go to ``refuse`` with their error.

    The window slides: what was asked in the last one counts for as much of it as is still seen.
    Of the library's ways this alone forgets clients that have gone.
    """

    def __init__(self, app: WSGIApplication, refuse: WSGIApplication, rate: str) -> None:
        self._app = app
        self._refuse = refuse
        self._rate = parse(rate)
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path not in _FREE and not path.startswith(_FREE_FOLDER):
            client = client_of(environ.get("REMOTE_ADDR", ""))
            if not self._limiter.hit(self._rate, client):
                environ[REFUSAL] = self._refusal(client)
                return self._refuse(environ, start_response)
        return self._app(environ, start_response)

    def _refusal(self, client: str) -> TooManyRequests:
        window = self._limiter.get_window_stats(self._rate, client)
        seconds = max(math.ceil(window.reset_time - time.time()), 1)
        return TooManyRequests(f"This server takes {self._rate} from one client", seconds)


def client_of(address: str) -> str:
    """Who is one client: an address, and in IPv6 the network that one is given."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(known, ipaddress.IPv4Address):
        return str(known)
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(ipaddress.ip_network((int(known) >> 64 << 64, 64)))
