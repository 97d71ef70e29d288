"""Texts as offices publish them, with their mistakes, and right ones that look wrong.

Each stands in place of one text of an invented office's clean plan. Rules may be mended
by what they say of the ``CHOSEN``; the ``HELD_OUT`` were written before, and not looked
at until then; so were the ``FRESH``, later, and the ``HARD``, right ones alone: verse,
dialects, royal and religious words, foreign names and words, law, things counted; the
``LATER``: marks, times, numbers of papers; the ``FIFTH``, of clerks' words, run once; and
the ``SIXTH``, the ``SEVENTH`` and the ``EIGHTH``, each run once with plans of its own.
``python -m benchmarks.fragments`` prints what is found of each half, ``--chosen`` what is
missed and said falsely of that half.
"""

import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.offices import (
    HEADERS,
    PLANS,
    REFERENCE,
    OfficePlan,
    judge,
    load_office,
)
from sync.model.findings import Finding, Severity
from sync.model.plan import Heading
from sync.rules.reference import ReferenceData

FRAGMENTS = PLANS.parent / "fragments"
CHOSEN, HELD_OUT, FRESH = "chosen", "held_out", "fresh"
HARD, LATER, FIFTH = "hard", "later", "fifth"
SIXTH, SEVENTH, EIGHTH = "sixth", "seventh", "eighth"


@dataclass(frozen=True, slots=True)
class Fragment:
    """A text of a plan: ``wrong`` is the piece that is a mistake, if there is one."""

    office: str
    heading: Heading
    text: str
    wrong: str = ""
    kind: str = ""
    budget: int | None = None
    quarters: tuple[int, ...] = ()

    def plan(self) -> OfficePlan:
        """Return its office's plan with the text in the first project."""
        plan = load_office(self.office).with_text(0, self.heading, self.text)
        if self.budget is not None:
            plan = plan.with_text(0, "budget", self.budget)
        if self.quarters:
            plan = plan.with_text(0, "quarters", self.quarters)
        return plan


def load_fragments(name: str) -> tuple[Fragment, ...]:
    """Read one of the files of fragments."""
    raw = tomllib.loads((FRAGMENTS / f"{name}.toml").read_text("utf-8"))
    return tuple(_fragment(entry) for entry in raw["fragment"])


def _fragment(entry: dict[str, Any]) -> Fragment:
    heading = Heading(entry.pop("heading"))
    text, quarters = entry.pop("text").strip(), tuple(entry.pop("quarters", ()))
    return Fragment(heading=heading, text=text, quarters=quarters, **entry)


def is_found(fragment: Fragment, reference: ReferenceData = REFERENCE) -> bool:
    """Whether anything is said of the very piece that is wrong."""
    label = HEADERS.label(fragment.heading)
    return any(
        found.project == 1
        and found.field.startswith(label)
        and _meet(fragment, found.found)
        for found in judge(fragment.plan(), reference)
    )


def _meet(fragment: Fragment, found: str) -> bool:
    """Whether what was found and what is wrong share a letter of the text."""
    begins = fragment.text.index(fragment.wrong)
    at = fragment.text.find(found)
    while found and at >= 0:
        if at < begins + len(fragment.wrong) and begins < at + len(found):
            return True
        at = fragment.text.find(found, at + 1)
    return False


def alarms(
    fragment: Fragment, reference: ReferenceData = REFERENCE
) -> Sequence[Finding]:
    """Return the errors and warnings of a plan with a text that is right."""
    said = judge(fragment.plan(), reference)
    return [one for one in said if one.severity is not Severity.INFO]


def lines(reference: ReferenceData = REFERENCE) -> Iterator[str]:
    """Yield the lines of the tables."""
    yield "| mistakes in fragments | all | found | share |"
    yield "| --- | --- | --- | --- |"
    for name in (CHOSEN, HELD_OUT, FRESH, FIFTH, SIXTH, SEVENTH, EIGHTH):
        every = load_fragments(name)
        found = sum(is_found(fragment, reference) for fragment in every)
        yield f"| {name} | {len(every)} | {found} | {100 * found / len(every):.0f} % |"
    yield "\n| right texts that look wrong | all | with an alarm | with an error |"
    yield "| --- | --- | --- | --- |"
    for name in (CHOSEN, HELD_OUT, FRESH, HARD, LATER, FIFTH, SIXTH, SEVENTH, EIGHTH):
        every = load_fragments(f"right_{name}")
        loud = [
            {one.severity for one in alarms(fragment, reference)} for fragment in every
        ]
        errors = sum(Severity.ERROR in severities for severities in loud)
        yield f"| {name} | {len(every)} | {sum(map(bool, loud))} | {errors} |"


def looked_at(name: str) -> Iterator[str]:
    """Yield what is missed in a half, and what is said of its right texts."""
    for fragment in load_fragments(name):
        if not is_found(fragment):
            yield f"missed\t{fragment.kind}\t{fragment.wrong!r}"
    for fragment in load_fragments(f"right_{name}"):
        for alarm in alarms(fragment):
            yield f"alarm\t{alarm.rule}\t{alarm.found!r}\t{fragment.text!r}"


def main() -> None:
    """Print the tables, or with ``--chosen`` what to look at."""
    for line in looked_at(CHOSEN) if "--chosen" in sys.argv else lines():
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
