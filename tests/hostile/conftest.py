from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile import texts
from tests.hostile.victim import SMALL, Victim, attacked, ring
from tests.workers.support import eventually

MIB = 1024 * 1024
# What a worker or the web process keeps from the largest thing that it did.
KEPT = 128 * MIB


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each attack has the machine for itself: what it takes of it is all that is measured."""
    marks = [pytest.mark.alone]
    if sys.platform != "linux":
        marks.append(pytest.mark.skip(reason="looks into /proc, as on Linux"))
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            for mark in marks:
                item.add_marker(mark)


@pytest.fixture(scope="session")
def victim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Victim]:
    """One server for all; whatever was done to it, at the end it holds what it held at first."""
    file = tmp_path_factory.mktemp("hostile") / "data.nt"
    file.write_text(ring() + texts.statements(), encoding="utf-8")
    with attacked("--data", str(file), *SMALL) as server:
        server.answers()
        resident, descriptors = server.resident(), server.descriptors()
        processes = server.processes()
        yield server
        assert eventually(server.is_calm), server.workers()
        now = server.processes()
        assert (len(now), now[:2]) == (len(processes), processes[:2])
        assert eventually(lambda: server.descriptors() <= descriptors + 4), server.descriptors()
        assert eventually(lambda: server.resident() <= resident + KEPT), server.resident()
