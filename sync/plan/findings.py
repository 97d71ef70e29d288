"""Findings counted, and the numbers by which staff know projects."""

from collections.abc import Iterable, Sequence

from sync.messages import Words
from sync.model.findings import Finding, Severity
from sync.model.plan import Plan
from sync.thai.digits import to_count


def project_numbers(plan: Plan) -> tuple[int, ...]:
    """Number the projects: as typed where that tells them apart, else by place."""
    typed = [to_count(project.number) for project in plan.projects]
    counts = [count for count in typed if count is not None]
    if len(set(counts)) == len(typed):
        return tuple(counts)
    return tuple(range(1, len(typed) + 1))


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
        findings: those that stand.
        words: the reader's.
        confirmed: how many besides staff confirmed to be right.

    Returns:
        A phrase such as “ต้องแก้ไข 4 จุด ควรตรวจสอบ 1 จุด”.
    """
    counts = words.say(
        "findings.counts",
        errors=str(count(findings, Severity.ERROR)),
        warnings=str(count(findings, Severity.WARNING)),
        infos=str(count(findings, Severity.INFO)),
    )
    if not confirmed:
        return counts
    return f"{counts} · {words.say('findings.confirmed', count=str(confirmed))}"
