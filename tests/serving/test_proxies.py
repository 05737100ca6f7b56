from __future__ import annotations

from typing import Any

import pytest

from inovasi.config import read_config
from inovasi.serving.proxies import behind_proxies
from tests.serving.support import call, environ


def seen(request: dict[str, Any], **settings: str) -> tuple[str, str, str, str, str]:
    """Client, scheme, host, prefix and path as the application gets them."""
    found: list[str] = []

    def app(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        names = ("REMOTE_ADDR", "wsgi.url_scheme", "HTTP_HOST", "SCRIPT_NAME", "PATH_INFO")
        found.extend(environ[name] for name in names)
        start_response("200 OK", [])
        return []

    call(behind_proxies(app, read_config(settings, environment={})), request)
    return (found[0], found[1], found[2], found[3], found[4])


FORWARDED = {
    "HTTP_HOST": "inner:8000",
    "HTTP_X_FORWARDED_FOR": "203.0.113.9, 198.51.100.7",
    "HTTP_X_FORWARDED_PROTO": "https",
    "HTTP_X_FORWARDED_HOST": "data.example.org",
    "HTTP_X_FORWARDED_PREFIX": "/forged",
}


def test_nobody_is_believed_unless_told_to() -> None:
    assert seen(environ("/x", **FORWARDED)) == ("127.0.0.1", "http", "inner:8000", "", "/x")


def test_as_many_proxies_are_believed_as_there_are() -> None:
    one = seen(environ("/x", **FORWARDED), trusted_proxies="1")
    assert one == ("198.51.100.7", "https", "data.example.org", "", "/x")
    two = seen(environ("/x", **FORWARDED), trusted_proxies="2")
    assert two[0] == "203.0.113.9"


def test_fewer_addresses_than_proxies_change_nothing() -> None:
    assert seen(environ("/x", **FORWARDED), trusted_proxies="3")[0] == "127.0.0.1"


@pytest.mark.parametrize(
    ("path", "inner"),
    [
        ("/data/sparql", "/sparql"),
        ("/data", "/"),
        ("/data/", "/"),
        ("/sparql", "/sparql"),
        ("/database", "/database"),
        ("/data/data/x", "/data/x"),
    ],
)
def test_the_base_path_is_taken_off_and_stands_before_links(path: str, inner: str) -> None:
    found = seen(environ(path, HTTP_HOST="a"), base_path="/data")
    assert found[3:] == ("/data", inner)
