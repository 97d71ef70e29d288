"""Formulas that follow what they refer to, or are copied elsewhere."""

from collections.abc import Callable, Iterator
from typing import Any, Protocol

from emulator.sheets.a1 import quoted
from emulator.sheets.calc.references import Reference, read_reference
from emulator.sheets.calc.tokens import Kind, UnreadableFormula, tokenize
from emulator.world import SheetTab, Spreadsheet

_GONE = "#REF!"


class Shift(Protocol):
    """What happens to the indexes of rows, or of columns."""

    def index(self, old: int) -> int | None:
        """Return where one ends up; ``None`` if it is gone."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a range ends up; an empty one if all of it is gone."""


def shift_formula(
    text: str, *, home: SheetTab, target: SheetTab, dimension: str, by: Shift
) -> str:
    """Return a formula of tab ``home`` after rows or columns of ``target`` moved."""

    def moved(reference: Reference) -> Reference | None:
        title = reference.title
        here = home is target or home.id == target.id
        meant = here if title is None else _same(title, target.title)
        return reference.along(dimension, by.index, by.span) if meant else reference

    return _rewritten(text, moved)


def copied_formula(text: str, rows: int, columns: int) -> str:
    """Return a formula as it is so many rows and columns away; ``$`` stays."""
    return _rewritten(text, lambda reference: reference.copied(rows, columns))


def rename_tab(spreadsheet: Spreadsheet, before: str, after: str) -> None:
    """Let the formulas of a spreadsheet follow the new title of a tab."""
    prefix = f"{quoted(after)}!"

    def renamed(reference: Reference) -> Reference:
        if reference.title is None or not _same(reference.title, before):
            return reference
        return Reference(prefix, reference.first, reference.last)

    for tab in spreadsheet.tabs:
        for holder, name in _formulas([tab.cells, tab.conditional_formats]):
            holder[name] = _rewritten(holder[name], renamed)


def _rewritten(text: str, change: Callable[[Reference], Reference | None]) -> str:
    try:
        tokens = list(tokenize(text))
    except UnreadableFormula:
        return text
    return "".join(
        _changed(token.text, change) if token.kind is Kind.REFERENCE else token.text
        for token in tokens
    )


def _changed(text: str, change: Callable[[Reference], Reference | None]) -> str:
    before = read_reference(text)
    after = change(before)
    if after is None:
        return _GONE
    return text if after == before else str(after)


def _formulas(resource: object) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield where formulas are: in cells, and in conditions as what people entered."""
    if isinstance(resource, list):
        for item in resource:
            yield from _formulas(item)
    elif isinstance(resource, dict):
        for name, value in resource.items():
            entered = name in {"formulaValue", "userEnteredValue"}
            if entered and isinstance(value, str) and value.startswith("="):
                yield resource, name
            else:
                yield from _formulas(value)


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
