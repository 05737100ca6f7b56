"""What the home page shows of the graph; absent where the graph has none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from inovasi import iris
from inovasi.resources.asking import Asker
from inovasi.resources.kinds.edition import Cluster, read_cluster
from inovasi.resources.labels import Naming
from inovasi.resources.listing import read_counts
from inovasi.resources.listings import find
from inovasi.resources.lists import Listing

CLUSTER: Final = iris.ENTITY + "penghargaan/iga-2017/kota"
# The lists that a reader most likely looks for: each of them, with its count, is one link.
_LISTS: Final = (
    *("wilayah", "org", "inovasi", "penghargaan"),
    *("hasil", "peraturan", "amatan", "sumber"),
)


class Counted(NamedTuple):
    """A list with how many things are on it: one more than ``COUNTED`` where it is more."""

    listing: Listing
    length: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What the home page shows of the graph: a ranking, if it has one, with what things in it are
    called, and lists.
    """

    ranking: Cluster | None
    named: Naming
    lists: tuple[Counted, ...]


def read_figures(asker: Asker, language: str) -> Figures:
    """The ranking in a language, and the lists on which there is something."""
    edition = read_cluster(asker, CLUSTER, language)
    ranking = next((cluster for cluster in edition.clusters if cluster.places), None)
    return Figures(ranking, edition.around.known.name, _lists(asker))


def _lists(asker: Asker) -> tuple[Counted, ...]:
    shown = [listing for word in _LISTS if (listing := find(word))]
    counts = read_counts(asker, shown)
    return tuple(Counted(*each) for each in zip(shown, counts, strict=True) if each[1])
