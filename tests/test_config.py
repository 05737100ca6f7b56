from __future__ import annotations

import pickle
from dataclasses import fields
from pathlib import Path

import pytest

from inovasi import config as module
from inovasi.config import SETTINGS, Config, read_config, unknown_variables
from inovasi.errors import UsageError

TOKEN = "0123456789abcdef"


def test_every_setting_is_a_field_and_every_other_field_says_what_is_served() -> None:
    settings = {setting.field for setting in SETTINGS}
    others = {field.name for field in fields(Config)} - settings
    assert settings <= {field.name for field in fields(Config)}
    assert others <= {"data", "store"}


def test_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_cores", lambda: 3)
    assert read_config({}, environment={}) == Config(
        host="127.0.0.1",
        port=8000,
        public_url="",
        base_path="",
        trusted_proxies=0,
        workers=3,
        threads=256,
        timeout=30.0,
        memory=1024,
        max_rows=1_000_000,
        max_result_bytes=256 * 1024 * 1024,
        max_query_bytes=65_536,
        cache_bytes=64 * 1024 * 1024,
        rate_limit="",
        publisher="",
        contact="",
        dumps="",
        sources="",
        log_format="text",
        token="",
    )


def test_an_option_wins_over_the_environment() -> None:
    environment = {"INOVASI_PORT": "9000", "INOVASI_HOST": "::1"}
    config = read_config({"port": "9001", "host": None}, (Path("a"),), environment)
    assert (config.port, config.host, config.data) == (9001, "::1", (Path("a"),))


def test_an_address_and_a_path_lose_their_last_slash() -> None:
    config = read_config({"public_url": "https://a.org/x/", "base_path": "/x/"}, environment={})
    assert (config.public_url, config.base_path) == ("https://a.org/x", "/x")


def test_a_variable_that_no_setting_has_is_told_without_its_value() -> None:
    environment = {
        "INOVASI_TIMOUT": "secret",
        "INOVASI_ZZZ": "secret",
        "INOVASI_PORT": "1",
        "INOVASI_CKAN_TOKEN": "secret",
        "PATH": "/bin",
    }
    assert unknown_variables(environment) == [
        "INOVASI_TIMOUT is no setting and is ignored — did you mean INOVASI_TIMEOUT?",
        "INOVASI_ZZZ is no setting and is ignored — see inovasi serve --help",
    ]


def test_a_rate_of_zero_is_none() -> None:
    assert read_config({"rate_limit": "0"}, environment={}).rate_limit == ""
    assert read_config({"rate_limit": "5/second"}, environment={}).rate_limit == "5/second"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "-1"),
        ("port", "65536"),
        ("port", "٣"),
        ("port", ""),
        ("host", ""),
        ("host", "two words"),
        ("public_url", "ftp://x"),
        ("public_url", "example.org"),
        ("public_url", "https://x/?a=1"),
        ("max_query_bytes", "0"),
        ("max_query_bytes", "64k"),
        ("timeout", "0"),
        ("timeout", "-1"),
        ("timeout", "1e9"),
        ("timeout", "86401"),
        ("timeout", "nan"),
        ("workers", "0"),
        ("workers", "257"),
        ("workers", "many"),
        ("threads", "3"),
        ("memory", "63"),
        ("memory", "1.5"),
        ("max_rows", "-1"),
        ("max_result_bytes", "1023"),
        ("cache_bytes", "1000"),
        ("rate_limit", "10"),
        ("rate_limit", "0/minute"),
        ("rate_limit", "10/fortnight"),
        ("rate_limit", "10/minute;5/second"),
        ("trusted_proxies", "17"),
        ("base_path", "inovasi"),
        ("base_path", "/a//b"),
        ("base_path", "/a?b"),
        ("publisher", "A <B>"),
        ("publisher", "<https://a.org>"),
        ("publisher", "A <https://a.org/ b>"),
        ("publisher", "A\nB"),
        ("contact", "nobody"),
        ("contact", "a b@example.org"),
        ("contact", "https://a.org/%zz"),
        ("contact", "ftp://a.org"),
        ("sources", "/is/not/there"),
        ("sources", __file__),
        ("sources", "a\0b"),
        ("log_format", "xml"),
    ],
)
def test_a_wrong_value_names_its_setting_and_what_is_allowed(name: str, value: str) -> None:
    option = "--" + name.replace("_", "-")
    with pytest.raises(UsageError, match=f"{option} cannot be .* it takes"):
        read_config({name: value}, environment={})
    with pytest.raises(UsageError, match=f"INOVASI_{name.upper()} cannot be .* it takes"):
        read_config({}, environment={f"INOVASI_{name.upper()}": value})


@pytest.mark.parametrize("name", ["memory", "max_rows", "max_result_bytes", "cache_bytes"])
def test_zero_turns_a_limit_off_where_it_may_be_off(name: str) -> None:
    assert getattr(read_config({name: "0"}, environment={}), name) == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("publisher", "Bappeda Kota Contoh"),
        ("publisher", "Bappeda & Rekan <https://bappeda.example.go.id/?a=1>"),
        ("contact", "data+satu@example.go.id"),
        ("contact", "https://example.go.id/hubungi%20kami"),
        ("contact", ""),
    ],
)
def test_who_publishes_and_whom_to_ask_are_taken_as_written(name: str, value: str) -> None:
    assert getattr(read_config({name: f" {value} "}, environment={}), name) == value


def test_the_token_leaves_the_environment() -> None:
    environment = {"INOVASI_TOKEN": TOKEN, "INOVASI_PORT": "1"}
    assert read_config({}, environment=environment).token == TOKEN
    assert environment == {"INOVASI_PORT": "1"}


@pytest.mark.parametrize("token", ["short", "with a space in the middle", "ünïcödé-0123456789"])
def test_a_wrong_token_is_never_shown(token: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_config({}, environment={"INOVASI_TOKEN": token})
    assert "INOVASI_TOKEN cannot be what it is" in str(caught.value)
    assert token not in str(caught.value)


def test_the_token_is_in_no_representation_and_reaches_the_web_process() -> None:
    config = read_config({"token": TOKEN}, environment={})
    assert TOKEN not in repr(config)
    assert pickle.loads(pickle.dumps(config)) == config


def test_more_workers_than_half_the_threads_are_refused() -> None:
    with pytest.raises(UsageError, match="9 workers need 18 threads or more, and there are 16"):
        read_config({"workers": "9", "threads": "16"}, environment={})


def test_the_cores_are_used_as_far_as_the_threads_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_cores", lambda: 100)
    assert read_config({"threads": "64"}, environment={}).workers == 32


def test_on_one_core_there_are_two_workers_unless_one_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_cores", lambda: 1)
    assert read_config({}, environment={}).workers == 2
    assert read_config({"workers": "1"}, environment={}).workers == 1


def test_the_public_address_ends_with_the_base_path() -> None:
    options = {"public_url": "https://a.org/data", "base_path": "/data"}
    assert read_config(options, environment={}).base_path == "/data"
    with pytest.raises(UsageError, match="end the public address with the base path"):
        read_config({**options, "public_url": "https://a.org/"}, environment={})


def test_there_is_a_core() -> None:
    assert module._cores() >= 1


@pytest.mark.parametrize(
    "address",
    ["https://x/#f", "https://x y", "http://[::1", "https://u:p@x/", 'https://x"><b>', "ftp://x"],
)
def test_a_public_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="it takes an address such as"):
        read_config({"public_url": address}, ())
