"""How a plan reads on a terminal, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from inovasi.portals.ckan.plan import CREATE, Change, Plan

_WIDTH: Final = 60
# What stands before the first difference, so that a reader finds the place.
_LEAD: Final = 15


def lines(plan: Plan, *, done: bool) -> Iterator[str]:
    """What was done, or would be, and to which fields."""
    if not plan.action:
        yield f"{plan.name}: as it should be"
        return
    verb = "created" if plan.action == CREATE else "changed"
    yield f"{plan.name}: {verb if done else f'would be {verb}'}"
    yield from (f"  {_line(change)}" for change in plan.changes)


def _line(change: Change) -> str:
    start = max(0, _common(change.before, change.after) - _LEAD)
    if not change.before:
        return f"+ {change.field}: {_shown(change.after, 0)}"
    if not change.after:
        return f"- {change.field}: {_shown(change.before, 0)}"
    return f"~ {change.field}: {_shown(change.before, start)} → {_shown(change.after, start)}"


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _shown(text: str, start: int) -> str:
    """One line of a text, from about where it differs."""
    one = "".join(sign if sign.isprintable() else " " for sign in text)
    part = one[start : start + _WIDTH]
    return ("…" if start else "") + part + ("…" if start + _WIDTH < len(one) else "")
