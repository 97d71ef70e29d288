"""How every office is, written into a Google Sheet of the province's own.

Beside a list of offices, or in a tab for itself: a row an office. A column is ours if
the note on its heading bears our mark, whatever people made of the heading and wherever
they moved it. Where nobody can be sure whose a cell is, nothing is written.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain

from sync.messages import Words
from sync.model.cells import Cell, CellEdit, Edit, NoteEdit, Sheet, Tab, Value, same
from sync.plan.marks import BULLET
from sync.progress.rounds import FIRST
from sync.province.registry import Listing, Problem, problem
from sync.province.report import Health, Row
from sync.province.shown import why
from sync.sheet.tables import is_something, read_text

NOTE, OFFICE, LINK = "note", "office", "sheet"
"""What is not understood of a row of the list; where there is none, folder and address."""
_STATE = "state"
_SHOWN = (
    *("title", _STATE, "why", "good_night", "errors", "warnings", "projects", "budget"),
    *("plan", "half_year", "whole_year", "overdue", "mail", "quiet"),
)
_MARK = "plan-sync:"
_AT_ONCE = 2001
"""Rows in one write: two thousand offices, and their headings."""


@dataclass(slots=True)
class Board:
    """What is to be written, and why something is not."""

    edits: list[Edit] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def writes(self) -> Iterator[Sequence[Edit]]:
        """Yield the edits, so many rows at a time; headings come first."""
        rows = sorted({edit.cell.row for edit in self.edits})
        for begin in range(0, len(rows), _AT_ONCE):
            now = set(rows[begin : begin + _AT_ONCE])
            yield [edit for edit in self.edits if edit.cell.row in now]


def beside_list(
    listing: Listing, rows: Iterable[Row] | None, tongues: Sequence[Words]
) -> Board:
    """Say beside each row of a list what is not understood of it, and how its office is.

    Args:
        listing: the list.
        rows: how offices are, where that is shown here.
        tongues: the catalogues, that of the province first.
    """
    if listing.table is None:
        return Board()
    by_name, words = {row.office: row for row in rows or ()}, tongues[0]
    keys = (NOTE,) if rows is None else (NOTE, *_SHOWN)
    wanted: dict[int, Mapping[str, Value]] = {}
    for line in listing.lines:
        if line.problem is not None:
            said = words.say(f"listed.{line.problem.code}", **dict(line.problem.facts))
            wanted[line.row] = {NOTE: f"{BULLET}{said}"}
        else:
            shown = by_name.get(line.name)
            wanted[line.row] = _values(shown, words) if shown else {NOTE: None}
    place = _Place(listing.table.tab, listing.table.top, tongues)
    return place.written(keys, wanted, taken=listing.table.columns.values())


def in_own_tab(sheet: Sheet, rows: Sequence[Row], tongues: Sequence[Words]) -> Board:
    """Show how offices are in a tab that is for nothing else, which is made if need be.

    Args:
        sheet: the spreadsheet.
        rows: how offices are.
        tongues: the catalogues, that of the province first.
    """
    head = _own_head(sheet, [words.say("province.board_tab") for words in tongues])
    if isinstance(head, Problem):
        return Board(problems=[head])
    tab = sheet.tab(head.tab) or Tab(head.tab)
    found, offices = _rows_of(tab, head), {row.office for row in rows}
    end, words = max(len(tab.rows), head.row) + 1, tongues[0]
    new = (row for row in rows if row.office not in found)
    wanted = {end + nth: _values(row, words) for nth, row in enumerate(new)}
    wanted |= {
        found[row.office][0]: _values(row, words) for row in rows if row.office in found
    }
    # of two rows of one office nobody knows which counts
    twice = {it: at for it, at in found.items() if len(at) > 1 and it in offices}
    place = _Place(tab, head.row, tongues, frozenset(chain(*twice.values())))
    board = place.written((OFFICE, *_SHOWN, LINK), wanted)
    board.problems += [
        problem("row_twice", office=name, rows=", ".join(map(str, at)))
        for name, at in twice.items()
    ]
    return board


def _own_head(sheet: Sheet, titles: Sequence[str]) -> Cell | Problem:
    """Return where our table's first heading is, or is to be; or why it can be nowhere."""
    marked = [
        cell
        for tab in sheet.tabs
        for cell, note in tab.notes.items()
        if _key_of(note) == OFFICE
    ]
    if len(marked) > 1:
        return problem("board_twice", where=", ".join(sorted(map(str, marked))))
    if marked:
        return marked[0]
    tab = next((tab for tab in sheet.tabs if tab.title in titles), Tab(titles[0]))
    if any(is_something(value) for values in tab.rows for value in values):
        return problem("board_taken", tab=tab.title)
    return Cell(tab.title, 1, 1)


def _rows_of(tab: Tab, head: Cell) -> Mapping[str, Sequence[int]]:
    """Return the rows that name each office."""
    found: dict[str, list[int]] = {}
    for row in range(head.row + 1, len(tab.rows) + 1):
        if name := read_text(tab.value(row, head.column)):
            found.setdefault(name, []).append(row)
    return found


def _values(row: Row, words: Words) -> Mapping[str, Value]:
    say = words.say
    rounds = {True: say("province.half_year"), False: say("province.whole_year")}
    return {
        NOTE: None,
        OFFICE: row.office,
        "title": row.title or None,
        _STATE: say(f"province.{row.health}"),
        "why": why(row.code, words) or None,
        "good_night": f"{row.good_night:%Y-%m-%d %H:%M}" if row.good_night else None,
        "errors": Decimal(row.errors),
        "warnings": Decimal(row.warnings),
        "projects": Decimal(row.projects),
        "budget": row.budget,
        "plan": say(f"province.plan_{row.plan}"),
        "half_year": say(f"province.plan_{row.half_year}"),
        "whole_year": say(f"province.plan_{row.whole_year}"),
        "overdue": ", ".join(rounds[it == FIRST] for it in row.overdue) or None,
        "mail": Decimal(row.waiting + row.undelivered),
        "quiet": None if row.quiet_days is None else Decimal(row.quiet_days),
        LINK: row.sheet or None,
    }


def _key_of(note: str) -> str:
    """Return which column of ours a note marks; empty for a note of people's."""
    first = note.split("\n", 1)[0].strip()
    return first.removeprefix(_MARK) if first.startswith(_MARK) else ""


@dataclass(frozen=True, slots=True)
class _Place:
    """A tab's rows below a heading, and our columns among them; some rows stay as they are."""

    tab: Tab
    head: int
    tongues: Sequence[Words]
    staying: frozenset[int] = frozenset()

    def written(
        self,
        keys: Sequence[str],
        wanted: Mapping[int, Mapping[str, Value]],
        taken: Collection[int] = (),
    ) -> Board:
        """Return what is to be written: of a row no more than is wanted there.

        Args:
            keys: our columns.
            wanted: what is to stand in a row's.
            taken: columns that are surely not ours.
        """
        board = Board()
        columns = self._columns(keys, taken, board)
        hidden = self._hidden(frozenset(columns.values()))
        every = {**wanted, **self._outdated(columns, wanted)}
        closed: dict[int, Cell] = {}
        for row, values in sorted(every.items()):
            for key, column in columns.items():
                if key not in values or row in self.staying:
                    continue
                cell, present = (
                    Cell(self.tab.title, row, column),
                    self.tab.value(row, column),
                )
                if same(present, values[key]):
                    continue
                # an error or an empty result: somebody's formula
                strange = isinstance(present, str) and type(present) is not str
                if cell in hidden or strange:
                    closed.setdefault(column, cell)
                    continue
                link = str(values[key]) if key == LINK and values[key] else None
                board.edits.append(CellEdit(cell, present, values[key], link))
        board.problems += [problem("cell", cell=str(it)) for it in closed.values()]
        return board

    def _outdated(
        self, columns: Mapping[str, int], wanted: Mapping[int, Mapping[str, Value]]
    ) -> Mapping[int, Mapping[str, Value]]:
        """Return what is to stand where we once said something of an office that is no more.

        Only in rows in which that was surely we: people add sums and remarks of theirs.
        """
        names = (*Health, "well_before")  # what older versions wrote
        states = {words.say(f"province.{it}") for words in self.tongues for it in names}
        gone = self.tongues[0].say("province.board_gone") if OFFICE in columns else None
        told: dict[int, Mapping[str, Value]] = {}
        for row in range(self.head + 1, len(self.tab.rows) + 1):
            here = wanted.get(row, {})
            state, note = (
                self.tab.value(row, columns.get(key, 0)) for key in (_STATE, NOTE)
            )
            if _STATE not in here and state in states:
                cleared = dict.fromkeys(columns.keys() - {OFFICE, NOTE})
                told[row] = {**cleared, _STATE: gone, **here}
            elif not here and isinstance(note, str) and note.startswith(BULLET):
                told[row] = {NOTE: None}
        return told

    def _columns(
        self, keys: Sequence[str], taken: Collection[int], board: Board
    ) -> dict[str, int]:
        """Return our columns; those that are missing come on the right of all."""
        columns: dict[str, int] = {}
        missing = []
        for key in keys:
            own, named = self._marked(key), self._named(key)
            at = own[0] if len(own) == 1 else None
            if at and at.row == self.head and at.column not in taken:
                columns[key] = at.column
            elif not own and not named:
                missing.append(key)
            elif not own and len(named) == 1 and self._is_free(named[0], taken):
                columns[key] = named[0]
                board.edits += self._marking(named[0], key)
            else:
                title = self._titles(key)[0]
                board.problems.append(problem("column", title=title))
        first = max(self._width(), *columns.values(), 0) + 1
        for column, key in enumerate(missing, first):
            columns[key] = column
            cell = Cell(self.tab.title, self.head, column)
            board.edits.append(CellEdit(cell, None, self._titles(key)[0]))
            board.edits += self._marking(column, key)
        return columns

    def _marked(self, key: str) -> Sequence[Cell]:
        return [cell for cell, note in self.tab.notes.items() if _key_of(note) == key]

    def _named(self, key: str) -> Sequence[int]:
        """Return the columns whose heading is ours, whosever they are."""
        values = self.tab.rows[self.head - 1] if self.head <= len(self.tab.rows) else ()
        titles = self._titles(key)
        return [at for at, it in enumerate(values, 1) if read_text(it) in titles]

    def _titles(self, key: str) -> Sequence[str]:
        return [
            words.say("province.board_head", name=words.say(f"province.board_{key}"))
            for words in self.tongues
        ]

    def _marking(self, column: int, key: str) -> Iterator[Edit]:
        said = self.tongues[0].say("province.board_mark")
        cell = Cell(self.tab.title, self.head, column)
        yield NoteEdit(cell, None, f"{_MARK}{key}\n{said}")

    def _is_free(self, column: int, taken: Collection[int]) -> bool:
        """Whether nothing stands in a column but its heading, and no note on that."""
        below = range(self.head + 1, len(self.tab.rows) + 1)
        filled = any(is_something(self.tab.value(row, column)) for row in below)
        noted = Cell(self.tab.title, self.head, column) in self.tab.notes
        return not (filled or noted or column in taken)

    def _width(self) -> int:
        return max(
            max(map(len, self.tab.rows), default=0),
            max((area.right for area in self.tab.merged), default=0),
            max((cell.column for cell in self.tab.notes), default=0),
        )

    def _hidden(self, columns: frozenset[int]) -> frozenset[Cell]:
        """Return the cells of our columns that merged ones cover, or that are merged."""
        last = len(self.tab.rows)
        return frozenset(
            Cell(self.tab.title, row, column)
            for area in self.tab.merged
            for column in columns
            if area.left <= column <= area.right
            for row in range(area.top, min(area.bottom, last) + 1)
        )
