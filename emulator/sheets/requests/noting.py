"""Requests about developer metadata."""

from emulator.copying import copied
from emulator.sheets import metadata
from emulator.sheets.batch import Actions, Batch, Refused, mask
from emulator.sheets.fields import apply
from emulator.web import JSON


def create(batch: Batch, request: JSON) -> JSON:
    """Note something on the spreadsheet, a tab, a row or a column."""
    asked = copied(request.get("developerMetadata", {}))
    taken = set(metadata.ids(batch.spreadsheet))
    if asked.get("metadataId") in taken:
        raise Refused(f"Metadata with id {asked['metadataId']} already exists.")
    made = {
        "metadataId": asked.get("metadataId") or batch.new_id(taken),
        **asked,
        "location": metadata.located(asked.get("location", {})),
    }
    _check(batch, made)
    batch.spreadsheet.developer_metadata.append(made)
    return {"developerMetadata": made}


def update(batch: Batch, request: JSON) -> JSON:
    """Change what the filters find."""
    tree = mask(request, "DeveloperMetadata")
    asked = request.get("developerMetadata", {})
    found = [
        held["developerMetadata"]
        for held in metadata.search(batch.spreadsheet, request.get("dataFilters", []))
    ]
    for held in found:
        number = held["metadataId"]
        apply(held, copied(asked), tree)
        held["metadataId"] = number
        held["location"] = metadata.located(held.get("location", {}))
        _check(batch, held)
    return {"developerMetadata": found} if found else {}


def delete(batch: Batch, request: JSON) -> JSON:
    """Take away what a filter finds."""
    gone = metadata.by_filter(batch.spreadsheet, request.get("dataFilter", {}))
    batch.spreadsheet.developer_metadata = [
        held for held in batch.spreadsheet.developer_metadata if held not in gone
    ]
    return {"deletedDeveloperMetadata": gone} if gone else {}


def _check(batch: Batch, made: JSON) -> None:
    if not made.get("metadataKey"):
        raise Refused("developerMetadata.metadataKey must be specified.")
    if "visibility" not in made:
        raise Refused("developerMetadata.visibility must be specified.")
    location = made["location"]
    if location["locationType"] == "SPREADSHEET":
        return
    rng = location.get("dimensionRange")
    batch.tab((rng or location).get("sheetId", 0))
    if rng and rng.get("endIndex", 0) - rng.get("startIndex", 0) != 1:
        raise Refused("A dimensionRange must be of exactly one row or column.")


ACTIONS: Actions = {
    "createDeveloperMetadata": create,
    "deleteDeveloperMetadata": delete,
    "updateDeveloperMetadata": update,
}
