"""Zip files without a clock."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from inovasi.portals.packing import Package


def test_a_package_is_the_same_each_time_and_takes_its_files(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        (tmp_path / "a").write_bytes(b"a" * 10_000)
        (tmp_path / "b").write_bytes(b"b")
        with Package(tmp_path / name) as package:
            package.add_text("README.md", "é")
            package.add_file("a.csv", tmp_path / "a")
            package.add_file("b.parquet", tmp_path / "b", compress=False)
        assert not (tmp_path / "a").exists()
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    with ZipFile(tmp_path / "one") as packed:
        assert packed.testzip() is None
        assert packed.read("README.md").decode() == "é"
        kinds = [info.compress_type for info in packed.infolist()]
        assert kinds == [ZIP_DEFLATED, ZIP_DEFLATED, ZIP_STORED]
        assert {info.date_time[0] for info in packed.infolist()} == {1980}
