"""Content: all that a document says, in a form that neither font nor version alters.

Its code tells one version from another. What only places or shows it differently, the
letters, the digits, the order of a template, is no part of it; nor are keys, homes of
documents, and who typed a report.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from sync.model.chain import canonical
from sync.model.plan import LINKS, Heading, Info, Plan
from sync.model.progress import Reported, Round
from sync.plan.matching import Matching
from sync.progress.figures import ReportedProject
from sync.thai.digits import to_arabic

_TEXTS = (
    *(Reported.RESULT, Reported.INDICATOR, Reported.PROBLEMS, Reported.SUGGESTIONS),
    *(Reported.REASON, Reported.REMARK),
)


def plan_content(plan: Plan, matching: Matching, dimensions: Sequence[str]) -> str:
    """Return a plan's content.

    Args:
        plan: of which nothing has to be corrected.
        matching: which detail is which project's.
        dimensions: the names of the four in the plan's year.
    """
    hidden = {Info.UNPLACED, *LINKS}
    info = {str(each): plan.info.text(each) for each in Info if each not in hidden}
    projects = list(_projects(plan, matching))
    return canonical(
        {"dimensions": list(dimensions), "info": info, "projects": projects}
    )


def _projects(plan: Plan, matching: Matching) -> Iterator[Mapping[str, object]]:
    details = matching.details_of(plan)
    for project in plan.projects:
        detail = details.get(project.row)
        yield {
            "budget": _baht(project.budget),
            "detail": {str(heading): list(detail.lines(heading)) for heading in Heading}
            if detail
            else None,
            "dimension": project.dimension,
            "name": project.name,
            "number": to_arabic(project.number),
            "quarters": sorted(project.quarters),
            "remark": project.remark,
        }


def report_content(
    which: Round, told: Sequence[ReportedProject], dimensions: Sequence[str]
) -> str:
    """Return the content of a round's report.

    Args:
        which: the round.
        told: its projects, each with the report that speaks for it.
        dimensions: the names of the four in that year.
    """
    return canonical(
        {
            "dimensions": list(dimensions),
            "months": which.months,
            "projects": list(map(_reported, told)),
            "year": which.year,
        }
    )


def _reported(told: ReportedProject) -> Mapping[str, object]:
    own, report = told.own, told.report
    completed = report.completed
    return {
        **{str(column): report.text(column) for column in _TEXTS},
        "carried": told.carried,
        "completed": completed.isoformat() if completed else None,
        "dimension": own.dimension,
        "evidence": list(report.evidence),
        "in_ordinance": report.in_ordinance,
        "in_plan": own.in_plan,
        "name": own.name,
        "number": to_arabic(own.number),
        "ordinance": _baht(report.ordinance),
        "paid": _baht(report.paid),
        "planned": _baht(own.planned),
        "state": report.state and str(report.state),
    }


def sums_of(content: str) -> tuple[int, Decimal]:
    """Return how many projects a content has, and their budgets or what was paid.

    Of a content that is damaged nothing adds up.
    """
    try:
        projects = json.loads(content)["projects"]
        amounts = [each.get("paid", each.get("budget")) for each in projects]
        return len(projects), sum(map(Decimal, filter(None, amounts)), Decimal())
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError):
        return 0, Decimal()


def _baht(amount: Decimal | None) -> str | None:
    """Write an amount in the one form it has: digits, a point, two places."""
    return None if amount is None else f"{amount:.2f}"
