from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from inovasi.cli import main
from inovasi.errors import InovasiError, PortalError, UsageError
from inovasi.portals.ckan.command import Order, run
from tests.portals.ckan import ckan
from tests.portals.ckan.ckan import TOKEN, Ckan

ROOT = "https://inovasi.example.go.id"


@pytest.fixture
def there() -> Iterator[Ckan]:
    with ckan.running() as running:
        yield running


def order(url: str, **changed: object) -> Order:
    options = {
        "url": url,
        "organisation": "bappeda",
        "public_url": ROOT,
        "prefix": "inovasi",
        "extras": None,
        "dry_run": False,
    }
    return Order(**(options | changed))  # type: ignore[arg-type]  # a test may give anything


def refusal(changed: Order, **environment: str) -> InovasiError:
    with pytest.raises(InovasiError) as raised:
        run(changed, io.StringIO(), {"INOVASI_CKAN_TOKEN": TOKEN, **environment})
    return raised.value


def test_what_is_published_is_pushed_and_a_second_push_does_nothing(
    there: Ckan,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("INOVASI_DUMPS", str(tmp_path))
    arguments = ["ckan", "push", "--url", there.address, "--org", "bappeda"]
    last = []
    for _ in range(2):
        monkeypatch.setenv("INOVASI_CKAN_TOKEN", TOKEN)
        monkeypatch.setenv("INOVASI_PUBLIC_URL", ROOT)
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        shown = capsys.readouterr()
        assert (ended.value.code, shown.err) == (0, "")
        last.append(shown.out.splitlines()[-1])
    assert last == [
        "4 created, 0 changed, 0 as it should be",
        "0 created, 0 changed, 4 as it should be",
    ]
    package = there.packages["inovasi-wilayah"]
    assert package["license_id"] == "odc-odbl"
    turtle = next(each for each in package["resources"] if each["format"] == "TTL")
    assert turtle["url"] == f"{ROOT}/dump/wilayah.ttl"
    assert int(turtle["size"]) > 0
    assert len(turtle["hash"]) == 64


def test_the_token_is_taken_out_of_the_environment(there: Ckan) -> None:
    environment = {"INOVASI_CKAN_TOKEN": TOKEN}
    with pytest.raises(PortalError, match="no organisation"):
        run(order(there.address, organisation="dinas"), io.StringIO(), environment)
    assert environment == {}


def test_no_token_is_said_before_anything_is_asked(there: Ckan) -> None:
    with pytest.raises(UsageError, match="INOVASI_CKAN_TOKEN is not set"):
        run(order(there.address), io.StringIO(), {})
    assert there.asked == []


@pytest.mark.parametrize("token", ["two words", "tökén", "a\x00b"])
def test_a_token_that_cannot_be_one_is_not_repeated(there: Ckan, token: str) -> None:
    error = refusal(order(there.address), INOVASI_CKAN_TOKEN=token)
    assert "INOVASI_CKAN_TOKEN cannot be what it is" in str(error)
    assert token not in str(error)
    assert there.asked == []


@pytest.mark.parametrize("url", ["", "data.example.go.id", "ftp://x", "http://u:p@x", "http://x y"])
def test_an_address_that_cannot_be_one_is_wrong_usage(url: str) -> None:
    assert isinstance(refusal(order(url)), UsageError)


def test_the_public_address_is_asked_for(there: Ckan) -> None:
    error = refusal(order(there.address, public_url=None))
    assert "--public-url, or set INOVASI_PUBLIC_URL" in str(error)
    assert isinstance(error, UsageError)


def test_a_prefix_and_a_table_are_looked_at_first(there: Ckan, tmp_path: Path) -> None:
    assert "--prefix takes" in str(refusal(order(there.address, prefix="Besar")))
    missing = tmp_path / "missing.csv"
    assert "missing.csv" in str(refusal(order(there.address, extras=missing)))
    assert there.asked == []


def test_without_the_client_one_line_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ckanapi", None)
    for name in ("client", "push"):
        monkeypatch.delitem(sys.modules, f"inovasi.portals.ckan.{name}", raising=False)
    error = refusal(order("http://127.0.0.1:1"))
    assert isinstance(error, UsageError)
    assert "pip install 'inovasi[ckan]'" in str(error)
