"""A line speaks of a thing when it names it or what it is linked to."""

from __future__ import annotations

import pytest

from inovasi.publishing.mentions import Mentions
from inovasi.publishing.model import Corpus
from inovasi.publishing.values import resource


@pytest.mark.parametrize(
    ("line", "subject", "expected"),
    [
        ("7. Kota Sawahlunto peringkat 7 skor 2285", "hasil/iga-2017/kota/13.73", True),
        ("7. Kota Sawahlunto peringkat 7 skor 2285", "hasil/iga-2017/kota/33.72", False),
        ("Kampung  IT merupakan inisiasi", "inovasi/33.71/kampung-it", True),
        ("malam penyerahan", "inovasi/33.71/kampung-it", False),
        ("", "inovasi/33.71/kampung-it", False),
    ],
)
def test_speaks_of(corpus: Corpus, line: str, subject: str, expected: bool) -> None:
    assert Mentions(corpus).speaks_of(line, resource(subject)) is expected
