"""An indicator with its values, and one value of it with the others beside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from inovasi.resources.asking import Asker
from inovasi.resources.gathering import Found
from inovasi.resources.kinds import around
from inovasi.resources.kinds.around import Around, Role, Shape
from inovasi.resources.kinds.series import SERIES, Point, points

_FIELDS: Final = (
    "skos:definition",
    "inov:concept",
    "inov:measureUnit",
    "inov:classification",
    "inov:interpretation",
)
MEASURE: Final = Shape(_FIELDS, (Role("observations", "?thing inov:measure $x", SERIES),), most=100)
OBSERVATION: Final = Shape(
    (*SERIES, "inov:observedInitiative"),
    (
        Role("measures", "$x inov:measure ?thing", _FIELDS),
        Role("observations", "$x inov:measure ?measure . ?thing inov:measure ?measure", SERIES),
    ),
    most=100,
)


@dataclass(frozen=True, slots=True)
class Measure:
    """What the page of an indicator, or of one of its values, shows beside its facts."""

    around: Around
    points: tuple[Point, ...]
    more: int

    @property
    def point(self) -> Point | None:
        """The value that the page is about; None on the page of an indicator."""
        iri = self.around.thing.iri
        return next((each for each in self.points if each.observation.iri == iri), None)


def read_measure(asker: Asker, iri: str, language: str) -> Measure:
    """An indicator with its values."""
    return _read(MEASURE, asker, iri, language)


def read_observation(asker: Asker, iri: str, language: str) -> Measure:
    """A value with the indicator's others."""
    return _read(OBSERVATION, asker, iri, language)


def _read(shape: Shape, asker: Asker, iri: str, language: str) -> Measure:
    found = around.find(shape, asker, iri)
    if shape is OBSERVATION:
        found["observations"] = _with(found["observations"], iri)
    doubted = found["observations"].things
    known = around.know(shape, asker, iri, language, found, doubted=doubted)
    observations = found.pop("observations")
    more = observations.count - len(observations.graphs)
    shown = around.arrange(shape, iri, found, known)
    return Measure(shown, points(known, observations, known.doubts), more)


def _with(found: Found, iri: str) -> Found:
    """The observations with the one that the page is about, were it beyond those that are shown."""
    return found if iri in found.graphs else Found({**found.graphs, iri: ()}, found.count + 1)
