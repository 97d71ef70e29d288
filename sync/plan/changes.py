"""What changed: a plan as flat facts, and the difference of two of them."""

from collections.abc import Sequence

from sync.model.changes import Change, Facts
from sync.model.plan import Field, Heading, Info, Plan
from sync.plan.labels import Headers
from sync.plan.matching import Matching
from sync.thai.money import baht


def plan_facts(plan: Plan, matching: Matching, headers: Headers) -> Facts:
    """Flatten all that the document shows of a plan, in the document's order.

    Args:
        plan: with keys given.
        matching: which detail is which project's.
        headers: what each thing is called.

    Returns:
        A fact each: the project's key and name (both empty for the plan's own), the
        field as staff know it, and its text.
    """
    by_row = matching.details_of(plan)
    facts = [
        ("", "", headers.label(info), plan.info.text(info))
        for info in Info
        if info not in {Info.UNPLACED, Info.DOCUMENT_LINK, Info.DRAFT_LINK}
    ]
    for project in plan.projects:
        quarters = " ".join(map(str, sorted(project.quarters)))
        values = {
            headers.label(Field.NUMBER): project.number,
            headers.label(Field.NAME): project.name,
            headers.label(Field.DIMENSION): str(project.dimension or ""),
            headers.label(Field.BUDGET): ""
            if project.budget is None
            else baht(project.budget),
            headers.write("projects", "quarters"): quarters,
            headers.label(Field.REMARK): project.remark,
        }
        if detail := by_row.get(project.row):
            values |= {headers.label(h): detail.texts[h] for h in Heading}
        facts += [(project.key, project.name, name, v) for name, v in values.items()]
    return tuple(facts)


def compare(before: Facts, after: Facts, *, added: str, gone: str) -> Sequence[Change]:
    """Return what differs, by project and field; a whole project is one change.

    Args:
        before: the facts that were.
        after: those that are.
        added: what to call the field of a project that came.
        gone: the same of one that went.

    Returns:
        Changes in the order of ``after``, then projects that came, then those gone.
    """
    old = {(key, field): text for key, _, field, text in before}
    new = {(key, field): text for key, _, field, text in after}
    old_names = {key: name for key, name, _, _ in before if key}
    new_names = {key: name for key, name, _, _ in after if key}
    changes = [
        Change(new_names.get(key, ""), field, old.get((key, field), ""), text)
        for (key, field), text in new.items()
        if (not key or key in old_names) and text != old.get((key, field), "")
    ]
    changes += [
        Change(name, added, "", name)
        for key, name in new_names.items()
        if key not in old_names
    ]
    changes += [
        Change(name, gone, name, "")
        for key, name in old_names.items()
        if key not in new_names
    ]
    return changes
