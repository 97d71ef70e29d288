"""The values of a worksheet's cells, as programs show them.

Read here and not by a spreadsheet library, since those refuse a workbook for a style or
a name of which we need nothing, and tell neither a formula without a result nor the
font of a tick.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple, TypeAlias

from openpyxl.utils.cell import range_boundaries

from sync.adapters.xlsx.elements import Element, iterate_xml
from sync.adapters.xlsx.grid import numbered_cells
from sync.adapters.xlsx.package import Package
from sync.adapters.xlsx.relationships import OFFICE
from sync.adapters.xlsx.shown import show_number
from sync.adapters.xlsx.styles import Styles, font_name
from sync.adapters.xlsx.text import from_xml
from sync.adapters.xlsx.workbook import main
from sync.model.cells import Area, CellError, EmptyResult, Uncomputed, Value
from sync.thai.symbols import as_seen

_WORKSHEET, _ROW, _MERGED = main("worksheet"), main("row"), main("mergeCell")
_LINK, _REL_ID = main("hyperlink"), f"{{{OFFICE}}}id"
_OTHER_SHEETS = {main("chartsheet"), main("dialogsheet"), main("macrosheet")}
_VALUE, _FORMULA, _INLINE = main("v"), main("f"), main("is")
_ITEM, _RUN, _TEXT, _LOOK = main("si"), main("r"), main("t"), main("rPr")
_TRUE = {"1", "true"}
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_NO_DAY_60 = 60
"""Excel has a 29 February 1900, which never was; days before it are one off."""

Run: TypeAlias = tuple[str, str]
"""A piece of a text, and the name of its font where it has one of its own."""
Text: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Values:
    """What all cells of a workbook refer to: its shared texts, styles and first day.

    ``as_shown`` gives numbers as their formats show them, where that is certain.
    """

    texts: Sequence[Text]
    styles: Styles
    from_1904: bool
    as_shown: bool = False

    def of(self, cell: Element) -> Value:
        """Return the value of a cell's element."""
        kind, shown = cell.get("t", "n"), cell.findtext(_VALUE)
        style, text = cell.get("s", "0"), shown or ""
        match kind:
            case "s" | "inlineStr" | "str":
                return self._seen(self._text(cell, kind, text), style) or _nothing(
                    cell, shown
                )
            case "e":
                return CellError(text or "#ERROR!")
            case _ if not text.strip():
                return _uncomputed(cell)
            case "b":
                return text.strip() in _TRUE
            case "d":
                return _iso(text)
        return self._number(text, style)

    def _text(self, cell: Element, kind: str, text: str) -> Text:
        if kind == "str":
            return ((from_xml(text), ""),)
        if kind == "s":
            return self.texts[int(text)] if text else ()
        inline = cell.find(_INLINE)
        return () if inline is None else _text(inline)

    def _seen(self, text: Text, style: str) -> Value:
        """Return a text as people see it; an empty one is an empty cell."""
        font = self.styles.symbols(style)
        return "".join(as_seen(run, own or font) for run, own in text) or None

    def _number(self, text: str, style: str) -> Value:
        try:
            raw = int(text) if text.isdecimal() else float(text)
        except ValueError:
            return from_xml(text)
        number = _exact(raw)
        match self.styles.kind(style):
            case "day" if isinstance(number, Decimal):
                return self._day(number)
            case "span" if isinstance(number, Decimal):
                return _span(number)
        if self.as_shown and isinstance(number, Decimal):
            shown = show_number(self.styles.code(style), number)
            return shown if isinstance(shown, str) else number
        return number

    def _day(self, serial: Decimal) -> Value:
        """Return the day; what is less than a day is a time, which no cell of ours is."""
        if 0 <= serial < 1:
            return _span(serial, always=True)
        if self.from_1904:
            epoch = _EPOCH_1904
        else:
            epoch = _EPOCH + timedelta(days=serial < _NO_DAY_60)
        try:
            return epoch + timedelta(days=int(serial))
        except OverflowError:
            return serial


def _nothing(cell: Element, shown: str | None) -> Value:
    """Return what a formula gives that shows nothing, if it was worked out at all.

    Where a formula fills other cells too, only its first names it.
    """
    if cell.get("t") != "str":
        return None
    return _uncomputed(cell) if shown is None else EmptyResult()


def _uncomputed(cell: Element) -> Value:
    formula = cell.find(_FORMULA)
    return None if formula is None else Uncomputed(f"={formula.text or ''}")


def shared_texts(package: Package, part: str) -> Sequence[Text]:
    """Return the texts that cells share, in their order."""
    if not package.has(part):
        return ()
    return [_text(item) for item in package.tree(part).iterchildren(_ITEM)]


class LinkedArea(NamedTuple):
    """Cells that lead outside of the workbook, by a relationship of their worksheet."""

    area: Area
    rel_id: str


def read_cells(
    package: Package, part: str, values: Values
) -> Iterator[tuple[int, dict[int, Value]] | Area | LinkedArea]:
    """Yield a worksheet's rows with their numbers, then its merged and linked areas.

    Rows are let go of as they are read: a large sheet is never in memory as a tree.
    A part that is no worksheet, such as a chart's, has none.
    """
    # the parser hands over what has to be looked at alone: most cells are empty
    reading = iterate_xml(package.read(part), _ROW, _MERGED, _LINK)
    number, known = 0, False
    for _, element in reading:
        if not known and not _is_worksheet(element.getroottree().getroot()):
            return
        known = True
        if element.tag == _ROW:
            number = int(float(element.get("r", number + 1)))
            yield number, _row(element, values)
            _let_go(element)
        elif element.tag == _MERGED and (area := _area(element.get("ref", ""))):
            yield area
        elif element.tag == _LINK and (area := _area(element.get("ref", ""))):
            yield LinkedArea(area, element.get(_REL_ID, ""))
    if not known:
        _is_worksheet(reading.root)


def _is_worksheet(root: Element) -> bool:
    about: Any = root.getroottree().docinfo  # its stubs know no doctype
    if about.doctype:
        raise ValueError("a document type declaration")
    if root.tag in _OTHER_SHEETS:
        return False
    if root.tag != _WORKSHEET:
        raise ValueError(f"no worksheet but {root.tag}")
    return True


def _row(row: Element, values: Values) -> dict[int, Value]:
    found: dict[int, Value] = {}
    for column, cell in numbered_cells(row):
        # one with nothing in it has no value, unless it says that it is an error
        if len(cell) or cell.get("t") == "e":
            value = values.of(cell)
            if value is not None:
                found[column] = value
    return found


def _let_go(element: Element) -> None:
    element.clear()
    parent = element.getparent()
    if parent is not None and element.getprevious() is not None:
        del parent[0]


def _area(reference: str) -> Area | None:
    try:
        left, top, right, bottom = range_boundaries(reference)
    except ValueError:
        return None  # one that no program would show either
    return Area(top, left, bottom, right) if left and top and right and bottom else None


def _text(item: Element) -> Text:
    """Read plain or rich text; what is read aloud beside it (``rPh``) is left out."""
    runs: list[Run] = []
    for child in item:
        if child.tag == _TEXT:
            runs.append((from_xml(child.text or ""), ""))
        elif child.tag == _RUN:
            look = child.find(_LOOK)
            font = "" if look is None else font_name(look)
            runs.append((from_xml(child.findtext(_TEXT) or ""), font))
    return tuple(runs)


def _exact(raw: float) -> Decimal | str:
    """Return the number people see: 20000.0 as 20000, 1e22 with all its zeros."""
    shortest = Decimal(repr(raw))
    if not shortest.is_finite():
        return str(raw)
    whole = shortest.to_integral_value()
    return (
        Decimal(f"{whole if whole == shortest else shortest:f}") if raw else Decimal(0)
    )


def _span(days: Decimal, *, always: bool = False) -> str:
    """Write hours as people do: ``09:30:00``, ``1 day, 6:00:00``."""
    seconds = timedelta(seconds=round(days * 86_400))
    return str(seconds).rjust(8, "0") if always else str(seconds)


def _iso(text: str) -> Value:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return text
