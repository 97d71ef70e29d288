"""A plan as the sheet has it, and what is added up of it. Money is ``Decimal`` baht."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sync.model.cells import Cell


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
    REPORT_6_LINK = "report_6_link"
    REPORT_12_LINK = "report_12_link"
    UNPLACED = "unplaced"


REPORT_LINKS = (Info.REPORT_6_LINK, Info.REPORT_12_LINK)
LINKS = frozenset({Info.DOCUMENT_LINK, Info.DRAFT_LINK, *REPORT_LINKS})
"""The headings under which people put the documents that they made."""


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
        """Return what staff typed under a heading; empty where they did not."""
        return self.texts.get(info, "")


@dataclass(frozen=True, slots=True)
class Project:
    """One row of the plan. What could not be understood is ``None``, with a hit.

    ``number`` is in the digits that staff typed.
    """

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
class Called:
    """What a project is called: by ``number`` where that names it alone, else it is empty.

    Then its ``row`` in the table tells it apart, or its name where a row says nothing
    and is zero.
    """

    number: str
    name: str
    row: int


@dataclass(frozen=True, slots=True)
class Detail:
    """The nine headings that describe one project (results are two columns)."""

    name: str
    texts: Mapping[Heading, str]
    row: int
    name_cell: Cell
    cells: Mapping[Heading, Cell]

    def lines(self, heading: Heading) -> tuple[str, ...]:
        """Return a heading's items or paragraphs: the lines of its cell, none empty."""
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
class Caption:
    """A line of a text around the table: of a title above it, or of what stands below.

    ``label`` is what the cell before it calls it, as “ปีงบประมาณ” does.
    """

    text: str
    cell: Cell
    is_title: bool
    label: Info | None = None


@dataclass(frozen=True, slots=True)
class SumText:
    """What a row of the table, or a line around it, says of projects in words.

    ``rows`` are those projects' rows, ``others`` those that it may speak of as well.
    """

    text: str
    cell: Cell
    rows: tuple[int, ...]
    others: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """One office's action plan for one fiscal year, as the sheet has it.

    ``left_totals`` are totals that stand beside another table, and are not written.
    ``captions`` stand around the table, ``sum_texts`` beside its sums.
    """

    info: PlanInfo
    projects: tuple[Project, ...]
    details: tuple[Detail, ...]
    recipients: tuple[Recipient, ...]
    typed_totals: TypedTotals | None = None
    left_totals: tuple[TypedTotals, ...] = ()
    subtotals: tuple[Subtotal, ...] = ()
    captions: tuple[Caption, ...] = ()
    sum_texts: tuple[SumText, ...] = ()


@dataclass(frozen=True, slots=True)
class Totals:
    """What the worker adds up.

    ``per_quarter`` counts the projects planned in quarters 1 to 4; ``per_dimension``
    the projects of dimensions 1 to 4, ``budget_per_dimension`` their baht. ``unread``
    are the projects whose budget is in no sum, as there is none that can be read.
    """

    projects: int
    budget: Decimal
    per_quarter: tuple[int, int, int, int]
    per_dimension: tuple[int, int, int, int]
    budget_per_dimension: tuple[Decimal, Decimal, Decimal, Decimal]
    unread: int = 0


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
