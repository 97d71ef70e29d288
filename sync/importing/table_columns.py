"""What a row of an export's table is, by the columns in which its cells stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sync.importing.source import Flow, Row
from sync.importing.workbook.projects import dimension_in
from sync.model.plan import QUARTERS, Field
from sync.plan.labels import Headers
from sync.sheet.dimensions import named_dimension
from sync.thai.folding import key
from sync.thai.total_labels import Label, Sum, read_label


@dataclass(frozen=True, slots=True)
class Columns:
    """Where our columns stand in a row, from 0, and of how many it is made.

    ``titles`` are the texts of its headers, each with its place.
    """

    places: Mapping[int, Field]
    width: int
    titles: frozenset[tuple[int, str]]
    headers: Headers

    @property
    def name(self) -> int:
        """The place of projects' names."""
        return next(at for at, name in self.places.items() if name is Field.NAME)

    def text(self, row: Row, name: Field) -> str:
        """Return what a row has in a column."""
        return next(
            (cell for at, cell in enumerate(row.cells) if self.places.get(at) is name),
            "",
        )

    def is_header(self, row: Row) -> bool:
        """Whether a row is one of headers, with which a new page or table may begin again."""
        filled = [(at, cell) for at, cell in enumerate(row.cells) if cell]
        if filled and all(self._is_title(at, cell) for at, cell in filled):
            return True
        names = {self.headers.find("projects", cell) for _, cell in filled}
        words = names - {*QUARTERS, None}
        if len(words) > 1 and Field.NAME in words:
            is_ours = row.whole or not self.unknown(row)
            return is_ours and not self.is_other_header(row)
        under_quarters = all(self.places.get(at) in QUARTERS for at, _ in filled)
        return under_quarters and names <= set(QUARTERS)

    def unknown(self, row: Row) -> Sequence[str]:
        """Return what in a row of headers is neither known nor stood above the table."""
        return [
            cell
            for at, cell in enumerate(row.cells)
            if cell and not self._is_title(at, cell)
            if self.headers.find("projects", cell) is None
        ]

    def _is_title(self, at: int, cell: str) -> bool:
        return (at, key(cell)) in self.titles

    def is_other_header(self, row: Row) -> bool:
        """Whether a row has headers of which one of ours stands in another column.

        Only where rows are whole: elsewhere an empty cell may be missing.
        """
        places = {str(name): at for at, name in self.places.items()}
        found = {
            name: at
            for at, cell in reversed([*enumerate(row.cells)])
            if cell and (name := self.headers.find("projects", cell)) in places
        }
        return (
            row.whole
            and Field.NAME in found
            and len(found) > 1
            and any(places[name] != at for name, at in found.items())
        )

    def label(self, row: Row) -> Label | None:
        """Return what a row adds up, where it is one of totals."""
        first = next((cell for cell in row.cells if cell), "")
        if self.headers.find("projects", first) == "total":
            return read_label(first) or Label(Sum.ALL)
        return read_label(first) or read_label(self.text(row, Field.NAME))

    def is_project(self, row: Row) -> bool:
        """Whether a row has a project's name and number."""
        number = self.text(row, Field.NUMBER)
        return bool(self.text(row, Field.NAME)) and any(map(str.isdecimal, number))

    def is_section(self, part: Flow) -> bool:
        """Whether a part is nothing but the heading of a dimension."""
        filled = [cell for cell in cells_of(part) if cell]
        return len(filled) == 1 and bool(
            dimension_in(filled[0]) or named_dimension(filled[0], self.headers)
        )


def cells_of(part: Flow) -> tuple[str, ...]:
    """Return a part's cells; a line is one."""
    return part.cells if isinstance(part, Row) else (part.text,)
