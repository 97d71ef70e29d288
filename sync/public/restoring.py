"""Restoring: a plan or report as it was, out of the content that the chain keeps of it.

So a page can be printed again of any finished version, in the clothes of today.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sync.model.cells import Cell
from sync.model.plan import Detail, Heading, Info, Plan, PlanInfo, Project
from sync.model.progress import ProgressRow, Reason, Reported, Round, State
from sync.plan.matching import Matching
from sync.plan.naming import called
from sync.progress.figures import ReportedProject
from sync.public.editions import Edition
from sync.public.masking import without_addresses, without_personal

_NOWHERE = Cell("", 1, 1)
_PUBLIC = (Reported.RESULT, Reported.INDICATOR, Reported.REASON)
_PROBLEMS = (Reported.PROBLEMS, Reported.SUGGESTIONS)


@dataclass(frozen=True, slots=True)
class RestoredPlan:
    """A plan as one of its versions has it, without what is personal."""

    plan: Plan
    matching: Matching
    dimensions: Sequence[str]


@dataclass(frozen=True, slots=True)
class RestoredReport:
    """A round's report as one of its versions has it, without what is personal."""

    round: Round
    told: Sequence[ReportedProject]
    dimensions: Sequence[str]


def restored_info(edition: Edition) -> PlanInfo:
    """Return whose plan a version of it is."""
    texts = _texts(edition.says()["info"], Info)
    return PlanInfo(texts, fiscal_year=edition.year, as_of=edition.as_of)


def restored_plan(edition: Edition) -> RestoredPlan:
    """Return the plan that a version is of."""
    says = edition.says()
    projects = [_project(each, place) for place, each in enumerate(says["projects"], 1)]
    details = [
        _detail(each, place)
        for place, each in enumerate(says["projects"], 1)
        if each["detail"]
    ]
    described = {detail.row: detail.row for detail in details}
    by_row = {project.row: project for project in projects}
    matching = Matching(
        exact={row: by_row[row] for row in described},
        drifted={},
        unsure={},
        again={},
        described=described,
        without=tuple(it for it in projects if it.row not in described),
        places={row: row for row in by_row},
        called=called(projects),
    )
    plan = Plan(restored_info(edition), tuple(projects), tuple(details), ())
    return RestoredPlan(plan, matching, _names(says))


def restored_report(edition: Edition, *, problems: bool = True) -> RestoredReport:
    """Return the report that a version is of.

    Args:
        edition: the version.
        problems: whether problems and suggestions are part of what the public sees.
    """
    says = edition.says()
    which = Round(says["year"], says["months"])
    shown = (*_PUBLIC, *_PROBLEMS) if problems else _PUBLIC
    told = [
        _reported(each, which, place, shown)
        for place, each in enumerate(says["projects"], 1)
    ]
    return RestoredReport(which, told, _names(says))


def _names(says: Mapping[str, Any]) -> Sequence[str]:
    return tuple(map(str, says["dimensions"]))


def _texts(typed: Mapping[str, str], words: type[Info]) -> Mapping[Info, str]:
    known = {str(word): word for word in words}
    return {
        known[name]: without_personal(text)
        for name, text in typed.items()
        if name in known
    }


def _project(says: Mapping[str, Any], row: int) -> Project:
    return Project(
        number=says["number"],
        name=without_personal(says["name"]),
        dimension=says["dimension"],
        budget=_baht(says["budget"]),
        quarters=frozenset(says["quarters"]),
        remark=without_personal(says["remark"]),
        key="",
        row=row,
        cells={},
    )


def _detail(says: Mapping[str, Any], row: int) -> Detail:
    lines: Mapping[str, Sequence[str]] = says["detail"]
    texts = {
        heading: without_personal("\n".join(lines.get(heading, ())))
        for heading in Heading
    }
    return Detail(without_personal(says["name"]), texts, row, _NOWHERE, {})


def _reported(
    says: Mapping[str, Any], which: Round, row: int, shown: Sequence[Reported]
) -> ReportedProject:
    texts = {column: without_addresses(says[column]) for column in shown}
    read: Callable[[str], date] = date.fromisoformat
    own = ProgressRow(
        key="",
        round=which,
        number=says["number"],
        name=without_personal(says["name"]),
        dimension=says["dimension"],
        planned=_baht(says["planned"]),
        state=State(says["state"]) if says["state"] else None,
        # the content has it in the words that were typed
        reason=Reason.OTHER if texts[Reported.REASON] else None,
        in_ordinance=says["in_ordinance"],
        ordinance=_baht(says["ordinance"]),
        paid=_baht(says["paid"]),
        completed=read(says["completed"]) if says["completed"] else None,
        reported_on=None,
        evidence=tuple(map(without_addresses, says["evidence"])),
        row=row,
        in_plan=says["in_plan"],
        texts=texts,
    )
    return ReportedProject(own, own, carried=says["carried"])


def _baht(written: str | None) -> Decimal | None:
    return None if written is None else Decimal(written)
