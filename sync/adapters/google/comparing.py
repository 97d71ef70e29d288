"""What stands where in a sheet, as it is and as it should be, and where they differ."""

from collections.abc import Collection, Iterable, Mapping
from itertools import chain
from typing import NamedTuple, TypeAlias

from sync.model.cells import Cell, Edit, NoteEdit, Sheet, Value, same


class Spot(NamedTuple):
    """What a cell shows, or the note that hangs on it."""

    tab: str
    row: int
    column: int
    is_note: bool = False

    @property
    def cell(self) -> Cell:
        """The cell it is about."""
        return Cell(self.tab, self.row, self.column)

    def __str__(self) -> str:
        return str(self.cell)


Contents: TypeAlias = Mapping[Spot, Value]
"""All that stands somewhere; an empty cell is not among it."""


def contents_of(sheet: Sheet) -> Contents:
    """Return every value and every note of a sheet by its place."""
    contents: dict[Spot, Value] = {}
    for tab in sheet.tabs:
        for row, values in enumerate(tab.rows, 1):
            for column, value in enumerate(values, 1):
                if value is not None:
                    contents[Spot(tab.title, row, column)] = value
        contents.update(
            (Spot(*cell, is_note=True), note) for cell, note in tab.notes.items()
        )
    return contents


def place_of(edit: Edit) -> Spot:
    """Return the place that an edit is about."""
    return Spot(*edit.cell, is_note=isinstance(edit, NoteEdit))


def edited(contents: Contents, edits: Iterable[Edit]) -> Contents:
    """Return the contents as they are once the edits are made."""
    after = dict(contents)
    for edit in edits:
        if edit.new is None or edit.new == "":  # no cell can hold an empty text
            after.pop(place_of(edit), None)
        else:
            after[place_of(edit)] = edit.new
    return after


def unlike(
    wanted: Contents, present: Contents, *, ignoring: Collection[Cell]
) -> Spot | None:
    """Return the first place that does not hold what is wanted, if there is one.

    Values of the cells that are ignored may be anything; their notes may not.
    """
    unwanted = (spot for spot in present if spot not in wanted)
    differing = (
        spot
        for spot in chain(wanted, unwanted)
        if not same(wanted.get(spot), present.get(spot))
        and (spot.is_note or spot.cell not in ignoring)
    )
    return min(differing, default=None)
