"""Requests about groups of rows or columns that can be folded away.

How deep each row lies decides what the groups are: one group for every run of rows that
lie at least so deep.
"""

from itertools import groupby

from emulator.sheets.batch import Actions, Batch, Refused, mask
from emulator.sheets.grid import sizes
from emulator.web import JSON
from emulator.world import SheetTab


def add_group(batch: Batch, request: JSON) -> JSON:
    """Group rows or columns, one deeper than they lie."""
    tab, span, dimension = _span(batch, request.get("range", {}))
    return _deepen(tab, span, dimension, 1)


def delete_group(batch: Batch, request: JSON) -> JSON:
    """Take rows or columns out of their deepest group."""
    tab, span, dimension = _span(batch, request.get("range", {}))
    depths = _depths(tab, dimension)
    if not any(depths[place] for place in span):
        raise Refused("No dimension group exists at the given range.")
    return _deepen(tab, span, dimension, -1)


def update_group(batch: Batch, request: JSON) -> None:
    """Fold a group away, or unfold it."""
    tree = mask(request, "DimensionGroup")
    asked = request.get("dimensionGroup", {})
    tab, span, dimension = _span(batch, asked.get("range", {}))
    for group in _groups(tab, dimension):
        if _members(group) == span and group["depth"] == asked.get("depth", 1):
            if "collapsed" in tree or "*" in tree:
                group.pop("collapsed", None)
                if asked.get("collapsed"):
                    group["collapsed"] = True
            return
    raise Refused("No dimension group exists at the given range and depth.")


def _span(batch: Batch, rng: JSON) -> tuple[SheetTab, range, str]:
    tab = batch.tab(rng.get("sheetId", 0))
    dimension = str(rng.get("dimension", "ROWS"))
    _, size = sizes(tab, dimension)
    span = range(rng.get("startIndex", 0), rng.get("endIndex", size))
    if not span or span.stop > size:
        raise Refused("The range of a dimension group must be on the grid.")
    return tab, span, dimension


def _groups(tab: SheetTab, dimension: str) -> list[JSON]:
    return tab.row_groups if dimension == "ROWS" else tab.column_groups


def _members(group: JSON) -> range:
    return range(group["range"]["startIndex"], group["range"]["endIndex"])


def _depths(tab: SheetTab, dimension: str) -> list[int]:
    _, size = sizes(tab, dimension)
    depths = [0] * size
    for group in _groups(tab, dimension):
        for place in _members(group):
            depths[place] += 1
    return depths


def _deepen(tab: SheetTab, span: range, dimension: str, by: int) -> JSON:
    folded = [
        (group["range"], group["depth"])
        for group in _groups(tab, dimension)
        if group.get("collapsed")
    ]
    depths = _depths(tab, dimension)
    for place in span:
        depths[place] = max(0, depths[place] + by)
    made = []
    for depth in range(1, max(depths, default=0) + 1):
        for inside, run in groupby(range(len(depths)), lambda i: depths[i] >= depth):  # noqa: B023
            places = list(run)
            if inside:
                rng = {
                    "dimension": dimension,
                    "startIndex": places[0],
                    "endIndex": places[-1] + 1,
                }
                rng = {"sheetId": tab.id, **rng} if tab.id else rng
                group: JSON = {"range": rng, "depth": depth}
                made.append(
                    {**group, "collapsed": True} if (rng, depth) in folded else group
                )
    if dimension == "ROWS":
        tab.row_groups = made
    else:
        tab.column_groups = made
    return {"dimensionGroups": made} if made else {}


ACTIONS: Actions = {
    "addDimensionGroup": add_group,
    "deleteDimensionGroup": delete_group,
    "updateDimensionGroup": update_group,
}
