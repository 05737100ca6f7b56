"""A claim beside those that contradict it and those that it follows from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from inovasi.resources.asking import Asker
from inovasi.resources.claims import Claim, read_claim
from inovasi.resources.gathering import Gathered, gather
from inovasi.resources.labels import Name

# Each costs a question.
_MOST: Final = 6


@dataclass(frozen=True, slots=True)
class Stated:
    """What the page of a claim shows: itself first among those that contradict each other."""

    claim: Claim
    known: Gathered
    conflicts: tuple[Claim, ...]
    derived_from: tuple[Claim, ...]
    more: int

    @property
    def called(self) -> Name:
        """A claim has no name: what is stated of what."""
        value, known = self.claim.value, self.known
        text = known.name(value.iri).text if value.iri else value.text
        about = known.name(self.claim.about).text
        return Name(f"{about} · {known.name(self.claim.property).text}: {text}")


def read(asker: Asker, iri: str, language: str) -> Stated | None:
    """A claim; None for what says of itself to be one and has no property."""
    claim = read_claim(asker, iri)
    if claim is None:
        return None
    conflicts = [read_claim(asker, each) for each in claim.conflicts[:_MOST]]
    grounds = [read_claim(asker, each) for each in claim.derived_from[:_MOST]]
    others = [each for each in (*conflicts, *grounds) if each]
    named = {name for each in (claim, *others) for name in (*each.iris, each.about, each.iri)}
    more = max(0, len(claim.conflicts) - _MOST) + max(0, len(claim.derived_from) - _MOST)
    return Stated(
        claim,
        gather(asker, language, {}, sorted(named)),
        tuple(each for each in conflicts if each),
        tuple(each for each in grounds if each),
        more,
    )
