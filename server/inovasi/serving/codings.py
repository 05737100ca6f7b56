"""Answers in fewer bytes: gzip, brotli and zstd, as Accept-Encoding asks (RFC 9110, 12.5.3)."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Final, Protocol

from inovasi.errors import NotAcceptable
from inovasi.serving.fields import items

IDENTITY: Final = "identity"
# Below, the headers weigh as much as what could be saved.
SMALLEST: Final = 1024
# Up to here a body is coded at once, so that its length is known and it can be kept.
WHOLE: Final = 1024 * 1024

_ALIASES: Final = {"x-gzip": "gzip"}
_ENDINGS: Final = ("json", "xml", "-triples", "-quads", "/trig", "/javascript", "-turtle")


class Encoder(Protocol):
    """Takes the pieces of a body, and gives them coded."""

    def compress(self, data: bytes) -> bytes:
        """What can be sent of the body so far."""

    def flush(self) -> bytes:
        """The rest."""


def _gzip(_size: int) -> Encoder:
    return zlib.compressobj(5, zlib.DEFLATED, zlib.MAX_WBITS | 16)


def _zstd(size: int) -> Encoder:
    # Seldom needed at once, and not before the server answers.
    import zstandard  # noqa: PLC0415

    return zstandard.ZstdCompressor(level=3).compressobj(size)


class _Brotli:
    def __init__(self, _size: int) -> None:
        import brotli  # type: ignore[import-untyped]  # noqa: PLC0415

        self._compressor = brotli.Compressor(quality=4)

    def compress(self, data: bytes) -> bytes:
        return bytes(self._compressor.process(data))

    def flush(self) -> bytes:
        return bytes(self._compressor.finish())


# The order is the preference where a client does not mind: the least work for the size first.
ENCODERS: Final[dict[str, Callable[[int], Encoder]]] = {
    "zstd": _zstd,
    "br": _Brotli,
    "gzip": _gzip,
}
OFFERED: Final = (*ENCODERS, IDENTITY)


@lru_cache(maxsize=256)
def acceptable(header: str | None) -> tuple[str, ...]:
    """The codings that may be used, the best first; NotAcceptable where there is none.

    Without a header nothing is coded. No coding at all is the last resort where it is not named,
    and excluded only by name or by ``*;q=0``.
    """
    asked = {_ALIASES.get(item.value, item.value): item.quality for item in items(header or "")}
    others = asked.get("*")
    weights = {name: asked.get(name, others or 0.0) for name in ENCODERS}
    weights[IDENTITY] = asked.get(IDENTITY, 1e-9 if others is None else others)
    possible = [name for name in OFFERED if weights[name] > 0]
    if not possible:
        raise NotAcceptable("None of the accepted content codings is offered", OFFERED)
    return tuple(sorted(possible, key=lambda name: -weights[name]))


def chosen(possible: tuple[str, ...], media_type: str, size: int | None) -> str:
    """The coding of one body: none for what is small or packed already, unless it has to be."""
    worth = is_packable(media_type) and (size is None or size >= SMALLEST)
    return possible[0] if worth or IDENTITY not in possible else IDENTITY


def is_packable(media_type: str) -> bool:
    """Whether a body of this type is text at heart."""
    return media_type.startswith("text/") or media_type.endswith(_ENDINGS)


def encode(pieces: Iterable[bytes], coding: str, size: int) -> Iterator[bytes]:
    """The coded body, piece by piece; ``size`` is that of the plain one."""
    encoder = ENCODERS[coding](size)
    for piece in pieces:
        if coded := encoder.compress(piece):
            yield coded
    if coded := encoder.flush():
        yield coded
