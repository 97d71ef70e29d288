"""Requests about bands of colour, and about tables."""

import secrets

from emulator.copying import copied
from emulator.sheets.batch import Actions, Area, Batch, Refused, mask
from emulator.sheets.fields import Tree, apply
from emulator.sheets.formats import formatted
from emulator.sheets.formulas import effective
from emulator.web import JSON
from emulator.world import SheetTab


def add_banding(batch: Batch, request: JSON) -> JSON:
    """Colour the rows or columns of a range by turns."""
    asked = copied(request.get("bandedRange", {}))
    area = _free(batch, asked, "banded", None)
    taken = [held["bandedRangeId"] for _, held in _all(batch, "banded")]
    if asked.get("bandedRangeId") in taken:
        raise Refused(f"A banded range with id {asked['bandedRangeId']} exists.")
    number = asked.get("bandedRangeId") or batch.new_id(taken)
    made = {"bandedRangeId": number, **asked, "range": area.to_json()}
    area.tab.banded.append(made)
    return {"bandedRange": made}


def update_banding(batch: Batch, request: JSON) -> None:
    """Change the colours or the cells of a banded range."""
    asked = request.get("bandedRange", {})
    _update(batch, asked, mask(request, "BandedRange"), "banded", "bandedRangeId")


def delete_banding(batch: Batch, request: JSON) -> None:
    """Take the colours of a banded range away."""
    tab, held = _held(batch, "banded", "bandedRangeId", request.get("bandedRangeId", 0))
    tab.banded.remove(held)


def add_table(batch: Batch, request: JSON) -> JSON:
    """Make a range a table; its columns are named by its first row."""
    asked = copied(request.get("table", {}))
    area = _free(batch, asked, "tables", None)
    tables = [held for _, held in _all(batch, "tables")]
    name = asked.get("name") or f"Table{len(tables) + 1}"
    if name.lower() in {table["name"].lower() for table in tables}:
        raise Refused(f'A table with the name "{name}" already exists.')
    made = {
        "tableId": asked.get("tableId") or str(secrets.randbelow(10**10)),
        **asked,
        "name": name,
        "range": area.to_json(),
        "columnProperties": _columns(batch, area, asked),
    }
    area.tab.tables.append(made)
    return {"table": made}


def update_table(batch: Batch, request: JSON) -> None:
    """Change a table's name, cells or columns."""
    asked = request.get("table", {})
    made = _update(batch, asked, mask(request, "Table"), "tables", "tableId")
    made["columnProperties"] = _columns(batch, batch.area(made["range"]), made)


def delete_table(batch: Batch, request: JSON) -> None:
    """Delete a table and what is in its cells."""
    tab, held = _held(batch, "tables", "tableId", request.get("tableId", ""))
    area = batch.area(held["range"])
    batch.guard(area)
    for place in area.places():
        tab.cells.pop(place, None)
    tab.tables.remove(held)


def _columns(batch: Batch, area: Area, asked: JSON) -> list[JSON]:
    given = {
        one.get("columnIndex", 0): one for one in asked.get("columnProperties", ())
    }
    made = []
    for number, column in enumerate(area.columns):
        cell = area.tab.cells.get((area.top, column), {})
        value = effective(batch.spreadsheet, area.tab, area.top, column) if cell else {}
        name = formatted(cell, value, batch.spreadsheet) if value else ""
        one: JSON = {"columnIndex": number} if number else {}
        one["columnName"] = name or f"Column {number + 1}"
        made.append({**one, **given.get(number, {})})
    return made


def _free(batch: Batch, asked: JSON, attribute: str, itself: JSON | None) -> Area:
    if "range" not in asked:
        raise Refused("range must be specified.")
    area = batch.area(asked["range"])
    for held in getattr(area.tab, attribute):
        if held is not itself and area.overlaps(batch.area(held["range"])):
            raise Refused(
                "You cannot add alternating background colors to a range that already "
                "has alternating background colors."
            )
    return area


def _update(batch: Batch, asked: JSON, tree: Tree, attribute: str, key: str) -> JSON:
    tab, held = _held(batch, attribute, key, asked.get(key))
    made = copied(held)
    apply(made, copied(asked), tree)
    made[key] = held[key]
    area = _free(batch, made, attribute, held)
    made["range"] = area.to_json()
    getattr(tab, attribute).remove(held)
    getattr(area.tab, attribute).append(made)
    return made


def _all(batch: Batch, attribute: str) -> list[tuple[SheetTab, JSON]]:
    return [
        (tab, held)
        for tab in batch.spreadsheet.tabs
        for held in getattr(tab, attribute)
    ]


def _held(
    batch: Batch, attribute: str, key: str, value: object
) -> tuple[SheetTab, JSON]:
    for tab, held in _all(batch, attribute):
        if held[key] == value:
            return tab, held
    kind = "banded range" if attribute == "banded" else "table"
    raise Refused(f"No {kind} with id: {value}")


ACTIONS: Actions = {
    "addBanding": add_banding,
    "addTable": add_table,
    "deleteBanding": delete_banding,
    "deleteTable": delete_table,
    "updateBanding": update_banding,
    "updateTable": update_table,
}
