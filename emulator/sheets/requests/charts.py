"""Requests about charts, and about what lies over the grid."""

from emulator.copying import copied
from emulator.sheets import defaults
from emulator.sheets.batch import Actions, Batch, Refused, mask
from emulator.sheets.fields import apply
from emulator.web import JSON
from emulator.world import SheetTab

_SIZE = {"widthPixels": 600, "heightPixels": 371}


def add_chart(batch: Batch, request: JSON) -> JSON:
    """Add a chart over the cells of a tab, or on a tab of its own."""
    chart = copied(request.get("chart", {}))
    if not chart.get("spec"):
        raise Refused("Chart spec must be specified.")
    taken = [held["chartId"] for _, held in _all(batch, "charts")]
    if chart.get("chartId") in taken:
        raise Refused(f"A chart with id {chart['chartId']} already exists.")
    tab, position = _placed(batch, chart.get("position", {}))
    made = {
        "chartId": chart.get("chartId") or batch.new_id(taken),
        **chart,
        "position": position,
    }
    tab.charts.append(made)
    return {"chart": made}


def update_chart_spec(batch: Batch, request: JSON) -> None:
    """Change what a chart shows."""
    _, chart = _held(batch, request.get("chartId", 0), ("charts",))
    chart["spec"] = copied(request.get("spec", {}))


def move_object(batch: Batch, request: JSON) -> JSON:
    """Move a chart or a slicer, or change its size."""
    text = request.get("fields") or "*"
    kinds = ("charts", "slicers")
    tab, held = _held(batch, request.get("objectId", 0), kinds)
    position = copied(held["position"])
    asked = copied(request.get("newPosition", {}))
    overlay = position.setdefault("overlayPosition", {})
    if asked.get("newSheet") or "sheetId" in asked:
        position = asked
    else:
        tree = mask({"fields": text}, "OverlayPosition")
        apply(overlay, asked.get("overlayPosition", {}), tree)
    target, position = _placed(batch, position)
    attribute = "charts" if "chartId" in held else "slicers"
    getattr(tab, attribute).remove(held)
    held["position"] = position
    getattr(target, attribute).append(held)
    return {"position": position}


def delete_object(batch: Batch, request: JSON) -> None:
    """Delete a chart or a slicer; a tab that was only for a chart goes with it."""
    kinds = ("charts", "slicers")
    tab, held = _held(batch, request.get("objectId", 0), kinds)
    for attribute in kinds:
        rest = [one for one in getattr(tab, attribute) if one is not held]
        setattr(tab, attribute, rest)
    if tab.properties["sheetType"] == "OBJECT":
        batch.spreadsheet.tabs.remove(tab)


def add_slicer(batch: Batch, request: JSON) -> JSON:
    """Add a slicer over the cells of a tab."""
    slicer = copied(request.get("slicer", {}))
    taken = [held["slicerId"] for _, held in _all(batch, "slicers")]
    if slicer.get("slicerId") in taken:
        raise Refused(f"A slicer with id {slicer['slicerId']} already exists.")
    batch.area(slicer.get("spec", {}).get("dataRange", {}))
    tab, position = _placed(batch, slicer.get("position", {}))
    made = {
        "slicerId": slicer.get("slicerId") or batch.new_id(taken),
        **slicer,
        "position": position,
    }
    tab.slicers.append(made)
    return {"slicer": made}


def update_slicer_spec(batch: Batch, request: JSON) -> None:
    """Change what a slicer filters."""
    tree = mask(request, "SlicerSpec")
    _, slicer = _held(batch, request.get("slicerId", 0), ("slicers",))
    apply(slicer["spec"], copied(request.get("spec", {})), tree)


def _placed(batch: Batch, position: JSON) -> tuple[SheetTab, JSON]:
    if position.get("newSheet"):
        return _own_tab(batch)
    if "sheetId" in position:
        return batch.tab(position["sheetId"]), {"sheetId": position["sheetId"]}
    overlay = position.get("overlayPosition", {})
    anchor = overlay.get("anchorCell", {})
    tab, _, _ = batch.start(anchor)
    return tab, {"overlayPosition": {"anchorCell": anchor, **_SIZE, **overlay}}


def _own_tab(batch: Batch) -> tuple[SheetTab, JSON]:
    tabs = batch.spreadsheet.tabs
    number = len([tab for tab in tabs if tab.title.startswith("Chart")]) + 1
    tab = defaults.tab(
        batch.new_id(tab.id for tab in tabs), f"Chart{number}", len(tabs)
    )
    tab.properties["sheetType"] = "OBJECT"
    tab.properties["gridProperties"] = {"rowCount": 0, "columnCount": 0}
    tabs.append(tab)
    return tab, {"sheetId": tab.id}


def _all(batch: Batch, attribute: str) -> list[tuple[SheetTab, JSON]]:
    return [
        (tab, held)
        for tab in batch.spreadsheet.tabs
        for held in getattr(tab, attribute)
    ]


def _held(
    batch: Batch, number: int, attributes: tuple[str, ...]
) -> tuple[SheetTab, JSON]:
    for attribute in attributes:
        key = {"charts": "chartId", "slicers": "slicerId"}[attribute]
        for tab, held in _all(batch, attribute):
            if held[key] == number:
                return tab, held
    raise Refused(f"No object with id: {number}")


ACTIONS: Actions = {
    "addChart": add_chart,
    "addSlicer": add_slicer,
    "deleteEmbeddedObject": delete_object,
    "updateChartSpec": update_chart_spec,
    "updateEmbeddedObjectPosition": move_object,
    "updateSlicerSpec": update_slicer_spec,
}
