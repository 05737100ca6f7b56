"""Lines of N-Quads taken apart."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inovasi.errors import DataError
from inovasi.portals.statements import has_default_graph, literal, split, statements, subjects
from tests.portals.samples import GRAPH, IN_GRAPHS, VALUE, A, B, stored


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["", "id", "en-gb"]))
def test_every_literal_is_read_as_it_was_written(text: str, language: str) -> None:
    value = ox.Literal(text, language=language) if language else ox.Literal(text)
    written = str(ox.Quad(A, VALUE, value, GRAPH))
    subject, predicate, found, graph = split(f"{written} .\n")
    assert (subject, predicate, graph) == (str(A), str(VALUE), str(GRAPH))
    parts = literal(found)
    assert (parts.text, parts.language, parts.datatype) == (text, language, value.datatype.value)


@pytest.mark.parametrize("line", ["", "<a> <b>\n", "<a> <b> <c>\n", '<a> <b> "c" <d>.\n'])
def test_what_is_no_line_names_the_file_and_the_row(tmp_path: Path, line: str) -> None:
    file = tmp_path / "x.nq"
    file.write_text(f"<a> <b> <c> .\n{line or chr(10)}", encoding="utf-8")
    with pytest.raises(DataError, match=r"x\.nq, row 2: it is not a line of canonical N-Quads"):
        list(statements(file))


def test_subjects_come_one_at_a_time(tmp_path: Path) -> None:
    found = list(subjects(statements(stored(tmp_path, IN_GRAPHS))))
    names = [subject for subject, _ in found]
    assert len(names) == len(set(names)) == len({str(quad.subject) for quad in IN_GRAPHS})
    assert sum(len(stated) for _, stated in found) == len(IN_GRAPHS)


def test_a_default_graph_is_seen(tmp_path: Path) -> None:
    assert has_default_graph(stored(tmp_path, IN_GRAPHS))
    assert not has_default_graph(stored(tmp_path, [ox.Quad(A, VALUE, B, GRAPH)], "graphs"))
