"""The sandbox templates are evaluated in: nothing escapes, and nothing has no end.

A template is written by staff, perhaps in a document that many can edit. jinja2 keeps
it from what is Python's own; here it is kept from filling the memory and from never
ending, by what it may use and by a budget of what it may print.
"""

from collections.abc import Callable, Iterable, Mapping
from types import BuiltinMethodType
from typing import Any

import jinja2
from jinja2 import TemplateRuntimeError, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from sync.memo import Memo, remembered

BUDGET, BUDGET_A_PROJECT = 100_000_000, 40_000
"""Letters printed and put together: two thousand projects take some forty million.

A plan of more projects has more; how many there can be is bounded where it is read.
"""

_ROUND = 400
"""Letters that going once round a loop counts as, though it print none."""

_MOST_TAGS, _TAGS_A_PROJECT = 4_000_000, 1_000
"""What is printed is made into elements; two thousand projects have a million."""

TOO_MUCH = "it prints more than any plan has"

_MEMO = 32 * 2**20
"""Bytes of templates, made ready: an office's are the same night after night."""

_LARGEST = 10**15
"""Numbers beyond are none that a plan counts."""

_FILTERS = frozenset(
    {
        "abs",
        "capitalize",
        "count",
        "d",
        "default",
        "e",
        "escape",
        "first",
        "float",
        "forceescape",
        "int",
        "items",
        "join",
        "last",
        "length",
        "list",
        "lower",
        "map",
        "max",
        "min",
        "reject",
        "rejectattr",
        "reverse",
        "round",
        "select",
        "selectattr",
        "sort",
        "string",
        "striptags",
        "sum",
        "title",
        "trim",
        "truncate",
        "unique",
        "upper",
        "urlencode",
        "wordcount",
    }
)
_METHODS = frozenset(
    {
        "count",
        "endswith",
        "find",
        "get",
        "index",
        "isdecimal",
        "isdigit",
        "items",
        "keys",
        "lower",
        "lstrip",
        "partition",
        "removeprefix",
        "removesuffix",
        "rfind",
        "rpartition",
        "rsplit",
        "rstrip",
        "split",
        "splitlines",
        "startswith",
        "strip",
        "title",
        "upper",
        "values",
    }
)
_GLOBALS = frozenset({"range", "dict", "namespace"})


class Sandbox(ImmutableSandboxedEnvironment):
    """jinja2's sandbox with an end; ``views`` are types all of whose fields are safe.

    Half of the time went into compiling the same template every time, and into
    searching our own views for what is unsafe: they hold nothing but texts.
    """

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, views: Mapping[type, frozenset[str]], **options: Any) -> None:  # noqa: ANN401
        finalize = options.pop("finalize")
        super().__init__(finalize=self._counted(finalize), **options)
        self.template_class = _Bounded
        self._views = views
        self._left = BUDGET
        self.filters = {name: self.filters[name] for name in _FILTERS}
        self.filters["join"] = self._join
        self.globals = {name: self.globals[name] for name in _GLOBALS}
        self.memo = Memo(_MEMO)

    def begin(self, projects: int = 0) -> None:
        """Give a template its whole budget."""
        self._left = max(BUDGET, BUDGET_A_PROJECT * projects)

    def spend(self, letters: int) -> None:
        """Take so much from the budget; called by what a template is compiled to."""
        self._left -= letters
        if self._left < 0:
            raise TemplateRuntimeError(TOO_MUCH)

    def put_together(self, *parts: object) -> str:
        """Join texts, as ``~`` does."""
        joined = markup_join(parts)
        self.spend(len(joined))
        return joined

    # --- what jinja2 asks -------------------------------------------------------------

    def from_string(self, source: Any, *_: Any, **__: Any) -> jinja2.Template:  # noqa: ANN401
        """Compile a template, once for each source."""
        return _compiled(self, str(source))

    def getattr(self, obj: object, attribute: str) -> object:
        """Return what stands after a dot, if it is safe."""
        if type(obj) in self._views and attribute in self._views[type(obj)]:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def call_binop(
        self,
        context: Context,
        operator: str,
        left: Any,  # noqa: ANN401
        right: Any,  # noqa: ANN401
    ) -> object:
        """Count numbers, and put texts together as long as there is budget."""
        if operator == "+" and not _is_number(left):
            self.spend(_size(left) + _size(right))
        elif operator == "**" or not (_is_number(left) and _is_number(right)):
            raise SecurityError(f"{operator!r} works with small numbers only")
        return super().call_binop(context, operator, left, right)

    def wrap_str_format(self, value: object) -> None:
        """Leave ``format`` as it is: it is none of the methods that may be called."""

    def is_safe_callable(self, obj: object) -> bool:
        """Refuse methods that make much of little, or change what they belong to."""
        if isinstance(obj, BuiltinMethodType) and obj.__name__ not in _METHODS:
            raise SecurityError(f"a template may not call {obj.__name__!r}")
        return super().is_safe_callable(obj)

    def _parse(
        self, source: str, name: str | None, filename: str | None
    ) -> nodes.Template:
        tree: nodes.Template = _Counting().visit(super()._parse(source, name, filename))
        return tree

    # --- what counts ------------------------------------------------------------------

    def _counted(self, finalize: Callable[[object], str]) -> Callable[[object], str]:
        def counted(value: object) -> str:
            text = finalize(value)
            self.spend(len(text))
            return text

        return counted

    def _join(self, value: Iterable[object], d: str = "") -> str:
        parts = list(value)
        between = [d] * (2 * len(parts) - 1) if parts else []
        self.spend(sum(len(str(part)) for part in parts) + len(between) * len(str(d)))
        between[::2] = parts  # type: ignore[assignment]
        return markup_join(between)


class _Bounded(jinja2.Template):
    """A template that begins with its whole budget each time."""

    environment: Sandbox

    def render(self, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401
        """Return the text, if it has an end."""
        projects = len(dict(*args, **kwargs).get("projects", ()))
        self.environment.begin(projects)
        text = super().render(*args, **kwargs)
        if text.count("<") > max(_MOST_TAGS, _TAGS_A_PROJECT * projects):
            raise TemplateRuntimeError(TOO_MUCH)
        return text


class _Counting(NodeTransformer):
    """Lets everything that may go on for ever say how far it is."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        return self._counted(node)

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802
        return self._counted(node)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _call("put_together", node.nodes, node.lineno)

    def _counted(self, node: nodes.For | nodes.Macro) -> nodes.Node:
        self.generic_visit(node)
        letters = _ROUND + sum(len(text.data) for text in node.find_all(_DATA))
        spent = _call("spend", [nodes.Const(letters)], node.lineno)
        node.body.insert(0, nodes.ExprStmt(spent, lineno=node.lineno))
        return node


_DATA = nodes.TemplateData


def _call(method: str, arguments: list[nodes.Expr], line: int) -> nodes.Call:
    asked = nodes.EnvironmentAttribute(method, lineno=line)
    return nodes.Call(asked, arguments, [], None, None, lineno=line)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and abs(value) < _LARGEST


def _size(value: object) -> int:
    return len(value) if isinstance(value, str | list | tuple) else 1


@remembered
def _compiled(environment: Sandbox, source: str) -> jinja2.Template:
    environment.begin()
    return super(Sandbox, environment).from_string(source)
