"""Messages over a socket pair: a head in JSON, bytes, and perhaps an open descriptor."""

from __future__ import annotations

import array
import json
import os
import socket
import struct
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

MAX_PART: Final = 64 * 1024 * 1024
_LENGTHS: Final = struct.Struct("!II")
# Small enough that the buffer for it comes from the heap and not from the kernel each time.
_CHUNK: Final = 16 * 1024
# As much as goes out in one wait: the system has a new one, as long, for each piece that it makes.
_PIECE: Final = 32 * 1024
_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_DESCRIPTOR: Final = array.array("i", [0]).itemsize
_SPACE: Final = socket.CMSG_SPACE(_DESCRIPTOR)
# Seconds and microseconds as the system has them (struct timeval).
_TIME: Final = struct.Struct("@ll")
_SHORTEST_S: Final = 1e-5
_LATE: Final = "the deadline has passed"
_CLOSE_ON_EXEC: Final = getattr(socket, "MSG_CMSG_CLOEXEC", 0)


class BrokenFrame(ConnectionError):
    """What arrived is not one whole message: the other side died, or speaks another protocol."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One message; whoever receives it owns the descriptor."""

    head: Mapping[str, Any]
    body: bytes = b""
    descriptor: int | None = None


class Channel:
    """One end of a conversation in which every question is answered before the next is asked.

    ``until`` is a moment of the monotonic clock; past it a TimeoutError is raised and the channel
    is of no more use. A closed other side shows as an EOFError or a ConnectionError.
    """

    def __init__(self, end: socket.socket) -> None:
        self._end = end
        # The directions in which a wait has a limit.
        self._limited: set[int] = set()

    def fileno(self) -> int:
        return self._end.fileno()

    def close(self) -> None:
        self._end.close()

    def send(self, frame: Frame, until: float | None = None) -> None:
        head = _ENCODE(frame.head).encode()
        data = _LENGTHS.pack(len(head), len(frame.body)) + head + frame.body
        rights = [] if frame.descriptor is None else [_rights(frame.descriptor)]
        at = 0
        while at < len(data):
            self._limit(socket.SO_SNDTIMEO, until)
            try:
                at += self._end.sendmsg([data[at : at + _PIECE]], rights)
            except BlockingIOError:
                raise TimeoutError(_LATE) from None
            rights = []

    def receive(self, until: float | None = None) -> Frame:
        descriptors: list[int] = []
        try:
            head, body = self._parts(until, descriptors)
            return Frame(head, body, _one(descriptors))
        except BaseException:
            for descriptor in descriptors:
                os.close(descriptor)
            raise

    def _parts(
        self, until: float | None, descriptors: list[int]
    ) -> tuple[Mapping[str, Any], bytes]:
        data = self._more(until, descriptors)
        if not data:
            raise EOFError("the other side closed the channel")
        while (end := _end(data)) is None or len(data) < end:
            more = self._more(until, descriptors)
            if not more:
                raise BrokenFrame("the other side closed the channel within a message")
            data += more
        if len(data) > end:
            raise BrokenFrame("more arrived than one message")
        start = _LENGTHS.size + _LENGTHS.unpack_from(data)[0]
        return _head(data[_LENGTHS.size : start]), bytes(data[start:])

    def _more(self, until: float | None, descriptors: list[int]) -> bytearray:
        self._limit(socket.SO_RCVTIMEO, until)
        try:
            data, ancillary, flags, _ = self._end.recvmsg(_CHUNK, _SPACE, _CLOSE_ON_EXEC)
        except BlockingIOError:
            raise TimeoutError(_LATE) from None
        for level, kind, content in ancillary:
            if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
                whole = len(content) - len(content) % _DESCRIPTOR
                descriptors.extend(array.array("i", content[:whole]))
        if flags & socket.MSG_CTRUNC:
            raise BrokenFrame("a message carries more than one descriptor")
        return bytearray(data)

    def _limit(self, option: int, until: float | None) -> None:
        """Has the system end the next wait in one direction.

        Python's own time limit takes a call more, and each lets another thread have the interpreter
        and then waits for it.
        """
        if until is None:
            if option not in self._limited:
                return
            self._limited.discard(option)
            left = 0.0
        else:
            self._limited.add(option)
            left = until - time.monotonic()
            if left <= 0:
                raise TimeoutError(_LATE)
            # Zero would mean no limit.
            left = max(left, _SHORTEST_S)
        seconds = int(left)
        value = _TIME.pack(seconds, int((left - seconds) * 1_000_000))
        self._end.setsockopt(socket.SOL_SOCKET, option, value)


def _end(data: bytearray) -> int | None:
    """The length of the whole message, where enough of it is there to tell."""
    if len(data) < _LENGTHS.size:
        return None
    head, body = _LENGTHS.unpack_from(data)
    if max(head, body) > MAX_PART:
        raise BrokenFrame(f"a message of {head} and {body} bytes")
    return _LENGTHS.size + int(head) + int(body)


def _head(data: bytearray) -> Mapping[str, Any]:
    try:
        head = json.loads(data)
    except ValueError as error:
        raise BrokenFrame(f"the head of a message is no JSON: {error}") from None
    if not isinstance(head, dict):
        raise BrokenFrame("the head of a message is no JSON object")
    return head


def _one(descriptors: list[int]) -> int | None:
    if len(descriptors) > 1:
        raise BrokenFrame("a message carries at most one descriptor")
    return descriptors[0] if descriptors else None


def _rights(descriptor: int) -> tuple[int, int, bytes]:
    return socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [descriptor]).tobytes()
