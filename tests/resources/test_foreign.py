"""Terms of other vocabularies have a name in both languages."""

from __future__ import annotations

from inovasi import iris, paths
from inovasi.resources.foreign import FOREIGN
from inovasi.resources.labels import Name, choose


def test_a_foreign_term_has_a_name_unless_the_data_have_one() -> None:
    term = iris.expand("org:unitOf")
    assert choose({}, "id", term) == Name("unit dari", "id")
    assert choose({}, "en", term) == Name("unit of", "en")
    assert choose({"en": "belongs to"}, "id", term) == Name("belongs to", "en")
    assert choose({}, "en", iris.expand("org:hasSite")) == Name("org:hasSite")


def test_every_foreign_term_that_the_published_graph_uses_as_a_property_is_there() -> None:
    lines = [
        line.split(" ", 2)
        for file in paths.PUBLISHED.glob("*.nq")
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    named = {subject for subject, name, _ in lines if name.endswith(("#prefLabel>", "#label>"))}
    used = {name for _, name, _ in lines} - named
    known = {space for prefix, space in iris.PREFIXES.items() if prefix != "inov"}
    ours = {name[1:-1] for name in used if any(name[1:].startswith(space) for space in known)}
    assert ours - set(FOREIGN) == set()
    assert all(words["id"] and words["en"] for words in FOREIGN.values())
