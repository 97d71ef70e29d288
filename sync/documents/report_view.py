"""Report view: a round's report as its document prints it, every text finished.

The template only prints. What it can name are the fields of ``ReportView`` and of what
it holds, each documented for staff who edit the template.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from sync.documents.public_view import PublicView
from sync.documents.view import BLANK, DASH, Show
from sync.messages import Words
from sync.model.plan import Info, PlanInfo
from sync.model.progress import ProgressRow, Reason, Reported, Round, State
from sync.plan.text import digit_style, printable, printable_lines
from sync.progress.figures import (
    Figures,
    ReportedProject,
    RoundFigures,
    percent,
    printed_numbers,
)
from sync.progress.rounds import first_day, last_day
from sync.settings.values import DocumentSettings
from sync.thai.dates import long_date
from sync.thai.money import NO_BUDGET, baht
from sync.thai.office_names import BEFORE_AMPHOE, BEFORE_PROVINCE, law_of

_SQUARES = 20
_FULL, _EMPTY = "■", "□"


@dataclass(frozen=True, slots=True)
class StateView:
    """How many projects have a state; ``bar`` are twenty squares, so many of them full."""

    name: str
    projects: str
    share: str
    bar: str


@dataclass(frozen=True, slots=True)
class MoneyView:
    """The money of a dimension, or of all; ``share`` is what was paid of the ordinance's.

    ``number`` is empty for all of them together.
    """

    number: str
    name: str
    projects: str
    reported: str
    planned: str
    ordinance: str
    paid: str
    share: str
    bar: str


@dataclass(frozen=True, slots=True)
class ReportedView:
    """One project of the report; ``carried`` where it was done in the round before.

    ``reason`` is why it cannot be carried out; ``struck`` where it is no more in the
    plan. ``result`` to ``evidence`` are lines; what a project that needs no money has
    in ``planned`` is ไม่ใช้งบประมาณ, and nothing in the two after it.
    """

    number: str
    name: str
    dimension: str
    state: str
    reason: str
    completed: str
    carried: str
    struck: str
    in_ordinance: str
    planned: str
    needs_money: bool
    ordinance: str
    paid: str
    result: tuple[str, ...]
    indicator: tuple[str, ...]
    problems: tuple[str, ...]
    suggestions: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """All that a template of a report can print.

    ``draft`` says what is missing, empty where nothing is. ``states`` end with those
    that wait; ``all_projects`` is their sum. ``money`` is by dimension, ``total`` in
    all, and ``budget_note`` says of how many projects the plan's budget is not in it.
    ``law`` is what the office calls its ordinance. ``content_code`` is empty for a
    draft. ``public`` is where the page stands in the public folder, and nothing elsewhere.
    """

    title: str
    months: str
    begins: str
    ends: str
    fiscal_year: str
    office: str
    law: str
    amphoe: str
    province: str
    draft: str
    states: tuple[StateView, ...]
    all_projects: str
    money: tuple[MoneyView, ...]
    total: MoneyView
    budget_note: str
    projects: tuple[ReportedView, ...]
    as_of: str
    issuer: str
    issuer_position: str
    approver: str
    approver_position: str
    thai_digits: bool
    content_code: str
    public: PublicView | None = None


def view_report(  # noqa: PLR0913  each is another part of the paper
    info: PlanInfo,
    which: Round,
    told: Sequence[ReportedProject],
    figures: RoundFigures,
    *,
    dimensions: Sequence[str],
    as_of: date,
    errors: int,
    content_code: str,
    settings: DocumentSettings,
    label: Callable[[State | Reason], str],
    words: Words,
) -> ReportView:
    """Finish every text of a round's report.

    Args:
        info: whose plan it is.
        which: the round.
        told: its projects, in the plan's order.
        figures: what they add up to.
        dimensions: the names of dimensions 1 to 4 in the round's year.
        as_of: the day it is as of.
        errors: how many stand in it; none for an official version.
        content_code: the version's, empty for a draft.
        settings: digits.
        label: what staff call a state or a reason.
        words: the sheet's.

    Returns:
        Texts only, for templates that compute nothing.
    """
    show, table = digit_style(settings.text_digits), digit_style(settings.table_digits)

    def one_line(heading: Info) -> str:
        return show(printable(info.text(heading)))

    names = [*dimensions, words.say("report.no_dimension")]
    money = [
        _money(str(number), name, part, table)
        for number, (name, part) in enumerate(
            zip(names, figures.by_dimension, strict=True), 1
        )
    ]
    if not figures.by_dimension[-1].projects:
        money.pop()  # every dimension could be read
    return ReportView(
        title=one_line(Info.TITLE),
        months=show(str(which.months)),
        begins=show(long_date(first_day(which))),
        ends=show(long_date(last_day(which))),
        fiscal_year=show(str(which.year)),
        office=one_line(Info.OFFICE) or BLANK,
        law=law_of(one_line(Info.OFFICE)),
        amphoe=BEFORE_AMPHOE.sub("", one_line(Info.AMPHOE)),
        province=BEFORE_PROVINCE.sub("", one_line(Info.PROVINCE)),
        draft=show(_missing(figures.whole, errors, words)),
        states=_states(figures.whole, table, label, words),
        all_projects=table(str(figures.whole.projects)),
        money=tuple(money),
        total=_money("", words.say("report.all"), figures.whole, table),
        budget_note=show(_unread(figures.whole, words)),
        projects=tuple(
            _project(each, number, show, table, label, words)
            for each, number in zip(told, printed_numbers(told), strict=True)
        ),
        as_of=show(long_date(as_of)),
        issuer=one_line(Info.ISSUER) or BLANK,
        issuer_position=one_line(Info.ISSUER_POSITION),
        approver=one_line(Info.APPROVER) or BLANK,
        approver_position=one_line(Info.APPROVER_POSITION) or BLANK,
        thai_digits=settings.text_digits == "thai",
        content_code=content_code,
    )


def _missing(whole: Figures, errors: int, words: Words) -> str:
    """Return what keeps a report from being whole."""
    said = [
        words.say(name, count=str(count))
        for name, count in (
            ("report.draft_waiting", whole.waiting),
            ("report.draft_errors", errors),
        )
        if count
    ]
    return words.say("report.draft", why=" ".join(said)) if said else ""


def _unread(whole: Figures, words: Words) -> str:
    """Return of how many projects the plan's budget is not in the sum, if of any."""
    count = str(whole.unread)
    return words.say("report.unread", count=count) if whole.unread else ""


def _states(
    whole: Figures, table: Show, label: Callable[[State | Reason], str], words: Words
) -> tuple[StateView, ...]:
    counts = (
        (label(State.DONE), whole.done),
        (label(State.ONGOING), whole.ongoing),
        (label(State.CANNOT), whole.cannot),
        (words.say("report.waiting"), whole.waiting),
    )
    squares = squares_of([count for _, count in counts])
    return tuple(
        StateView(
            name=name,
            projects=table(str(count)),
            share=_share(percent(Decimal(count), Decimal(whole.projects)), table),
            bar=_drawn(full) if whole.projects else "",
        )
        for (name, count), full in zip(counts, squares, strict=True)
    )


def squares_of(counts: Sequence[int]) -> Sequence[int]:
    """Return how many squares each part of one whole has: all of them together.

    Each has what its share is, rounded down, and what is then left goes to those that
    lost most. What is more than nothing is seen: its square is the largest's loss.
    """
    whole = sum(counts)
    if not whole:
        return [0 for _ in counts]
    squares = [count * _SQUARES // whole for count in counts]
    lost = [count * _SQUARES % whole for count in counts]
    order = sorted(range(len(counts)), key=lambda at: -lost[at])
    for at in order[: _SQUARES - sum(squares)]:
        squares[at] += 1
    for at, count in enumerate(counts):
        if count and not squares[at]:
            squares[squares.index(max(squares))] -= 1
            squares[at] = 1
    return squares


def _money(number: str, name: str, part: Figures, table: Show) -> MoneyView:
    return MoneyView(
        number=table(number),
        name=name,
        projects=table(str(part.projects)),
        reported=table(str(part.reported)),
        planned=table(baht(part.planned)),
        ordinance=table(baht(part.ordinance)),
        paid=table(baht(part.paid)),
        share=_share(part.paid_share, table),
        bar=bar(part.paid_share),
    )


def _share(share: Decimal | None, table: Show) -> str:
    return DASH if share is None else table(f"{share:,.2f}")


def bar(share: Decimal | None) -> str:
    """Return twenty squares, so many of them full; they print in black and white.

    Only nothing is empty, and only all is full: 99 per cent are nineteen squares. More
    than all is all.
    """
    if share is None:
        return ""
    full = int((share * _SQUARES / 100).quantize(Decimal(1), ROUND_HALF_UP))
    if 0 < share < 100:
        full = min(max(full, 1), _SQUARES - 1)
    return _drawn(min(full, _SQUARES))


def _drawn(full: int) -> str:
    return _FULL * full + _EMPTY * (_SQUARES - full)


def _project(
    told: ReportedProject,
    number: str,
    show: Show,
    table: Show,
    label: Callable[[State | Reason], str],
    words: Words,
) -> ReportedView:
    own, report = told.own, told.report

    def lines(column: Reported) -> tuple[str, ...]:
        return tuple(map(show, printable_lines(report.text(column))))

    def money(amount: Decimal | None) -> str:
        return "" if not own.planned and not amount else _amount(amount, table)

    done_on = report.completed if report.state is State.DONE else None
    return ReportedView(
        number=table(number) or DASH,
        name=show(printable(own.name)) or BLANK,
        dimension=table(str(own.dimension or DASH)),
        state=label(report.state) if report.state else words.say("report.waiting"),
        reason=show(reason_in_words(report, label)),
        completed=show(long_date(done_on)) if done_on else "",
        carried=show(words.say("report.carried")) if told.carried else "",
        struck="" if own.in_plan else words.say("report.struck"),
        in_ordinance=words.say("report.in_ordinance") if report.in_ordinance else "",
        planned=NO_BUDGET if own.planned == 0 else _amount(own.planned, table),
        needs_money=own.planned != 0,
        ordinance=money(report.ordinance),
        paid=money(report.paid),
        result=lines(Reported.RESULT),
        indicator=lines(Reported.INDICATOR),
        problems=lines(Reported.PROBLEMS),
        suggestions=lines(Reported.SUGGESTIONS),
        evidence=tuple(map(printable, report.evidence)),
    )


def reason_in_words(report: ProgressRow, label: Callable[[State | Reason], str]) -> str:
    """Return why a project cannot be carried out; of “อื่นๆ” what staff say it is."""
    if report.reason is None:
        return ""
    other = report.reason is Reason.OTHER
    typed = printable(report.text(Reported.REASON)) if other else ""
    return typed or label(report.reason)


def _amount(amount: Decimal | None, table: Show) -> str:
    return DASH if amount is None else table(baht(amount))
