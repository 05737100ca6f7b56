"""Literals and addresses that mean mischief to whatever reads an answer."""

from __future__ import annotations

from typing import Final

SCRIPT: Final = "<script>alert(1)</script>"
# Any format can write these.
TEXTS: Final = (
    SCRIPT,
    "</title></textarea></pre><img src=x onerror=alert(1)>",
    "\" onmouseover='alert(1)' x=\"",
    "javascript:alert(1)",
    "]]>&lt;&amp;&#60;<!-- --><![CDATA[",
    "{{ 7 * 7 }}{% raw %}${7*7}#{7*7}",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1-1",
    "@SUM(1;1)",
    "\t=1",
    'quotes " and "" and , and ;',
    "lines\nand\r\nmore\rlines",
    "back\\slash \\n \\u0041",
    "right to left \u202eevil\u202c \u2066\u2069",
    "separators \u2028 and \u2029 and \x85",
    "e\u0301\u0300\u0327" * 50,
    "\U0001f4a9 \U0010fffd",
    "x" * 10_000,
    "'; DROP TABLE x; --",
    '""" . <x:s> <x:p> <x:o> . """',
    "",
    " ",
)
# XML 1.0 has no way to write these.
UNSPEAKABLE: Final = ("\x00", "\x01 \x08 \x0b \x0c \x1f", "\ufffe \uffff")
ADDRESSES: Final = (
    "javascript:alert(1)",
    "data:text/html,alert(1)",
    "http://h/'x'&y=(z);#'",
    "http://h/%3Cscript%3E",
    "x:" + "y" * 5_000,
)


def statements() -> str:
    """N-Triples that say them."""
    said = [f"<http://h/says> {_literal(text)}" for text in TEXTS]
    said += [f"<http://h/hides> {_literal(text)}" for text in UNSPEAKABLE]
    said += [f"<http://h/knows> <{iri}>" for iri in ADDRESSES]
    return "".join(f"<http://h/mischief> {rest} .\n" for rest in said)


def _literal(text: str) -> str:
    return '"' + "".join(f"\\U{ord(character):08X}" for character in text) + '"'
