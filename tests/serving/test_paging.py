"""Numbered pages."""

from __future__ import annotations

import pytest
from flask import Flask

from inovasi.errors import MalformedRequest, NotFound
from inovasi.serving.paging import Leaf, cut, leaf_asked


@pytest.mark.parametrize(
    ("address", "total", "leaf"),
    [("/", 0, Leaf(1, 1)), ("/?page=2", 5, Leaf(2, 3)), ("/?page=3", 5, Leaf(3, 3))],
)
def test_the_page_of_an_address(address: str, total: int, leaf: Leaf) -> None:
    with Flask(__name__).test_request_context(address):
        assert leaf_asked(total, 2) == leaf


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "1" * 10, "٣"])
def test_what_is_no_number_is_refused(page: str) -> None:
    context = Flask(__name__).test_request_context("/", query_string={"page": page})
    with context, pytest.raises(MalformedRequest, match="count pages from 1"):
        leaf_asked(5, 2)


def test_there_is_nothing_behind_the_last_page() -> None:
    with Flask(__name__).test_request_context("/?page=4"), pytest.raises(NotFound, match="is 3"):
        leaf_asked(5, 2)
    assert cut("abcde", Leaf(3, 3), 2) == "e"
