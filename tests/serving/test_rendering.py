"""Templates run as Jinja runs them, in fewer steps."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from inovasi.serving.rendering import escaped, quicken

TEMPLATES = {
    "macros": "{% macro shown(text, more='') %}<b>{{ text }}{{ more }}"
    "{% if caller is defined %}{{ caller() }}{% endif %}</b>"
    "{% endmacro %}",
    "base": "<title>{% block title %}{% endblock %}</title>{{ self.title() }}",
    "page": "{% extends 'base' %}{% from 'macros' import shown with context %}"
    "{% block title %}{{ text }} & {{ html }}{{ number }}{{ own }}{% endblock %}",
    "calls": "{% from 'macros' import shown with context %}{{ shown(text, more=html) }}"
    "{% call shown(text) %}{{ html }}{% endcall %}{{ part('<') }}"
    "{{ method('<') }}{{ text.upper() }}"
    "{% for each in [1, 2] %}{% set here = each %}"
    "{{ marked('here') }}{{ object('here') }}{{ plain(here) }}{% endfor %}"
    "{% set kept %}{{ text }}{% endset %}{{ kept }}{{ [text, html] | join }}{{ text ~ html }}",
}


class Own:
    def __html__(self) -> str:
        return "<i>own</i>"

    def method(self, text: str) -> str:
        return text * 2


class Marked:
    @pass_context
    def __call__(self, context: Context, name: str) -> Any:
        return context[name]


@pass_context
def marked(context: Context, name: str) -> Any:
    return context[name]


GIVEN: dict[str, Any] = {
    "text": "<&\"'>",
    "html": Markup("<br>"),
    "number": 1,
    "own": Own(),
    "method": Own().method,
    "part": partial("{}{}".format, "<p>"),
    "marked": marked,
    "object": Marked(),
    "plain": lambda each: f"<{each}>",
}


def environment(quick: bool) -> Environment:
    made = Environment(loader=DictLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    if quick:
        quicken(made)
    return made


@pytest.mark.parametrize("name", ["page", "calls"])
def test_a_template_gives_the_same_text(name: str) -> None:
    plain, quick = (environment(each).get_template(name).render(GIVEN) for each in (False, True))
    assert plain == quick
    assert "&lt;&amp;&#34;&#39;&gt;" in quick
    assert "<br>" in quick


def test_what_is_not_there_is_an_error_as_before() -> None:
    with pytest.raises(UndefinedError):
        environment(quick=True).from_string("{{ nothing() }}").render()


def test_html_is_passed_on_and_all_else_escaped() -> None:
    html = Markup("<br>")
    assert escaped(html) is html
    assert escaped("<br>") == "&lt;br&gt;"
    assert escaped(Own()) == "<i>own</i>"
    assert escaped(3) == "3"


def test_code_that_is_made_so_says_it() -> None:
    made = environment(quick=True)
    assert "import escaped as escape" in made.compile("{{ text }}", raw=True)
