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

Above = Mapping[str, frozenset[str]]
"""By class its superclasses."""


def read_above(asker: Asker, classes: Sequence[str]) -> Above:
    """What the ontology puts above each of some classes, as far as it is one of them."""
    block = values(classes)
    if not classes[1:] or not block:
        return {}
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
