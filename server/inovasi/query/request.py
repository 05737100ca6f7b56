"""What a client asks: a query and the dataset it is to be asked of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """A query as it came in.

    The graphs are IRIs; they replace the dataset that the text names (SPARQL Protocol 2.1.4).
    """

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
