"""Rules on how many projects there are and what they cost, as the sheet says in words."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from sync.model.findings import Hit
from sync.model.plan import Plan, Project, SumText
from sync.rules.context import RuleContext
from sync.thai.money import baht
from sync.thai.told_sums import Told, amounts_told, counts_told

_NONE = Decimal(0)


def other_count(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """“รวมทั้งสิ้น 20 โครงการ” beside sixteen: a project was added or left out since.

    A text may count projects, activities and measures apart: any of these counts may be
    meant, or all of them together.
    """
    for text in plan.sum_texts:
        told = tuple(counts_told(text.text))
        counts = [Decimal(len(part)) for part in _parts(plan, text)]
        if told and counts and not _is_said(told, counts):
            facts = {"cell": text.cell.a1, "computed": str(counts[0])}
            yield Hit("TOT013", text.cell, _found(text, told), facts)


def other_amount(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """The amount beside a sum, in words or within its label, is no longer the sum.

    Nothing is said where a budget cannot be read, for then there is no sum yet.
    """
    for text in plan.sum_texts:
        told, parts = tuple(amounts_told(text.text)), list(_parts(plan, text))
        if not (told and parts) or _has_unread(parts):
            continue
        sums = [sum((one.budget or _NONE for one in part), _NONE) for part in parts]
        wrong = [each for each in told if each.figure not in sums]
        if wrong and not _is_said(wrong, sums):
            facts = {"cell": text.cell.a1, "computed": baht(sums[0])}
            facts["count"] = str(len(parts[0]))
            yield Hit("TOT014", text.cell, _found(text, wrong), facts)


def _has_unread(parts: Iterable[Iterable[Project]]) -> bool:
    return any(project.budget is None for part in parts for project in part)


def _parts(plan: Plan, text: SumText) -> Iterator[list[Project]]:
    """Yield the projects that a text speaks of, and those it may speak of as well."""
    for rows in filter(None, (text.rows, text.others)):
        yield [project for project in plan.projects if project.row in rows]


def _is_said(told: Iterable[Told], sums: Iterable[Decimal]) -> bool:
    figures = [each.figure for each in told]
    return any(each in (*figures, sum(figures)) for each in sums)


def _found(text: SumText, told: Iterable[Told]) -> str:
    """Return the passage of a text that tells its figures."""
    every = list(told)
    start, end = min(each.start for each in every), max(each.end for each in every)
    return text.text[start:end]
