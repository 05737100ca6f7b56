"""Turtle that people can read."""

from __future__ import annotations

from pathlib import Path

from tests.portals.samples import IN_GRAPHS, QUADS, dumped


def test_it_is_readable(tmp_path: Path) -> None:
    text = dumped(tmp_path, QUADS, "ttl").read_text(encoding="utf-8")
    assert text.startswith("@base <https://w3id.org/inovasi/> .\n@prefix adms: ")
    assert "\n\n<id/org/33.71/b> a " in text
    assert "    inov:score 1.5,\n        22.75 ;\n" in text
    # How a number is written is kept, also by readers who would write it in another way.
    assert '"01"^^xsd:integer' in text
    assert "<id/org/33.71/a> a" in text


def test_class_and_names_come_first(tmp_path: Path) -> None:
    text = dumped(tmp_path, QUADS, "ttl").read_text(encoding="utf-8")
    block = text[text.index("<id/org/33.71/a> a") :]
    assert block.index("skos:prefLabel") < block.index("inov:value")


def test_named_graphs_stand_in_braces_one_after_the_other(tmp_path: Path) -> None:
    text = dumped(tmp_path, IN_GRAPHS, "trig").read_text(encoding="utf-8")
    assert text.count("<graf/a> {") == 1
    assert text.count("{\n") == text.count("\n}\n") == 2
    assert text.index("org:Organization") < text.index("<graf/a> {")
