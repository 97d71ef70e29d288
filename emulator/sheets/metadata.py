"""Developer metadata: notes that programs hang on a spreadsheet, tab, row or column."""

from collections.abc import Callable, Iterable, Sequence

from emulator.sheets.a1 import GridRange, from_json, parse_range
from emulator.web import JSON
from emulator.world import Spreadsheet

_Span = tuple[int, int]


def at(spreadsheet: Spreadsheet, kind: str, sheet_id: int | None = None) -> list[JSON]:
    """Return what is noted on the spreadsheet or on one of its tabs."""
    return [
        noted
        for noted in spreadsheet.developer_metadata
        if noted["location"]["locationType"] == kind
        and (sheet_id is None or noted["location"].get("sheetId", 0) == sheet_id)
    ]


def on_dimension(
    spreadsheet: Spreadsheet, sheet_id: int, dimension: str
) -> dict[int, list[JSON]]:
    """Return what is noted on a tab's rows or columns, by index."""
    made: dict[int, list[JSON]] = {}
    for noted in spreadsheet.developer_metadata:
        place = noted["location"].get("dimensionRange")
        here = place and place.get("sheetId", 0) == sheet_id
        if here and place["dimension"] == dimension:
            made.setdefault(place["startIndex"], []).append(noted)
    return made


def lookup(spreadsheet: Spreadsheet, wanted: JSON) -> list[JSON]:
    """Return what a ``DeveloperMetadataLookup`` finds."""
    return [
        noted
        for noted in spreadsheet.developer_metadata
        if all(test(noted, wanted) for test in _TESTS)
    ]


def search(spreadsheet: Spreadsheet, filters: Sequence[JSON]) -> list[JSON]:
    """Return what filters find, each entry with the filters that found it."""
    made: list[JSON] = []
    for noted in spreadsheet.developer_metadata:
        by = [one for one in filters if noted in by_filter(spreadsheet, one)]
        if by:
            made.append({"developerMetadata": noted, "dataFilters": by})
    return made


def by_filter(spreadsheet: Spreadsheet, data_filter: JSON) -> list[JSON]:
    """Return the metadata that a filter finds; by a range, what is noted within it."""
    if "developerMetadataLookup" in data_filter:
        return lookup(spreadsheet, data_filter["developerMetadataLookup"])
    return [
        noted
        for rng in ranges(spreadsheet, data_filter)
        for noted in spreadsheet.developer_metadata
        if _within(noted["location"], rng)
    ]


def ranges(spreadsheet: Spreadsheet, data_filter: JSON) -> list[GridRange]:
    """Return the ranges that a filter chooses, in the order of the tabs' own."""
    if "a1Range" in data_filter:
        return [parse_range(spreadsheet, data_filter["a1Range"])]
    if "gridRange" in data_filter:
        return [from_json(spreadsheet, data_filter["gridRange"])]
    found = lookup(spreadsheet, data_filter.get("developerMetadataLookup", {}))
    return [rng for noted in found for rng in _covered(spreadsheet, noted["location"])]


def located(location: JSON) -> JSON:
    """Return a location with its type, as replies show it."""
    made = {name: value for name, value in location.items() if name != "locationType"}
    if "dimensionRange" in made:
        rows = made["dimensionRange"].get("dimension") == "ROWS"
        return {"locationType": "ROW" if rows else "COLUMN", **made}
    if "sheetId" in made:
        return {"locationType": "SHEET", **made}
    return {"locationType": "SPREADSHEET", "spreadsheet": True}


def ids(spreadsheet: Spreadsheet) -> Iterable[int]:
    """Return the ids in use."""
    return (noted["metadataId"] for noted in spreadsheet.developer_metadata)


def _covered(spreadsheet: Spreadsheet, location: JSON) -> list[GridRange]:
    if location["locationType"] == "SPREADSHEET":
        return [GridRange(tab.id, None, None, None, None) for tab in spreadsheet.tabs]
    sheet_id, dimension, (start, end) = _span(location)
    assert sheet_id is not None
    if dimension == "ROWS":
        return [GridRange(sheet_id, start, end, None, None)]
    if dimension == "COLUMNS":
        return [GridRange(sheet_id, None, None, start, end)]
    return [GridRange(sheet_id, None, None, None, None)]


def _within(location: JSON, rng: GridRange) -> bool:
    sheet_id, dimension, (start, end) = _span(location)
    if sheet_id != rng.sheet_id:
        return False
    if dimension == "ROWS":
        return _meets((start, end), rng.start_row, rng.end_row)
    if dimension == "COLUMNS":
        return _meets((start, end), rng.start_column, rng.end_column)
    return rng == GridRange(rng.sheet_id, None, None, None, None)


def _meets(span: _Span, start: int | None, end: int | None) -> bool:
    return span[0] < (2**31 if end is None else end) and (start or 0) < span[1]


def _same(name: str) -> Callable[[JSON, JSON], bool]:
    return lambda noted, wanted: name not in wanted or noted.get(name) == wanted[name]


def _of_type(noted: JSON, wanted: JSON) -> bool:
    kind = wanted.get("locationType")
    return kind is None or noted["location"]["locationType"] == kind


def _in_place(noted: JSON, wanted: JSON) -> bool:
    if "metadataLocation" not in wanted:
        return True
    place, here = located(wanted["metadataLocation"]), noted["location"]
    if wanted.get("locationMatchingStrategy") == "EXACT_LOCATION":
        return _span(place) == _span(here)
    return _intersect(_span(place), _span(here))


_TESTS = (
    *map(_same, ("metadataId", "metadataKey", "metadataValue", "visibility")),
    _of_type,
    _in_place,
)

_Place = tuple[int | None, str, _Span]
_ALL: _Span = (0, 2**31)


def _span(location: JSON) -> _Place:
    if location["locationType"] == "SPREADSHEET":
        return None, "", _ALL
    if location["locationType"] == "SHEET":
        return location.get("sheetId", 0), "", _ALL
    rng = location["dimensionRange"]
    span = rng.get("startIndex", 0), rng.get("endIndex", 2**31)
    return rng.get("sheetId", 0), rng["dimension"], span


def _intersect(one: _Place, other: _Place) -> bool:
    if one[0] != other[0]:
        return False
    across = one[1] != other[1]
    return across or (one[2][0] < other[2][1] and other[2][0] < one[2][1])
