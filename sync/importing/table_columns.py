"""What a row of an export's table is, by the columns in which its cells stand."""

from collections.abc import Mapping
from dataclasses import dataclass

from sync.importing.source import Flow, Row
from sync.importing.workbook.projects import dimension_in
from sync.model.plan import QUARTERS, Field
from sync.plan.labels import Headers
from sync.thai.total_labels import Label, Sum, read_label


@dataclass(frozen=True, slots=True)
class Columns:
    """Where our columns stand in a row, from 0, and of how many it is made."""

    places: Mapping[int, Field]
    width: int
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
        """Whether a row is one of headers, with which a new page may begin again."""
        names = [self.headers.find("projects", cell) for cell in row.cells if cell]
        words = set(names) - set(QUARTERS)
        if len(words) > 1 and None not in words and Field.NAME in words:
            return True
        under_quarters = all(
            self.places.get(at) in QUARTERS for at, cell in enumerate(row.cells) if cell
        )
        return under_quarters and set(names) <= set(QUARTERS)

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
        return len(filled) == 1 and dimension_in(filled[0]) is not None


def cells_of(part: Flow) -> tuple[str, ...]:
    """Return a part's cells; a line is one."""
    return part.cells if isinstance(part, Row) else (part.text,)
