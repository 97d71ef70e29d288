"""Rules on what is decided of versions: by whom, on which day, and how announced.

They concern the tab การอนุมัติ, and make no draft of the plan. What they ask for, a
decision lacks: until it is there, nothing follows from it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sync.approval.adding import Board
from sync.model.approval_tab import Laid, ProposalRow, Typed
from sync.model.approvals import Result
from sync.model.cells import Cell
from sync.model.chain import Chained
from sync.model.findings import Hit
from sync.plan.labels import Headers
from sync.thai.dates import christian_year, long_date
from sync.thai.folding import only_signs, says_something


@dataclass(frozen=True, slots=True)
class ApprovalContext:
    """The rows whose version is certain, and the approvals that stand.

    ``top`` is the cell of the codes' header, ``None`` without the tab, whose title is
    ``tab``; what is said of the tab itself stands at ``info``. ``guarded``: the office
    has named who alone may decide.
    """

    rows: tuple[ProposalRow, ...]
    today: date
    top: Cell | None
    board: Board
    documents: Mapping[str, str]
    tab: str
    info: Cell
    guarded: bool = False

    def decided(self, *results: Result) -> Iterator[ProposalRow]:
        """Yield the rows in which one of some results stands."""
        return (row for row in self.rows if row.result in results)


def approval_context(
    board: Board,
    today: date,
    headers: Headers,
    *,
    guarded: bool,
) -> ApprovalContext:
    """Return what the rules on approvals go by.

    Args:
        board: the tab as it was read, and which approvals stand.
        today: the day.
        headers: what columns are called.
        guarded: whether the office has named who alone may decide.
    """
    table = board.proposals.table
    top = table.cell(table.top, Laid.CONTENT) if table else None
    names = {name: headers.write("documents", name) for name in _DOCUMENTS}
    tab, info = headers.tabs["approvals"], Cell(headers.tabs["info"], 1, 1)
    return ApprovalContext(
        board.proposals.rows, today, top, board, names, tab, info, guarded
    )


_DOCUMENTS = ("plan", "report_6", "report_12")


def _hit(rule: str, row: ProposalRow, column: Typed, **facts: str) -> Hit:
    return Hit(rule, row.cells[column], row.text(column), facts)


def decided_unproposed(context: ApprovalContext) -> Iterator[Hit]:
    """What nobody put forward nobody decides: one of the two cells is a slip."""
    for row in context.decided(*Result):
        if not row.proposed:
            yield _hit("APV101", row, Typed.PROPOSED)


def no_name(context: ApprovalContext) -> Iterator[Hit]:
    """A decision of nobody is none: auditors ask first who decided."""
    for row in context.decided(*Result):
        if not says_something(row.text(Typed.NAME)):
            yield _hit("APV102", row, Typed.NAME)


def no_day(context: ApprovalContext) -> Iterator[Hit]:
    """A decision has a day; which version stood on it is asked for years later."""
    for row in context.decided(*Result):
        if not row.text(Typed.DECIDED_ON):
            yield _hit("APV103", row, Typed.DECIDED_ON)


def day_outside(context: ApprovalContext) -> Iterator[Hit]:
    """Nobody decides on a version before it is there, nor after today."""
    for row in context.rows:
        for column, day in (
            (Typed.PROPOSED_ON, row.proposed_on),
            (Typed.DECIDED_ON, row.decided_on),
            (Typed.ANNOUNCED_ON, row.announced_on),
        ):
            if day and not row.version.noted <= day <= context.today:
                since, today = map(long_date, (row.version.noted, context.today))
                yield _hit("APV104", row, column, since=since, today=today)


def announced_in_part(context: ApprovalContext) -> Iterator[Hit]:
    """An announcement has a number, a day and a signed paper; without one it is none yet."""
    for row in context.decided(Result.APPROVED):
        columns = (Typed.ANNOUNCEMENT, Typed.ANNOUNCED_ON, Typed.SIGNED)
        lacking = [column for column in columns if only_signs(row.text(column))]
        if lacking and len(lacking) < len(columns):
            yield _hit("APV105", row, lacking[0])


def announced_before_decided(context: ApprovalContext) -> Iterator[Hit]:
    """An announcement follows the decision that it announces."""
    for row in context.decided(Result.APPROVED):
        if row.announced_on and row.decided_on and row.announced_on < row.decided_on:
            day = long_date(row.decided_on)
            yield _hit("APV106", row, Typed.ANNOUNCED_ON, day=day)


def decided_before_proposed(context: ApprovalContext) -> Iterator[Hit]:
    """Nobody decides on what was not put forward yet: one of the two days is a slip."""
    for row in context.decided(*Result):
        if row.proposed_on and row.decided_on and row.decided_on < row.proposed_on:
            day = long_date(row.proposed_on)
            yield _hit("APV113", row, Typed.DECIDED_ON, day=day)


def after_the_year(context: ApprovalContext) -> Iterator[Hit]:
    """A plan that is approved or announced after its year was nobody's in that year."""
    for row in context.decided(Result.APPROVED):
        end = date(christian_year(row.version.year), 9, 30)
        days = (
            (Typed.DECIDED_ON, row.decided_on),
            (Typed.ANNOUNCED_ON, row.announced_on),
        )
        late = [column for column, day in days if day and day > end]
        if late and row.version.document is Chained.PLAN:
            yield _hit("APV114", row, late[0], day=long_date(end))


def signed_nowhere(context: ApprovalContext) -> Iterator[Hit]:
    """A signed paper that nobody can open speaks for nothing."""
    for row in context.rows:
        if row.text(Typed.SIGNED) and not row.signed:
            yield _hit("APV107", row, Typed.SIGNED)


def returned_without_word(context: ApprovalContext) -> Iterator[Hit]:
    """Who is to correct something must be told what."""
    for row in context.decided(Result.RETURNED):
        if not says_something(row.text(Typed.COMMENT)):
            yield _hit("APV108", row, Typed.COMMENT)


def anybody_decides(context: ApprovalContext) -> Iterator[Hit]:
    """An office that names who decides wants nobody else to."""
    if context.guarded:
        for row in context.rows:
            if row.proposed and not (row.editors or row.hidden):
                yield _hit("APV109", row, Typed.RESULT)


def row_gone(context: ApprovalContext) -> Iterator[Hit]:
    """An approval that was noted stands, though its row was taken out; that is said."""
    owners = context.board.proposals.owners
    if owners is None or context.top is None:
        return
    there = {(each.document, each.year, each.version) for each in owners.versions}
    for stands in context.board.approvals:
        if (stands.document, stands.year, stands.version) not in there:
            facts = {
                "document": context.documents[stands.document],
                "year": str(stands.year),
                "version": str(stands.version),
            }
            yield Hit("APV110", context.top, "", facts)


def tab_gone(context: ApprovalContext) -> Iterator[Hit]:
    """A tab that was renamed looks as if it were in use, and nobody reads it."""
    if context.board.proposals.table is None and context.board.approvals:
        yield Hit("APV112", context.info, "", {"tab": context.tab})
