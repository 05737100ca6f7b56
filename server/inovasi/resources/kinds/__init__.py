"""What a page shows of a thing of one kind, beside what it shows of everything.

A module here has a frozen dataclass and ``read(asker, iri, language)``, which gives one or None;
``serving/templates/kinds/NAME.html`` shows it as ``part``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, Final, NamedTuple

from inovasi import iris
from inovasi.resources.asking import Asker
from inovasi.resources.kinds import classes, properties


class Kind(NamedTuple):
    """The name of a kind, which is that of its template, the class it is for, and its reader."""

    name: str
    of: str
    read: Callable[[Asker, str, str], Any]


# The most special class first: a thing has the classes above it, too.
KINDS: Final[tuple[Kind, ...]] = (
    *(Kind("class", iris.expand(name), classes.read) for name in ("owl:Class", "rdfs:Class")),
    *(
        Kind("property", iris.expand(name), properties.read)
        for name in (
            *("owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty"),
            "rdf:Property",
        )
    ),
)


def kind_of(classes: Collection[str], kinds: tuple[Kind, ...] = KINDS) -> Kind | None:
    """The first kind for one of the classes of a thing; None for the generic page."""
    return next((kind for kind in kinds if kind.of in classes), None)
