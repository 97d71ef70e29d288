"""Rounds as they stand: what is reported of each, what it adds up to, what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sync.messages import Words
from sync.model.findings import Finding, Severity
from sync.model.progress import ProgressRow, Round
from sync.plan.findings import count, of_report
from sync.progress.figures import ReportedProject, RoundFigures, add_up, told_in
from sync.progress.masking import without_numbers
from sync.progress.rounds import recent_years
from sync.thai.money import baht


@dataclass(frozen=True, slots=True)
class RoundReport:
    """A round: its projects with their reports, and what they add up to.

    ``errors`` must be corrected in what is reported. ``unread`` says of projects that
    wait, by their keys, what of their report could not be understood.
    """

    round: Round
    told: tuple[ReportedProject, ...]
    figures: RoundFigures
    errors: int
    unread: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether every project is reported, and nothing must be corrected."""
        return not self.errors and not self.figures.whole.waiting


def rounds_standing(
    rows: Sequence[ProgressRow],
    year: int | None,
    findings: Sequence[Finding],
    confirmed: Sequence[Finding] = (),
) -> tuple[RoundReport, ...]:
    """Return the rounds of the plan's year and of the one before, as they stand.

    Args:
        rows: of every project of every round.
        year: the plan's Buddhist fiscal year; ``None`` where it cannot be read.
        findings: those that stand, of the plan and of the reports.
        confirmed: those of which staff say that they are right.

    Returns:
        The rounds in their order, be nothing reported yet. What must not be published
        is masked in them.
    """
    recent = recent_years(year)
    rounds = sorted({row.round for row in rows if row.round.year in recent})
    standing = {each.cell for each in findings if each.rule in _PRIVATE}
    allowed = {each.cell for each in confirmed if each.rule in _PRIVATE} - standing
    shown = [without_numbers(row, allowed) for row in rows]
    return tuple(report_of(shown, which, findings) for which in rounds)


_PRIVATE = {"PRG115", "PRG116"}
"""What finds numbers of people."""


def report_of(
    rows: Sequence[ProgressRow], which: Round, findings: Sequence[Finding]
) -> RoundReport:
    """Return a round as it stands, even if nothing of it is reported yet.

    Args:
        rows: of every project of every round.
        which: the round.
        findings: those that stand, of the plan and of the reports.
    """
    told = told_in(rows, which)
    cells = {c for row in rows if row.round == which for c in row.cells.values()}
    own = [each for each in of_report(findings) if each.cell in cells]
    unread = {each.cell: each.message for each in own if each.rule in _UNREAD}
    whose = {
        row.key: unread[cell]
        for row in rows
        if row.round == which
        for cell in row.cells.values()
        if cell in unread
    }
    return RoundReport(which, told, add_up(told), count(own, Severity.ERROR), whose)


_UNREAD = {"PRG001", "PRG011"}
"""Whose state, or whose round, nobody can tell counts as not reported."""


def round_title(which: Round, words: Words) -> str:
    """Name a round and its year, as a line about it begins."""
    return words.say("report.round", months=str(which.months), year=str(which.year))


def report_in_words(report: RoundReport, words: Words) -> str:
    """Return how many projects are reported, what was paid, and how much of it that is."""
    whole = report.figures.whole
    said = words.say(
        "report.reported", count=str(whole.reported), projects=str(whole.projects)
    )
    if whole.paid_share is not None:
        said += words.say(
            "report.paid",
            paid=baht(whole.paid),
            share=f"{whole.paid_share:,.2f}",
            base=baht(whole.ordinance),
        )
    if report.errors:
        said += words.say("report.to_correct", count=str(report.errors))
    return said
