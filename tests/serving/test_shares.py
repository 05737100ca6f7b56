from __future__ import annotations

import pytest

from inovasi.config import read_config
from inovasi.serving.shares import Shares


@pytest.mark.parametrize("threads", [4, 5, 16, 64, 65, 256, 1024])
@pytest.mark.parametrize("workers", [1, 2, 8, 32, 256])
def test_no_wait_takes_every_thread(workers: int, threads: int) -> None:
    workers = min(workers, threads // 2)
    config = read_config({"workers": str(workers), "threads": str(threads)}, environment={})
    shares = Shares.of(config)
    assert shares.workers + shares.waiting + shares.sharing == threads // 2
    assert 0 <= shares.waiting <= max(24, 4 * workers)
    assert shares.sharing >= 0
    assert shares.bodies >= 1
    assert shares.sending >= 1
    assert shares.free >= max(1, threads // 16)


def test_the_default_shares_are_those_of_the_documentation() -> None:
    shares = Shares.of(read_config({"workers": "2"}, environment={}))
    assert shares == Shares(
        330, workers=2, waiting=24, sharing=102, bodies=112, sending=64, reading=10
    )
    assert shares.free == 16
