"""What stands on the tab of the plan itself: its title, its year, its day."""

from collections.abc import Mapping, Sequence
from datetime import date

from sync.model.cells import Cell, Tab
from sync.model.findings import Hit
from sync.model.plan import LINKS, Info, PlanInfo
from sync.plan.labels import Headers
from sync.sheet.info_meaning import day_of, meaning_of
from sync.sheet.tables import read_text
from sync.sheet.unreadable import value_hits
from sync.thai.dates import month_without, parse_year
from sync.thai.folding import clean
from sync.thai.spaces import even_spaces


def read_info(tab: Tab, headers: Headers, hits: list[Hit]) -> PlanInfo:
    """Read the tab; what is not understood on it is added to ``hits``."""
    rows: dict[Info, list[Cell]] = {}
    unplaced: list[str] = []
    for row, filled in enumerate(tab.rows, 1):
        name = headers.find("info", read_text(filled[0])) if filled else None
        if name is None:
            continue
        cell = Cell(tab.title, row, 2)
        if name == Info.UNPLACED:
            text = read_text(tab.value(row, 2))
            if text:
                unplaced.append(text)
                hits.append(Hit("INF004", cell, text))
        else:
            rows.setdefault(Info(name), []).append(cell)
    values = {
        info: _settled(tab, info, own, headers, hits) for info, own in rows.items()
    }
    for cell in values.values():
        hits += value_hits(tab, cell.row, cell.column)
    texts = {
        info: read_text(tab.value(cell.row, cell.column))
        for info, cell in values.items()
    }
    for info in LINKS & values.keys():
        # a program may show a document's title in the place of its address
        link = tab.links.get(values[info], "")
        if link and "://" not in texts[info]:
            texts[info] = even_spaces(link)
    return PlanInfo(
        texts=texts,
        fiscal_year=_read_year(texts, values, hits),
        as_of=_read_as_of(tab, values, hits),
        unplaced=tuple(unplaced),
        cells=values,
    )


def _settled(
    tab: Tab, info: Info, cells: Sequence[Cell], headers: Headers, hits: list[Hit]
) -> Cell:
    """Return the cell with what a heading says, of rows that bear the same heading.

    It is the first with a text. Where others say something else that is told.
    """
    texts = {cell: read_text(tab.value(cell.row, cell.column)) for cell in cells}
    filled = [cell for cell in cells if texts[cell]] or [cells[0]]
    if len({meaning_of(tab, info, cell) for cell in filled}) > 1:
        first, *others = (f"{cell.a1} “{clean(texts[cell])}”" for cell in filled)
        facts = {
            "heading": headers.label(info),
            "of": first,
            "other": ", ".join(others),
        }
        hits.append(Hit("INF008", filled[0], clean(texts[filled[0]]), facts))
    return filled[0]


def _read_year(
    texts: Mapping[Info, str], cells: Mapping[Info, Cell], hits: list[Hit]
) -> int | None:
    text = texts.get(Info.FISCAL_YEAR, "")
    year = parse_year(text)
    if text and year is None:
        hits.append(Hit("INF002", cells[Info.FISCAL_YEAR], text))
    return year


def _read_as_of(tab: Tab, cells: Mapping[Info, Cell], hits: list[Hit]) -> date | None:
    cell = cells.get(Info.AS_OF)
    if cell is None:
        return None
    value = tab.value(cell.row, cell.column)
    day = day_of(value)
    if (text := read_text(value)) and day is None:
        last = month_without(text)
        facts = {"last": str(last)} if last else {}
        hits.append(Hit("INF009" if last else "INF003", cell, text, facts))
    return day
