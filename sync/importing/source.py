"""What an export is made of, whatever its format: lines, table rows and asides."""

from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line or paragraph of running text, without the spaces around it.

    ``opens`` says that the source itself begins an item here, by a number or bullet
    that is not part of the text. ``heading`` says that it stands out as headings do,
    ``beside`` that it is a note beside the text, not part of it.
    """

    text: str
    number: int = 0
    opens: bool = False
    heading: bool = False
    beside: bool = False


class Held(NamedTuple):
    """A text that holds in a column, since its cell is merged with that of ``origin``."""

    column: int
    origin: int
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; a cell merged over several columns stands in its first.

    ``held`` are the texts of merged cells where they stand in another column or row;
    columns count from 0. ``broken`` are the cells with the lines that they are typed in,
    where the source tells.
    """

    cells: tuple[str, ...]
    number: int = 0
    held: tuple[Held, ...] = ()
    broken: tuple[str, ...] = field(default=(), compare=False)

    @property
    def whole(self) -> bool:
        """Whether the source itself ends each cell: no line below goes on with one."""
        return bool(self.broken)

    @property
    def text(self) -> str:
        """The row as one line, for where it is no row of the table of projects."""
        return " ".join(cell for cell in self.cells if cell)


@dataclass(frozen=True, slots=True)
class Aside:
    """Text outside of the flow: a header, a footer, a text box. It has no place."""

    text: str


Flow: TypeAlias = SourceLine | Row
"""``number`` is its place in the source: the line of a text file, else the block."""

Part: TypeAlias = Flow | Aside

MOST_PARTS = 20_000
"""Of a source; a plan of hundreds of projects has some thousand."""


class TooMuch(Exception):
    """More is in a source than any plan has; says which bound it passes."""
