"""Requests about rules: what cells may hold, and how they look under a condition."""

from emulator.copying import copied
from emulator.sheets.batch import Actions, Batch, Refused
from emulator.sheets.cells import put
from emulator.web import JSON
from emulator.world import SheetTab


def set_data_validation(batch: Batch, request: JSON) -> None:
    """Set the rule for what the cells of a range may hold, or take it away."""
    area = batch.area(request.get("range", {}))
    batch.guard(area)
    rule = request.get("rule")
    _check(rule.get("condition", {}) if rule else None)
    cell: JSON = {"dataValidation": rule} if rule else {}
    for row, column in area.places():
        put(area.tab, row, column, cell, {"dataValidation": {}})


def add_conditional_format(batch: Batch, request: JSON) -> None:
    """Add a rule for how cells look; without an index before all others."""
    rule = copied(request.get("rule", {}))
    tab = _tab(batch, rule)
    index = request.get("index", 0)
    if index > len(tab.conditional_formats):
        raise _no_rule(tab, index)
    tab.conditional_formats.insert(index, rule)


def update_conditional_format(batch: Batch, request: JSON) -> JSON:
    """Replace a rule, or move it among the others."""
    index = request.get("index", 0)
    if "rule" in request:
        rule = copied(request["rule"])
        tab = _tab(batch, rule)
        old = _at(tab, index)
        tab.conditional_formats[index] = rule
        return {"oldRule": old, "newRule": rule} | _indexes(index, index)
    tab = batch.tab(request.get("sheetId", 0))
    rule, new = _at(tab, index), request.get("newIndex", 0)
    if new > len(tab.conditional_formats):
        raise _no_rule(tab, new)
    tab.conditional_formats.remove(rule)
    tab.conditional_formats.insert(new, rule)
    return {"oldRule": rule, "newRule": rule} | _indexes(index, new)


def delete_conditional_format(batch: Batch, request: JSON) -> JSON:
    """Delete a rule; those after it move up."""
    tab = batch.tab(request.get("sheetId", 0))
    rule = _at(tab, request.get("index", 0))
    tab.conditional_formats.remove(rule)
    return {"rule": rule}


def _check(condition: JSON | None) -> None:
    if condition is None:
        return
    kind = condition.get("type")
    if not kind:
        raise Refused("condition.type must be specified.")
    if kind in {"ONE_OF_LIST", "ONE_OF_RANGE", "CUSTOM_FORMULA"}:
        values = condition.get("values", [])
        if not values or (kind != "ONE_OF_LIST" and len(values) != 1):
            wanted = "At least one" if kind == "ONE_OF_LIST" else "Exactly one"
            raise Refused(f"{wanted} ConditionValue is required for {kind}.")


def _tab(batch: Batch, rule: JSON) -> SheetTab:
    if not rule.get("ranges"):
        raise Refused("rule.ranges must not be empty.")
    if "booleanRule" not in rule and "gradientRule" not in rule:
        raise Refused("rule must have a booleanRule or a gradientRule.")
    areas = [batch.area(rng) for rng in rule["ranges"]]
    if any(area.tab is not areas[0].tab for area in areas):
        raise Refused("All ranges of a rule must be on the same sheet.")
    return areas[0].tab


def _at(tab: SheetTab, index: int) -> JSON:
    if index >= len(tab.conditional_formats):
        raise _no_rule(tab, index)
    return tab.conditional_formats[index]


def _no_rule(tab: SheetTab, index: int) -> Refused:
    return Refused(f"No conditional format on sheet: {tab.id} at index: {index}")


def _indexes(old: int, new: int) -> JSON:
    # as everywhere, Google leaves 0 out
    named = {"oldIndex": old, "newIndex": new}
    return {name: index for name, index in named.items() if index}


ACTIONS: Actions = {
    "addConditionalFormatRule": add_conditional_format,
    "deleteConditionalFormatRule": delete_conditional_format,
    "setDataValidation": set_data_validation,
    "updateConditionalFormatRule": update_conditional_format,
}
