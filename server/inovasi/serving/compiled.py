"""Templates as compiled code, kept between the starts of the server.

To compile all of them takes longer than everything else that a start does.
"""

from __future__ import annotations

import contextlib
import hashlib
from importlib.metadata import version
from pickle import UnpicklingError

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket


def keep_code(environment: Environment) -> None:
    """Has it kept in a folder that only this user may open, below the system's for temporary
    files; not at all where there can be no such folder.
    """
    with contextlib.suppress(OSError, RuntimeError):
        environment.bytecode_cache = _cache(environment)


def _cache(environment: Environment) -> BytecodeCache:
    """Beside the text of a template, on which the cache looks itself, this is what makes code."""
    options = (environment.trim_blocks, environment.lstrip_blocks, sorted(environment.extensions))
    made_by = f"{version('jinja2')} {options}"
    return _Kept(pattern=f"inovasi-{hashlib.sha256(made_by.encode()).hexdigest()[:12]}-%s.cache")


class _Kept(FileSystemBytecodeCache):
    """Goes on without what it cannot read or write: compiling again is always possible."""

    def load_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError, EOFError, ValueError, UnpicklingError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)
