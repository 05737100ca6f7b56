"""What is filed under a concept, and how often the concepts of a scheme are used."""

from __future__ import annotations

from inovasi import iris
from inovasi.resources.asking import Asker
from inovasi.resources.kinds import around, concept
from tests.resources.conftest import AskerOf


def test_a_concept_shows_what_is_filed_under_it_and_its_siblings(published: Asker) -> None:
    found = around.read(
        concept.CONCEPT, published, iris.CONCEPT + "kategori/pelayanan-publik", "id"
    )
    assert found.groups["filed"].count == 6
    assert found.groups["siblings"].count == 2
    assert found.thing.text("skos:definition")


def test_a_scheme_counts_the_uses_of_its_concepts(published: Asker) -> None:
    scheme = concept.read_scheme(published, iris.CONCEPT + "kategori", "en")
    uses = {iri.rpartition("/")[2]: count for iri, count in scheme.uses.items()}
    assert uses == {"bentuk-lainnya": 0, "pelayanan-publik": 6, "tata-kelola-pemerintahan": 2}


def test_counting_has_an_end(asker_of: AskerOf) -> None:
    text = "<skema/a/b> skos:inScheme <skema/a> .\n"
    text += "".join(f"<id/x{number}> inov:category <skema/a/b> .\n" for number in range(1200))
    scheme = concept.read_scheme(asker_of(text), iris.CONCEPT + "a", "id")
    assert scheme.uses == {iris.CONCEPT + "a/b": concept.COUNTED + 1}


def test_a_long_scheme_is_counted_in_several_questions(asker_of: AskerOf) -> None:
    text = "".join(f"<skema/a/{number}> skos:inScheme <skema/a> .\n" for number in range(130))
    scheme = concept.read_scheme(asker_of(text), iris.CONCEPT + "a", "id")
    assert len(scheme.uses) == 100
    assert scheme.around.groups["concepts"].count == 130
