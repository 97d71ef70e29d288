"""Requests of a batch about filters, bands, tables, groups, charts and notes."""

from typing import Any

import pytest

from emulator.server import WorkspaceServer
from tests.emulator.sheeting import Sheet, rng, rows, shown

RED = {"red": 1}


@pytest.fixture
def sheet(workspace: WorkspaceServer) -> Sheet:
    return Sheet(workspace)


def test_the_basic_filter(sheet: Sheet) -> None:
    sheet.fill(["head"], [2], [1])
    spec = {"dimensionIndex": 0, "sortOrder": "ASCENDING"}

    asked = {"range": {"sheetId": 0}, "sortSpecs": [spec]}
    sheet.batch({"setBasicFilter": {"filter": asked}})

    assert sheet.tab("basicFilter") == {
        "range": shown(0, 1000, 0, 26),
        "sortSpecs": [spec],
    }
    assert sheet.values() == [["head"], [1], [2]]
    sheet.batch({"clearBasicFilter": {"sheetId": 0}})
    assert sheet.tab("basicFilter") is None


def test_filter_views(sheet: Sheet) -> None:
    asked = {
        "title": "v",
        "range": rng(0, 9, 0, 2),
        "criteria": {"1": {"hiddenValues": ["x"]}},
    }
    (made,) = sheet.batch({"addFilterView": {"filter": asked}})
    view = made["addFilterView"]["filter"]
    hidden = {"columnIndex": 1, "filterCriteria": {"hiddenValues": ["x"]}}
    assert (view["range"], view["filterSpecs"]) == (shown(0, 9, 0, 2), [hidden])
    number = view["filterViewId"]

    twice = sheet.batch({"duplicateFilterView": {"filterId": number}})
    assert twice[0]["duplicateFilterView"]["filter"]["title"] == "Copy of v"
    change = {"filterViewId": number, "title": "w"}
    sheet.batch({"updateFilterView": {"filter": change, "fields": "title"}})
    sheet.batch({"insertDimension": {"range": rows(0, 1, "COLUMNS")}})
    held = sheet.tab("filterViews")
    assert [one["title"] for one in held] == ["w", "Copy of v"]
    assert list(held[0]["criteria"]) == ["2"]

    sheet.batch({"deleteFilterView": {"filterId": number}})
    assert len(sheet.tab("filterViews")) == 1


def test_banding(sheet: Sheet) -> None:
    colors = {"firstBandColor": RED}
    asked = {"range": rng(0, 9, 0, 2), "rowProperties": colors}
    (made,) = sheet.batch({"addBanding": {"bandedRange": asked}})
    band = made["addBanding"]["bandedRange"]
    number = band["bandedRangeId"]
    assert band["rowProperties"] == {
        "firstBandColor": RED,
        "firstBandColorStyle": {"rgbColor": RED},
    }

    over = {"addBanding": {"bandedRange": {"range": rng(5, 12, 0, 1)}}}
    assert "already has alternating" in sheet.refusal(over)
    change = {"bandedRangeId": number, "range": rng(0, 3, 0, 2)}
    sheet.batch({"updateBanding": {"bandedRange": change, "fields": "range"}})
    assert sheet.tab("bandedRanges")[0]["range"] == shown(0, 3, 0, 2)
    sheet.batch({"deleteBanding": {"bandedRangeId": number}})
    assert sheet.tab("bandedRanges") is None


def test_tables(sheet: Sheet) -> None:
    sheet.fill(["ชื่อ"])
    asked = {"name": "แผน", "range": rng(0, 3, 0, 2)}
    (made,) = sheet.batch({"addTable": {"table": asked}})
    table = made["addTable"]["table"]
    assert table["columnProperties"] == [
        {"columnName": "ชื่อ"},
        {"columnIndex": 1, "columnName": "Column 2"},
    ]

    change = {"tableId": table["tableId"], "name": "ใหม่"}
    sheet.batch({"updateTable": {"table": change, "fields": "name"}})
    assert sheet.tab("tables")[0]["name"] == "ใหม่"
    sheet.batch({"deleteTable": {"tableId": table["tableId"]}})
    assert sheet.tab("tables") is None
    assert sheet.values() == []


def test_dimension_groups_nest(sheet: Sheet) -> None:
    def groups(*asked: dict[str, Any]) -> list[tuple[int, int, int]]:
        reply = sheet.batch(*asked)[-1]
        held = next(iter(reply.values())).get("dimensionGroups", [])
        return [
            (one["range"]["startIndex"], one["range"]["endIndex"], one["depth"])
            for one in held
        ]

    first = {"addDimensionGroup": {"range": rows(1, 4)}}
    assert groups(first) == [(1, 4, 1)]
    crossing = {"addDimensionGroup": {"range": rows(2, 5)}}
    assert groups(crossing) == [(1, 5, 1), (2, 4, 2)]

    fold = {"range": rows(2, 4), "depth": 2, "collapsed": True}
    sheet.batch(
        {"updateDimensionGroup": {"dimensionGroup": fold, "fields": "collapsed"}}
    )
    assert [one.get("collapsed") for one in sheet.tab("rowGroups")] == [None, True]

    assert groups({"deleteDimensionGroup": {"range": rows(1, 4)}}) == [
        (2, 5, 1),
    ]
    message = sheet.refusal({"deleteDimensionGroup": {"range": rows(9, 10)}})
    assert "No dimension group" in message


def test_charts_follow_their_cells(sheet: Sheet) -> None:
    source = {"sourceRange": {"sources": [rng(0, 5, 0, 1)]}}
    series = [{"series": source, "targetAxis": "LEFT_AXIS"}]
    spec = {"title": "งบ", "basicChart": {"chartType": "COLUMN", "series": series}}
    anchor = {"sheetId": 0, "rowIndex": 6}
    chart = {"spec": spec, "position": {"overlayPosition": {"anchorCell": anchor}}}

    (made,) = sheet.batch({"addChart": {"chart": chart}})
    sheet.batch({"insertDimension": {"range": rows(1, 3)}})

    number = made["addChart"]["chart"]["chartId"]
    (held,) = sheet.tab("charts")
    sources = held["spec"]["basicChart"]["series"][0]["series"]["sourceRange"]
    assert sources == {"sources": [shown(0, 7, 0, 1)]}
    assert held["position"] == {
        "overlayPosition": {
            "anchorCell": {"rowIndex": 8},
            "widthPixels": 600,
            "heightPixels": 371,
        }
    }

    sheet.batch({"updateChartSpec": {"chartId": number, "spec": {"title": "x"}}})
    assert sheet.tab("charts")[0]["spec"] == {"title": "x"}
    place = {"overlayPosition": {"widthPixels": 10}}
    move = {"objectId": number, "newPosition": place, "fields": "widthPixels"}
    (moved,) = sheet.batch({"updateEmbeddedObjectPosition": move})
    position = moved["updateEmbeddedObjectPosition"]["position"]["overlayPosition"]
    assert (position["widthPixels"], position["heightPixels"]) == (10, 371)
    sheet.batch({"deleteEmbeddedObject": {"objectId": number}})
    assert sheet.tab("charts") is None


def test_a_chart_can_have_a_tab_of_its_own(sheet: Sheet) -> None:
    chart = {"spec": {"title": "x"}, "position": {"newSheet": True}}

    (made,) = sheet.batch({"addChart": {"chart": chart}})

    number = made["addChart"]["chart"]["position"]["sheetId"]
    properties = sheet.tab("properties", number)
    assert properties["sheetType"] == "OBJECT"
    assert "gridProperties" not in properties
    sheet.batch({"deleteEmbeddedObject": {
        "objectId": made["addChart"]["chart"]["chartId"],
    }})  # fmt: skip
    assert len(sheet.get()["sheets"]) == 1


def test_slicers(sheet: Sheet) -> None:
    spec = {"dataRange": rng(0, 5, 0, 2), "columnIndex": 0, "title": "s"}
    place = {"overlayPosition": {"anchorCell": {"sheetId": 0, "columnIndex": 3}}}

    (made,) = sheet.batch({"addSlicer": {"slicer": {"spec": spec, "position": place}}})
    number = made["addSlicer"]["slicer"]["slicerId"]
    change = {"slicerId": number, "spec": {"title": "t"}, "fields": "title"}
    sheet.batch({"updateSlicerSpec": change})

    (held,) = sheet.tab("slicers")
    assert held["spec"] == {
        "dataRange": shown(0, 5, 0, 2),
        "columnIndex": 0,
        "title": "t",
    }


def test_developer_metadata_changes_and_goes(sheet: Sheet) -> None:
    note = {
        "metadataKey": "k",
        "metadataValue": "1",
        "visibility": "DOCUMENT",
        "location": {"spreadsheet": True},
    }
    sheet.batch({"createDeveloperMetadata": {"developerMetadata": note}})
    lookup = {"developerMetadataLookup": {"metadataKey": "k"}}

    change = {"dataFilters": [lookup], "developerMetadata": {"metadataValue": "2"}}
    (made,) = sheet.batch(
        {"updateDeveloperMetadata": {**change, "fields": "metadataValue"}}
    )
    changed = made["updateDeveloperMetadata"]["developerMetadata"]
    assert [one["metadataValue"] for one in changed] == ["2"]
    assert sheet.get()["developerMetadata"] == changed
    (gone,) = sheet.batch({"deleteDeveloperMetadata": {"dataFilter": lookup}})
    deleted = gone["deleteDeveloperMetadata"]["deletedDeveloperMetadata"]
    assert deleted == changed
    assert "developerMetadata" not in sheet.get()


def test_metadata_goes_with_its_row(sheet: Sheet) -> None:
    place = {"dimensionRange": rows(2, 3)}
    note = {"metadataKey": "k", "visibility": "DOCUMENT", "location": place}
    sheet.batch({"createDeveloperMetadata": {"developerMetadata": note}})

    sheet.batch({"deleteDimension": {"range": rows(1, 4)}})

    assert sheet.server.world.spreadsheets[sheet.id].developer_metadata == []
