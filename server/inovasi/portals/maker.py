"""The process that makes dumps: it may crash, hang or be killed without harm to anyone.

It reads one order in JSON from its standard input, whose other end is its lifeline, and writes one
message in JSON a line to its standard output: ``made`` or ``refused`` for each dump, then ``done``;
``failed`` where it gives up.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from inovasi.errors import Inexpressible, InovasiError
from inovasi.portals import dumping, staging
from inovasi.portals.formats import BY_NAME
from inovasi.workers import confinement

_NICE: Final = 5


def main() -> None:
    """Runs in the new process."""
    order = json.loads(sys.stdin.buffer.readline())
    confinement.hold_lifeline(sys.stdin.fileno())
    # Those who ask over HTTP come first.
    os.nice(_NICE)
    # What a library prints, such as a progress bar, is no message.
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as channel:
        os.dup2(2, 1)
        try:
            for message in make_all(order):
                channel.write(json.dumps(message) + "\n")
                channel.flush()
        except (InovasiError, OSError, MemoryError) as error:
            channel.write(json.dumps({"failed": f"{type(error).__name__}: {error}"}) + "\n")


def make_all(order: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Makes every dump of the order, in its order, and says so."""
    folder = Path(order["folder"])
    sources = {name: Path(path) for name, path in order["sources"].items()}
    orders: dict[str, dumping.Order] = {}
    staged = staging.Staging(folder, tuple(map(Path, order["files"])), order["store"])
    for dataset, name in order["jobs"]:
        source = sources.get(dataset) or staged.file()
        beside = tuple(path for other, path in sources.items() if other != dataset)
        target = folder / BY_NAME[name].file(dataset)
        try:
            if target != source:
                made = dumping.Order(source, dataset, beside, ours=dataset in sources)
                dumping.make(orders.setdefault(dataset, made), BY_NAME[name], target)
        except Inexpressible as error:
            yield {"refused": [dataset, name], "detail": error.detail, "remedy": error.remedy}
        else:
            yield {"made": [dataset, name]}
    yield {"done": True}
