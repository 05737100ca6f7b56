"""Entities, their names and the links between them, from ``data/entities`` and ``data/links``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode

from inovasi.publishing.model import Entity, Label, Link
from inovasi.publishing.tables import Row, read_table
from inovasi.publishing.values import resource, resource_cell, texts, value_cell

EXTERNAL: Final = "eksternal.csv"
REFERENCE_LINKS: Final = "daftar-lokasi.csv"
_NAMES: Final = "sebutan.csv"
Names = Mapping[NamedNode, list[tuple[Row, Label]]]

_ENTITY_COLUMNS = ("id", "type", "prefLabel_id", "prefLabel_en")
_NAME_COLUMNS = ("id", "kind", "text", "language", "reason_id", "reason_en")
_LINK_COLUMNS = ("subject", "property", "value", "datatype", "reason_id", "reason_en")


def read_entities(folder: Path) -> dict[NamedNode, Entity]:
    """Every entity by its node; an identifier given twice is a fault."""
    labels = _read_labels(folder / _NAMES)
    entities: dict[NamedNode, Entity] = {}
    for path in sorted(folder.glob("*.csv")):
        if path.name == _NAMES:
            continue
        for row in read_table(path, _ENTITY_COLUMNS):
            entity = _entity(row, labels, external=path.name == EXTERNAL)
            if entity.node in entities:
                first = entities[entity.node].row
                place = f"{first.file.name}, row {first.number}"
                problem = f"{row['id']} stands already in {place}"
                raise row.error("id", problem, "keep one of them")
            entities[entity.node] = entity
    _refuse_orphans(labels, entities)
    return entities


def _entity(row: Row, labels: Names, *, external: bool) -> Entity:
    node = resource_cell(row, "id")
    row.required("prefLabel_id")
    return Entity(
        node=node,
        types=tuple(_types(row)),
        names=texts(row, "prefLabel"),
        labels=tuple(label for _, label in labels.get(node, ())),
        external=external,
        row=row,
    )


def _types(row: Row) -> Iterable[NamedNode]:
    for name in row.required("type").split():
        try:
            yield resource(name)
        except ValueError as error:
            raise row.error("type", str(error), "name classes as inov:Innovation") from error


def _read_labels(path: Path) -> dict[NamedNode, list[tuple[Row, Label]]]:
    labels: dict[NamedNode, list[tuple[Row, Label]]] = defaultdict(list)
    for row in read_table(path, _NAME_COLUMNS):
        if row["kind"] not in ("alt", "hidden"):
            raise row.error("kind", f"{row['kind']!r} is not known", "write alt or hidden")
        if row["language"] not in ("id", "en"):
            raise row.error("language", f"{row['language']!r} is not known", "write id or en")
        row.required("reason_id")
        text = Literal(row.required("text"), language=row["language"])
        label = Label(row["kind"] + "Label", text)
        node = resource_cell(row, "id")
        if label in [known for _, known in labels[node]]:
            raise row.error("text", "the name is given twice", "remove one of them")
        labels[node].append((row, label))
    return labels


def _refuse_orphans(labels: Names, entities: Mapping[NamedNode, Entity]) -> None:
    for node, found in labels.items():
        if node not in entities:
            row = found[0][0]
            raise row.error("id", f"{row['id']} is no entity", "add it to data/entities first")


def read_links(folder: Path) -> tuple[Link, ...]:
    """Every curated link; those of the reference lists are claims and are read with them."""
    links = []
    for path in sorted(folder.glob("*.csv")):
        if path.name == REFERENCE_LINKS:
            continue
        for row in read_table(path, _LINK_COLUMNS):
            row.required("reason_id")
            links.append(_link(row, external=path.name == EXTERNAL))
    return tuple(links)


def _link(row: Row, *, external: bool) -> Link:
    subject = resource_cell(row, "subject")
    predicate = resource_cell(row, "property")
    return Link(subject, predicate, value_cell(row), external, row)
