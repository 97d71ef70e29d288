"""The tab การอนุมัติ: its columns, and a version that is put forward in one of its rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sync.model.approvals import Entered, Result
from sync.model.cells import Cell


class Laid(StrEnum):
    """The columns that say which version a row is about; the worker's."""

    DOCUMENT = "document"
    YEAR = "year"
    VERSION = "version"
    CONTENT = "key"
    SUMMARY = "summary"
    COPY = "copy"


class Typed(StrEnum):
    """The columns that people fill in."""

    PROPOSED = "proposed"
    PROPOSER = "proposer"
    PROPOSED_ON = "proposed_on"
    RESULT = "result"
    NAME = "name"
    POSITION = "position"
    DECIDED_ON = "decided_on"
    COMMENT = "comment"
    ANNOUNCEMENT = "announcement"
    ANNOUNCED_ON = "announced_on"
    SIGNED = "signed"


class Seen(StrEnum):
    """The columns that say what the worker saw there."""

    STATUS = "status"
    TO_CORRECT = "to_correct"
    FOUND_ON = "found_on"
    EDITORS = "editors"
    EVIDENCE = "evidence"


Column = Laid | Typed | Seen


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A version in the tab, and what people typed of it.

    ``texts`` are empty where they did not. What could not be read is ``None``, with a
    hit, and makes the row ``unread``: nothing follows from it. ``signed`` is the address
    in its cell, empty where there is none. ``editors`` may edit the cell of the result;
    none: anybody who may edit the spreadsheet, or it is ``hidden`` who may. Days
    ``ahead`` are still to come: what bears one has not happened yet.
    """

    version: Entered
    row: int
    proposed: bool
    result: Result | None
    proposed_on: date | None
    decided_on: date | None
    announced_on: date | None
    signed: str
    unread: bool
    editors: tuple[str, ...] = ()
    hidden: bool = False
    ahead: frozenset[Typed] = frozenset()
    texts: Mapping[Typed, str] = field(default_factory=dict)
    cells: Mapping[Column, Cell] = field(default_factory=dict)

    def text(self, column: Typed) -> str:
        """Return what people typed in a column; empty where they did not."""
        return self.texts.get(column, "")

    @property
    def is_untouched(self) -> bool:
        """Whether people left it as it was laid."""
        return not (self.proposed or self.unread or any(self.texts.values()))

    @property
    def is_decided(self) -> bool:
        """Whether a decision stands there with all that makes one."""
        day = None if Typed.DECIDED_ON in self.ahead else self.decided_on
        whose = self.text(Typed.NAME) and day
        return bool(self.proposed and self.result and whose and not self.unread)
