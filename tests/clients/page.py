"""docs/clients.md taken apart: the files it gives, its commands, and the answer below each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

# A fence may name a file after the language, which no page shows.
_PART: Final = re.compile(
    r"^(?:#+ (?P<heading>[^\n]*)|```(?P<language>\w+)(?: (?P<name>\S+))?\n(?P<text>.*?)^```)$",
    re.MULTILINE | re.DOTALL,
)
_ANYTHING: Final = "…"
RUN: Final = ("sh", "python")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block, with the heading above it."""

    heading: str
    language: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Snippet:
    """What is to be run, and the answer that is shown."""

    block: Block
    answer: str


def blocks(markdown: str) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    heading = ""
    for part in _PART.finditer(markdown):
        if part["heading"] is not None:
            heading = part["heading"]
        else:
            yield Block(heading, part["language"], part["name"] or "", part["text"])


def files(markdown: str) -> dict[str, str]:
    """The content of each file that the page gives."""
    return {block.name: block.text for block in blocks(markdown) if block.name}


def snippets(markdown: str) -> list[Snippet]:
    """The blocks that are run; the block behind one is its answer."""
    end = Block("", "", "", "")
    found = []
    for block, following in pairwise([*blocks(markdown), end]):
        if block.language in RUN:
            shown = following.language not in RUN and not following.name
            found.append(Snippet(block, following.text if shown else ""))
    return found


def fits(shown: str, given: str) -> bool:
    """Whether an answer is the one shown, in which an ellipsis stands for anything."""
    pattern = ".*".join(map(re.escape, shown.strip().split(_ANYTHING)))
    return re.fullmatch(pattern, given.strip(), re.DOTALL) is not None
