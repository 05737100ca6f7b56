"""Which of the classes of a thing say most about it: those that no other is a subclass of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from inovasi.resources.asking import Asker, values

_ABOVE: Final = """SELECT DISTINCT ?class ?above WHERE {
  VALUES ?class { $classes } VALUES ?above { $classes }
  ?class rdfs:subClassOf+ ?above FILTER(?class != ?above)
}"""

# Characters of classes of which the order is remembered.
_LONGEST: Final = 2_000

Above = Mapping[str, frozenset[str]]
"""By class its superclasses."""


def read_above(asker: Asker, classes: Sequence[str]) -> Above:
    """What the ontology puts above each of some classes, as far as it is one of them."""
    version, block = asker.version, values(classes)
    if not classes[1:] or not block:
        return {}
    known = asker.orders.recall(version, (block,))
    if block not in known:
        known = {block: _read(asker, block)}
        # There are few kinds of things, so that few pages are the first to ask.
        asker.orders.keep(version, known if len(block) < _LONGEST else {})
    return known[block]


def _read(asker: Asker, block: str) -> Above:
    found: dict[str, set[str]] = defaultdict(set)
    for below, above in asker.rows(_ABOVE, classes=block):
        found[below.text].add(above.text)
    return {below: frozenset(above) for below, above in found.items()}


def most_special(classes: Sequence[str], above: Above) -> tuple[str, ...]:
    """The classes without those that are above another; two that are above each other stay."""
    return tuple(
        each
        for each in classes
        if not any(
            each in above.get(other, ()) and other not in above.get(each, ()) for other in classes
        )
    )
