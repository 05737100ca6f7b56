"""The functions that the index engine has beside those of SPARQL: the relations of GeoSPARQL."""

from __future__ import annotations

from typing import Final

_GEOSPARQL: Final = "http://www.opengis.net/def/function/geosparql/"

EXTENSION_FUNCTIONS: Final = tuple(
    _GEOSPARQL + name
    for names in (
        "sfEquals sfDisjoint sfIntersects sfTouches sfCrosses sfWithin sfContains sfOverlaps",
        "ehEquals ehDisjoint ehMeet ehOverlap ehCovers ehCoveredBy ehInside ehContains",
        "rcc8eq rcc8dc rcc8ec rcc8po rcc8tppi rcc8tpp rcc8ntpp rcc8ntppi",
        "intersection union difference symDifference",
    )
    for name in names.split()
)
