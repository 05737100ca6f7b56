from __future__ import annotations

import re

from inovasi.query.formats import FORMATS, HTML
from inovasi.query.guard import Limits
from inovasi.query.index import MAX_UNKNOWN_FUNCTIONS
from inovasi.serving import codings
from inovasi.serving.conditional import FRESH
from tests.shared import CHECKOUT

PAGE = (CHECKOUT / "docs" / "endpoint.md").read_text(encoding="utf-8")


def table(title: str) -> list[list[str]]:
    """The rows of the table under a heading, without its own two lines."""
    section = PAGE.split(f"## {title}\n")[1].split("\n## ")[0]
    lines = [line.strip("| ") for line in section.splitlines() if line.startswith("|")]
    return [re.split(r" *\| *", line) for line in lines[2:]]


def codes(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"`([^`]+)`", text))


def test_every_format_is_listed_with_its_names() -> None:
    listed = [(codes(name)[0], codes(also), codes(types)) for name, also, types in table("Formats")]
    known = [(known.name, known.aliases, known.media_types) for known in (*FORMATS, HTML)]
    assert listed == known


def test_every_limit_of_the_guard_is_listed_with_its_value() -> None:
    listed = {codes(name)[0]: int(most) for name, most, _ in table("What a query may be")}
    limits = Limits()
    assert listed == {
        "depth": limits.depth,
        "operators": limits.operators,
        "patterns": limits.patterns,
        "functions": MAX_UNKNOWN_FUNCTIONS,
        "service": 0,
        "load": 0,
    }


def test_the_codings_stand_in_their_order() -> None:
    section = PAGE.split("## Fewer bytes\n")[1]
    assert codes(section)[1:5] == codings.OFFERED
    assert f"below {codings.SMALLEST:,} bytes" in section
    assert f"`Cache-Control: {FRESH}`" in section


def test_its_links_lead_to_pages() -> None:
    for target in re.findall(r"\]\(([a-z]+\.md)\)", PAGE):
        assert (CHECKOUT / "docs" / target).is_file(), target
