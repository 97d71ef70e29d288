"""The budgets that details tell, each read once for all rules that ask of it."""

from collections.abc import Iterator, Sequence

from sync.model.plan import Detail, Heading, Plan
from sync.rules.amounts.breakdown import Breakdown, breakdown
from sync.rules.context import RuleContext, shared


def budgets_in(plan: Plan) -> Iterator[tuple[Detail, str]]:
    """Yield each detail that tells a budget, and its text."""
    for detail in plan.details:
        if text := detail.texts[Heading.BUDGET]:
            yield detail, text


@shared
def read_budgets(
    plan: Plan, _context: RuleContext
) -> Sequence[tuple[Detail, str, Breakdown]]:
    """Return each detail with its budget as typed, and as it is made up."""
    return [(detail, text, breakdown(text)) for detail, text in budgets_in(plan)]
