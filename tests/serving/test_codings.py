from __future__ import annotations

import gzip
import random
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from inovasi.errors import NotAcceptable
from inovasi.serving.codings import IDENTITY, OFFERED, SMALLEST, acceptable, chosen, encode

DECODE: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": lambda data: zstandard.ZstdDecompressor().decompress(data),
}


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, "identity"),
        ("", "identity"),
        ("gzip", "gzip identity"),
        ("x-gzip", "gzip identity"),
        ("GZIP", "gzip identity"),
        ("gzip, deflate, br, zstd", "zstd br gzip identity"),
        ("gzip;q=1, br;q=0.5", "gzip br identity"),
        ("gzip;q=0.1, identity;q=0.5", "identity gzip"),
        ("identity, gzip", "gzip identity"),
        ("gzip;q=0", "identity"),
        ("deflate", "identity"),
        ("*", "zstd br gzip identity"),
        ("*;q=0.5, gzip", "gzip zstd br identity"),
        ("*;q=0, gzip", "gzip"),
        ("identity;q=0, gzip;q=0.1", "gzip"),
        ("identity;q=0, *", "zstd br gzip"),
        ("*;q=0, identity", "identity"),
        ("br;q=1.5, nonsense", "identity"),
    ],
)
def test_the_codings_stand_in_the_order_of_their_weights(header: str | None, expected: str) -> None:
    assert " ".join(acceptable(header)) == expected


@pytest.mark.parametrize(
    "header", ["identity;q=0", "*;q=0", "identity;q=0, deflate", "*;q=0, gzip;q=0"]
)
def test_nothing_acceptable_says_what_is_offered(header: str) -> None:
    with pytest.raises(NotAcceptable) as caught:
        acceptable(header)
    assert caught.value.offered == ("zstd", "br", "gzip", "identity")


def weight(header: str, coding: str) -> float:
    """RFC 9110, 12.5.3, rule by rule; -1 for the identity that is acceptable without a weight."""
    named = {}
    for part in header.split(","):
        name, _, quality = part.partition(";q=")
        named[name] = float(quality or 1)
    if coding in named:
        return named[coding]
    if "*" in named:
        return named["*"]
    return -1 if coding == IDENTITY else 0


WISHES = st.dictionaries(
    st.sampled_from(["gzip", "br", "zstd", "identity", "*", "deflate"]),
    st.sampled_from([0, 0.001, 0.5, 0.9, 1]),
    min_size=1,
)


@given(WISHES)
def test_the_best_coding_is_that_of_the_specification(wishes: dict[str, float]) -> None:
    header = ",".join(f"{name};q={quality:g}" for name, quality in wishes.items())
    weights = {coding: weight(header, coding) for coding in OFFERED}
    allowed = {coding for coding in OFFERED if weights[coding]}
    if not allowed:
        with pytest.raises(NotAcceptable):
            acceptable(header)
        return
    found = acceptable(header)
    assert set(found) == allowed
    assert weights[found[0]] == max(weights[coding] for coding in allowed)


@given(st.text())
def test_any_header_is_a_choice_or_not_acceptable(header: str) -> None:
    try:
        assert set(acceptable(header)) <= set(OFFERED)
    except NotAcceptable:
        return


@pytest.mark.parametrize(
    ("media_type", "size", "coding"),
    [
        ("text/csv", SMALLEST, "gzip"),
        ("text/csv", None, "gzip"),
        ("text/csv", SMALLEST - 1, "identity"),
        ("application/sparql-results+json", 5000, "gzip"),
        ("application/sparql-results+xml", 5000, "gzip"),
        ("application/n-triples", 5000, "gzip"),
        ("application/n-quads", 5000, "gzip"),
        ("application/trig", 5000, "gzip"),
        ("image/svg+xml", 5000, "gzip"),
        ("image/png", 5000, "identity"),
        ("application/zip", 5000, "identity"),
    ],
)
def test_what_is_small_or_packed_is_not_coded(
    media_type: str, size: int | None, coding: str
) -> None:
    assert chosen(("gzip", "identity"), media_type, size) == coding


def test_what_is_small_is_coded_where_it_has_to_be() -> None:
    assert chosen(("br", "gzip"), "text/csv", 1) == "br"


@pytest.mark.parametrize("coding", DECODE)
@given(st.lists(st.binary(), max_size=10))
def test_a_body_is_decoded_to_what_it_was(coding: str, pieces: list[bytes]) -> None:
    body = b"".join(pieces)
    assert DECODE[coding](b"".join(encode(pieces, coding, len(body)))) == body


@pytest.mark.parametrize("coding", DECODE)
def test_a_large_body_is_coded_as_it_comes(coding: str) -> None:
    taken = 0
    line = random.Random(1).randbytes(65_536)

    def pieces() -> object:
        nonlocal taken
        for number in range(256):
            taken += 1
            yield line + number.to_bytes(4)

    coded = encode(pieces(), coding, 256 * (len(line) + 4))  # type: ignore[arg-type]
    next(coded)
    assert taken < 256
