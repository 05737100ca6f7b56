"""What is in deploy/ fits the server: its commands, its settings, its addresses."""

from __future__ import annotations

import configparser
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from inovasi.serving import web
from tests.shared import CHECKOUT

DEPLOY = CHECKOUT / "deploy"
CONTAINER = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
NGINX = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")


def unit() -> configparser.SectionProxy:
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(DEPLOY / "inovasi.service", encoding="utf-8")
    return parser["Service"]


def test_the_container_copies_what_there_is_and_is_no_root() -> None:
    for line in re.findall(r"^COPY (?!--from)(.*) \S+$", CONTAINER, re.MULTILINE):
        for name in line.split():
            assert (CHECKOUT / name).exists(), name
    assert re.search(r"^USER [1-9]", CONTAINER, re.MULTILINE)
    assert 'ENTRYPOINT ["/opt/inovasi/bin/inovasi"]' in CONTAINER


def test_the_container_is_asked_at_the_port_that_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    check = re.search(r"^HEALTHCHECK .*? CMD (\[.*?\])$", CONTAINER, re.MULTILINE | re.DOTALL)
    assert check is not None
    *_, code = json.loads(check[1].replace("\\\n", ""))
    asked: list[str] = []
    monkeypatch.setattr("urllib.request.urlopen", lambda address, **_: asked.append(address))
    monkeypatch.delenv("INOVASI_PORT", raising=False)
    exec(code, {})
    monkeypatch.setenv("INOVASI_PORT", "9000")
    exec(code, {})
    assert asked == ["http://127.0.0.1:8000/readyz", "http://127.0.0.1:9000/readyz"]


def test_dumps_are_kept_where_the_server_may_write() -> None:
    service = unit()
    assert service["Environment"] == f"INOVASI_DUMPS=/var/cache/{service['CacheDirectory']}"
    folder = re.search(r"INOVASI_DUMPS=(\S+)", CONTAINER)
    assert folder is not None
    assert f"RUN install -d -o 10001 -g 10001 {folder[1]}\nVOLUME {folder[1]}\n" in CONTAINER


def test_the_unit_gives_queries_time_to_end() -> None:
    service = unit()
    assert service["ExecStart"].endswith("/inovasi serve")
    assert service["KillMode"] == "mixed"
    assert int(service["TimeoutStopSec"]) > web.GRACE_S + 5


def test_the_unit_is_one_that_systemd_takes(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd-analyze is not installed")
    text = (DEPLOY / "inovasi.service").read_text(encoding="utf-8")
    file = tmp_path / "inovasi.service"
    file.write_text(text.replace("/opt/inovasi/bin/inovasi", "/bin/true"), encoding="utf-8")
    checked = subprocess.run(
        [program, "verify", "--man=no", str(file)], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stderr) == (0, "")


def test_the_proxy_holds_requests_back_and_says_who_asks() -> None:
    for line in (
        "proxy_request_buffering on;",
        "client_body_timeout 10s;",
        "proxy_set_header X-Forwarded-For $remote_addr;",
        "proxy_set_header X-Forwarded-Proto $scheme;",
        "proxy_set_header X-Forwarded-Host $host;",
    ):
        assert line in NGINX
    assert NGINX.count("{") == NGINX.count("}")


def test_the_proxy_is_one_that_nginx_takes(tmp_path: Path) -> None:
    program = shutil.which("nginx")
    if program is None:
        pytest.skip("nginx is not installed")
    main = tmp_path / "nginx.conf"
    temporary = f"pid {tmp_path}/pid; error_log {tmp_path}/log;"
    main.write_text(f"{temporary} events {{}} http {{ {NGINX} }}", encoding="utf-8")
    checked = subprocess.run(
        [program, "-t", "-c", str(main), "-p", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
