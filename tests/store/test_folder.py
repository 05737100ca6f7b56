from __future__ import annotations

import errno
import fcntl
import json
import os
from pathlib import Path

import pytest

from inovasi.errors import StoreError, UsageError
from inovasi.store.folder import (
    MANIFEST,
    POINTER,
    Lease,
    current_version,
    lock,
    read_version,
    unwritable,
)
from tests.store.support import version_of


def test_a_version_is_named_by_its_store_and_number(made: Path) -> None:
    version = version_of(made)
    assert (version.folder, version.number, version.quads) == (made / "v1", 1, 10)
    assert version.name == f"{version.store}-1"
    assert len(version.store) == 32
    assert read_version(made / "v1") == version


def test_its_manifest_tells_when_and_from_what_it_was_made(made: Path) -> None:
    manifest = json.loads((made / "v1" / MANIFEST).read_text())
    assert manifest["files"] == ["ten.nt"]
    assert manifest["made"].endswith("+00:00")


def test_where_nothing_is_there_is_no_version(tmp_path: Path) -> None:
    assert current_version(tmp_path) is None
    assert current_version(tmp_path / "none") is None
    with pytest.raises(UsageError, match="holds no store — load files into it with inovasi load"):
        Lease.take(tmp_path)


def test_a_file_is_no_store(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(UsageError, match="Not a directory"):
        current_version(file)


@pytest.mark.parametrize("pointer", [b"", b"v2", b"../v1", b"v0", b"\xff", b"v1 v1"])
def test_a_pointer_to_nothing_is_damage(store: Path, pointer: bytes) -> None:
    (store / POINTER).write_bytes(pointer)
    with pytest.raises(StoreError, match="is damaged"):
        Lease.take(store)


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"layout": 1}', '{"layout": 1, "x'])
def test_a_manifest_that_cannot_be_read_is_damage(store: Path, manifest: str) -> None:
    (store / "v1" / MANIFEST).write_text(manifest)
    with pytest.raises(StoreError, match="is damaged"):
        current_version(store)


def test_a_store_of_another_release_is_left_alone(store: Path) -> None:
    manifest = store / "v1" / MANIFEST
    manifest.write_text(manifest.read_text().replace('"layout": 1', '"layout": 2'))
    with pytest.raises(StoreError, match="another release"):
        current_version(store)


def test_a_lease_keeps_others_from_locking_until_it_is_closed(store: Path) -> None:
    manifest = store / "v1" / MANIFEST
    first, second = Lease.take(store), Lease.take(store)
    assert lock(manifest, fcntl.LOCK_EX) is None
    first.close()
    first.close()
    assert lock(manifest, fcntl.LOCK_EX) is None
    second.close()
    descriptor = lock(manifest, fcntl.LOCK_EX)
    assert descriptor is not None
    os.close(descriptor)


def test_what_is_gone_cannot_be_locked(tmp_path: Path) -> None:
    assert lock(tmp_path / "none", fcntl.LOCK_SH) is None


def test_a_full_disk_is_told_as_such() -> None:
    for error in (OSError(errno.ENOSPC, "full"), OSError("IO error: No space left on device: x")):
        assert "no room left" in unwritable(error).detail
    assert "cannot be written: odd" in unwritable(OSError("odd")).detail
