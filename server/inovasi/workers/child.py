"""The life of a worker: gives up what it does not need, gets ready, answers while it is asked.

It runs in an interpreter of its own, started with a bare environment and with few imports, so that
it is ready in some hundredths of a second and holds little memory.
"""

from __future__ import annotations

import importlib
import socket
import sys
from collections.abc import Callable, Mapping
from typing import Any, Protocol, cast

from inovasi.workers import confinement, isolation
from inovasi.workers.failures import describe
from inovasi.workers.frames import Channel, Frame
from inovasi.workers.spool import Spool


class Handler(Protocol):
    """What answers in a worker; made by the function whose dotted name the parent gives."""

    @property
    def version(self) -> str:
        """Names the state of the data: two workers with the same version answer alike."""

    def answer(self, request: Mapping[str, Any], spool: Spool) -> None:
        """Writes the whole answer to the spool, or raises."""


def main() -> None:
    """Runs in the new process; its arguments are the numbers of two open descriptors."""
    channel = Channel(socket.socket(fileno=int(sys.argv[1])))
    confinement.hold_lifeline(int(sys.argv[2]))
    try:
        recipe = channel.receive().head
        resident = confinement.Resident()
        level = _confine(recipe)
        handler = _handler(recipe)
        ready = {"version": handler.version, "isolation": level, "resident": resident.measure()}
    except Exception as error:
        channel.send(Frame({"failed": describe(error)}))
        raise
    channel.send(Frame({"ready": ready}))
    _serve(channel, handler, recipe, resident)


def _confine(recipe: Mapping[str, Any]) -> str:
    confinement.confine(recipe["memory"], recipe["result_bytes"])
    if recipe["user"]:
        confinement.become(tuple(recipe["user"]))
    return isolation.isolate(recipe["isolation"])


def _handler(recipe: Mapping[str, Any]) -> Handler:
    module, _, function = recipe["handler"].partition(":")
    make = cast(
        Callable[[Mapping[str, Any]], Handler], getattr(importlib.import_module(module), function)
    )
    return make(recipe["options"])


def _serve(
    channel: Channel,
    handler: Handler,
    recipe: Mapping[str, Any],
    resident: confinement.Resident,
) -> None:
    while True:
        try:
            request = channel.receive().head
        except EOFError:
            return
        confinement.allow_processor(request["seconds"])
        spool = Spool(recipe["spool"], recipe["result_bytes"])
        try:
            channel.send(_answer(handler, request, spool, resident))
        finally:
            spool.close()


def _answer(
    handler: Handler, request: Mapping[str, Any], spool: Spool, resident: confinement.Resident
) -> Frame:
    try:
        handler.answer(request, spool)
    except Exception as error:
        return Frame({"failed": describe(error), "resident": resident.measure()})
    head = {"size": spool.size, "resident": resident.measure()}
    return Frame(head, spool.inline(), spool.descriptor)
