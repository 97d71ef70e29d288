"""What a Google spreadsheet has already, as far as setting it up must know."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from openpyxl.worksheet.worksheet import Worksheet

from sync.adapters.google.grid import free_id
from sync.adapters.google.reading import known_titles
from sync.adapters.xlsx.text import from_xml
from sync.messages import load_words
from sync.plan.labels import HEADER_ROWS, Headers
from sync.thai.folding import key

_Json: TypeAlias = Mapping[str, Any]
_Place: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PresentTab:
    """A tab: its id, its size, what was entered where, its charts and guards.

    ``cells`` are by row and column, from 1; ``guards`` are ids of protected ranges by
    their descriptions.
    """

    sheet_id: int
    rows: int
    columns: int
    cells: Mapping[_Place, object]
    charts: frozenset[str]
    guards: Mapping[str, int]
    noted: bool

    @property
    def is_bare(self) -> bool:
        """Whether it was never laid out, and nobody typed anything."""
        return not (self.cells or self.charts or self.guards or self.noted)

    def find(self, spelled: Iterable[str], rows: int | None = None) -> _Place | None:
        """Return where one of the spellings stands, in the first ``rows`` if given."""
        wanted = {key(text) for text in spelled}
        return next(
            (
                place
                for place, value in sorted(self.cells.items())
                if (rows is None or place[0] <= rows) and key(str(value)) in wanted
            ),
            None,
        )


@dataclass(frozen=True, slots=True)
class Present:
    """A spreadsheet: its tabs by title, and the ids of its named ranges by name."""

    locale: str
    zone: str
    tabs: Mapping[str, PresentTab]
    names: Mapping[str, str]

    @property
    def is_new(self) -> bool:
        """Whether nobody has typed anything yet."""
        return not any(tab.cells for tab in self.tabs.values())

    @property
    def spare(self) -> int | None:
        """The id of the one tab, still empty, that a new spreadsheet has."""
        (*others, only) = self.tabs.values()
        return only.sheet_id if self.is_new and not others else None

    def foreign(self, headers: Headers) -> frozenset[str]:
        """Return the titles of the worker's that an office's own tabs bear.

        More may be left alone than by a night's look: charts and guards can wait.
        """
        heads = {
            headers.tabs["findings"]: headers.spellings["findings"]["key"],
            headers.tabs["progress"]: headers.spellings["progress"]["updated"],
            headers.tabs["approvals"]: headers.spellings["approvals"]["key"],
            headers.tabs["summary"]: (load_words("th").say("summary.title"),),
        }
        there = ((title, self.tabs.get(title)) for title in heads)
        return frozenset(
            title
            for title, tab in there
            if tab and tab.cells and not tab.find(heads[title], HEADER_ROWS)
        )

    def spare_size(self, sheet_id: int) -> tuple[int, int]:
        """Return the size of the tab with an id, if there is one."""
        sizes = [
            (tab.rows, tab.columns)
            for tab in self.tabs.values()
            if tab.sheet_id == sheet_id
        ]
        return sizes[0] if sizes else (100, 12)

    def is_used(self, title: str, blank: Worksheet) -> bool:
        """Whether staff have typed in a tab; ``blank`` is how it was laid out."""
        tab = self.tabs.get(title)
        return tab is not None and bool(tab.cells) and tab.cells != _texts(blank)

    def ids_for(self, titles: Iterable[str]) -> Mapping[str, int]:
        """Return each tab's id, those of tabs to be added as well."""
        taken = {tab.sheet_id for tab in self.tabs.values()}
        spare = self.spare
        ids: dict[str, int] = {}
        for title in titles:
            if title in self.tabs:
                ids[title] = self.tabs[title].sheet_id
            elif spare is not None:
                ids[title], spare = spare, None
            else:
                ids[title] = free_id(title, taken)
                taken.add(ids[title])
        return ids


def read_present(resource: _Json, known: Mapping[str, int]) -> Present:
    """Read a ``Spreadsheet``; ``known`` are titles of tabs with the ids they had.

    A tab that staff renamed since goes by the title it was known by.
    """
    properties = resource["properties"]
    sheets = resource["sheets"]
    titles = known_titles([sheet["properties"] for sheet in sheets], known)
    return Present(
        locale=properties.get("locale", ""),
        zone=properties.get("timeZone", ""),
        tabs=dict(zip(titles, map(_tab, sheets), strict=True)),
        names={
            str(named["name"]): str(named["namedRangeId"])
            for named in resource.get("namedRanges", ())
        },
    )


def _tab(sheet: _Json) -> PresentTab:
    properties = sheet["properties"]
    size = properties.get("gridProperties", {})
    cells: dict[_Place, object] = {}
    noted = False
    for data in sheet.get("data", ()):
        for row, line in enumerate(data.get("rowData", ()), 1):
            for column, raw in enumerate(line.get("values", ()), 1):
                for value in raw.get("userEnteredValue", {}).values():
                    if value not in ("", False):
                        cells[row, column] = value
                noted = noted or "note" in raw
    return PresentTab(
        sheet_id=int(properties["sheetId"]),
        rows=int(size.get("rowCount", 0)),
        columns=int(size.get("columnCount", 0)),
        cells=cells,
        charts=frozenset(
            chart.get("spec", {}).get("title", "") for chart in sheet.get("charts", ())
        ),
        guards={
            guard.get("description", ""): guard["protectedRangeId"]
            for guard in sheet.get("protectedRanges", ())
        },
        noted=noted,
    )


def laid_out(sheet: Worksheet) -> PresentTab:
    """Return a tab as it is when it has just been laid out as a sheet is."""
    size = sheet.max_row, sheet.max_column
    return PresentTab(0, *size, _texts(sheet), frozenset(), {}, noted=False)


def _texts(sheet: Worksheet) -> Mapping[_Place, object]:
    """Return what a sheet of a workbook holds, as Google would say it."""
    cells: dict[_Place, object] = {}
    for row, values in enumerate(sheet.iter_rows(values_only=True), 1):
        for column, value in enumerate(values, 1):
            if isinstance(value, str):
                cells[row, column] = from_xml(value)
            elif isinstance(value, int | float | Decimal) and value is not False:
                cells[row, column] = value
    return cells
