"""The Jinja2 that people of the database write: autoescaped, and unable to reach out or to hang.

What a template may do is listed here, not what it may not: names of attributes, filters, the other
templates it is given. Loops, calls, filters and all that is written are paid for out of a budget
for each rendering, so nested loops or texts that double end as an error with a line number.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from typing import Any, cast

from jinja2 import (
    BaseLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    Undefined,
    meta,
    nodes,
    pass_context,
)
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment

MAX_STEPS = 100_000
"""Rounds of loops, calls, filters and values written in one rendering."""
MAX_SIZE = 4_000_000
"""Characters written or joined in one rendering."""
MAX_SECONDS = 5.0
"""Seconds that one rendering may take."""

_FILTERS = (
    "abs", "capitalize", "count", "d", "default", "e", "escape", "first", "float", "groupby", "int",
    "items", "join", "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr",
    "reverse", "select", "selectattr", "sort", "striptags", "sum", "title", "trim", "truncate",
    "unique", "upper", "urlencode", "wordcount",
)  # fmt: skip
_ATTRIBUTES: tuple[tuple[type, frozenset[str]], ...] = (
    (str, frozenset(("upper", "lower", "title", "capitalize", "strip", "startswith", "endswith",
                     "split"))),
    (Mapping, frozenset(("items", "keys", "values", "get"))),
    (tuple, frozenset(("grouper", "list"))),  # what groupby gives
)  # fmt: skip
_OPEN = (LoopContext, Macro, TemplateModule, TemplateReference, BlockReference)
_WRITTEN = (str, int, float)


class RenderError(Exception):
    """A template that cannot be rendered; the text says where and why."""


class _LimitError(Exception):
    """A rendering that does too much."""


class _Budget:
    def __init__(self) -> None:
        self._steps = MAX_STEPS
        self._size = MAX_SIZE
        self._end = time.monotonic() + MAX_SECONDS

    def spend(self, size: int = 0) -> None:
        self._steps -= 1
        self._size -= size
        if self._steps < 0:
            raise _LimitError(f"it takes more than {MAX_STEPS:,} steps")
        if self._size < 0:
            raise _LimitError(f"it makes more than {MAX_SIZE:,} characters")
        if time.monotonic() > self._end:
            raise _LimitError(f"it takes longer than {MAX_SECONDS:g} seconds")


_budget: ContextVar[_Budget] = ContextVar("_budget")


def _spend(size: int = 0) -> None:
    _budget.get().spend(size)


def _size(value: Any) -> int:
    return len(value) if isinstance(value, (str, list, tuple, dict, range)) else 0


def _metered(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def wrapper(*arguments: Any, **named: Any) -> Any:
        _spend(sum(map(_size, arguments)))
        result = function(*arguments, **named)
        _spend(_size(result))
        return result

    return wrapper


def _counted(values: Iterable[Any]) -> Iterator[Any]:
    for value in values:
        _spend()
        yield value


def _rounded(value: Any, precision: int = 0) -> float:
    return round(float(value), max(-20, min(precision, 20)))


def _batched(values: Iterable[Any], size: int) -> list[list[Any]]:
    listed = list(values)
    if not isinstance(size, int) or size < 1:
        raise ValueError(f"batch takes a size from 1 on, not {size}")
    return [listed[start : start + size] for start in range(0, len(listed), size)]


@pass_context
def _written(context: Context, value: Any) -> Any:
    """Return what is put out for a value: nothing for none."""
    if value is None:
        return ""
    if not isinstance(value, (*_WRITTEN, Undefined)):
        raise TypeError(f"a {type(value).__name__} cannot be written; write its parts")
    _spend(_size(value))
    return value


class _Loader(BaseLoader):
    """The templates of an issue by name, and nothing else."""

    def __init__(self, sources: Mapping[str, str | None], label: Callable[[str], str]) -> None:
        self._sources = sources
        self._label = label

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        source = self._sources.get(template)
        if source is None:
            raise TemplateNotFound(template)
        return source, self._label(template), lambda: True


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of templates. It is given the templates that it knows, by name.

    known: for each name that templates see, the attributes that it has, or None for any; no names
    at all are checked without it. label: how an error calls a template of a name.
    """

    intercepted_binops = frozenset(("+", "*", "**", "%"))

    def __init__(
        self,
        sources: Mapping[str, str | None],
        *,
        escape: bool,
        known: Mapping[str, frozenset[str] | None] | None = None,
        label: Callable[[str], str] = str,
    ) -> None:
        super().__init__(
            loader=_Loader(sources, label),
            autoescape=escape,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            optimized=False,
            finalize=_written,
            cache_size=-1,
        )
        self.filters = {name: _metered(FILTERS[name]) for name in _FILTERS} | {
            "_counted": _counted,
            "_joined": self._joined,
            "round": _metered(_rounded),
            "batch": _metered(_batched),
        }
        self.globals = {"range": self.globals["range"]}
        self.known = known
        self._sources = sources
        self._label = label
        self.trees: dict[str | None, nodes.Template] = {}

    def compiled(self, name: str) -> Template:
        """Compile a template and those that it needs. Raises RenderError, with the line."""
        try:
            template = self.get_template(name)
            todo = [name]
            for other in todo:
                self.get_template(other)
                for needed, line in _needed(self.trees[other]):
                    if self._sources.get(needed) is None:
                        raise RenderError(
                            f"{self._label(other)}, line {line}: there is no template {needed!r}"
                        )
                    if needed not in todo:
                        todo.append(needed)
        except TemplateSyntaxError as error:
            where = error.filename or error.name or name
            raise RenderError(f"{where}, line {error.lineno}: {error.message}") from error
        except (TemplateError, SyntaxError, RecursionError, MemoryError, ValueError) as error:
            raise RenderError(f"{name}: it cannot be compiled: {error}") from error
        return template

    def rendered(self, template: Template, context: Mapping[str, Any]) -> str:
        """Render a template within its budget. Raises RenderError, with the line."""
        token = _budget.set(_Budget())
        try:
            return template.render(context)
        except TemplateNotFound as error:
            raise RenderError(
                f"{_place(error, template)}: there is no template {error.name!r}"
            ) from error
        except SecurityError as error:
            raise RenderError(f"{_place(error, template)}: not allowed: {error}") from error
        except RecursionError as error:
            raise RenderError(f"{_place(error, template)}: it calls itself without end") from error
        except (
            TemplateError, TypeError, ArithmeticError, LookupError, ValueError, AttributeError,
            MemoryError, _LimitError,
        ) as error:  # fmt: skip
            raise RenderError(f"{_place(error, template)}: {error}") from error
        finally:
            _budget.reset(token)

    # -- what the sandbox asks

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a template may reach for an attribute."""
        if attr.startswith("_"):
            return False
        if isinstance(obj, _OPEN):
            return True
        return any(isinstance(obj, kind) and attr in names for kind, names in _ATTRIBUTES)

    def wrap_str_format(self, value: Any) -> None:
        """Leave str.format to is_safe_attribute, which does not know it."""

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call what a template calls, for a step."""
        _spend(sum(map(_size, args)))
        return super().call(__context, __obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Calculate, within bounds."""
        numbers = isinstance(left, (int, float)) and isinstance(right, (int, float))
        if operator == "%" and not numbers:
            raise SecurityError("% is for numbers")
        if operator == "**" and not (numbers and abs(left) <= 1000 and 0 <= right <= 16):
            raise SecurityError("** is for small numbers")
        if operator == "*":
            if numbers and (abs(left) > 2**62 or abs(right) > 2**62):
                raise OverflowError("a number is too large")
            _spend(
                0 if numbers
                else _size(left) * right if isinstance(right, int)
                else _size(right) * left if isinstance(left, int) else 0
            )  # fmt: skip
        elif operator == "+":
            _spend(_size(left) + _size(right))
        return super().call_binop(context, operator, left, right)

    def _joined(self, values: Iterable[Any]) -> Any:
        from markupsafe import Markup, escape

        parts = list(values)
        for part in parts:
            if not isinstance(part, (*_WRITTEN, Undefined)) and part is not None:
                raise TypeError(f"a {type(part).__name__} cannot be joined to text")
            _spend(_size(part))
        texts = ["" if part is None else part for part in parts]
        if any(hasattr(part, "__html__") for part in texts):
            return Markup("").join(escape(part) for part in texts)
        return "".join(str(part) for part in texts)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        try:
            self._check(tree, name, filename)
            self.trees[name] = super()._parse(source, name, filename)
            _meter(tree)
        except RecursionError as error:
            raise TemplateSyntaxError("it nests too deep", 1, name, filename) from error
        return tree

    def _check(self, tree: nodes.Template, name: str | None, filename: str | None) -> None:
        def refuse(node: nodes.Node, message: str) -> None:
            raise TemplateSyntaxError(message, node.lineno, name, filename)

        for node in tree.find_all(nodes.Node):
            if isinstance(node, nodes.EvalContextModifier):
                refuse(node, "escaping cannot be turned off")
            elif isinstance(
                node, (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
            ) and not (
                isinstance(node.template, nodes.Const) and isinstance(node.template.value, str)
            ):
                refuse(node, "a template is named in quotes, one at a time")
            elif isinstance(node, (nodes.List, nodes.Dict)) or (
                isinstance(node, nodes.Tuple) and node.ctx == "load"
            ):
                for part in node.iter_child_nodes():
                    if not isinstance(part, (nodes.Literal, nodes.Pair, nodes.Neg)):
                        refuse(part, "a list in a template is of constants")
            elif isinstance(node, nodes.Pair) and not isinstance(node.value, nodes.Literal):
                refuse(node, "an object in a template is of constants")
            elif isinstance(node, nodes.Name) and node.name in ("varargs", "kwargs"):
                refuse(node, f"{node.name} is not offered")
        if self.known is None:
            return
        try:
            free = meta.find_undeclared_variables(tree)
        except TemplateSyntaxError as error:  # a filter that is not there: it names no template
            raise TemplateSyntaxError(error.message or "", error.lineno, name, filename) from error
        unknown = free - set(self.known) - {"range"}
        for node in tree.find_all(nodes.Name):
            if node.name in unknown and node.ctx == "load":
                refuse(node, f"{node.name!r} is undefined; there are {', '.join(self.known)}")
        assigned = {n.name for n in tree.find_all(nodes.Name) if n.ctx != "load"}
        for node in tree.find_all(nodes.Getattr):
            if isinstance(node.node, nodes.Name) and node.node.name not in assigned:
                there = self.known.get(node.node.name)
                if there is not None and node.attr not in there:
                    what = ", ".join(sorted(there)) or "nothing"
                    whole = f"{node.node.name}.{node.attr}"
                    refuse(node, f"{whole!r} is undefined; {node.node.name} has {what}")


def _meter(tree: nodes.Node) -> None:
    """Have loops and joined texts pay."""

    def through(name: str, value: nodes.Node) -> nodes.Filter:
        return nodes.Filter(cast(nodes.Expr, value), name, [], [], None, None, lineno=value.lineno)

    for loop in tree.find_all(nodes.For):
        loop.iter = through("_counted", loop.iter)
    for parent in list(tree.find_all(nodes.Node)) + [tree]:
        for field, value in parent.iter_fields():
            if isinstance(value, nodes.Concat):
                parts = nodes.List(value.nodes, lineno=value.lineno)
                setattr(parent, field, through("_joined", parts))
            elif isinstance(value, list):
                value[:] = [
                    through("_joined", nodes.List(part.nodes, lineno=part.lineno))
                    if isinstance(part, nodes.Concat)
                    else part
                    for part in value
                ]


def _needed(tree: nodes.Template) -> list[tuple[str, int]]:
    """Return the templates that a template extends, includes or imports, each with the line."""
    kinds: tuple[type[nodes.Node], ...] = (
        nodes.Extends,
        nodes.Include,
        nodes.Import,
        nodes.FromImport,
    )
    return [
        (node.template.value, node.lineno)  # type: ignore[attr-defined]
        for node in tree.find_all(kinds)
    ]


def _place(error: BaseException, template: Template) -> str:
    """Return the template and the line that an error comes from."""
    place = template.filename or template.name or "template"
    trace = error.__traceback__
    while trace is not None:
        if "__jinja_exception__" in trace.tb_frame.f_globals:  # a frame that Jinja2 has renamed
            place = f"{trace.tb_frame.f_code.co_filename}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return place


def needed_templates(source: str, label: str) -> set[str]:
    """Return the templates that a source extends, includes or imports. Raises RenderError."""
    sandbox = Sandbox({label: source}, escape=False)
    try:
        sandbox.parse(source, name=label, filename=label)
    except TemplateSyntaxError as error:
        raise RenderError(f"{label}, line {error.lineno}: {error.message}") from error
    except (RecursionError, ValueError) as error:
        raise RenderError(f"{label}: it cannot be read: {error}") from error
    return {name for name, _ in _needed(sandbox.trees[label])}
