"""No module keeps texts of plans: what remembers has an owner and a bound in bytes."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
MODULES = sorted((ROOT / "sync").rglob("*.py"))

# made of what ships with the worker, the calendar or an office's settings, never of a plan
OF_CONSTANTS = {
    "adapters/ledgers.py:_database_in",
    "documents/word.py:_engine",
    "mail/message.py:_engine",
    "messages.py:load_words",
    "rules/text/counts.py:word_counts",
    "rules/text/language.py:language",
    "thai/holidays.py:_public",  # of two years
}
A_FEW = 4
NAMES = {"lru_cache", "cache"}
UNBOUNDED = {"cachetools", "joblib", "diskcache"}


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Call):
        return _name(node.func)
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _entries(decorator: ast.expr) -> int | None:
    """Return how many answers a decorator keeps at most; ``None`` for any number."""
    if not isinstance(decorator, ast.Call):
        return None
    given = [*decorator.args, *(k.value for k in decorator.keywords)]
    number = given[0] if given else None
    if isinstance(number, ast.Constant) and isinstance(number.value, int):
        return number.value
    return None


def _takes_arguments(function: ast.FunctionDef) -> bool:
    given = function.args
    return bool(given.args or given.kwonlyargs or given.vararg or given.kwarg)


def _on_functions(tree: ast.AST) -> Iterator[tuple[ast.FunctionDef, ast.expr]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            for decorator in node.decorator_list:
                if _name(decorator) in NAMES:
                    yield node, decorator


def _imported(node: ast.AST) -> set[str]:
    if isinstance(node, ast.ImportFrom):
        return {node.module or ""}
    return {a.name for a in node.names} if isinstance(node, ast.Import) else set()


def kept_by_modules(source: str) -> Iterator[str]:
    """Yield what a module keeps for itself."""
    tree = ast.parse(source)
    decorating: set[ast.AST] = set()
    for function, decorator in _on_functions(tree):
        decorating |= set(ast.walk(decorator))
        if _takes_arguments(function):
            is_few = (_entries(decorator) or A_FEW + 1) <= A_FEW
            yield function.name if is_few else f"{function.name} keeps any number"
    for node in ast.walk(tree):
        is_use = isinstance(node, ast.Name | ast.Attribute) and _name(node) in NAMES
        if is_use and node not in decorating:
            yield "a cache that decorates nothing"
        yield from _imported(node) & UNBOUNDED


def test_no_module_keeps_what_was_made_of_texts() -> None:
    found = {
        f"{path.relative_to(ROOT / 'sync').as_posix()}:{kept}"
        for path in MODULES
        for kept in kept_by_modules(path.read_text("utf-8"))
    }

    assert found == OF_CONSTANTS


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("@lru_cache\ndef f(text): ...", "f keeps any number"),
        ("@lru_cache()\ndef f(text): ...", "f keeps any number"),
        ("@functools.lru_cache(maxsize=None)\ndef f(text): ...", "f keeps any number"),
        ("@lru_cache(maxsize=1 << 16)\ndef f(text): ...", "f keeps any number"),
        ("@lru_cache(64)\ndef f(*texts): ...", "f keeps any number"),
        ("@cache\ndef f(*, text): ...", "f keeps any number"),
        ("@lru_cache(maxsize=2)\ndef f(text): ...", "f"),
        ("key = lru_cache(maxsize=1024)(key)", "a cache that decorates nothing"),
        ("class C:\n  @cache\n  def f(self): ...", "f keeps any number"),
        ("from cachetools import LRUCache", "cachetools"),
    ],
)
def test_a_cache_of_a_module_is_seen_however_it_is_written(
    source: str, kept: str
) -> None:
    assert list(kept_by_modules(source)) == [kept]


def test_a_constant_asked_for_without_arguments_is_no_cache_of_texts() -> None:
    assert list(kept_by_modules("@cache\ndef provinces(): ...")) == []
