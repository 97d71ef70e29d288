"""What changed: a plan as flat facts, and the difference of two of them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sync.model.changes import Change, Facts
from sync.model.plan import LINKS, Field, Heading, Info, Plan
from sync.plan.labels import Headers
from sync.plan.matching import Matching
from sync.thai.digits import to_arabic
from sync.thai.folding import clean
from sync.thai.money import baht

if TYPE_CHECKING:
    import pandas as pd


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
        if info not in {Info.UNPLACED, *LINKS}
    ]
    for project in plan.projects:
        quarters = " ".join(map(str, sorted(project.quarters)))
        values = {
            headers.label(Field.NUMBER): to_arabic(project.number),
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


def told_of_office(
    facts: Facts, headers: Headers, wanted: Sequence[Info]
) -> Mapping[Info, str]:
    """Return what a plan's facts say of its office; empty where they say nothing."""
    own = {field: text for key, _, field, text in facts if not key}
    return {info: clean(own.get(headers.label(info), "")) for info in wanted}


def compare(before: Facts, after: Facts, *, added: str, gone: str) -> Sequence[Change]:
    """Return what differs, by project and field; a whole project is one change.

    Args:
        before: the facts that were.
        after: those that are.
        added: what to call the field of a project that came.
        gone: the same of one that went.

    Returns:
        Changes in the order of ``after``, then texts that stand nowhere any more, then
        projects that came, then those gone.
    """
    if before == after:  # as on most nights
        return []
    was, now = _table(before), _table(after)
    both = now.merge(was, how="left", on=["key", "field"], suffixes=("", "_was"))
    both["text_was"] = both["text_was"].fillna("")
    stayed = both["key"].isin({"", *was["key"]})
    differs = both[stayed & (both["text"] != both["text_was"])]
    columns = (differs[name] for name in ("project", "field", "text_was", "text"))
    return [
        *map(Change, *columns),
        *_vanished(was, now),
        *(Change(name, added, "", name) for name in _projects(now, but=was)),
        *(Change(name, gone, name, "") for name in _projects(was, but=now)),
    ]


def _vanished(was: "pd.DataFrame", now: "pd.DataFrame") -> Iterator[Change]:
    """Yield what was said of a plan or project that stays, under a field that is gone."""
    names = dict(zip(now["key"], now["project"], strict=True))
    there = set(zip(now["key"], now["field"], strict=True))
    for key, field, text in zip(was["key"], was["field"], was["text"], strict=True):
        if text and key in names and (key, field) not in there:
            yield Change(names[key], field, text, "")


def _table(facts: Facts) -> "pd.DataFrame":
    # takes longer to load than all else, and a look may not need it
    import pandas as pd  # noqa: PLC0415

    columns = ("key", "project", "field", "text")
    table = pd.DataFrame(facts, columns=columns, dtype=object)
    return table.drop_duplicates(["key", "field"], keep="last")


def _projects(table: "pd.DataFrame", but: "pd.DataFrame") -> "pd.Series[str]":
    """Return the names of the projects that are in one table and not in another."""
    others = table[~table["key"].isin({"", *but["key"]})]
    return others.drop_duplicates("key", keep="last")["project"]
