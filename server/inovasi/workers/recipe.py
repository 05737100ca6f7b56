"""What a worker is to be: what answers in it, over what, and within which limits."""

from __future__ import annotations

import importlib.util
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from inovasi.workers.isolation import LEVELS

_START: Final = (
    "import sys; sys.path[:0] = sys.argv[3:]; from inovasi.workers.child import main; main()"
)


def _import_folders() -> tuple[str, ...]:
    """Where the packages lie that a worker imports; it does without ``site`` and its paths."""
    files = (importlib.util.find_spec(name) for name in ("inovasi", "pyoxigraph"))
    places = (Path(spec.origin).parent.parent for spec in files if spec and spec.origin)
    return tuple(dict.fromkeys(str(place) for place in places))


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to make a worker.

    ``handler`` is the dotted name ``module:function`` of what makes its Handler from ``options``.
    ``memory`` is in MiB, ``result_bytes`` bounds an answer; 0 means no limit. ``user`` is the user
    and group to become, where this process is root. ``folders`` are searched for its modules.
    """

    handler: str
    options: Mapping[str, Any] = field(default_factory=dict)
    memory: int = 1024
    result_bytes: int = 0
    user: tuple[int, int] | None = None
    isolation: tuple[str, ...] = LEVELS
    spool: str = field(default_factory=tempfile.gettempdir)
    folders: tuple[str, ...] = field(default_factory=_import_folders)

    def command(self, channel: int, lifeline: int) -> list[str]:
        """The command line, given the numbers of the descriptors that the process inherits."""
        interpreter = [sys.executable, "-I", "-S", "-X", "utf8", "-c", _START]
        return [*interpreter, str(channel), str(lifeline), *self.folders]

    def message(self) -> dict[str, Any]:
        """What the process is told first."""
        return {
            "handler": self.handler,
            "options": dict(self.options),
            "memory": self.memory,
            "result_bytes": self.result_bytes,
            "user": list(self.user) if self.user and os.geteuid() == 0 else None,
            "isolation": list(self.isolation),
            "spool": self.spool,
        }
