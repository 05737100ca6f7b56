"""What claims are called."""

from __future__ import annotations

from inovasi import iris
from inovasi.resources.labels import read_labels
from inovasi.resources.stated import Stated, is_claim, read_stated
from tests.resources.conftest import AskerOf

CLAIM = iris.ENTITY + "klaim/a"
ABOUT = iris.ENTITY + "hasil/1"
SCORE = iris.TERM + "score"
DATA = """
<id/klaim/a> inov:about <id/hasil/1> ; inov:onProperty inov:score .
<id/hasil/1> skos:prefLabel "Hasil"@id, "Result"@en .
inov:score skos:prefLabel "skor"@id .
GRAPH <graf/x> { <id/klaim/b> inov:about <id/klaim/b> ; inov:onProperty <id/p> . }
"""


def test_only_claims_are_asked_for_wherever_they_are_stated(asker_of: AskerOf) -> None:
    assert is_claim(CLAIM)
    assert not is_claim(ABOUT)
    found = read_stated(asker_of(DATA), [CLAIM, ABOUT, iris.ENTITY + "klaim/b"])
    assert found == {
        CLAIM: Stated(ABOUT, SCORE),
        iris.ENTITY + "klaim/b": Stated(iris.ENTITY + "klaim/b", iris.ENTITY + "p"),
    }


def test_a_claim_is_called_by_its_property_and_what_it_is_about(asker_of: AskerOf) -> None:
    found = read_labels(asker_of(DATA), [CLAIM, iris.ENTITY + "klaim/none"])
    assert found == {
        CLAIM: {"id": "skor · Hasil", "en": "skor · Result"},
        iris.ENTITY + "klaim/none": {},
    }


def test_a_claim_about_itself_has_a_name_all_the_same(asker_of: AskerOf) -> None:
    claim = iris.ENTITY + "klaim/b"
    assert read_labels(asker_of(DATA), [claim])[claim]["id"] == "p · klaim/b"


def test_a_claim_that_has_a_label_keeps_it(asker_of: AskerOf) -> None:
    asker = asker_of(f'{DATA} <id/klaim/a> skos:prefLabel "A"@id .')
    assert read_labels(asker, [CLAIM]) == {CLAIM: {"id": "A"}}
