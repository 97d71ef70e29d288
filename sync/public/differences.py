"""Differences: what changed from one version to the next, in one sentence."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sync.messages import Words
from sync.plan.text import printable
from sync.public.editions import Edition
from sync.public.masking import without_personal
from sync.thai.money import baht

_MOST_NAMES, _LONGEST = 5, 120


def difference(before: Edition, after: Edition, words: Words) -> str:
    """Say what changed: projects that came, went or read otherwise, and the money.

    Args:
        before: an earlier version.
        after: a later one of the same document.
        words: the public's.
    """
    was, now = _projects(before), _projects(after)
    changed = [name for name in now if name in was and now[name] != was[name]]
    said = [
        words.say(f"public.{what}", count=str(len(names)), names=_named(names))
        for what, names in (
            ("came", [name for name in now if name not in was]),
            ("went", [name for name in was if name not in now]),
            ("altered", changed),
        )
        if names
    ]
    field = "paid" if after.months else "budget"
    old, new = (_sum(each, field) for each in (was, now))
    if old != new:
        money = {"before": baht(old), "after": baht(new)}
        said.append(words.say(f"public.money_{field}", **money))
    return " · ".join(said) or words.say("public.elsewhere")


def _projects(edition: Edition) -> Mapping[str, Mapping[str, Any]]:
    """Return the projects by their names; one of the same name again by its number."""
    by_name: dict[str, Mapping[str, Any]] = {}
    for place, project in enumerate(edition.says()["projects"], 1):
        name = without_personal(printable(project["name"]))
        by_name[f"{name} ({place})" if name in by_name else name] = project
    return by_name


def _named(names: list[str]) -> str:
    shown = [name[:_LONGEST] for name in names[:_MOST_NAMES]]
    more = ["…"] if len(names) > _MOST_NAMES else []
    return ", ".join([*shown, *more])


def _sum(projects: Mapping[str, Mapping[str, Any]], field: str) -> Decimal:
    amounts = (Decimal(each[field] or 0) for each in projects.values())
    return sum(amounts, Decimal(0))
