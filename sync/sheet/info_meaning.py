"""What a row of ข้อมูลแผน means, however it is written."""

import re
from collections.abc import Hashable
from datetime import date

from sync.model.cells import Cell, Tab, Value
from sync.model.plan import LINKS, Info
from sync.plan.header_words import without_signs
from sync.sheet.tables import read_text
from sync.thai.dates import from_cell, parse_date, parse_year
from sync.thai.folding import key
from sync.thai.office_names import BEFORE_AMPHOE, BEFORE_PROVINCE, short_office

_PLACES = {Info.AMPHOE: BEFORE_AMPHOE, Info.PROVINCE: BEFORE_PROVINCE}
_FRAME = re.compile("(?:พศ|ปี|ถึง)+")
"""What may stand around the years of a frame."""


def meaning_of(tab: Tab, info: Info, cell: Cell) -> Hashable:
    """Return what equals what another row means: a day, a year, or a name.

    What is no day or year where there should be one is compared as its letters.
    """
    value = tab.value(cell.row, cell.column)
    text = read_text(value)
    if info in LINKS:
        return (tab.links.get(cell) or text).rstrip("/")
    if info is Info.FISCAL_YEAR and (year := parse_year(text)):
        return year
    if info is Info.AS_OF and (day := day_of(value)):
        return day
    if info is Info.OFFICE:
        text = short_office(text)
    name = key(text)
    if info in _PLACES:
        name = _PLACES[info].sub("", name) or name
    bare = without_signs(name)
    return _FRAME.sub("", bare) if info is Info.PERIOD else bare


def day_of(value: Value) -> date | None:
    """Return the day that a cell says, in whatever form."""
    return from_cell(value) if isinstance(value, date) else parse_date(read_text(value))
