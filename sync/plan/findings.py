"""Findings counted."""

from collections.abc import Iterable, Sequence

from sync.messages import Words
from sync.model.findings import Counts, Finding, Severity


def count(findings: Sequence[Finding], severity: Severity) -> int:
    """Count the findings of a severity."""
    return sum(finding.severity is severity for finding in findings)


def of_plan(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that concern the plan itself."""
    return tuple(finding for finding in findings if not finding.of_report)


def of_report(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that concern what is reported of the plan."""
    return tuple(finding for finding in findings if finding.of_report)


def counts_in_words(
    findings: Sequence[Finding], words: Words, confirmed: int = 0
) -> str:
    """Return how many findings there are of each severity, and how many were confirmed.

    Args:
        findings: those that stand, of the plan and of what is reported of it.
        words: the reader's.
        confirmed: how many besides staff confirmed to be right.

    Returns:
        A phrase such as “ต้องแก้ไข 4 · ควรตรวจสอบ 1 · ข้อแนะนำ 0”.
    """
    plan, report = (count_all(some(findings)) for some in (of_plan, of_report))
    return told_counts(plan, report, words, confirmed)


def count_all(findings: Sequence[Finding]) -> Counts:
    """Count findings by severity."""
    return Counts(*(count(findings, severity) for severity in Severity))


def told_counts(plan: Counts, report: Counts, words: Words, confirmed: int = 0) -> str:
    """Return counts of findings in words; those of reports apart, where there are any.

    Args:
        plan: those that make a draft of the plan, and all others in it.
        report: those of what is reported.
        words: the reader's.
        confirmed: how many staff confirmed to be right.
    """

    def said(counts: Counts) -> str:
        return words.say(
            "findings.counts",
            errors=str(counts.errors),
            warnings=str(counts.warnings),
            infos=str(counts.infos),
        )

    told = said(plan)
    if report != Counts():
        told = words.say("findings.apart", plan=told, report=said(report))
    if not confirmed:
        return told
    return f"{told} · {words.say('findings.confirmed', count=str(confirmed))}"
