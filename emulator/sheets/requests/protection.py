"""Requests about protected ranges."""

from emulator.copying import copied
from emulator.sheets.access import PROTECTED, may_edit
from emulator.sheets.batch import Actions, Batch, Refused, mask
from emulator.sheets.fields import apply
from emulator.web import JSON
from emulator.world import SheetTab


def add_protected_range(batch: Batch, request: JSON) -> JSON:
    """Protect cells; whoever asks may still edit them."""
    asked = copied(request.get("protectedRange", {}))
    asked.pop("requestingUserCanEdit", None)
    tab = _tab(batch, asked)
    _check(asked)
    taken = [held["protectedRangeId"] for _, held in _all(batch)]
    number = asked.get("protectedRangeId")
    if number in taken:
        raise Refused(f"A protected range with id: {number} already exists.")
    made = {"protectedRangeId": number or batch.new_id(taken), **asked}
    tab.protected.append(made)
    reply = {**made, "requestingUserCanEdit": True}
    if not made.get("warningOnly"):
        reply["editors"] = dict(asked.get("editors", {}))
        made["editors"] = {**reply["editors"], "users": _with_caller(batch, asked)}
    return {"protectedRange": reply}


def update_protected_range(batch: Batch, request: JSON) -> None:
    """Change what is protected, from whom, or the description."""
    tree = mask(request, "ProtectedRange")
    asked = request.get("protectedRange", {})
    tab, held = _held(batch, asked.get("protectedRangeId", 0))
    made = copied(held)
    apply(made, copied(asked), tree)
    made["protectedRangeId"] = held["protectedRangeId"]
    made.pop("requestingUserCanEdit", None)
    if made.get("warningOnly"):
        if "editors" in tree and "editors" in asked:
            _check(made)
        made.pop("editors", None)
    else:
        made["editors"] = {
            **made.get("editors", {}),
            "users": _with_caller(batch, made),
        }
    target = _tab(batch, made)
    place = tab.protected.index(held)
    if target is tab:
        tab.protected[place] = made
    else:
        tab.protected.remove(held)
        target.protected.append(made)


def delete_protected_range(batch: Batch, request: JSON) -> None:
    """Protect no longer."""
    tab, held = _held(batch, request.get("protectedRangeId", 0))
    tab.protected.remove(held)


def _check(asked: JSON) -> None:
    if asked.get("warningOnly") and asked.get("editors"):
        raise Refused("ProtectedRange is warningOnly. Editors cannot be set on it.")
    partial = any(name.endswith("Index") for name in asked.get("range", {}))
    if asked.get("unprotectedRanges") and partial:
        raise Refused("Unprotected ranges are only supported on protected sheets.")


def _with_caller(batch: Batch, asked: JSON) -> list[str]:
    users: list[str] = list(asked.get("editors", {}).get("users", ()))
    return users if batch.caller in users else [batch.caller, *users]


def _tab(batch: Batch, asked: JSON) -> SheetTab:
    if "namedRangeId" in asked:
        for named in batch.spreadsheet.named_ranges:
            if named["namedRangeId"] == asked["namedRangeId"]:
                asked["range"] = copied(named["range"])
    if "range" not in asked:
        raise Refused("protectedRange.range must be specified.")
    for opening in asked.get("unprotectedRanges", ()):
        batch.area(opening)
    return batch.area(asked["range"]).tab


def _all(batch: Batch) -> list[tuple[SheetTab, JSON]]:
    return [(tab, held) for tab in batch.spreadsheet.tabs for held in tab.protected]


def _held(batch: Batch, number: int) -> tuple[SheetTab, JSON]:
    for tab, held in _all(batch):
        if held["protectedRangeId"] == number:
            if not may_edit(batch.world, batch.caller, batch.spreadsheet.id, held):
                raise Refused(PROTECTED)
            return tab, held
    raise Refused(f"No protected range with id: {number}")


ACTIONS: Actions = {
    "addProtectedRange": add_protected_range,
    "deleteProtectedRange": delete_protected_range,
    "updateProtectedRange": update_protected_range,
}
