"""Requests about named ranges."""

import re
import secrets

from emulator.copying import copied
from emulator.sheets.batch import Actions, Batch, Refused, found, mask
from emulator.sheets.fields import apply
from emulator.web import JSON

# vowels above and below Thai letters are marks, no letters
_NAME = re.compile(r"[^\W\d][\w\u0e31-\u0e4e]{0,249}")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*|true|false", re.IGNORECASE)


def add_named_range(batch: Batch, request: JSON) -> JSON:
    """Name a range."""
    asked = copied(request.get("namedRange", {}))
    taken = {named["namedRangeId"] for named in batch.spreadsheet.named_ranges}
    if asked.get("namedRangeId") in taken:
        raise Refused(f"A named range with id {asked['namedRangeId']} already exists.")
    _check(batch, asked)
    made = {"namedRangeId": asked.get("namedRangeId") or _new_id(), **asked}
    batch.spreadsheet.named_ranges.append(made)
    return {"namedRange": made}


def update_named_range(batch: Batch, request: JSON) -> None:
    """Change the name or the cells of a named range."""
    tree = mask(request, "NamedRange")
    asked = request.get("namedRange", {})
    held = _held(batch, asked)
    made = copied(held)
    apply(made, copied(asked), tree)
    made["namedRangeId"] = held["namedRangeId"]
    _check(batch, made)
    held.clear()
    held.update(made)


def delete_named_range(batch: Batch, request: JSON) -> None:
    """Take a name away."""
    batch.spreadsheet.named_ranges.remove(_held(batch, request))


def _held(batch: Batch, asked: JSON) -> JSON:
    wanted = asked.get("namedRangeId", "")
    names = batch.spreadsheet.named_ranges
    return found(names, "namedRangeId", wanted, "named range")


def _check(batch: Batch, asked: JSON) -> None:
    name = asked.get("name", "")
    if not _NAME.fullmatch(name) or _LIKE_A_CELL.fullmatch(name):
        raise Refused(f"Invalid name: {name}")
    for other in batch.spreadsheet.named_ranges:
        same = other["name"].lower() == name.lower()
        if same and other["namedRangeId"] != asked.get("namedRangeId"):
            raise Refused(f'A named range with the name "{name}" already exists.')
    if "range" not in asked:
        raise Refused("namedRange.range must be specified.")
    batch.area(asked["range"])


def _new_id() -> str:
    return str(secrets.randbelow(10**10))


ACTIONS: Actions = {
    "addNamedRange": add_named_range,
    "deleteNamedRange": delete_named_range,
    "updateNamedRange": update_named_range,
}
