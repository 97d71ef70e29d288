"""Mail on approvals: what was put forward, decided or changed since is told once."""

from collections.abc import Iterator, Mapping, Sequence

from sync.approval.adding import Board
from sync.cycle.approving import CHAINED, said_of_latest
from sync.cycle.check import SheetUpdate
from sync.cycle.judging import changes_since
from sync.cycle.mail import writer_of
from sync.cycle.services import Services
from sync.documents.links import is_here
from sync.ledger.forms import DECISIONS_TOLD
from sync.mail.approval import (
    OfApproval,
    VersionChanged,
    VersionDecided,
    VersionProposed,
    approval_letters,
)
from sync.mail.news import News
from sync.model.approval_tab import ProposalRow
from sync.model.approvals import Approval, Standing, Version, decision_of
from sync.model.chain import Chained
from sync.model.changes import Change, Facts
from sync.progress.facts import report_changes, report_facts


def queue_approval_letters(services: Services, update: SheetUpdate, news: News) -> None:
    """Queue what there is to say of versions; what was queued before is not.

    What was told is noted after its mail is queued: a night that is killed in between
    queues the very same messages again, which are the same.
    """
    board, approval = update.judgement.board, services.settings.approval
    if board.is_empty:
        return
    writer, queue = writer_of(services), services.ledger.outbox.queue
    approvers = approval.approvers if approval.tell_approvers else ()
    for occasion in _occasions(services, update, board):
        copy = _copy_of(services, board, occasion)
        letters = approval_letters(occasion, news, writer, approvers, copy)
        queue(letters, writer.now)
    last = max((link.number for link in services.ledger.chain.entries()), default=0)
    services.ledger.notes.write_as(DECISIONS_TOLD, last)


def _occasions(
    services: Services, update: SheetUpdate, board: Board
) -> Iterator[OfApproval]:
    rows = board.proposals.rows
    for row in rows:
        if row.proposed and row.result is None and not row.unread:
            yield VersionProposed(row)
    yield from _decided(services, rows)
    for approval in services.ledger.approvals.standing():
        if approval.standing is Standing.CHANGED:
            yield VersionChanged(approval, _differs(services, update, approval))


def _decided(
    services: Services, rows: Sequence[ProposalRow]
) -> Iterator[VersionDecided]:
    """Yield decisions that were not told, but for what changes nothing: a name, a day."""
    told = services.ledger.notes.read_as(DECISIONS_TOLD)
    by_version: Mapping[Version, ProposalRow] = {
        (row.version.document, row.version.year, row.version.version): row
        for row in rows
    }
    before: dict[Version, Standing] = {}
    for link in services.ledger.chain.entries():
        decision = decision_of(link)
        if decision is None:
            continue
        which = (decision.document, decision.year, decision.version)
        if link.number > told and before.get(which) != decision.standing:
            yield VersionDecided(decision, link.code, by_version.get(which))
        before[which] = decision.standing


def _differs(
    services: Services, update: SheetUpdate, approval: Approval
) -> Sequence[Change]:
    """Return what differs now from an approved version, as far as anybody kept that."""
    before = services.ledger.approvals.facts_of(approval.content)
    if before is None:
        return ()
    if approval.document is Chained.PLAN:
        year = update.judgement.plan.info.fiscal_year
        same = approval.year == year
        return changes_since(services, before, update.facts) if same else ()
    headers, words = services.reference.headers, services.words
    now = _facts_of_report(update, approval)
    return () if now is None else report_changes(before, now, headers, words)


def _facts_of_report(update: SheetUpdate, approval: Approval) -> Facts | None:
    for report in update.judgement.reports:
        which = report.round
        if (CHAINED[which.months], which.year) == (approval.document, approval.year):
            return report_facts(report.told)
    return None


def _copy_of(services: Services, board: Board, occasion: OfApproval) -> str:
    """Return where a version that is put forward is kept, if everybody can open it."""
    if not isinstance(occasion, VersionProposed):
        return ""
    said = said_of_latest(services, board).get(occasion.row.version)
    link = said.copy.link if said and said.copy else ""
    return link if isinstance(link, str) and not is_here(link) else ""
