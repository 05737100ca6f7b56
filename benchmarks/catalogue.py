"""How long the catalogue of the published graph takes: built, and from what is kept.

Run it with ``python -m benchmarks.catalogue``. It asks for 200 ms built and 20 ms cached, with the
files at hand, in process: what the network takes is not in it. A build is the first request to a
new application in a process that has built one before.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from flask.testing import FlaskClient

from inovasi.config import read_config
from inovasi.paths import PUBLISHED
from inovasi.query import open_engine
from inovasi.serving.app import PREPARE, create_app

MOST_BUILT_MS = 200
MOST_CACHED_MS = 20
TURNS = 5
_RETRY_S = 2
ADDRESSES = (
    ("/catalog", "text/html"),
    ("/catalog.ttl", "*/*"),
    ("/catalog.jsonld", "*/*"),
    ("/catalog.rdf", "*/*"),
    ("/.well-known/void", "text/turtle"),
)


def main() -> None:
    """Prints the table; exit code 1 if anything took too long."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        client = application(folder)
        while client.get("/catalog.ttl").status_code != 200:  # noqa: PLR2004
            time.sleep(_RETRY_S)
        say(f"the files, made once: {time.perf_counter() - start:.1f} s")
        slow = [address for address in ADDRESSES if not is_fast(folder, *address)]
    sys.exit(bool(slow))


def application(folder: str) -> FlaskClient:
    """A new server over the published graph, with its files in the folder."""
    files = tuple(sorted(Path(PUBLISHED).glob("*.nq")))
    config = read_config({"dumps": folder, "public_url": "https://data.example.org"}, files, {})
    app = create_app(config, open_engine(files))
    app.extensions[PREPARE]()
    return app.test_client()


def is_fast(folder: str, address: str, accept: str) -> bool:
    """Measures one address, in the coding that most clients ask for."""
    headers = {"Accept": accept, "Accept-Encoding": "gzip, br, zstd"}
    built, cached = [], []
    for _ in range(TURNS):
        client = application(folder)
        built.append(milliseconds(client, address, headers))
        cached += [milliseconds(client, address, headers) for _ in range(TURNS)]
    middle, kept = statistics.median(built), statistics.median(cached)
    say(
        f"{address:18} built {middle:6.1f} ms (at most {max(built):.1f}),"
        f" cached {kept:5.2f} ms (at most {max(cached):.2f})"
    )
    return max(built) <= MOST_BUILT_MS and max(cached) <= MOST_CACHED_MS


def milliseconds(client: FlaskClient, address: str, headers: dict[str, str]) -> float:
    """Of one request, whose answer must be whole."""
    start = time.perf_counter()
    response = client.get(address, headers=headers)
    taken = 1000 * (time.perf_counter() - start)
    if response.status_code != 200 or not response.data:  # noqa: PLR2004
        raise SystemExit(f"{address}: {response.status}")
    return taken


def say(text: str) -> None:
    """A line of the report."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
