"""``inovasi ckan push``: from options and environment to one push."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, MutableMapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

from inovasi import paths
from inovasi.config import SETTINGS, Config, read_config
from inovasi.errors import UsageError
from inovasi.knowledge.catalogue import Catalogue
from inovasi.portals import editions
from inovasi.portals.cataloguing import Cataloguing
from inovasi.portals.ckan.extras import read_extras
from inovasi.portals.ckan.mapping import package_name, packages
from inovasi.portals.ckan.plan import Package
from inovasi.portals.shelf import Shelf, shelf_folder

VARIABLE: Final = "INOVASI_CKAN_TOKEN"
TABLE: Final = paths.DATA / "datasets" / "ckan.csv"
# What a field of a request can hold (RFC 9110, 5.5), without spaces.
_TOKEN: Final = re.compile(r"[!-~]+")
_PATIENCE_S: Final = 600.0


@dataclass(frozen=True, slots=True)
class Order:
    """The options; ``public_url`` is None where the environment is to say it."""

    url: str
    organisation: str
    public_url: str | None
    prefix: str
    extras: Path | None
    dry_run: bool


def run(order: Order, output: TextIO, environment: MutableMapping[str, str] = os.environ) -> None:
    """Pushes what is published here; the token is taken out of the environment."""
    try:
        from inovasi.portals.ckan.client import Portal  # noqa: PLC0415 -- an optional extra
        from inovasi.portals.ckan.push import push  # noqa: PLC0415 -- it needs the same
    except ModuleNotFoundError as error:
        raise UsageError(
            f"The client of CKAN is not installed: there is no {error.name}",
            "run pip install 'inovasi[ckan]'",
        ) from None
    address, token = _address(order.url), _token(order, environment)
    package_name(order.prefix, editions.SERVED)
    rows = read_extras(order.extras or TABLE)
    config = _config(order, environment)

    def wanted(owner: str) -> Iterable[Package]:
        # Once the portal is known to take them: the files take a while to be made.
        return packages(_catalogue(config), owner, prefix=order.prefix, rows=rows)

    with Portal(address, token) as portal:
        push(portal, order.organisation, wanted, output, dry_run=order.dry_run)


def _address(url: str) -> str:
    """The address of the portal, in the form that a public address of ours takes."""
    setting = next(setting for setting in SETTINGS if setting.name == "PUBLIC_URL")
    try:
        address = str(setting.read(url))
    except ValueError as error:
        raise UsageError(f"--url cannot be {url!r}", f"it takes {error}") from None
    if not address:
        raise UsageError("--url is empty", "give the address of the portal's home page")
    return address


def _token(order: Order, environment: MutableMapping[str, str]) -> str:
    token = environment.pop(VARIABLE, "").strip()
    if not token and not order.dry_run:
        raise UsageError(
            f"{VARIABLE} is not set",
            "put the API token of a user of the portal into it; --dry-run does without",
        )
    if token and not _TOKEN.fullmatch(token):
        raise UsageError(f"{VARIABLE} cannot be what it is", "copy the token from the portal again")
    return token


def _config(order: Order, environment: MutableMapping[str, str]) -> Config:
    config = read_config({"public_url": order.public_url}, environment=environment)
    if not config.public_url:
        raise UsageError(
            "A portal has to know where the server is reached",
            "give --public-url, or set INOVASI_PUBLIC_URL as for inovasi serve",
        )
    return config


def _catalogue(config: Config) -> Catalogue:
    """What a server of this release says of itself: the same files give the same numbers."""
    edition = editions.published(paths.PUBLISHED)
    with shelf_folder(config.dumps) as folder, closing(Shelf(folder)) as shelf:
        return Cataloguing(config, edition, shelf).catalogue(config.public_url, _PATIENCE_S)
