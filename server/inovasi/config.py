"""The settings: one table, read by the commands, the documentation and the tests."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from inovasi.errors import UsageError

_MAX_PORT: Final = 65_535
_MAX_SECONDS: Final = 86_400
_LEAST_TOKEN: Final = 16
_CORES: Final = "cores"
# One of two is kept for pages and whatever else is done in a moment.
_LEAST_WORKERS: Final = 2
_MIB: Final = 1024 * 1024
_DIGITS: Final = re.compile(r"[0-9]{1,18}")
_DECIMAL: Final = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")
_RATE: Final = re.compile(r"[1-9][0-9]{0,8}/(second|minute|hour|day)")
_PATH: Final = re.compile(r"(/[A-Za-z0-9_~.-]+)+")
_ADDRESS: Final = re.compile(
    r"https?://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(?::\d{1,5})?(?:/[A-Za-z0-9._~/%-]*)?"
)
# Whatever of these is written into a description has to be an IRI there.
_PAGE: Final = r"https?://(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+"
_PUBLISHER: Final = re.compile(rf"[^<>\x00-\x20][^<>\x00-\x1f]*?(?: <{_PAGE}>)?")
_CONTACT: Final = re.compile(rf"[A-Za-z0-9.!$&'*+/=?_~-]+@[A-Za-z0-9.-]+|{_PAGE}")
# What RFC 6750 lets a client send.
_TOKEN: Final = re.compile(r"[A-Za-z0-9._~+/-]+=*")


def _host(value: str) -> str:
    if not value or any(character.isspace() for character in value):
        raise ValueError("a host name or an address")
    return value


def _whole(least: int, most: int = 2**62, zero: str = "") -> Callable[[str], int]:
    """A reader of whole numbers; ``zero`` says what 0 means, where it is allowed."""

    def read(value: str) -> int:
        number = int(value) if _DIGITS.fullmatch(value) else -1
        if not least <= number <= most and not (zero and number == 0):
            span = f"from {least} to {most}" if most < 2**62 else f"of {least} or more"
            raise ValueError(f"a whole number {span}" + (f", or 0 {zero}" if zero else ""))
        return number

    return read


def _seconds(value: str) -> float:
    seconds = float(value) if _DECIMAL.fullmatch(value) else 0
    if not 0 < seconds <= _MAX_SECONDS:
        raise ValueError(f"a number of seconds above 0, up to {_MAX_SECONDS}")
    return seconds


def _workers(value: str) -> int:
    """0 stands for the number of cores: how many that is depends on THREADS, too."""
    try:
        return 0 if value == _CORES else _whole(1, 256)(value)
    except ValueError:
        raise ValueError(f"a whole number from 1 to 256, or {_CORES}") from None


def _rate(value: str) -> str:
    if value == "0":
        return ""
    if not _RATE.fullmatch(value):
        raise ValueError("a number for each second, minute, hour or day, as 600/minute; 0 for none")
    return value


def _path(value: str) -> str:
    value = value.rstrip("/")
    if value and not _PATH.fullmatch(value):
        raise ValueError("a path such as /inovasi")
    return value


def _address(value: str) -> str:
    if value and not _ADDRESS.fullmatch(value):
        raise ValueError("an address such as https://data.example.org")
    return value.rstrip("/")


def _publisher(value: str) -> str:
    value = value.strip()
    if value and not _PUBLISHER.fullmatch(value):
        raise ValueError("a name, with an address behind it if there is one: NAME <https://…>")
    return value


def _contact(value: str) -> str:
    value = value.strip()
    if value and not _CONTACT.fullmatch(value):
        raise ValueError("an address of mail such as data@example.org, or that of a page")
    return value


def _folder(value: str) -> str:
    if "\0" in value:
        raise ValueError("a folder that can be written")
    return value


def _readable(value: str) -> str:
    """Without the folder pages would be poorer, and nobody would know why."""
    try:
        if value:
            os.scandir(value).close()
    except (OSError, ValueError):
        raise ValueError("a folder that is there and can be read") from None
    return value


def _log_format(value: str) -> str:
    if value not in ("text", "json"):
        raise ValueError("text or json")
    return value


def _token(value: str) -> str:
    if value and (len(value) < _LEAST_TOKEN or not _TOKEN.fullmatch(value)):
        raise ValueError(f"{_LEAST_TOKEN} or more of the letters, digits and -._~+/")
    return value


@dataclass(frozen=True, slots=True)
class Setting:
    """One row: ``read`` gives the value of a text, or a ValueError that says what is allowed.

    The value of a ``secret`` is never shown.
    """

    name: str
    metavar: str
    default: str
    read: Callable[[str], Any]
    help: str
    secret: bool = False

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
    Setting("PORT", "NUMBER", "8000", _whole(0, _MAX_PORT), "Port to listen at; 0: any free one."),
    Setting(
        "PUBLIC_URL",
        "URL",
        "",
        _address,
        "Address under which others reach the server, for links; the base path included.",
    ),
    Setting("BASE_PATH", "PATH", "", _path, "Path under which a proxy shows the server."),
    Setting(
        "TRUSTED_PROXIES",
        "NUMBER",
        "0",
        _whole(0, 16),
        "Proxies in front whose X-Forwarded-For, -Proto and -Host are believed.",
    ),
    Setting("WORKERS", "NUMBER", _CORES, _workers, "Processes that evaluate queries."),
    Setting(
        "THREADS",
        "NUMBER",
        "256",
        _whole(4, 1024),
        "Requests handled at once; half of them may be queries.",
    ),
    Setting("TIMEOUT", "SECONDS", "30", _seconds, "Time a query may take, waiting included."),
    Setting(
        "MEMORY",
        "MIB",
        "1024",
        _whole(64, 2**30, "for no limit"),
        "Memory of each worker, its data included; 0: no limit.",
    ),
    Setting("MAX_ROWS", "ROWS", "1000000", _whole(0), "Rows or triples of an answer; 0: no limit."),
    Setting(
        "MAX_RESULT_BYTES",
        "BYTES",
        str(256 * _MIB),
        _whole(1024, zero="for no limit"),
        "Size of an answer; 0: no limit.",
    ),
    Setting("MAX_QUERY_BYTES", "BYTES", "65536", _whole(1, 2**31), "Longest query that is read."),
    Setting(
        "CACHE_BYTES",
        "BYTES",
        str(64 * _MIB),
        _whole(_MIB, zero="for no cache"),
        "Memory for answers that are kept; 0: none is kept.",
    ),
    Setting(
        "RATE_LIMIT",
        "NUMBER/UNIT",
        "0",
        _rate,
        "Requests of one client in a second, minute, hour or day, as 600/minute; 0: no limit.",
    ),
    Setting(
        "PUBLISHER",
        "TEXT",
        "",
        _publisher,
        "Who publishes, for the catalogue: NAME or NAME <URL>; the project where it is empty.",
    ),
    Setting(
        "CONTACT",
        "ADDRESS",
        "",
        _contact,
        "Whom to ask about the data, for the catalogue: an address of mail or of a page.",
    ),
    Setting(
        "DUMPS",
        "DIR",
        "",
        _folder,
        "Folder in which dumps are kept; without one they are made anew after each start.",
    ),
    Setting(
        "SOURCES",
        "DIR",
        "",
        _readable,
        "Folder with the source texts, for pages to show what was quoted where; optional.",
    ),
    Setting("LOG_FORMAT", "NAME", "text", _log_format, "How the log is written: text or json."),
    Setting(
        "TOKEN",
        "TEXT",
        "",
        _token,
        "Opens the operator's addresses; better in the environment, as others see options.",
        secret=True,
    ),
)


# What other commands read by themselves.
_OTHERS: Final = frozenset({"INOVASI_CKAN_TOKEN"})


@dataclass(frozen=True, slots=True)
class Config:
    """What a server runs with; it serves the files in ``data``, or ``store`` where there is one.

    ``memory`` is in MiB, ``timeout`` in seconds; 0 and an empty text mean off.
    """

    host: str
    port: int
    public_url: str
    base_path: str
    trusted_proxies: int
    workers: int
    threads: int
    timeout: float
    memory: int
    max_rows: int
    max_result_bytes: int
    max_query_bytes: int
    cache_bytes: int
    rate_limit: str
    publisher: str
    contact: str
    dumps: str
    sources: str
    log_format: str
    token: str = field(repr=False)
    data: tuple[Path, ...] = ()
    store: Path | None = None


def read_config(
    options: Mapping[str, str | None],
    data: tuple[Path, ...] = (),
    environment: MutableMapping[str, str] = os.environ,
) -> Config:
    """The configuration: an option wins over the environment, which wins over the default.

    ``options`` holds texts by field name; None where the option was not given. A secret is taken
    out of the environment: processes started later do not inherit it.
    """
    values = {setting.field: _value(setting, options, environment) for setting in SETTINGS}
    for setting in SETTINGS:
        if setting.secret:
            environment.pop(setting.variable, None)
    values["workers"] = values["workers"] or min(
        max(_LEAST_WORKERS, _cores()), values["threads"] // 2
    )
    config = Config(**values, data=data)
    _check(config)
    return config


def unknown_variables(environment: Mapping[str, str] = os.environ) -> list[str]:
    """A warning for each variable that looks like a setting and is none; its value is not shown."""
    known = {setting.variable for setting in SETTINGS}
    warnings = []
    for name in sorted(environment):
        if name.startswith("INOVASI_") and name not in known | _OTHERS:
            near = get_close_matches(name, sorted(known), n=1, cutoff=0.8)
            remedy = f"did you mean {near[0]}?" if near else "see inovasi serve --help"
            warnings.append(f"{name} is no setting and is ignored — {remedy}")
    return warnings


def _value(
    setting: Setting, options: Mapping[str, str | None], environment: Mapping[str, str]
) -> Any:
    given, origin = options.get(setting.field), setting.option
    if given is None:
        given, origin = environment.get(setting.variable, setting.default), setting.variable
    try:
        return setting.read(given)
    except ValueError as error:
        shown = "what it is" if setting.secret else repr(given)
        raise UsageError(f"{origin} cannot be {shown}", f"it takes {error}") from None


def _check(config: Config) -> None:
    """What no setting can tell by itself."""
    if config.workers > config.threads // 2:
        raise UsageError(
            f"{config.workers} workers need {2 * config.workers} threads or more,"
            f" and there are {config.threads}",
            "raise --threads or lower --workers",
        )
    public = urlsplit(config.public_url).path
    if config.base_path and config.public_url and public != config.base_path:
        raise UsageError(
            f"--public-url has the path {public or '/'!r}, --base-path is {config.base_path!r}",
            "end the public address with the base path",
        )


def _cores() -> int:
    """The cores that this process may use, which in a container can be fewer than there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
