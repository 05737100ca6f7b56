from __future__ import annotations

import gzip
import io
import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from inovasi.errors import DataError, UsageError, WorkersNotReady
from inovasi.query.engine import Engine
from inovasi.query.formats import Form, named
from inovasi.query.guard import GuardedQuery
from inovasi.query.pooled import PoolEngine, Settings
from inovasi.store import opening
from inovasi.store.folder import Lease
from inovasi.store.loading import load
from inovasi.store.opening import Source, StoreEngine, open_pool, open_store, prepared
from tests.store.support import names, version_of, write_statements
from tests.workers.support import eventually

SETTINGS = Settings(workers=2, memory=256, timeout=20)
COUNT = GuardedQuery("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", Form.SELECT)
ALL = GuardedQuery("SELECT * { ?s ?p ?o }", Form.SELECT)
CSV = named("csv", Form.SELECT).format


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files that is this test's alone."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def engine(made: Path) -> Iterator[PoolEngine]:
    engine = open_pool((), made, SETTINGS)
    yield engine
    engine.close()


def count(engine: Engine) -> int:
    return int(engine.answer(COUNT, CSV).read().split()[1])


def prepare(files: list[Path], store: Path | None = None) -> Source:
    with prepared(files, store, io.StringIO()) as source:
        return source


def test_small_files_of_lines_are_read_as_they_are(tmp_path: Path, temporary: Path) -> None:
    file = write_statements(tmp_path / "a.nt", 3)
    assert prepare([file]) == Source(files=(file,))
    assert names(temporary) == []


def test_other_files_are_converted_and_read_the_same_by_every_worker(
    tmp_path: Path, temporary: Path
) -> None:
    file = tmp_path / "a.ttl.gz"
    file.write_bytes(gzip.compress(b"[] <a:p> [ <a:q> 1 ], [ <a:q> 2 ] ."))
    with prepared([file], None, io.StringIO()) as source:
        assert source.store is None
        assert len(names(temporary)) == 1
        answers = set()
        for _ in range(2):
            engine = open_pool(source.files, source.store, SETTINGS)
            answers.add((engine.version, engine.answer(ALL, CSV).read()))
            engine.close()
        assert len(answers) == 1
    assert names(temporary) == []


@pytest.mark.parametrize(
    ("change", "value"), [("PLAIN_BYTES", 10), ("LINE_SUFFIXES", ())], ids=["large", "other"]
)
def test_many_statements_are_read_from_disk(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch, change: str, value: object
) -> None:
    monkeypatch.setattr(opening, "IN_MEMORY", 50)
    monkeypatch.setattr(opening, change, value)
    file = write_statements(tmp_path / "a.nt", 50)
    with prepared([file], None, io.StringIO()) as source:
        assert source.files == ()
        engine = open_pool(source.files, source.store, SETTINGS)
        assert isinstance(engine, StoreEngine)
        assert count(engine) == 50
        engine.close()
    assert names(temporary) == []


def test_a_bad_file_is_told_before_any_worker_starts(tmp_path: Path, temporary: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_text("\noops")
    with pytest.raises(DataError, match=r"a\.ttl, row 2"):
        prepare([file])
    with pytest.raises(UsageError, match="none"):
        prepare([tmp_path / "none.nt"])
    assert names(temporary) == []


def test_the_folders_of_the_killed_are_removed_and_no_others(
    tmp_path: Path, temporary: Path
) -> None:
    (temporary / "inovasi-data-killed").mkdir()
    (temporary / "inovasi-data-killed" / "data.nq").write_text("")
    (temporary / "another").mkdir()
    file = tmp_path / "a.ttl"
    file.write_text("")
    with prepared([file], None, io.StringIO()), prepared([file], None, io.StringIO()):
        left = names(temporary)
        assert len(left) == 3
        assert "another" in left
        assert "inovasi-data-killed" not in left
    assert names(temporary) == ["another"]


def test_a_store_that_does_not_exist_is_made_from_the_files_once(tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert prepare([], store) == Source(store=store)
    assert version_of(store).quads == 0
    file = write_statements(tmp_path / "a.nt", 3)
    prepare([file], store)
    assert version_of(store).quads == 0
    prepare([file], tmp_path / "seeded")
    assert version_of(tmp_path / "seeded").quads == 3


def test_the_version_of_the_dataset_is_that_of_the_store(engine: PoolEngine, made: Path) -> None:
    assert engine.version == version_of(made).name
    assert count(engine) == 10


def test_a_server_keeps_the_version_it_started_with(store: Path, tmp_path: Path) -> None:
    engine = open_pool((), store, SETTINGS)
    for number in range(3):
        load([write_statements(tmp_path / "a.nt", 1, 100 + number)], store)
    assert names(store) == ["current", "v1", "v3", "v4"]
    os.kill(_worker(engine), signal.SIGKILL)
    assert eventually(lambda: engine.pool.state().buried == 1)
    assert count(engine) == count(engine) == 10
    engine.close()
    load([write_statements(tmp_path / "a.nt", 1, 200)], store)
    assert names(store) == ["current", "v4", "v5"]


def _worker(engine: PoolEngine) -> int:
    return engine.pool._handover._free[-1].pid


def test_a_version_is_let_go_when_no_worker_starts(store: Path) -> None:
    (store / "v1" / "data" / "CURRENT").unlink()
    with pytest.raises(WorkersNotReady):
        open_pool((), store, SETTINGS)
    lease = Lease.take(store)
    lease.close()


def test_one_question_is_answered_without_a_pool(made: Path, tmp_path: Path) -> None:
    engine = open_store(made)
    assert count(engine) == 10
    assert engine.version == version_of(made).name
    with pytest.raises(UsageError, match="holds no store"):
        open_store(tmp_path / "none")


def test_a_folder_for_dumps_goes_as_converted_data_do_and_one_that_was_named_stays(
    tmp_path: Path,
) -> None:
    place = tmp_path / "place"
    for folder in (place / f"{opening.DUMPS_PREFIX}x", place / "dumps"):
        folder.mkdir(parents=True)
        opening.discard((), None, str(folder))
    assert names(place) == ["dumps"]
