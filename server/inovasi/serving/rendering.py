"""How templates run: with as few steps as may be for each value, of which a page has a thousand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import BuiltinMethodType, FunctionType, MethodType
from typing import Any, Final

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

# What Jinja looks for on whatever is called, and what it looks for it on in two ways.
_MARK: Final = "jinja_pass_arg"
_PLAIN: Final = frozenset({BuiltinMethodType, FunctionType, MethodType, partial})


def quicken(environment: Environment) -> None:
    """Has an environment compile and run its templates so."""
    environment.code_generator_class = _Code
    environment.context_class = _Calling


def escaped(value: Any) -> str:
    """A value as HTML; what is HTML already as it is, and not as a copy."""
    return value if type(value) is Markup else escape(value)


class _Code(CodeGenerator):
    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        super().visit_Template(node, frame)
        # In place of the name that was imported above all.
        self.writeline(f"from {__name__} import {escaped.__name__} as escape")


class _Calling(Context):
    def call(self, called: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """What it is called with, and what Jinja puts before that where the callee is marked."""
        kind = type(called)
        if kind is Macro:
            args = (self.eval_ctx, *args)
        elif kind not in _PLAIN or hasattr(called, _MARK):
            return super().call(called, *args, **kwargs)
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return called(*args, **kwargs)
