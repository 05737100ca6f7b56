from __future__ import annotations

import threading
from pathlib import Path

from inovasi import paths
from inovasi.portals.editions import published
from inovasi.portals.shelf import Shelf


def test_ending_it_in_the_middle_leaves_no_fault_in_any_thread(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    shelf = Shelf(tmp_path)
    shelf.file(published(paths.PUBLISHED), "ontologi", "nt", patience=60.0)
    shelf.close()
    for thread in set(threading.enumerate()) - before:
        thread.join()
