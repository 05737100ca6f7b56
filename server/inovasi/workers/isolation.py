"""Takes the network away from the process, whatever code runs in it from then on.

SPARQL has SERVICE and an engine may follow it. The guard refuses it; this is the second wall. The
constants are those of the Linux system call interface, of ``linux/seccomp.h``, ``linux/filter.h``
and ``linux/audit.h``.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Sequence
from typing import Final

SECCOMP: Final = "seccomp"
NAMESPACE: Final = "namespace"
GUARD: Final = "guard"
LEVELS: Final = (SECCOMP, NAMESPACE)

_EPERM: Final = 1
_PR_SET_NO_NEW_PRIVS: Final = 38
_PR_SET_SECCOMP: Final = 22
_SECCOMP_MODE_FILTER: Final = 2
_CLONE_NEWUSER: Final = 0x1000_0000
_CLONE_NEWNET: Final = 0x4000_0000

_LOAD: Final = 0x20
_JUMP_EQUAL: Final = 0x15
_JUMP_AT_LEAST: Final = 0x35
_RETURN: Final = 0x06
_KILL: Final = 0x8000_0000
_REFUSE: Final = 0x0005_0000 | _EPERM
_ALLOW: Final = 0x7FFF_0000
_X32_BIT: Final = 0x4000_0000

# Machine -> its number in audit.h and its numbers of socket, connect and io_uring_setup.
_MACHINES: Final = {
    "x86_64": (0xC000_003E, (41, 42, 425)),
    "aarch64": (0xC000_00B7, (198, 203, 425)),
}


class Unavailable(Exception):
    """The machine or the container does not allow this way."""


def isolate(levels: Sequence[str] = LEVELS) -> str:
    """Takes the first of these levels that works and names it; ``guard`` where none does.

    To be called before a second thread exists: the filter covers the calling thread and those
    that it starts later, and a namespace of one's own is refused to a process with threads.
    """
    ways = {SECCOMP: _filter_system_calls, NAMESPACE: _leave_network}
    for level in levels:
        try:
            ways[level]()
        except Unavailable:
            continue
        return level
    return GUARD


def program(machine: str) -> bytes:
    """The filter: refuses what opens a connection; another architecture ends the process."""
    architecture, numbers = _MACHINES[machine]
    refuse = 5 + len(numbers) + 1
    jumps = [(_JUMP_AT_LEAST, _X32_BIT), *((_JUMP_EQUAL, number) for number in numbers)]
    instructions = [
        (_LOAD, 0, 0, 4),  # struct seccomp_data: nr, arch
        (_JUMP_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, 0),
        *((code, refuse - (4 + at) - 1, 0, value) for at, (code, value) in enumerate(jumps)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in instructions)


def _filter_system_calls() -> None:
    if sys.platform != "linux" or os.uname().machine not in _MACHINES:
        raise Unavailable
    code = program(os.uname().machine)
    buffer = ctypes.create_string_buffer(code, len(code))
    # struct sock_fprog: a count and a pointer, aligned as the compiler would.
    description = struct.pack("@HP", len(code) // 8, ctypes.addressof(buffer))
    _control(_PR_SET_NO_NEW_PRIVS, 1, 0)
    holder = ctypes.create_string_buffer(description, len(description))
    _control(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.addressof(holder))


def _leave_network() -> None:
    if sys.platform != "linux":
        raise Unavailable
    flags = _CLONE_NEWNET if os.geteuid() == 0 else _CLONE_NEWNET | _CLONE_NEWUSER
    if ctypes.CDLL(None).unshare(ctypes.c_int(flags)) != 0:
        raise Unavailable
    _control(_PR_SET_NO_NEW_PRIVS, 1, 0)


def _control(option: int, first: int, second: int) -> None:
    arguments = (ctypes.c_ulong(value) for value in (first, second, 0, 0))
    if ctypes.CDLL(None).prctl(ctypes.c_int(option), *arguments) != 0:
        raise Unavailable
