"""A Google spreadsheet at one instant: our ``Sheet``, and what writing to it needs."""

import hashlib
from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass, field

from sync.model.cells import Cell, Sheet


class Formula(str):
    """A formula's text, put back where it stood; no other text is ever one."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Size:
    """Where a tab is found, and how far its grid reaches."""

    sheet_id: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class GoogleSheet:
    """A sheet as read, the sizes of its tabs by title, and what its cells are.

    ``formulas`` are those of the cells that hold one, ``spilled`` the cells that a
    formula elsewhere fills: what they show may change by itself.
    ``linked`` cells lead somewhere.
    """

    sheet: Sheet
    sizes: Mapping[str, Size]
    formulas: Mapping[Cell, str] = field(default_factory=dict)
    linked: frozenset[Cell] = field(default=frozenset())
    spilled: frozenset[Cell] = field(default=frozenset())

    @property
    def computed(self) -> Set[Cell]:
        """The cells whose values nobody has typed."""
        return self.formulas.keys() | self.spilled

    @property
    def ids(self) -> Mapping[str, int]:
        """Each tab's id, which stays when it is renamed."""
        return {title: size.sheet_id for title, size in self.sizes.items()}


def free_id(title: str, taken: Collection[int]) -> int:
    """Choose a tab's id, so that cells can be written in the request that adds it."""
    sheet_id = int.from_bytes(hashlib.sha256(title.encode()).digest()[:4]) >> 1
    while sheet_id in taken:
        sheet_id = (sheet_id + 1) % 2**31
    return sheet_id
