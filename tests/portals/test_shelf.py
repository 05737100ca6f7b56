"""The shelf: each dump once, whole, remembered; failures told and tried again."""

from __future__ import annotations

import hashlib
import shutil
import threading
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from inovasi.errors import BeingMade, DumpFailed, Inexpressible, UsageError
from inovasi.portals import editions
from inovasi.portals.editions import Edition
from inovasi.portals.files import NEW, put, workplace
from inovasi.portals.formats import BY_NAME, FORMATS
from inovasi.portals.shelf import RETRY_S, Job, Shelf, read, shelf_folder
from tests.portals.samples import QUADS, VALUE, A, B, stored

LONG = 60.0
EDITION = Edition("published-0123456789abcdef", {"inovasi": Path("inovasi.nq")})


class Slow:
    """Makes nothing but files that say what they are, once it is let."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.jobs: list[Job] = []
        self.says: dict[str, Any] | None = None

    def __call__(self, _: Edition, folder: Path, jobs: Sequence[Job]) -> Slow:
        self._folder, self._now = folder, list(jobs)
        self.jobs += jobs
        return self

    def __iter__(self) -> Iterator[dict[str, Any]]:
        assert self.go.wait(LONG)
        if self.says is not None:
            yield self.says
        for dataset, name in self._now:
            if self.says is not None and [dataset, name] == self.says.get("refused"):
                continue
            with workplace(self._folder) as work:
                made = work / BY_NAME[name].file(dataset)
                made.write_text(name)
                put(made, self._folder / made.name)
            yield {"made": [dataset, name]}

    def end(self) -> None:
        self.go.set()

    def close(self) -> None:
        self.go.set()


def test_a_dump_is_made_with_its_checksum_and_found_again(tmp_path: Path) -> None:
    source = stored(tmp_path, QUADS)
    edition = Edition("published-0123456789abcdef", {"inovasi": source})
    shelf = Shelf(tmp_path / "dumps")
    dump = shelf.file(edition, "inovasi", "nt", LONG)
    data = dump.path.read_bytes()
    assert (dump.size, dump.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    shelf.close()
    idle = Slow()
    assert Shelf(tmp_path / "dumps", idle).file(edition, "inovasi", "nt", 0) == dump
    assert idle.jobs == []


def test_however_many_ask_it_is_made_once_and_nobody_waits_for_ever(tmp_path: Path) -> None:
    slow = Slow()
    shelf = Shelf(tmp_path, slow)
    with pytest.raises(BeingMade) as told:
        shelf.file(EDITION, "inovasi", "nt", 0)
    assert told.value.retry_after == RETRY_S
    found = []
    asking = [
        threading.Thread(target=lambda: found.append(shelf.file(EDITION, "inovasi", "nt", LONG)))
        for _ in range(8)
    ]
    for thread in asking:
        thread.start()
    slow.go.set()
    for thread in asking:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    assert slow.jobs == [("inovasi", "nt")]


def test_all_gives_every_format_but_those_that_cannot_be(tmp_path: Path) -> None:
    slow = Slow()
    slow.go.set()
    slow.says = {"refused": ["inovasi", "rdf"], "detail": "no", "remedy": "other"}
    shelf = Shelf(tmp_path, slow)
    found = shelf.all(EDITION, LONG)
    assert set(found) == {("inovasi", known.name) for known in FORMATS if known.name != "rdf"}
    with pytest.raises(Inexpressible, match="no — other"):
        shelf.file(EDITION, "inovasi", "rdf", 0)


def test_a_failure_is_told_and_tried_again_after_a_while(tmp_path: Path) -> None:
    now = [0.0]
    slow = Slow()
    slow.go.set()
    slow.says = {"failed": "OSError: no room"}
    shelf = Shelf(tmp_path, slow, clock=lambda: now[0])
    for _ in range(2):
        with pytest.raises(DumpFailed, match="no room"):
            shelf.file(EDITION, "inovasi", "nt", LONG)
    assert len(slow.jobs) == 1
    slow.says, now[0] = None, RETRY_S + 1.0
    assert shelf.file(EDITION, "inovasi", "nt", LONG).path.read_text() == "nt"


def test_an_error_that_is_kept_does_not_grow(tmp_path: Path) -> None:
    slow = Slow()
    slow.go.set()
    slow.says = {"refused": ["inovasi", "rdf"], "detail": "no", "remedy": "other"}
    shelf = Shelf(tmp_path, slow)
    told = []
    for _ in range(5):
        with pytest.raises(Inexpressible, match="no — other") as error:
            shelf.file(EDITION, "inovasi", "rdf", LONG)
        told.append(error.value)
    depths = [len(list(traceback.walk_tb(error.__traceback__))) for error in told]
    assert len(set(map(id, told))) == len(told)
    assert len(set(depths)) == 1


def test_a_file_without_its_checksum_is_none(tmp_path: Path) -> None:
    (tmp_path / "inovasi.nt").write_text("half")
    assert read(tmp_path / "inovasi.nt") is None


def test_other_editions_go_and_those_in_use_stay(tmp_path: Path) -> None:
    slow = Slow()
    slow.go.set()
    used, old, other = (f"published-{digit * 16}" for digit in "abc")
    shelf = Shelf(tmp_path, slow)
    shelf.file(Edition(used, EDITION.sources), "inovasi", "nt", LONG)
    past = Shelf(tmp_path, slow)
    past.file(Edition(old, EDITION.sources), "inovasi", "nt", LONG)
    past.close()
    # The operator's own, one of them named as ours are.
    mine = ["backup-0123456789abcdef", "mine"]
    for name in mine:
        (tmp_path / name).mkdir()
    Shelf(tmp_path).tidy([Edition(other, {})])
    assert sorted(path.name for path in tmp_path.iterdir()) == [*mine, used]
    shelf.close()
    Shelf(tmp_path).tidy([])
    assert sorted(path.name for path in tmp_path.iterdir()) == mine


def test_what_a_killed_process_left_is_removed_and_what_lives_is_not(tmp_path: Path) -> None:
    slow = Slow()
    slow.go.set()
    folder = tmp_path / EDITION.key
    (folder / f"{NEW}left").mkdir(parents=True)
    with workplace(folder) as lives:
        Shelf(tmp_path, slow).file(EDITION, "inovasi", "nt", LONG)
        assert [path.name for path in folder.glob(f"{NEW}*")] == [lives.name]


def test_a_folder_that_is_gone_is_made_and_held_anew(tmp_path: Path) -> None:
    slow = Slow()
    slow.go.set()
    shelf = Shelf(tmp_path, slow)
    for _ in range(2):
        dump = shelf.file(EDITION, "inovasi", "nt", LONG)
        Shelf(tmp_path).tidy([])
        assert dump.path.read_text() == "nt"
        shutil.rmtree(tmp_path / EDITION.key)
    assert len(slow.jobs) == 2
    shelf.close()


@pytest.mark.parametrize("gone", ["inovasi.nq", "inovasi.nq.sha256", "inovasi.nt"])
def test_a_file_that_is_gone_is_made_anew(tmp_path: Path, gone: str) -> None:
    file = tmp_path / "mine.nt"
    file.write_text(f"{ox.Triple(A, VALUE, B)} .\n", encoding="utf-8")
    edition = editions.given((file,), None, "v1")
    shelf = Shelf(tmp_path / "dumps")
    names = ("nq", "nt")
    made = [shelf.file(edition, "inovasi", name, LONG) for name in names]
    (made[0].path.parent / gone).unlink()
    assert [shelf.file(edition, "inovasi", name, LONG) for name in names] == made
    assert (made[0].path.parent / gone).is_file()
    shelf.close()


def test_data_of_others_are_staged_and_dumped(tmp_path: Path) -> None:
    file = tmp_path / "mine.nq"
    lines = [f"{ox.Quad(A, VALUE, value)} .\n" for value in (B, A, B)]
    file.write_text("".join(lines), encoding="utf-8")
    shelf = Shelf(tmp_path / "dumps")
    edition = editions.given((file,), None, "v1")
    dump = shelf.file(edition, "inovasi", "nt", LONG)
    assert dump.path.read_text(encoding="utf-8").splitlines() == [
        f"{ox.Triple(A, VALUE, value)} ." for value in (A, B)
    ]
    assert shelf.file(edition, "inovasi", "nq", LONG).size == dump.size
    shelf.close()


def test_a_process_that_cannot_go_on_is_an_error_that_says_why(tmp_path: Path) -> None:
    edition = Edition("published-0123456789abcdef", {"inovasi": tmp_path / "gone.nq"})
    shelf = Shelf(tmp_path / "dumps")
    with pytest.raises(DumpFailed, match=r"gone\.nq"):
        shelf.file(edition, "inovasi", "nt", LONG)
    shelf.close()


def test_the_folder_is_the_one_named_or_one_that_goes(tmp_path: Path) -> None:
    with shelf_folder(str(tmp_path / "new")) as folder:
        assert folder.is_dir()
    assert folder.is_dir()
    with shelf_folder("") as folder:
        assert folder.is_dir()
    assert not folder.exists()
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match=r"cannot be kept in .*file: .* --dumps"):
        shelf_folder(str(tmp_path / "file")).__enter__()


def test_a_shelf_without_a_folder_has_one_of_its_own() -> None:
    slow = Slow()
    slow.go.set()
    shelf = Shelf(None, slow)
    dump = shelf.file(EDITION, "inovasi", "nt", LONG)
    # Another server starts, and removes what the killed have left.
    with shelf_folder(""):
        assert dump.path.is_file()
    shelf.close()
    del shelf
    assert not dump.path.exists()
