"""The documentation names everything that users and operators can meet, and nothing else."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from inovasi import cli, errors
from inovasi.config import SETTINGS
from inovasi.portals.ckan.command import VARIABLE as CKAN_TOKEN
from inovasi.resources.asking import LISTS
from inovasi.resources.remembering import MOST
from inovasi.serving.problems import InternalError
from tests.serving.support import pooled
from tests.shared import CHECKOUT

OPERATING = (CHECKOUT / "docs" / "operating.md").read_text(encoding="utf-8")
TEXTS = [CHECKOUT / "README.md", *sorted((CHECKOUT / "docs").glob("*.md"))]
EVERYTHING = "\n".join(text.read_text(encoding="utf-8") for text in TEXTS)


def rows(heading: str) -> list[list[str]]:
    """The cells of the tables below a heading, without their heads."""
    section = OPERATING.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    ruler = next(number for number, line in enumerate(lines) if line.startswith("|---"))
    return cells[ruler + 1 :]


def test_the_settings_stand_as_the_code_has_them() -> None:
    expected = [
        [
            f"`{setting.variable}`",
            f"`{setting.option} {setting.metavar}`",
            f"`{setting.default}`" if setting.default else "none",
            setting.help,
        ]
        for setting in SETTINGS
    ]
    assert rows("Settings") == expected


def test_a_setting_that_is_named_anywhere_exists() -> None:
    known = {setting.variable for setting in SETTINGS} | {CKAN_TOKEN}
    files = [*TEXTS, CHECKOUT / "CONTRIBUTING.md", *(CHECKOUT / "deploy").iterdir()]
    for file in files:
        named = re.findall(r"\bINOVASI_[A-Z_]+\b", file.read_text(encoding="utf-8"))
        assert set(named) - {"INOVASI_NAME"} <= known, file.name


def kinds(base: type[errors.RequestError]) -> list[type[errors.RequestError]]:
    return [base, *(kind for child in base.__subclasses__() for kind in kinds(child))]


def test_every_error_stands_with_its_status_and_no_other() -> None:
    known = kinds(errors.RequestError)
    ours = [kind for kind in known if kind.__module__ == errors.__name__] + [InternalError]
    expected = {(str(int(kind.status)), f"`{kind.slug}`") for kind in ours}
    stated = [tuple(row[:2]) for row in rows("What each status means")]
    assert set(stated) == expected
    assert stated == sorted(stated, key=lambda row: row[0])


@pytest.mark.parametrize("command", sorted(cli.inovasi.commands))
def test_every_command_is_named(command: str) -> None:
    assert f"inovasi {command}" in EVERYTHING


def addresses(client: FlaskClient) -> set[str]:
    rules = {str(rule) for rule in client.application.url_map.iter_rules()}
    return {re.sub(r"<path:.*>", "…", rule) for rule in rules}


def test_every_address_and_every_figure_is_named(tmp_path: Path) -> None:
    with pooled(tmp_path) as (client, _):
        assert {row[0].strip("`") for row in rows("Addresses")} == addresses(client)
        client.get("/sparql?query=ASK{}")
        families = text_string_to_metric_families(client.get("/metrics").text)
        counted = {
            f"{family.name}_total" if family.type == "counter" else family.name
            for family in families
            if family.name.startswith("inovasi_") and not family.name.endswith("_created")
        }
    stated = {name for row in rows("Watching") for name in re.findall(r"`(inovasi_\w+)`", row[0])}
    assert stated == counted


def test_how_many_names_and_lists_are_remembered_is_said() -> None:
    text = OPERATING.replace("\n  ", " ")
    assert f"the last {MOST:,} things" in text
    assert f"the last {LISTS} lists" in text


def test_every_dependency_has_its_reason() -> None:
    text = (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.split("### At run time")[1].split("###")[0]
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [re.split(r"[<>=~!\[; ]", dependency)[0] for dependency in project["dependencies"]]
    assert re.findall(r"^\| `([^`]+)`", section, re.MULTILINE) == named == sorted(named)


def test_links_between_the_documents_lead_somewhere() -> None:
    for text in TEXTS:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text.read_text(encoding="utf-8")):
            assert (text.parent / target).exists(), f"{text.name}: {target}"
