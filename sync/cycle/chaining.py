"""Chaining: a version without errors is entered before anybody sees it.

So no published version is missing from the chain, however a night ends. One that was
entered and never published, since a document had no place, was finished all the same.
"""

from datetime import date

from sync.cycle.approving import CHAINED
from sync.cycle.judging import Judgement
from sync.cycle.services import Services
from sync.documents.content import plan_content, report_content
from sync.model.chain import Chained, Finished, code_of
from sync.model.changes import Facts
from sync.model.plan import Info, Plan
from sync.progress.reported import RoundReport
from sync.settings.frames import dimension_names


def note_plan(
    services: Services, judgement: Judgement, as_of: date, facts: Facts
) -> str:
    """Enter the plan as it is now, if nothing in it must be corrected.

    Args:
        services: the office's.
        judgement: of the plan.
        as_of: the day on which it became what it is.
        facts: what it says, by which it is told what differs from it later.

    Returns:
        The code of what it says, for its document; empty for a draft.
    """
    plan, year = judgement.plan, judgement.plan.info.fiscal_year
    if judgement.errors or year is None:
        return ""
    names = dimension_names(services.reference.frames, year)
    content = plan_content(plan, judgement.reading.matching, names)
    finished = Finished(Chained.PLAN, year, _office(plan), as_of, content)
    return _note(services, finished, facts)


def note_report(
    services: Services, plan: Plan, report: RoundReport, as_of: date, facts: Facts
) -> str:
    """Enter a round's report as it is now, if nothing in it is missing.

    Args:
        services: the office's.
        plan: whose office it is.
        report: the round as it stands.
        as_of: the day on which it became what it is.
        facts: as of ``note_plan``.

    Returns:
        The code of what it says, for its document; empty for a draft.
    """
    if not report.is_whole:
        return ""
    which = report.round
    names = dimension_names(services.reference.frames, which.year)
    content = report_content(which, report.told, names)
    document = CHAINED[which.months]
    finished = Finished(document, which.year, _office(plan), as_of, content)
    return _note(services, finished, facts)


def _office(plan: Plan) -> str:
    return plan.info.text(Info.OFFICE)


def _note(services: Services, finished: Finished, facts: Facts) -> str:
    services.ledger.approvals.keep_facts(code_of(finished.content), facts)
    today = services.clock.now().date()
    return services.ledger.chain.note(finished, today).content_code
