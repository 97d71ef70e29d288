"""Places in resources: every range, coordinate and dimension range, wherever it hides.

Charts, rules and filters name the cells they are about at different depths; what moves
cells must find them all.
"""

from collections.abc import Callable
from typing import TypeAlias

from emulator.sheets.schema import Value
from emulator.web import JSON

Place: TypeAlias = JSON
Change: TypeAlias = Callable[[Place], Place | None]
"""Gives a place as it is afterwards; ``None`` if there is nothing left of it."""

_KEYS = frozenset(
    {
        "sheetId",
        "startRowIndex",
        "endRowIndex",
        "startColumnIndex",
        "endColumnIndex",
        "rowIndex",
        "columnIndex",
        "dimension",
        "startIndex",
        "endIndex",
    }
)
_NAMES = frozenset(
    {
        "anchorCell",
        "dataRange",
        "dimensionRange",
        "range",
        "ranges",
        "sources",
        "unprotectedRanges",
    }
)


def is_place(value: Value, name: str) -> bool:
    """Whether a value names cells.

    ``{}`` does where a range belongs: all cells of the tab whose id is 0.
    """
    if not isinstance(value, dict):
        return False
    return _KEYS.issuperset(value) if value else name in _NAMES


def changed(resource: Value, change: Change, name: str = "") -> Value:
    """Return a resource with its places changed.

    ``None`` if what it is about is gone.
    """
    if is_place(resource, name):
        return change(resource)
    if isinstance(resource, list):
        return _list(resource, change, name)
    if not isinstance(resource, dict):
        return resource
    made = {}
    for key, value in resource.items():
        made[key] = changed(value, change, key)
        if made[key] is None and value is not None:
            return None
    return made


def all_changed(resources: list[JSON], change: Change) -> list[JSON]:
    """Return the resources that are still about something, with their places changed."""
    made = (changed(resource, change) for resource in resources)
    return [resource for resource in made if resource is not None]


def retargeted(resource: Value, old: int, new: int) -> Value:
    """Return a resource that is about another tab than it was."""

    def change(place: Place) -> Place:
        if place.get("sheetId", 0) != old:
            return place
        rest = {key: value for key, value in place.items() if key != "sheetId"}
        return {"sheetId": new, **rest} if new else rest

    return changed(resource, change)


def _list(items: list[Value], change: Change, name: str) -> list[Value] | None:
    kept = [made for item in items if (made := changed(item, change, name)) is not None]
    return None if items and not kept else kept
