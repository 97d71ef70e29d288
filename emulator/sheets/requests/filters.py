"""Requests about filters: the one of a tab, and views of it."""

from emulator.copying import copied
from emulator.sheets.batch import Actions, Area, Batch, Refused, mask
from emulator.sheets.fields import apply
from emulator.sheets.requests.sorting import sort
from emulator.web import JSON
from emulator.world import SheetTab


def set_basic_filter(batch: Batch, request: JSON) -> None:
    """Put a filter on a tab, and sort by it if it says so."""
    asked = copied(request.get("filter", {}))
    area = batch.area(asked.get("range", {}))
    batch.guard(area)
    area.tab.basic_filter = {**_completed(asked), "range": area.to_json()}
    if asked.get("sortSpecs"):
        below = Area(area.tab, area.top + 1, area.bottom, area.left, area.right)
        sort(batch, below, asked["sortSpecs"])


def clear_basic_filter(batch: Batch, request: JSON) -> None:
    """Take a tab's filter away."""
    batch.tab(request.get("sheetId", 0)).basic_filter = None


def add_filter_view(batch: Batch, request: JSON) -> JSON:
    """Add a filter view."""
    return {"filter": _added(batch, copied(request.get("filter", {})))}


def duplicate_filter_view(batch: Batch, request: JSON) -> JSON:
    """Add a filter view that is like another."""
    _, held = _held(batch, request.get("filterId", 0))
    twin = {k: v for k, v in copied(held).items() if k != "filterViewId"}
    twin["title"] = f"Copy of {held['title']}"
    return {"filter": _added(batch, twin)}


def update_filter_view(batch: Batch, request: JSON) -> None:
    """Change a filter view."""
    tree = mask(request, "FilterView")
    asked = request.get("filter", {})
    tab, held = _held(batch, asked.get("filterViewId", 0))
    made = copied(held)
    if "criteria" in tree or "filterSpecs" in tree:
        tree = {**tree, "criteria": {}, "filterSpecs": {}}
        asked = _completed(asked)
    apply(made, copied(asked), tree)
    made["filterViewId"] = held["filterViewId"]
    made["range"] = batch.area(made.get("range", {})).to_json()
    tab.filter_views[tab.filter_views.index(held)] = made


def delete_filter_view(batch: Batch, request: JSON) -> None:
    """Delete a filter view."""
    tab, held = _held(batch, request.get("filterId", 0))
    tab.filter_views.remove(held)


def _added(batch: Batch, asked: JSON) -> JSON:
    area = batch.area(asked.get("range", {}))
    views = [view for tab in batch.spreadsheet.tabs for view in tab.filter_views]
    taken = [view["filterViewId"] for view in views]
    if asked.get("filterViewId") in taken:
        raise Refused(f"A filter view with id {asked['filterViewId']} already exists.")
    made = {
        "filterViewId": asked.get("filterViewId") or batch.new_id(taken),
        "title": asked.get("title") or f"Filter {len(views) + 1}",
        **_completed(asked),
        "range": area.to_json(),
    }
    area.tab.filter_views.append(made)
    return made


def _completed(asked: JSON) -> JSON:
    """Return a filter with its criteria said both ways, the old and the new."""
    made = dict(asked)
    if "filterSpecs" in asked:
        made["criteria"] = {
            str(spec.get("columnIndex", 0)): spec.get("filterCriteria", {})
            for spec in asked["filterSpecs"]
        }
    elif asked.get("criteria"):
        made["filterSpecs"] = [
            {"columnIndex": int(column), "filterCriteria": criteria}
            for column, criteria in asked["criteria"].items()
        ]
    return made


def _held(batch: Batch, number: int) -> tuple[SheetTab, JSON]:
    for tab in batch.spreadsheet.tabs:
        for view in tab.filter_views:
            if view["filterViewId"] == number:
                return tab, view
    raise Refused(f"No filter view with id: {number}")


ACTIONS: Actions = {
    "addFilterView": add_filter_view,
    "clearBasicFilter": clear_basic_filter,
    "deleteFilterView": delete_filter_view,
    "duplicateFilterView": duplicate_filter_view,
    "setBasicFilter": set_basic_filter,
    "updateFilterView": update_filter_view,
}
