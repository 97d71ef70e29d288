"""Our words, as frozen values: everything that passes between two modules.

Nothing here reads, writes or knows the time. Money is ``Decimal`` baht; rows and
columns count from 1, as staff see them.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, TypeAlias

Value: TypeAlias = str | bool | Decimal | date | None
"""What a cell holds. A number is ``Decimal`` (never float); an empty cell ``None``."""


class CellError(str):
    """What a formula gives that cannot be worked out: ``#REF!``, ``#N/A``."""

    __slots__ = ()


class Uncomputed(str):
    """A formula whose result the file does not hold: no program has worked it out."""

    __slots__ = ()


# --- the spreadsheet as it is ---------------------------------------------------


def column_letters(column: int) -> str:
    """Give the letters of a column: 1 is ``A``, 27 is ``AA``."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class Cell(NamedTuple):
    """One place in the spreadsheet; a tuple, since sheets are compared cell by cell."""

    tab: str
    row: int
    column: int

    @property
    def a1(self) -> str:
        """The address staff know, such as ``D4``."""
        return f"{column_letters(self.column)}{self.row}"

    def __str__(self) -> str:
        return f"{self.tab}!{self.a1}"


class Area(NamedTuple):
    """Cells merged into one, from its first to its last row and column."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab's values, row by row; rows may be ragged. ``notes`` hang on its cells.

    Of a ``merged`` area only the first cell shows what it holds. ``links`` say where
    cells lead that show something else.
    """

    title: str
    rows: tuple[tuple[Value, ...], ...] = ()
    notes: Mapping[Cell, str] = field(default_factory=dict)
    merged: tuple[Area, ...] = ()
    links: Mapping[Cell, str] = field(default_factory=dict)

    def value(self, row: int, column: int) -> Value:
        """Give what stands in a place; ``None`` outside of what was read."""
        if not 1 <= row <= len(self.rows):
            return None
        values = self.rows[row - 1]
        return values[column - 1] if 1 <= column <= len(values) else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole spreadsheet at one instant.

    ``revision`` is the adapter's own mark of that instant; it is handed back on
    writing, so that a sheet somebody changed meanwhile is never written over.
    """

    tabs: tuple[Tab, ...]
    revision: str

    def tab(self, title: str) -> Tab | None:
        """Find a tab by its title."""
        return next((tab for tab in self.tabs if tab.title == title), None)


@dataclass(frozen=True, slots=True)
class CellEdit:
    """Put ``new`` where ``expected`` stands now. Only the worker's own cells.

    ``link`` makes the cell a link to another cell, or to an address.
    """

    cell: Cell
    expected: Value
    new: Value
    link: Cell | str | None = None


@dataclass(frozen=True, slots=True)
class NoteEdit:
    """Hang the note ``new`` on a cell, or take it away; ``expected`` hangs there now.

    Only notes that bear the worker's mark are ever replaced or taken away.
    """

    cell: Cell
    expected: str | None
    new: str | None


Edit: TypeAlias = CellEdit | NoteEdit


# --- the plan -------------------------------------------------------------------


class Info(StrEnum):
    """The headings of the tab ข้อมูลแผน."""

    TITLE = "title"
    ENGLISH_TITLE = "english_title"
    OFFICE = "office"
    OFFICE_TYPE = "office_type"
    AMPHOE = "amphoe"
    PROVINCE = "province"
    FISCAL_YEAR = "fiscal_year"
    PERIOD = "period"
    AS_OF = "as_of"
    PREPARED_BY = "prepared_by"
    ISSUER = "issuer"
    ISSUER_POSITION = "issuer_position"
    APPROVER = "approver"
    APPROVER_POSITION = "approver_position"
    DOCUMENT_LINK = "document_link"
    DRAFT_LINK = "draft_link"
    UNPLACED = "unplaced"


class Field(StrEnum):
    """The columns of the tab โครงการ that staff fill in."""

    NUMBER = "number"
    NAME = "name"
    DIMENSION = "dimension"
    BUDGET = "budget"
    QUARTER_1 = "quarter_1"
    QUARTER_2 = "quarter_2"
    QUARTER_3 = "quarter_3"
    QUARTER_4 = "quarter_4"
    REMARK = "remark"


QUARTERS = (Field.QUARTER_1, Field.QUARTER_2, Field.QUARTER_3, Field.QUARTER_4)


class Mark(StrEnum):
    """The columns of the tab โครงการ that are the worker's."""

    STATUS = "status"
    TO_CORRECT = "to_correct"
    KEY = "key"


class Heading(StrEnum):
    """The headings of one project's detail, in the document's order."""

    RATIONALE = "rationale"
    OBJECTIVES = "objectives"
    TARGET_GROUP = "target_group"
    METHOD = "method"
    PERIOD = "period"
    BUDGET = "budget_text"
    RESPONSIBLE = "responsible"
    OUTPUTS = "outputs"
    OUTCOMES = "outcomes"


class Role(StrEnum):
    """What somebody who gets mail is to the plan."""

    EXECUTIVE = "executive"
    RESPONSIBLE = "responsible"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class PlanInfo:
    """Whose plan, of which year; text as typed, empty where nothing was typed.

    ``fiscal_year`` is a Buddhist year. ``as_of`` is what staff typed, or ``None``.
    ``unplaced`` holds what an import could not place.
    """

    texts: Mapping[Info, str] = field(default_factory=dict)
    fiscal_year: int | None = None
    as_of: date | None = None
    unplaced: tuple[str, ...] = ()
    cells: Mapping[Info, Cell] = field(default_factory=dict)

    def text(self, info: Info) -> str:
        """Give what staff typed under a heading; empty where they did not."""
        return self.texts.get(info, "")


@dataclass(frozen=True, slots=True)
class Project:
    """One row of the plan. What could not be understood is ``None``, with a hit."""

    number: str
    name: str
    dimension: int | None
    budget: Decimal | None
    quarters: frozenset[int]
    remark: str
    key: str
    row: int
    cells: Mapping[Field, Cell]


@dataclass(frozen=True, slots=True)
class Detail:
    """The nine headings that describe one project (results are two columns)."""

    name: str
    texts: Mapping[Heading, str]
    row: int
    name_cell: Cell
    cells: Mapping[Heading, Cell]

    def lines(self, heading: Heading) -> tuple[str, ...]:
        """Give a heading's items or paragraphs: the lines of its cell, none empty."""
        text = self.texts.get(heading, "")
        return tuple(line.strip() for line in text.splitlines() if line.strip())


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who may get mail."""

    name: str
    email: str
    role: Role | None
    wants: bool
    row: int
    email_cell: Cell


@dataclass(frozen=True, slots=True)
class TypedTotals:
    """What stands in the totals row; ``None`` where nothing readable does."""

    budget: Decimal | None
    quarters: tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]
    row: int
    cells: Mapping[Field, Cell]


@dataclass(frozen=True, slots=True)
class Subtotal:
    """What staff say some rows add up to; ``rows`` are those projects' rows.

    ``others`` are projects that it may stand for as well: everything above it.
    """

    typed: TypedTotals
    rows: tuple[int, ...]
    others: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """One office's action plan for one fiscal year, as the sheet has it."""

    info: PlanInfo
    projects: tuple[Project, ...]
    details: tuple[Detail, ...]
    recipients: tuple[Recipient, ...]
    typed_totals: TypedTotals | None = None
    subtotals: tuple[Subtotal, ...] = ()


@dataclass(frozen=True, slots=True)
class Totals:
    """What the worker adds up.

    ``per_quarter`` counts the projects planned in quarters 1 to 4; ``per_dimension``
    the projects of dimensions 1 to 4, ``budget_per_dimension`` their baht.
    """

    projects: int
    budget: Decimal
    per_quarter: tuple[int, int, int, int]
    per_dimension: tuple[int, int, int, int]
    budget_per_dimension: tuple[Decimal, Decimal, Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class WrittenTotals:
    """What the worker put in the totals row once; tells it from what staff type."""

    budget: Decimal
    per_quarter: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CorrectedTotal:
    """A total that staff typed in a column, and the one the worker puts in its place."""

    field: Field
    typed: Decimal
    computed: Decimal


# --- what is wrong with it ------------------------------------------------------


class Severity(StrEnum):
    """How much a finding matters, most first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule met something at a place. Words and severity come from the catalogue.

    ``found`` is the mistaken text, as exactly as it can be given; ``facts`` fill the
    message's other blanks.
    """

    rule: str
    cell: Cell
    found: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of one cell, in words.

    ``project`` is the number in the table, ``None`` where the place is no project's,
    and ``name`` that project's name;
    ``field`` the column or heading as staff know it. ``key`` stays the same while the
    finding does, wherever its row is moved. ``confirmable``: staff may confirm that it
    is right as it is.
    """

    rule: str
    severity: Severity
    cell: Cell
    project: int | None
    field: str
    found: str
    message: str
    suggestion: str
    key: str = ""
    name: str = ""
    confirmable: bool = True


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A finding of which staff say, for a reason, that it is right as it is."""

    finding: Finding
    reason: str


# --- what comes out -------------------------------------------------------------


class Kind(StrEnum):
    """What a document is; the value is its file's suffix."""

    WORD = "docx"
    PAGE = "html"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Template:
    """What a document is made from; ``name`` says which, where something is wrong."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Document:
    """A rendered document. ``key`` names it for ever, whatever its title becomes.

    Documents of one key and different kinds are different documents. ``home`` is the
    address of the document that people made for this one: empty where they may and
    have not, ``None`` where it needs none. ``year`` is the plan's fiscal year in digits,
    empty where it is not known; ``clean`` a plan without errors, as of ``as_of``.
    """

    key: str
    title: str
    content: bytes
    kind: Kind = Kind.WORD
    home: str | None = None
    year: str = ""
    clean: bool = False
    as_of: date | None = None

    @property
    def digest(self) -> str:
        """The SHA-256 of the content: equal means nothing to publish."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Before:
    """A document as the ledger knows that it was put in its place last.

    ``clean_as_of`` is the day of the plan it showed, if that was one without errors.
    """

    link: str
    digest: str
    clean_as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a document is now.

    ``updated`` is false where it was left as it is: since somebody has ``changed`` it,
    or since it shows the plan without errors as of ``held``, and this one has some.
    ``kept`` is the address of a copy of what somebody had changed; ``lost`` are texts
    that its place does not show.
    """

    link: str
    updated: bool = True
    changed: bool = False
    held: date | None = None
    kept: str = ""
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a document is shared with; addresses and domains are case-folded.

    ``groups``: it is shared with groups as well, and nobody tells us who is in them.
    """

    anyone: bool = False
    groups: bool = False
    people: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()

    def shut_out(self, addresses: Iterable[str]) -> tuple[str, ...]:
        """Give those who surely cannot open the document."""
        if self.anyone or self.groups:
            return ()
        return tuple(
            address
            for address in addresses
            if address.casefold() not in self.people
            and address.casefold().rpartition("@")[2] not in self.domains
        )


@dataclass(frozen=True, slots=True)
class Message:
    """One mail to one person, complete: the same bytes however often it is sent.

    ``topic`` is the kind of event that it tells of.
    """

    message_id: str
    recipient: str
    subject: str
    content: bytes
    topic: str = ""


_LONGEST_WAIT = timedelta(hours=25)
"""A day, and an hour that a clock may have been put back by."""


class MailState(StrEnum):
    """Where a message in the outbox is on its way.

    ``SENDING`` is written down before it is handed over: found so later, it is not
    known whether it was taken. ``MERGED``: it never left, and a later one tells it.
    """

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Queued:
    """A message in the outbox: tried ``attempts`` times, again at ``next_try``.

    ``answer`` is what was said to it last. ``repeated``: the very same message was
    sent once more, since nobody could tell whether it had been taken. ``draft`` is the
    one that it is sent by, where there are drafts.
    """

    message: Message
    since: datetime
    state: MailState = MailState.PENDING
    attempts: int = 0
    next_try: datetime | None = None
    answer: str = ""
    repeated: bool = False
    draft: str = ""

    def is_due(self, now: datetime) -> bool:
        """Tell whether it is to be tried now.

        Nothing is put off for longer than a day: a later time was noted by a clock
        that was wrong.
        """
        if self.next_try is None:
            return True
        return not now < self.next_try <= now + _LONGEST_WAIT


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs between two versions of a plan."""

    project: str
    field: str
    old: str
    new: str


class CycleKind(StrEnum):
    """How much of a cycle was to be done."""

    NIGHT = "night"
    """All of it."""
    LOOK = "look"
    """Staff changed something: it is checked, and nothing is published."""


@dataclass(frozen=True, slots=True)
class CycleRecord:
    """What the ledger keeps of one cycle; times are aware, ``budget`` is baht.

    ``requests`` were sent to Google. ``changes`` are since the last plan that was kept,
    and ``editor`` is who changed the spreadsheet last before that, if it is known.
    ``confirmed`` tells each finding that staff confirmed to be right, and why; ``why``
    is the sentence with which the cycle stopped.
    """

    number: int
    started: datetime
    kind: CycleKind = CycleKind.NIGHT
    finished: datetime | None = None
    outcome: str = "running"
    requests: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    projects: int = 0
    budget: Decimal = Decimal(0)
    changes: tuple[Change, ...] = ()
    editor: str = ""
    confirmed: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Work of a kind that failed ``failures`` times in a row; ``code`` is the last stop.

    ``told`` once administrators have been told.
    """

    job: str
    failures: int
    since: datetime
    code: str
    told: bool


Facts: TypeAlias = tuple[tuple[str, str, str, str], ...]
"""A plan as flat text, rows of: project key (empty for the plan itself), project
name, field, text. Flat on purpose: what an older worker kept still compares."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A document as it was last published, and the plan it showed.

    ``clean``: that plan had no errors; ``None`` where an older worker did not note it.
    ``version`` counts what was told of the document.
    """

    key: str
    digest: str
    link: str
    as_of: date
    facts: Facts
    kind: Kind = Kind.WORD
    clean: bool | None = None
    version: int = 1


# --- a plan that comes from elsewhere -------------------------------------------


@dataclass(frozen=True, slots=True)
class ImportedDetail:
    """One section of an export: the project it names and its headings' text."""

    name: str
    texts: Mapping[Heading, str]


@dataclass(frozen=True, slots=True)
class ImportedRecipient:
    """One row to put in the tab ผู้รับอีเมล."""

    name: str
    email: str
    role: Role
    wants: bool


@dataclass(frozen=True, slots=True)
class ImportedPlan:
    """A plan read from an export: all its text, as typed, each in the place it goes.

    ``projects`` and ``totals`` hold a row's cells by column; ``unplaced`` the lines
    no place was found for, so that nothing of the source is lost. ``repairs`` counts
    the lines and rows whose Thai had to be put right.
    """

    info: Mapping[Info, str]
    projects: tuple[Mapping[Field, str], ...]
    totals: Mapping[Field, str]
    details: tuple[ImportedDetail, ...]
    unplaced: tuple[str, ...] = ()
    recipients: tuple[ImportedRecipient, ...] = ()
    repairs: int = field(default=0, compare=False)


NOTHING = ImportedPlan({}, (), {}, ())
"""No plan at all, to begin with."""
