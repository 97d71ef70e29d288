"""What an export is made of, whatever its format: lines and table rows, in order."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Line:
    """One line or paragraph of running text, without the spaces around it."""

    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; a cell merged over several columns stands in its first."""

    cells: tuple[str, ...]


Part: TypeAlias = Line | Row
