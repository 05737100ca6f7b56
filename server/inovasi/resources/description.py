"""The description of a thing as triples: its own, its claims and their grounds, who points to it.

The same in every format, and small enough to be answered at once whatever points to the thing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from inovasi import iris
from inovasi.resources.asking import Asker, reference, values
from inovasi.resources.labels import NAMING
from inovasi.resources.pointing import Pointing, read_pointing

# Past this the engine is asked for them directly.
MOST: Final = 20_000
_OWN: Final = f"""CONSTRUCT {{ ?node ?property ?value }} WHERE {{
  {{ VALUES ?node {{ $thing }} ?node ?property ?value }}
  UNION {{ $thing ?by ?node . FILTER(isBlank(?node)) ?node ?property ?value }}
  UNION {{ ?node inov:about $thing . ?node ?property ?value }}
  UNION {{ ?claim inov:about $thing . ?claim prov:wasDerivedFrom ?node . ?node ?property ?value }}
}} LIMIT {MOST}"""
_ELSEWHERE: Final = f"""CONSTRUCT {{ ?node ?property ?value }} WHERE {{ GRAPH ?graph {{
  {{ VALUES ?node {{ $thing }} ?node ?property ?value }}
  UNION {{ $thing ?by ?node . FILTER(isBlank(?node)) ?node ?property ?value }}
  UNION {{ ?node inov:about $thing . ?node ?property ?value }}
}} }} LIMIT {MOST}"""
_GRAPHS: Final = """SELECT DISTINCT ?graph WHERE {
  { GRAPH ?graph { $thing ?property ?value } } UNION { GRAPH ?graph { ?claim inov:about $thing } }
} LIMIT 20"""
_NAMING: Final = f"VALUES ?property {{ <{'> <'.join(NAMING)}> }}"
# The properties are named in each branch: once, outside, they would have the engine read it all.
_LABELS: Final = f"""CONSTRUCT {{ ?thing ?property ?label }} WHERE {{
  VALUES ?thing {{ $things }}
  {{ {_NAMING} ?thing ?property ?label }}
  UNION {{
    {_NAMING} GRAPH ?graph {{ ?thing ?property ?label }}
    FILTER NOT EXISTS {{ {_NAMING.replace("?property", "?own")} ?thing ?own ?name }}
  }}
  FILTER(isLiteral(?label))
}}"""
_TYPE: Final = f"<{iris.expand('rdf:type')}>"
_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Description:
    """Lines of N-Triples about a thing, sorted, each once; ``pointing`` is a page of what points
    to it, and part of the lines. ``graphs`` are those that the lines are from, where the default
    one has none, twenty at most.
    """

    iri: str
    lines: tuple[str, ...]
    pointing: Pointing
    graphs: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether no graph says anything of the thing."""
        return not self.lines


def describe(asker: Asker, thing: str, number: int = 1) -> Description:
    """The description with a page of what points to it; NotFound for a page that is not there."""
    node = reference(thing)
    own = asker.lines(_OWN, thing=node)
    elsewhere: list[str] = []
    if not any(line.startswith(f"{node} ") for line in own):
        elsewhere = asker.lines(_ELSEWHERE, thing=node)
        own = sorted({*own, *elsewhere})
    pointing = read_pointing(asker, thing, number, everywhere=bool(elsewhere))
    lines = {*own, *(f"<{at}> <{name}> {node} .\n" for name, at in pointing.statements)}
    labels = _labels(asker, thing, own, pointing)
    graphs = asker.rows(_GRAPHS, thing=node) if elsewhere else []
    named = tuple(sorted(graph.text for (graph,) in graphs))
    return Description(thing, tuple(sorted(lines | labels)), pointing, named)


def _labels(asker: Asker, thing: str, own: list[str], pointing: Pointing) -> set[str]:
    """Names of what the lines point to, but for classes, and of those who point.

    Other graphs name only what the default one does not.
    """
    wanted = [at for _, at in pointing.statements]
    for line in own:
        _, name, value = line.split(" ", 2)
        if name != _TYPE and value.startswith("<") and value.endswith("> .\n"):
            wanted.append(value[1:-4])
    things = [each for each in dict.fromkeys(wanted) if each != thing]
    found: set[str] = set()
    for start in range(0, len(things), _AT_ONCE):
        block = values(things[start : start + _AT_ONCE])
        if block:
            found.update(asker.lines(_LABELS, things=block))
    return found
