"""The budgets that details tell, each read once for all rules that ask of it."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from sync.model.plan import Detail, Heading, Plan
from sync.rules.amounts.breakdown import Breakdown, breakdown
from sync.rules.context import RuleContext, shared
from sync.thai.folding import clean
from sync.thai.money import says_no_budget

_OTHERS = re.compile(
    "สนับสนุน|สมทบ|บริจาค|อุดหนุน|(?:หน่วยงาน|องค์กร|แหล่ง|ผู้)(?:อื่น|ภายนอก)|(?:โดย|แต่|และ)ใช้(?:เงิน)?งบ(?:ประมาณ)?(?:ของ|จาก)"
)


def budgets_in(plan: Plan) -> Iterator[tuple[Detail, str]]:
    """Yield each detail that tells a budget, and its text."""
    for detail in plan.details:
        if text := detail.texts[Heading.BUDGET]:
            yield detail, text


def is_of_others(text: str, budget: Decimal | None) -> bool:
    """Whether a text that says no money is used names what others give, beside a table of 0."""
    return budget == 0 and bool(says_no_budget(clean(text)) and _OTHERS.search(text))


@shared
def read_budgets(
    plan: Plan, _context: RuleContext
) -> Sequence[tuple[Detail, str, Breakdown]]:
    """Return each detail with its budget as typed, and as it is made up."""
    return [(detail, text, breakdown(text)) for detail, text in budgets_in(plan)]
