"""Approving: what stands in the tab การอนุมัติ is read, noted, and told.

The worker approves nothing: it keeps what people say of a version in the chain, where
nothing that was noted is altered, and says how each document stands by that.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sync.approval.adding import (
    Board,
    find_new_versions,
    find_outdated,
    latest_versions,
)
from sync.approval.edits import Said
from sync.approval.moving import without_moved
from sync.approval.read import read_proposals
from sync.approval.table import find_approvals
from sync.approval.words import decision_in
from sync.cycle.services import Services
from sync.documents.content import plan_content, report_content, sums_of
from sync.documents.links import is_here, public_link
from sync.documents.versions import clean_key
from sync.documents.wanted import key_of_year, report_key
from sync.messages import Words
from sync.model.approval_tab import ProposalRow, Typed
from sync.model.approvals import (
    Decision,
    Entered,
    Result,
    Strength,
    last_decisions,
    last_typed,
    versions_in,
)
from sync.model.cells import Sheet
from sync.model.chain import Chained, code_of
from sync.model.documents import Kind
from sync.model.plan import Plan
from sync.model.progress import Round
from sync.plan.matching import Matching
from sync.progress.reported import RoundReport
from sync.progress.rounds import FIRST, LAST
from sync.settings.frames import dimension_names
from sync.sheet.write_back import Linked
from sync.thai.money import baht

CHAINED = {FIRST: Chained.REPORT_6, LAST: Chained.REPORT_12}
"""The reports by the months of their round."""
_MONTHS = {document: months for months, document in CHAINED.items()}


def read_board(services: Services, sheet: Sheet, years: Sequence[int]) -> Board:
    """Read the tab; without one there is but what was approved before.

    Args:
        services: the office's.
        sheet: as it was read.
        years: of which documents are still put forward.
    """
    headers = services.reference.headers
    if find_approvals(sheet, headers) is None:
        return Board(approvals=services.ledger.approvals.standing())
    links = services.ledger.chain.entries()
    today = services.clock.now().date()
    read = read_proposals(sheet, versions_in(links), headers, today)
    noted = last_decisions(links)
    proposals = without_moved(read, last_typed(links))
    approvals = services.ledger.approvals.standing()
    new = find_new_versions(proposals, approvals, years)
    return Board(proposals, new, approvals, noted)


def board_moved(
    services: Services, board: Board, sheet: Sheet, years: Sequence[int]
) -> bool:
    """Whether what a night noted changes what the tab should say.

    Args:
        services: the office's.
        board: as the night began with it.
        sheet: from which that was read.
        years: as of ``read_board``.
    """
    if board.proposals.table is None:
        return False
    now = read_board(services, sheet, years)
    outdated = [find_outdated(each.proposals) for each in (board, now)]
    return (now.new, now.approvals) != (board.new, board.approvals) or (
        outdated[0] != outdated[1]
    )


def said_of_latest(services: Services, board: Board) -> Mapping[Entered, Said]:
    """Return what rows say of the latest version of each document."""
    if board.proposals.table is None:
        return {}
    there = {row.version for row in board.proposals.rows}
    told = there | {each.version for each in board.new}
    latest = latest_versions(board.proposals.versions).values()
    words = services.sheet_words
    return {
        version: Said(_sums(services, version, words), _copy(services, version))
        for version in latest
        if version in told
    }


def _sums(services: Services, version: Entered, words: Words) -> str:
    """Say in a line what a version adds up to."""
    projects, amount = sums_of(services.ledger.chain.content_of(version.content))
    name = "plan_sums" if version.document is Chained.PLAN else "report_sums"
    return words.say(f"approval.{name}", projects=str(projects), baht=baht(amount))


def _copy(services: Services, version: Entered) -> Linked | None:
    """Return where a version is kept: its own PDF, else the document, which is said.

    ``None`` where neither shows the version for sure, or no link of ours opens it.
    """
    words, find = services.sheet_words, services.ledger.publications.find
    key = _key(version, words)
    shown = find(key)
    facts = services.ledger.approvals.facts_of(version.content)
    if shown is None or not shown.clean or shown.facts != facts:
        return None
    pdf = find(clean_key(key, words), Kind.PDF)
    is_frozen = pdf is not None and pdf.digest == shown.digest
    links = [("pdf", pdf.link)] if pdf is not None and is_frozen else []
    for name, link in (*links, ("document", shown.link)):
        if opens := _reached(services, link):
            return Linked(words.say(f"approval.{name}"), opens)
    return None


def _key(version: Entered, words: Words) -> str:
    if version.document is Chained.PLAN:
        return key_of_year(version.year, words)
    return report_key(Round(version.year, _MONTHS[version.document]), words)


def _reached(services: Services, link: str) -> str:
    """Return an address that opens for who reads the sheet; empty if there is none."""
    if is_here(services.spreadsheet.link):
        return link
    return public_link(link, services.settings.document.address)


def note_decisions(services: Services, board: Board) -> None:
    """Enter every decision and announcement that was not noted yet.

    What is only half there waits, and so does what was put right again.
    """
    last = {
        (each.document, each.year, each.version): each
        for each in services.ledger.approvals.decisions()
    }
    today = services.clock.now().date()
    for row in board.proposals.rows:
        version = row.version
        before = last.get((version.document, version.year, version.version))
        if decision := decision_in(row) or _taken_back(row, before):
            seen = _as_drive_knows_it(services, decision)
            services.ledger.approvals.note(seen, row.editors, today)


def _as_drive_knows_it(services: Services, decision: Decision) -> Decision:
    """Return a decision by what the place of its paper says; asked for once each."""
    if not decision.signed or services.ledger.approvals.is_noted(decision):
        return decision
    if not services.documents.approved(decision.signed):
        return decision
    return replace(decision, strength=Strength.DRIVE)


def _taken_back(row: ProposalRow, before: Decision | None) -> Decision | None:
    """Return that a decision which was noted is there no more, its cell being empty."""
    if before is None or not row.proposed or row.unread or row.text(Typed.RESULT):
        return None
    version = row.version
    return Decision(
        version.document,
        version.year,
        version.version,
        version.content,
        Result.TAKEN_BACK,
        before.strength,
    )


def note_what_is_said(
    services: Services,
    plan: Plan,
    matching: Matching,
    reports: Sequence[RoundReport],
) -> None:
    """Note what the documents say now, be it a draft: approved is what was approved."""
    now = dict(_contents(services, plan, matching, reports))
    services.ledger.approvals.note_now(
        {key: code_of(text) for key, text in now.items()}
    )


def _contents(
    services: Services,
    plan: Plan,
    matching: Matching,
    reports: Sequence[RoundReport],
) -> Iterator[tuple[tuple[Chained, int], str]]:
    frames, year = services.reference.frames, plan.info.fiscal_year
    if year is not None:
        names = dimension_names(frames, year)
        yield (Chained.PLAN, year), plan_content(plan, matching, names)
    for report in reports:
        which = report.round
        names = dimension_names(frames, which.year)
        document = CHAINED[which.months]
        yield (document, which.year), report_content(which, report.told, names)
