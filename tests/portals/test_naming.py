"""Names of files and columns."""

from __future__ import annotations

from inovasi import iris, paths
from inovasi.portals.compaction import read_context
from inovasi.portals.naming import column_stem, file_names, suffix, unique

CONTEXT = read_context(paths.ONTOLOGY / "context.jsonld")


def test_columns_have_the_names_of_the_context() -> None:
    assert column_stem(iris.expand("rdf:type"), CONTEXT) == "type"
    assert column_stem(iris.expand("inov:score"), CONTEXT) == "score"
    assert column_stem(iris.expand("dct:created"), CONTEXT) == "dct_created"
    assert column_stem("http://a/b#c d", CONTEXT) == "c_d"
    assert column_stem("geo:1,2", CONTEXT) == "1_2"
    assert column_stem("http://é/é", CONTEXT) == "x"


def test_files_differ_in_more_than_capital_letters() -> None:
    names = file_names(["http://a/Con", "http://a/A", "http://b/a", ""], CONTEXT)
    assert names == {"": "untyped", "http://a/A": "A", "http://a/Con": "Con_", "http://b/a": "a_2"}


def test_a_name_is_taken_once() -> None:
    taken = {"id"}
    assert [unique(name, taken) for name in ("ID", "a", "A", "a_2")] == [
        "ID_2",
        "a",
        "A_2",
        "a_2_2",
    ]


def test_a_suffix_is_a_name() -> None:
    assert suffix("en-GB") == "en_GB"
    assert suffix(iris.expand("xsd:gYear")) == "gYear"
