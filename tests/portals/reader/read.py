"""Run by the Python of the reader's environment: what ckanext-dcat makes of files, as JSON.

Arguments are pairs of a file and its media type; the portal's language is Indonesian.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from ckanext.dcat.processors import RDFParser  # type: ignore[import-not-found]
from ckantoolkit import config  # type: ignore[import-not-found]


def main(arguments: list[str]) -> None:
    config["ckan.locale_default"] = "id"
    found = []
    for name, media_type in zip(arguments[::2], arguments[1::2], strict=True):
        parser = RDFParser(profiles=["euro_dcat_ap_3"])
        parser.parse(Path(name).read_text(encoding="utf-8"), media_type)
        found.append({"datasets": list(parser.datasets()), "next": parser.next_page()})
    json.dump(found, sys.stdout)


main(sys.argv[1:])
