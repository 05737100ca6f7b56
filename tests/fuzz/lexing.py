"""Feeds mutated texts to the lexer and to what stands on it: ``python -m tests.fuzz.lexing``.

Takes the options of libFuzzer, as ``-max_total_time=60``, and folders with texts to begin with.
What it finds new goes to the first of them. It needs the package ``atheris``.
"""

from __future__ import annotations

import importlib
import re
import sys
from typing import Any

atheris: Any = importlib.import_module("atheris")

with atheris.instrument_imports(include=["inovasi.query"]):
    from inovasi.errors import RequestError
    from inovasi.query.diagnosis import diagnose
    from inovasi.query.guard import GuardedQuery, guard
    from inovasi.query.lexer import tokens
    from inovasi.query.request import QueryRequest

GAP = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*")


def examine(data: bytes) -> None:
    """One text: its tokens and gaps give it back, and nothing but a request error is raised."""
    # Bytes that are no UTF-8 become halves of surrogate pairs, which no query may have.
    text = data.decode("utf-8", errors="surrogateescape")
    end = 0
    try:
        for token in tokens(text):
            assert token.text, "an empty token"
            assert text.startswith(token.text, token.start), token
            assert GAP.fullmatch(text, end, token.start), token
            end = token.start + len(token.text)
        assert GAP.fullmatch(text, end), "text after the last token"
        assert isinstance(guard(QueryRequest(text)), GuardedQuery)
    except RequestError:
        diagnose(text, "")


def main() -> None:
    """Runs until it is told to stop, or until a text breaks what holds for all."""
    atheris.Setup(sys.argv, examine)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
