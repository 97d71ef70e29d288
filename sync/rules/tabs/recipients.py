"""Rules on the tab ผู้รับอีเมล."""

from collections.abc import Iterator

from sync.model.findings import Hit
from sync.model.plan import Plan, Role
from sync.plan.addresses import gets_mail, is_address, is_allowed
from sync.plan.owners import owned_projects
from sync.rules.context import RuleContext
from sync.thai.folding import clean


def address(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """Mail to what is no address is lost, or goes to somebody else."""
    for recipient in plan.recipients:
        if (recipient.email or recipient.wants) and not is_address(recipient.email):
            yield Hit("REC001", recipient.email_cell, recipient.email)


def nobody(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """A plan that nobody is told of is not read."""
    if not any(recipient.wants for recipient in plan.recipients):
        yield Hit("REC002", context.recipients)


def same_address(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """One person is one row, and gets one mail."""
    first: dict[str, int] = {}
    for recipient in plan.recipients:
        folded = recipient.email.casefold()
        if folded and folded in first:
            facts = {"other": str(first[folded])}
            yield Hit("REC004", recipient.email_cell, recipient.email, facts)
        first.setdefault(folded, recipient.row)


def outside(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """Mail goes only to the domains that the office's settings allow."""
    for recipient in plan.recipients:
        email = recipient.email
        if (
            recipient.wants
            and is_address(email)
            and not is_allowed(email, context.domains)
        ):
            facts = {"domains": ", ".join(context.domains)}
            yield Hit("REC005", recipient.email_cell, email, facts)


def of_no_project(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """Whoever is responsible hears of own projects only, by the names in ผู้รับผิดชอบ."""
    for recipient in plan.recipients:
        if (
            recipient.role is Role.RESPONSIBLE
            and clean(recipient.name)
            and gets_mail(recipient, context.domains)
            and not owned_projects(plan, recipient, context.matching)
        ):
            yield Hit("REC006", recipient.email_cell, clean(recipient.name))


def no_name(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """Whoever is responsible is known by name: without one no project can be theirs."""
    for recipient in plan.recipients:
        is_unnamed = recipient.role is Role.RESPONSIBLE and not clean(recipient.name)
        if is_unnamed and gets_mail(recipient, context.domains):
            yield Hit("REC008", recipient.email_cell, recipient.email)
