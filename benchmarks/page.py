"""The page docs/performance.md: what is measured is put in between people's words.

Every part that a run writes stands between two comments with its name; all else is
written by hand, and stays.
"""

import re
from collections.abc import Mapping, Sequence

from benchmarks import history
from benchmarks.charts import target_chart
from benchmarks.figures import HEAD, Result, cells, table
from benchmarks.history import Machine, Run
from benchmarks.office import ROOT

PAGE = ROOT / "docs" / "performance.md"
IMAGES = ROOT / "docs" / "images"

FOLLOWED = {
    "requests: full night": "full night",
    "wall: full night, 150 ms a request": "its wall time",
    "processor: without rendering": "answer, CPU",
    "processor: with rendering": "night, CPU",
    "cold: a look at an unchanged sheet, processor time": "cold look, CPU",
    "rendering: 2,000 projects, against docxtpl alone": "document of 2,000, CPU",
    "memory: a full night of 2,000 projects": "memory of 2,000",
}
"""Which figures the table of runs shows, and under what heading."""
_LAST = 10


def write_page(results: Mapping[str, Result], runs: Sequence[Run]) -> None:
    """Bring the page and its charts up to date; the last of the runs is this one."""
    text = PAGE.read_text("utf-8")
    for subject, result in results.items():
        text = fill(text, subject, block_of(result))
    text = fill(text, "run", told_of(runs[-1]))
    text = fill(text, "history", _history(runs[-_LAST:]))
    PAGE.write_text(text, "utf-8")
    figures = {subject: result.figures for subject, result in results.items()}
    charts = {"performance-targets.svg": target_chart(figures)}
    for result in results.values():
        charts.update(result.charts)
    for name, chart in charts.items():
        (IMAGES / name).write_text(chart, "utf-8")


def fill(text: str, name: str, content: str) -> str:
    """Put content between the marks of a part.

    Raises:
        ValueError: the text has no such part.
    """
    begin, end = f"<!-- {name}: measured -->", f"<!-- {name}: end -->"
    pattern = re.compile(f"({re.escape(begin)}\n).*?({re.escape(end)})", re.DOTALL)
    filled, count = pattern.subn(lambda found: f"{found[1]}{content}\n{found[2]}", text)
    if count != 1:
        raise ValueError(f"the page has {count} parts {name!r}")
    return filled


def block_of(result: Result) -> str:
    """Return a subject's figures as a table, and what else there is to show."""
    lines = [*table(HEAD, map(cells, result.figures))]
    if result.detail:
        lines += ["", result.detail]
    return "\n".join(lines)


def told_of(run: Run) -> str:
    """Return when and on what a run ran."""
    return (
        f"{run.at}, commit {run.commit or 'unknown'}, {machine_in_words(run.machine)}."
    )


def machine_in_words(machine: Machine) -> str:
    """Return what a machine is."""
    return (
        f"{machine.processor}, {machine.cores} cores, Python {machine.python}, load"
        f" {machine.busy:.2f} a core before it began"
    )


def _history(runs: Sequence[Run]) -> str:
    head = ("day", "commit", "load", *FOLLOWED.values())
    return "\n".join(table(head, history.rows_of(runs, tuple(FOLLOWED))))
