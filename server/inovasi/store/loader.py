"""The process that fills a store: it may crash, hang or be killed without harm to anyone.

It reads one order in JSON from its standard input, whose other end is its lifeline, and writes one
message in JSON a line to its standard output: ``read`` while it works, then ``done`` or ``failed``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from inovasi.errors import InovasiError, StoreError
from inovasi.query.files import RdfFile
from inovasi.store.folder import unwritable
from inovasi.workers import confinement
from inovasi.workers.failures import describe

PIECE_QUADS: Final = 250_000
PIECE_BYTES: Final = 64 * 1024 * 1024
"""How much is sorted in memory before it goes to disk: more is a little faster, and twice as much
needs twice the memory."""
_STEP: Final = 5_000


def main() -> None:
    """Runs in the new process."""
    order = json.loads(sys.stdin.buffer.readline())
    confinement.hold_lifeline(sys.stdin.fileno())
    try:
        say(done=fill(order))
    except StoreError as error:
        say(failed={"error": "StoreError", "detail": error.detail, "remedy": error.remedy})
    except InovasiError as error:
        say(failed=describe(error))


def fill(order: dict[str, Any]) -> dict[str, int]:
    """Makes ``target``, a checkpoint of ``base`` and the ``files``; works in the folder ``work``.

    Up to ``dump_below`` statements go to the file ``dump`` instead, with the labels that blank
    nodes have got.
    """
    try:
        store = _start(order["base"], order["work"])
        before = len(store)
        _add(store, [Path(file) for file in order["files"]])
        quads = len(store)
        if quads < order["dump_below"]:
            store.dump(order["dump"], ox.RdfFormat.N_QUADS)
        else:
            store.optimize()
            store.backup(order["target"])
    except OSError as error:
        raise unwritable(error) from None
    return {"quads": quads, "added": quads - before}


def _start(base: str | None, work: str) -> ox.Store:
    """A store of its own that holds what the base holds; its files are links to the same data."""
    if base is not None:
        ox.Store.read_only(base).backup(work)
    return ox.Store(work)


def _add(store: ox.Store, files: list[Path]) -> None:
    read = 0
    for number, file in enumerate(files):
        say(file=number)
        with RdfFile(file) as rdf:
            statements = rdf.statements()
            for first in statements:
                store.bulk_extend(chain([first], _piece(rdf, statements, read)))
            read += rdf.position


def _piece(rdf: RdfFile, statements: Iterator[ox.Quad], before: int) -> Iterator[ox.Quad]:
    start = rdf.given
    for _ in range(PIECE_QUADS // _STEP):
        step = list(islice(statements, _STEP))
        yield from step
        say(read=before + rdf.position)
        if len(step) < _STEP or rdf.given - start > PIECE_BYTES:
            return


def say(**message: Any) -> None:
    """One message to the process that gave the order."""
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()
