"""RDF files as they lie on a disk: their format by suffix, compressed or not, whole or refused."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, cast

import pyoxigraph as ox

from inovasi.errors import DataError, UsageError
from inovasi.query.wellformed import Check, JsonNesting, Malformed, NoCheck, TermNesting, XmlForm

SUFFIXES: Final = {
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".n3": ox.RdfFormat.N3,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
COMPRESSED: Final = ".gz"
LINE_SUFFIXES: Final = (".nq", ".nt")
MAX_EXPANSION: Final = 250
"""How many times its size a compressed file may expand to, once that is more than FREE_EXPANSION:
what describes things rarely reaches 50, what is made to fill a disk reaches 1000."""
FREE_EXPANSION: Final = 64 * 1024 * 1024
_BUFFER: Final = 1024 * 1024
_MEND: Final = "correct the file; nothing was loaded"


def rdf_format(file: Path) -> ox.RdfFormat:
    """The format that the suffix says; UsageError if it says none, or if there is a folder."""
    if file.is_dir():
        raise UsageError(f"{file} is a folder", "name the files in it")
    suffix = Path(file.stem).suffix if file.suffix.lower() == COMPRESSED else file.suffix
    rdf = SUFFIXES.get(suffix.lower())
    if rdf is None:
        raise UsageError(
            f"{file}: no RDF format has this suffix",
            f"use one of {' '.join(SUFFIXES)}, each also with {COMPRESSED} behind it",
        )
    return rdf


class RdfFile:
    """A file being read, from the first statement to the last.

    ``size`` is that of the file, ``position`` how much of it was read, ``given`` how many bytes of
    text the parser has got.
    """

    def __init__(self, path: Path) -> None:
        self.path, self.format, self.given = path, rdf_format(path), 0
        self._check = _check(self.format)
        # Its parser tells no line; given one at a time, the last one is at fault.
        self._by_line = self.format == ox.RdfFormat.RDF_XML
        self._line, self._starts_line = 0, True
        self._begins = True
        with self._faults():
            self._raw = _Measured(path.open("rb", buffering=0))
        self.size = self._raw.size()
        self._text: io.BufferedReader = io.BufferedReader(self._raw, _BUFFER)
        if path.suffix.lower() == COMPRESSED:
            self._text = io.BufferedReader(cast(Any, gzip.GzipFile(fileobj=self._text)), _BUFFER)

    @property
    def position(self) -> int:
        return self._raw.position

    def digest(self) -> bytes:
        """SHA-256 of what was read of the file."""
        return self._raw.digest.digest()

    def statements(self, *, keep_labels: bool = False) -> Iterator[ox.Quad]:
        """Every statement; DataError with the line at the first that is wrong.

        Blank nodes get labels of their own, so that those of two files stay apart, unless told to
        keep them.
        """
        with self._faults():
            yield from ox.parse(
                cast(IO[bytes], self), self.format, rename_blank_nodes=not keep_labels
            )

    def read(self, size: int = -1) -> bytes:
        """The next piece of the text, for the parser."""
        piece = self._text.readline(size) if self._by_line else self._text.read(size)
        if self._begins:
            # Some editors write it, and no format but XML knows it.
            self._begins, piece = False, piece.removeprefix(codecs.BOM_UTF8)
        self._line += self._by_line and self._starts_line
        self._starts_line = piece.endswith(b"\n")
        self.given += len(piece)
        if self.given > max(FREE_EXPANSION, MAX_EXPANSION * self.position):
            raise Malformed(f"it expands to more than {MAX_EXPANSION} times its size")
        self._check.feed(piece)
        return piece

    def close(self) -> None:
        self._text.close()
        self._raw.close()

    def __enter__(self) -> RdfFile:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except SyntaxError as error:
            row = error.lineno or self._line
            raise DataError(self.path, error.msg, _MEND, row=row) from None
        except Malformed as error:
            raise DataError(self.path, error.problem, _MEND, row=error.line) from None
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise DataError(self.path, f"it is no whole gzip file: {error}", _MEND) from None
        except OSError as error:
            reason = error.strerror or error
            raise UsageError(f"{self.path}: {reason}", "name a file that can be read") from None


class _Measured(io.RawIOBase):
    """A file that knows how far it was read and the digest of that."""

    def __init__(self, file: io.FileIO) -> None:
        self._file = file
        self.position = 0
        self.digest = hashlib.sha256()

    def size(self) -> int:
        return os.fstat(self._file.fileno()).st_size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        count = self._file.readinto(buffer) or 0
        self.digest.update(memoryview(buffer)[:count])
        self.position += count
        return count

    def close(self) -> None:
        self._file.close()
        super().close()


def _check(rdf: ox.RdfFormat) -> Check:
    if rdf == ox.RdfFormat.JSON_LD:
        return JsonNesting()
    if rdf == ox.RdfFormat.RDF_XML:
        return XmlForm()
    # In N3 there are no triple terms.
    return NoCheck() if rdf == ox.RdfFormat.N3 else TermNesting()
