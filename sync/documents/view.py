"""View: a plan as its document prints it, every text finished.

The template only prints. What it can name is here: the fields of ``PlanView`` and
of what it holds, each documented for staff who edit the template.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from sync.documents.lines import LineView, lines_of
from sync.documents.public_view import PublicView
from sync.model.plan import Detail, Heading, Info, Plan, Project, Totals
from sync.plan.matching import Matching
from sync.plan.naming import numbers_printed
from sync.plan.text import digit_style, printable, printable_lines
from sync.settings.values import DocumentSettings
from sync.thai.dates import long_date
from sync.thai.money import NO_BUDGET, baht, baht_words
from sync.thai.office_names import BEFORE_AMPHOE, BEFORE_PROVINCE

Show: TypeAlias = Callable[[str], str]
"""Writes a text in a style of digits."""

BLANK = "………………………………"
"""To be filled in by hand."""

DASH = "-"
TICK = "☑"
_MOST_WITHOUT_CONTENTS = 10


@dataclass(frozen=True, slots=True)
class ProjectView:
    """The page of one project; without a detail, its headings have no lines."""

    number: str
    name: str
    has_detail: bool
    rationale: tuple[LineView, ...] = ()
    objectives: tuple[LineView, ...] = ()
    target_group: tuple[LineView, ...] = ()
    method: tuple[LineView, ...] = ()
    period: tuple[LineView, ...] = ()
    budget: tuple[LineView, ...] = ()
    responsible: tuple[LineView, ...] = ()
    outputs: tuple[LineView, ...] = ()
    outcomes: tuple[LineView, ...] = ()


@dataclass(frozen=True, slots=True)
class RowView:
    """One row of the table; a quarter is a tick or empty.

    ``quarters`` numbers those ticked; ``budget_words`` is the budget with its amount
    in words, or ไม่ใช้งบประมาณ.
    """

    number: str
    name: str
    dimension: str
    budget: str
    quarter_1: str
    quarter_2: str
    quarter_3: str
    quarter_4: str
    remark: str
    quarters: str
    budget_words: str


@dataclass(frozen=True, slots=True)
class DimensionView:
    """One line of the legend."""

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class TableView:
    """The official form: its title, its rows, its last row, what stands below.

    ``budget`` and ``quarter_1`` to ``quarter_4`` are the row รวมทั้งสิ้น, and
    ``budget_words`` its budget with the amount in words. ``budget_note`` says of how
    many projects no budget is in it, empty where it is of all.
    """

    title: str
    fiscal_year: str
    office: str
    rows: tuple[RowView, ...]
    budget: str
    quarter_1: str
    quarter_2: str
    quarter_3: str
    quarter_4: str
    budget_words: str
    budget_note: str
    as_of: str
    dimensions: tuple[DimensionView, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """All that a template of the plan can print.

    ``errors`` is how many there are, empty if none; ``contents`` is empty for a plan
    of few projects. What staff did not type is empty, or dots where the official
    form has a place for it. ``content_code`` is empty for a draft. ``public`` is where
    the page stands in the public folder, and nothing elsewhere.
    """

    title: str
    fiscal_year: str
    period: str
    office: str
    english_title: tuple[str, ...]
    prepared_by: tuple[str, ...]
    amphoe: str
    province: str
    errors: str
    contents: tuple[ProjectView, ...]
    table: TableView
    issuer: str
    issuer_position: str
    approver: str
    approver_position: str
    projects: tuple[ProjectView, ...]
    thai_digits: bool
    new_page_per_project: bool
    content_code: str
    public: PublicView | None = None


def view_plan(  # noqa: PLR0913  each is another part of the paper
    plan: Plan,
    totals: Totals,
    matching: Matching,
    *,
    dimensions: Sequence[str],
    as_of: date,
    errors: int,
    content_code: str,
    settings: DocumentSettings,
) -> PlanView:
    """Finish every text of a plan for its document.

    Args:
        plan: with keys given.
        totals: what it adds up to.
        matching: which detail is which project's.
        dimensions: the names of dimensions 1 to 4.
        as_of: the day it is as of.
        errors: how many stand; none for an official version.
        content_code: the version's, empty for a draft.
        settings: digits and what to print.

    Returns:
        Texts only, for templates that compute nothing.
    """
    show = digit_style(settings.text_digits)

    def one_line(info: Info) -> str:
        return show(printable(plan.info.text(info)))

    def some_lines(info: Info) -> tuple[str, ...]:
        return tuple(map(show, printable_lines(plan.info.text(info))))

    projects = tuple(_projects(plan, matching, show))
    return PlanView(
        title=one_line(Info.TITLE),
        fiscal_year=show(str(plan.info.fiscal_year or BLANK)),
        period=_period(one_line(Info.PERIOD)),
        office=one_line(Info.OFFICE) or BLANK,
        english_title=some_lines(Info.ENGLISH_TITLE),
        prepared_by=some_lines(Info.PREPARED_BY) or (BLANK,),
        amphoe=BEFORE_AMPHOE.sub("", one_line(Info.AMPHOE)) or BLANK,
        province=BEFORE_PROVINCE.sub("", one_line(Info.PROVINCE)) or BLANK,
        errors=show(str(errors)) if errors else "",
        contents=projects if len(projects) > _MOST_WITHOUT_CONTENTS else (),
        table=_table(
            plan, totals, dimensions, as_of, show, digit_style(settings.table_digits)
        ),
        issuer=one_line(Info.ISSUER) or BLANK,
        issuer_position=one_line(Info.ISSUER_POSITION),
        approver=one_line(Info.APPROVER) or BLANK,
        approver_position=one_line(Info.APPROVER_POSITION) or BLANK,
        projects=projects,
        thai_digits=settings.text_digits == "thai",
        new_page_per_project=settings.new_page_per_project,
        content_code=content_code,
    )


# --- the cover ---------------------------------------------------------------------

_BRACKETS = re.compile(r"\(([^()]*)\)")


def _period(typed: str) -> str:
    """Take off the brackets that the cover has; a bare pair of years is พ.ศ."""
    whole = _BRACKETS.fullmatch(typed)
    text = whole[1].strip() if whole else typed
    return f"พ.ศ. {text}" if text[:1].isdigit() else text


# --- the projects' pages ----------------------------------------------------------


def _projects(plan: Plan, matching: Matching, show: Show) -> Iterator[ProjectView]:
    details = matching.details_of(plan)
    for project, number in _numbered(plan):
        yield _project(project, show(number), details.get(project.row), show)


def _project(
    project: Project, number: str, detail: Detail | None, show: Show
) -> ProjectView:
    name = show(printable(project.name)) or BLANK
    texts = detail.texts if detail else {}
    lines = {
        heading: tuple(_lines(texts.get(heading, ""), show)) for heading in Heading
    }
    if not any(lines.values()):
        return ProjectView(number, name, has_detail=False)
    nothing = (LineView("", DASH),)
    return ProjectView(
        number,
        name,
        has_detail=True,
        rationale=lines[Heading.RATIONALE] or nothing,
        objectives=lines[Heading.OBJECTIVES] or nothing,
        target_group=lines[Heading.TARGET_GROUP] or nothing,
        method=lines[Heading.METHOD] or nothing,
        period=lines[Heading.PERIOD] or nothing,
        budget=lines[Heading.BUDGET]
        or (LineView("", _in_words(project.budget, show)),),
        responsible=lines[Heading.RESPONSIBLE] or nothing,
        outputs=lines[Heading.OUTPUTS] or nothing,
        outcomes=lines[Heading.OUTCOMES] or nothing,
    )


def _numbered(plan: Plan) -> Iterator[tuple[Project, str]]:
    numbers = numbers_printed([project.number for project in plan.projects])
    for project, number in zip(plan.projects, numbers, strict=True):
        yield project, number or DASH


def _lines(text: str, show: Show) -> Iterator[LineView]:
    for line in lines_of(text):
        yield replace(line, mark=show(line.mark), text=show(line.text))


# --- the table --------------------------------------------------------------------


def _table(
    plan: Plan,
    totals: Totals,
    dimensions: Sequence[str],
    as_of: date,
    show: Show,
    table: Show,
) -> TableView:
    """Finish the table: ``table`` writes its cells, ``show`` what stands around it."""
    first, second, third, fourth = (table(str(count)) for count in totals.per_quarter)
    return TableView(
        title=show(printable(plan.info.text(Info.TITLE))),
        fiscal_year=show(str(plan.info.fiscal_year or BLANK)),
        office=show(printable(plan.info.text(Info.OFFICE))) or BLANK,
        rows=tuple(
            _row(project, table(number), show, table)
            for project, number in _numbered(plan)
        ),
        budget=table(baht(totals.budget)),
        quarter_1=first,
        quarter_2=second,
        quarter_3=third,
        quarter_4=fourth,
        budget_words=_amount_in_words(totals.budget, show),
        budget_note=show(_UNREAD.format(totals.unread)) if totals.unread else "",
        as_of=show(long_date(as_of)),
        dimensions=tuple(
            DimensionView(table(str(number)), show(name))
            for number, name in enumerate(dimensions, 1)
        ),
    )


_UNREAD = "ยังไม่รวม {} โครงการที่ไม่มีงบประมาณหรืออ่านไม่ได้"


def _row(project: Project, number: str, show: Show, table: Show) -> RowView:
    """Finish a row: ``table`` writes its cells, ``show`` what stands elsewhere of it."""
    first, second, third, fourth = (
        TICK if quarter in project.quarters else "" for quarter in (1, 2, 3, 4)
    )
    return RowView(
        number=number,
        name=table(printable(project.name)) or BLANK,
        dimension=table(str(project.dimension or DASH)),
        budget=_money(project.budget, table),
        quarter_1=first,
        quarter_2=second,
        quarter_3=third,
        quarter_4=fourth,
        remark=table(printable(project.remark)),
        quarters=show(", ".join(map(str, sorted(project.quarters)))),
        budget_words=_in_words(project.budget, show),
    )


def _money(amount: Decimal | None, show: Show) -> str:
    return DASH if amount is None else show(baht(amount))


def _in_words(amount: Decimal | None, show: Show) -> str:
    """Return an amount as a plan's text has it; what costs nothing says so."""
    if not amount:
        return DASH if amount is None else NO_BUDGET
    return _amount_in_words(amount, show)


def _amount_in_words(amount: Decimal, show: Show) -> str:
    return f"{show(baht(amount))} บาท ({baht_words(amount)})"
