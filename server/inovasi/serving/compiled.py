"""Templates as compiled code, kept between the starts of the server.

To compile all of them takes longer than everything else that a start does.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Final

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket

from inovasi import __version__

_DIGEST: Final = hashlib.sha256().digest_size
# What makes other code of the same text, beside whether it is escaped.
_OPTIONS: Final = (
    *("block_start_string", "block_end_string", "variable_start_string", "variable_end_string"),
    *("comment_start_string", "comment_end_string", "line_statement_prefix", "line_comment_prefix"),
    *("trim_blocks", "lstrip_blocks", "newline_sequence", "keep_trailing_newline"),
    *("optimized", "finalize", "is_async", "code_generator_class"),
)


def keep_code(environment: Environment) -> None:
    """Has an environment keep what it compiles, in a folder that only this user may open, below the
    system's for temporary files; nothing is kept where there can be no such folder.
    """
    with contextlib.suppress(OSError, RuntimeError):
        folder = FileSystemBytecodeCache().directory
        environment.bytecode_cache = _Kept(Path(folder), environment)


class _Kept(BytecodeCache):
    """Goes on without what it cannot read or write: compiling again is always possible."""

    def __init__(self, folder: Path, environment: Environment) -> None:
        self._folder = folder
        self._escaped = environment.autoescape
        options = [(name, getattr(environment, name)) for name in _OPTIONS]
        self._made_by = f"{__version__} {version('jinja2')} {options} {sorted(environment.filters)}"

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The name of the file; the text of a template is compared with what is in it."""
        escaped = self._escaped(name) if callable(self._escaped) else self._escaped
        made_of = f"{self._made_by} {escaped} {filename} {name}"
        return hashlib.sha256(made_of.encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            content = self._file(bucket).read_bytes()
            # Damaged code could do anything, and is made anew.
            if content[:_DIGEST] == hashlib.sha256(content[_DIGEST:]).digest():
                bucket.bytecode_from_string(content[_DIGEST:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        code = bucket.bytecode_to_string()
        with contextlib.suppress(OSError):
            descriptor, name = tempfile.mkstemp(dir=self._folder)
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(hashlib.sha256(code).digest() + code)
                Path(name).replace(self._file(bucket))
            except OSError:
                Path(name).unlink(missing_ok=True)

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / f"inovasi-{bucket.key}.cache"
