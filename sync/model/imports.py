"""A plan that comes from elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from sync.model.cells import Area, Cell
from sync.model.plan import Field, Heading, Info, Role
from sync.model.progress import Copied, Reported


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of ``config/messages``, ``imports.CODE``, and what fills its blanks.

    ``place`` is one that says where; it fills a blank of that name.
    """

    code: str
    facts: Mapping[str, str]
    place: "Said | None" = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line, an arrow or a box drawn over cells, with the text in it.

    ``area`` is what the file tells of its cells; ``is_clear``: these are all, and it is
    one drawing and no group.
    """

    area: Area | None
    text: str = ""
    is_clear: bool = True


@dataclass(frozen=True, slots=True)
class Hidden:
    """What a spreadsheet keeps out of sight, and what only its looks say.

    Whole tabs, and by tab rows and columns out of sight; cells that are struck through,
    that have a colour, that show a number in a way we do not imitate; and the texts of
    the printed pages' headers and footers; what is drawn over cells, and how many
    drawings were not looked at.
    """

    tabs: frozenset[str] = frozenset()
    rows: Mapping[str, frozenset[int]] = field(default_factory=dict)
    columns: Mapping[str, frozenset[int]] = field(default_factory=dict)
    struck: frozenset[Cell] = frozenset()
    coloured: frozenset[Cell] = frozenset()
    unsure: frozenset[Cell] = frozenset()
    pages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    drawn: Mapping[str, tuple[Drawn, ...]] = field(default_factory=dict)
    not_looked_at: Mapping[str, int] = field(default_factory=dict)


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


ImportedReport = Mapping[Copied | Reported, str | Decimal | int]
"""One row to put in the tab ผลการดำเนินงาน, by column; ticks are booleans."""


@dataclass(frozen=True, slots=True)
class ImportedPlan:
    """A plan read from an export: all its text, as typed, each in the place it goes.

    ``projects`` and ``totals`` hold a row's cells by column; ``unplaced`` the lines
    no place was found for, so that nothing of the source is lost. ``repairs`` say where
    Thai had to be put right, as ``places`` of the source; ``lost_am`` that words may
    be left whose SARA AM is a SARA AA. ``found`` says what was found where, ``left``
    what stands in the source and is not brought in, and ``doubts`` what somebody must
    look at before the plan is whole.
    """

    info: Mapping[Info, str]
    projects: tuple[Mapping[Field, str], ...]
    totals: Mapping[Field, str]
    details: tuple[ImportedDetail, ...]
    unplaced: tuple[str, ...] = ()
    recipients: tuple[ImportedRecipient, ...] = ()
    reports: tuple[ImportedReport, ...] = ()
    repairs: tuple[str, ...] = field(default=(), compare=False)
    lost_am: bool = field(default=False, compare=False)
    found: tuple[Said, ...] = field(default=(), compare=False)
    left: tuple[Said, ...] = field(default=(), compare=False)
    doubts: tuple[Said, ...] = field(default=(), compare=False)


EMPTY_PLAN = ImportedPlan({}, (), {}, ())
"""No plan at all, to begin with."""
