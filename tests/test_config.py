from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from inovasi.config import SETTINGS, Config, read_config
from inovasi.errors import UsageError


def test_every_setting_is_a_field_and_every_field_a_setting() -> None:
    assert {setting.field for setting in SETTINGS} | {"data"} == {f.name for f in fields(Config)}


def test_the_defaults() -> None:
    assert read_config({}, environment={}) == Config("127.0.0.1", 8000, "", 65_536)


def test_an_option_wins_over_the_environment() -> None:
    environment = {"INOVASI_PORT": "9000", "INOVASI_HOST": "::1"}
    config = read_config({"port": "9001", "host": None}, (Path("a"),), environment)
    assert (config.port, config.host, config.data) == (9001, "::1", (Path("a"),))


def test_an_address_loses_its_last_slash() -> None:
    assert read_config({"public_url": "https://a.org/x/"}, environment={}).public_url == (
        "https://a.org/x"
    )


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
    ],
)
def test_a_wrong_value_names_its_setting_and_what_is_allowed(name: str, value: str) -> None:
    option = "--" + name.replace("_", "-")
    with pytest.raises(UsageError, match=f"{option} cannot be .* it takes"):
        read_config({name: value}, environment={})
    with pytest.raises(UsageError, match=f"INOVASI_{name.upper()} cannot be .* it takes"):
        read_config({}, environment={f"INOVASI_{name.upper()}": value})
