"""How time and memory grow with the plan, from 16 projects to 10,000.

``python -m benchmarks.growth PROJECTS`` measures one size in a process of its own: a
process does not give back the memory it took, and the rules remember texts they saw.
"""

import json
import statistics
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from benchmarks.charts import Series, growth_chart
from benchmarks.figures import Figure, Result, amount, table
from benchmarks.fitting import SMALLEST, worst_exponent
from benchmarks.office import ROOT, measured_apart, peak_memory
from benchmarks.plans import HEADERS, sheet_of
from benchmarks.rendering import whole
from sync.adapters.google.comparing import contents_of, edited, unlike
from sync.adapters.google.grid import GoogleSheet
from sync.adapters.google.reading import read_grid
from sync.adapters.google.writing import requests_for
from sync.messages import load_words
from sync.model.cells import Edit, Sheet
from sync.model.plan import Plan
from sync.plan.changes import compare, plan_facts
from sync.plan.totals import compute_totals
from sync.rules.catalogue import load_rule_texts
from sync.rules.reference import ReferenceData
from sync.rules.text.wordlists import load_word_lists
from sync.rules.validate import find_hits, phrase
from sync.settings.frames import load_frames
from sync.sheet.findings_tab import findings_tab_edits, read_findings_tab
from sync.sheet.notes import note_edits
from sync.sheet.read import Reading, read_plan
from sync.sheet.write_back import find_edits, give_keys
from sync.worker.garbage import collect_seldom
from tests.google.sheeting import cell_data

SIZES = {16: 5, 100: 5, 1_000: 3, 10_000: 2}
"""How many projects, and in how many processes each is measured."""

MEMORY = "memory"
_FRAMES = load_frames()
_WORDS = load_words("th")


@dataclass(slots=True)
class Stopwatch:
    """Seconds of processor time that each stage took, and the machine's pace then."""

    seconds: dict[str, float] = field(default_factory=dict)
    paces: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def of(self, stage: str) -> Iterator[None]:
        """Time what is done within."""
        before = pace()
        begun = time.process_time()
        yield
        self.seconds[stage] = time.process_time() - begun
        self.paces[stage] = statistics.mean((before, pace()))


def pace() -> float:
    """Return the seconds that a fixed piece of work takes just now."""
    return min(_fixed_work() for _ in range(3))


def _fixed_work() -> float:
    begun = time.process_time()
    places = {(number, str(number)): number for number in range(20_000)}
    sum(places[number, str(number)] for number in range(20_000))
    return time.process_time() - begun


def time_stages(sheet: Sheet) -> Stopwatch:
    """Take a plan through every stage, as a cycle does at Google."""
    answer = _answer_of_google(sheet)
    watch = Stopwatch()
    reference = ReferenceData(HEADERS, load_word_lists(), _FRAMES)
    texts = load_rule_texts()["th"]
    template = (ROOT / "templates" / "plan.docx").read_bytes()
    with watch.of("read"):
        grid = read_grid(json.loads(answer, parse_float=Decimal), {})
        reading = read_plan(grid.sheet, HEADERS)
    with watch.of("total"):
        totals = compute_totals(reading.plan)
    with watch.of("validate"):
        plan = give_keys(reading.plan, {})
        hits = find_hits(reading, totals, (), reference)
        findings = phrase(hits, plan, reading.matching, HEADERS, texts)
    with watch.of("write back"):
        tab = read_findings_tab(grid.sheet.tab(HEADERS.tabs["findings"]), HEADERS)
        _write(
            (
                *find_edits(reading, plan, totals, findings, HEADERS, _WORDS),
                *findings_tab_edits(tab, findings, "", HEADERS, _WORDS),
                *note_edits(grid.sheet, findings, _WORDS),
            ),
            grid,
        )
    with watch.of("what changed"):
        _compare(reading, plan)
    with watch.of("render"):
        whole(plan, template)
    return watch


def _answer_of_google(sheet: Sheet) -> str:
    """Return what Google answers to a read of the sheet."""
    shown = [
        {
            "properties": {"sheetId": number, "title": tab.title},
            "data": [
                {
                    "rowData": [
                        {"values": [_shown(value) for value in row]} for row in tab.rows
                    ]
                }
            ],
        }
        for number, tab in enumerate(sheet.tabs)
    ]
    return json.dumps({"sheets": shown}, ensure_ascii=False)


def _shown(value: Any) -> dict[str, Any]:  # noqa: ANN401  any value of a cell
    entered = cell_data(value).get("userEnteredValue")
    return {"effectiveValue": entered} if entered else {}


def _write(edits: tuple[Edit, ...], grid: GoogleSheet) -> None:
    """Do all of a write at Google but the write, and find it as it should be."""
    json.dumps(requests_for(edits, grid))
    wanted = edited(contents_of(grid.sheet), edits)
    if unlike(wanted, dict(wanted), ignoring=frozenset()):
        raise RuntimeError("a sheet differs from itself")


def _compare(reading: Reading, plan: Plan) -> None:
    """Compare with a plan that had none of these keys: everything is new."""
    before = plan_facts(reading.plan, reading.matching, HEADERS)
    compare(before, plan_facts(plan, reading.matching, HEADERS), added="", gone="")


def measure() -> Result:
    """Measure every size; fit how each stage grows."""
    told = at_one_pace(
        {
            size: [measured_apart("growth", size) for _ in range(times)]
            for size, times in SIZES.items()
        }
    )
    stages = [name for name in told[16] if name != MEMORY]
    points = {
        name: [(float(size), one[name]) for size, one in told.items()]
        for name in (*stages, MEMORY)
    }
    figures = tuple(
        Figure(f"exponent of {name}", worst_exponent(points[name]), "", limit=1.1)
        for name in points
    )
    rows = [
        (
            name,
            *(amount(value, "MB" if name == MEMORY else "s") for _, value in found),
            f"{worst_exponent(found):.2f}",
        )
        for name, found in points.items()
    ]
    head = ("stage", *(f"{size:,} projects" for size in SIZES), "exponent")
    chart = growth_chart([Series(name, points[name]) for name in stages], SMALLEST)
    return Result(
        figures, "\n".join(table(head, rows)), {"performance-growth.svg": chart}
    )


def at_one_pace(
    runs: Mapping[int, Sequence[Mapping[str, Any]]],
) -> Mapping[int, Mapping[str, float]]:
    """Return each size's medians, as if the machine had kept its best pace throughout.

    Shared cores are half as fast for minutes, and a quarter more at one end of a curve
    is 0.1 of its exponent.
    """
    best = min(
        p for told in runs.values() for run in told for p in run["paces"].values()
    )
    return {
        size: {
            MEMORY: statistics.median(run[MEMORY] for run in told),
            **{
                stage: statistics.median(
                    run["seconds"][stage] * best / run["paces"][stage] for run in told
                )
                for stage in told[0]["seconds"]
            },
        }
        for size, told in runs.items()
    }


def main() -> None:
    """Measure one size; say each stage's seconds and pace, and the memory in MB."""
    collect_seldom()  # as the command line does
    time_stages(sheet_of(1))  # pays for caches and what is compiled once
    sheet = sheet_of(int(sys.argv[1]))
    before = peak_memory()
    watch = time_stages(sheet)
    told = {
        "seconds": watch.seconds,
        "paces": watch.paces,
        MEMORY: peak_memory() - before,
    }
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
