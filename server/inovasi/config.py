"""The settings: one table, read by the commands, the documentation and the tests."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from inovasi.errors import UsageError

_MAX_PORT: Final = 65_535


def _host(value: str) -> str:
    if not value or any(character.isspace() for character in value):
        raise ValueError("a host name or an address")
    return value


def _port(value: str) -> int:
    if not value.isascii() or not value.isdigit() or not int(value) <= _MAX_PORT:
        raise ValueError("a number from 0 to 65535; 0 takes any free port")
    return int(value)


def _positive(value: str) -> int:
    if not value.isascii() or not value.isdigit() or not 0 < int(value) < 2**31:
        raise ValueError("a whole number above 0")
    return int(value)


def _address(value: str) -> str:
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.netloc or parts.query):
        raise ValueError("an address such as https://data.example.org")
    return value.rstrip("/")


@dataclass(frozen=True, slots=True)
class Setting:
    """One row: ``read`` gives the value of a text, or a ValueError that says what is allowed."""

    name: str
    metavar: str
    default: str
    read: Callable[[str], Any]
    help: str

    @property
    def variable(self) -> str:
        """The environment variable."""
        return f"INOVASI_{self.name}"

    @property
    def option(self) -> str:
        """The option of ``inovasi serve``."""
        return "--" + self.name.lower().replace("_", "-")

    @property
    def field(self) -> str:
        """The field of Config."""
        return self.name.lower()


SETTINGS: Final = (
    Setting("HOST", "NAME", "127.0.0.1", _host, "Address to listen at."),
    Setting("PORT", "NUMBER", "8000", _port, "Port to listen at; 0 takes any free one."),
    Setting(
        "PUBLIC_URL", "URL", "", _address, "Address under which others reach the server, for links."
    ),
    Setting("MAX_QUERY_BYTES", "BYTES", "65536", _positive, "Longest query that is read."),
)


@dataclass(frozen=True, slots=True)
class Config:
    """What a server runs with; ``data`` holds the files that it serves."""

    host: str
    port: int
    public_url: str
    max_query_bytes: int
    data: tuple[Path, ...] = ()


def read_config(
    options: Mapping[str, str | None],
    data: tuple[Path, ...] = (),
    environment: Mapping[str, str] = os.environ,
) -> Config:
    """The configuration: an option wins over the environment, which wins over the default.

    ``options`` holds texts by field name; None where the option was not given.
    """
    values = {setting.field: _value(setting, options, environment) for setting in SETTINGS}
    return Config(**values, data=data)


def _value(
    setting: Setting, options: Mapping[str, str | None], environment: Mapping[str, str]
) -> Any:
    given, origin = options.get(setting.field), setting.option
    if given is None:
        given, origin = environment.get(setting.variable, setting.default), setting.variable
    try:
        return setting.read(given)
    except ValueError as error:
        raise UsageError(f"{origin} cannot be {given!r}", f"it takes {error}") from None
