"""Rules on who is responsible for a project, and who stands for the plan."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sync.model.findings import Hit
from sync.model.plan import Detail, Heading, Info, Plan
from sync.rules.context import RuleContext
from sync.thai.folding import clean, key, only_signs

_NOBODY = re.compile(r"-*ไม่มี-*|ทุกคน")
_WITH_POSITION = {
    Info.ISSUER: Info.ISSUER_POSITION,
    Info.APPROVER: Info.APPROVER_POSITION,
}


def whole_office(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """The office answers for every project of its plan; a unit or a person acts."""
    office = key(plan.info.text(Info.OFFICE))
    found = [
        detail
        for detail in plan.details
        if office and key(detail.texts[Heading.RESPONSIBLE]) == office
    ]
    yield from _told("RSP001", found, plan)


def nobody(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """Everybody, or none, is nobody who can be asked."""
    texts = ((each, clean(each.texts[Heading.RESPONSIBLE])) for each in plan.details)
    found = [detail for detail, text in texts if _NOBODY.fullmatch(text)]
    yield from _told("RSP002", found, plan)


def _told(code: str, found: Sequence[Detail], plan: Plan) -> Iterator[Hit]:
    """Yield what is said of details; where every one is so, it is a habit, and said once."""
    if len(found) > 1 and len(found) == len(plan.details):
        others = tuple(detail.cells[Heading.RESPONSIBLE] for detail in found[1:])
        yield replace(_hit(code, found[0]), others=others)
    else:
        yield from (_hit(code, detail) for detail in found)


def _hit(code: str, detail: Detail) -> Hit:
    cell = detail.cells[Heading.RESPONSIBLE]
    return Hit(code, cell, detail.texts[Heading.RESPONSIBLE])


def no_approver(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """A plan is in force when somebody has approved it; the document can name whom."""
    if only_signs(name := plan.info.text(Info.APPROVER)):
        cell = plan.info.cells.get(Info.APPROVER, context.info)
        yield Hit("RSP003", cell, name)


def no_position(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """A name signs for an office by its position."""
    for name, position in _WITH_POSITION.items():
        who, text = plan.info.text(name), plan.info.text(position)
        if not only_signs(who) and only_signs(text):
            cell = plan.info.cells.get(position, context.info)
            facts = {"heading": context.label(position), "name": who}
            yield Hit("RSP004", cell, text, facts)
