"""What bounds a worker from within: memory, processor time, file size, user, its parent's life."""

from __future__ import annotations

import fcntl
import os
import resource
import signal
import sys
import time
from typing import Final

_MIB: Final = 1024 * 1024
_SLACK: Final = 256
_FLOOR: Final = 512
_LEAST_FILE: Final = _MIB
_GRACE: Final = 5


def address_space(memory: int) -> int:
    """The bytes of address space for so many MiB of work; below the floor no worker comes up."""
    return max(memory + _SLACK, _FLOOR) * _MIB


def confine(memory: int, result_bytes: int) -> None:
    """Sets the limits that hold for the life of the process; 0 means none."""
    _limit(resource.RLIMIT_CORE, 0)
    if memory:
        _limit(resource.RLIMIT_AS, address_space(memory))
    if result_bytes:
        _limit(resource.RLIMIT_FSIZE, max(result_bytes, _LEAST_FILE))


def _limit(kind: int, value: int) -> None:
    hard = resource.getrlimit(kind)[1]
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(kind, (value, value))


def allow_processor(seconds: float) -> None:
    """Lets the process compute so long from now on, and a little longer than its parent waits.

    The parent ends a query at its deadline; this ends it when the parent cannot.
    """
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    value = int(time.process_time() + seconds) + _GRACE
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (value, hard))


def become(user: tuple[int, int]) -> None:
    """Gives up root for this user and group, for good."""
    uid, gid = user
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)


def hold_lifeline(end: int) -> None:
    """Ties the life of this process to the other end of a pipe that only the parent has.

    When the parent ends, however it ends, the kernel sends SIGIO, whose default is to end the
    process: that works in the middle of native code too, where no line of Python runs.
    """
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGIO})
    fcntl.fcntl(end, fcntl.F_SETOWN, os.getpid())
    flags = fcntl.fcntl(end, fcntl.F_GETFL)
    fcntl.fcntl(end, fcntl.F_SETFL, flags | os.O_ASYNC | os.O_NONBLOCK)
    try:
        os.read(end, 1)
    except BlockingIOError:
        return
    sys.exit("the parent ended before this process was ready")


class Resident:
    """How much memory this process holds, in MiB."""

    def __init__(self) -> None:
        try:
            self._file = os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            self._file = -1

    def measure(self) -> int:
        if self._file < 0:
            # The peak, and in bytes on macOS, the one system without /proc that this runs on.
            return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _MIB
        pages = int(os.pread(self._file, 128, 0).split()[1])
        return pages * resource.getpagesize() // _MIB
