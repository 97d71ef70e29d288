"""Measure everything: ``run.py bench``, or ``python -m benchmarks``.

One subject by its name is only printed. A run of all of them also brings
docs/performance.md up to date and adds a line to the history.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from benchmarks import (
    cold_start,
    growth,
    memory,
    processor_time,
    province,
    rendering,
    request_counts,
    wall_time,
)
from benchmarks.figures import Result, Subject, cells
from benchmarks.history import append, read, run_of, this_machine
from benchmarks.page import PAGE, machine_in_words, write_page

SUBJECTS: dict[str, Subject] = {
    "requests": request_counts.measure,
    "wall": wall_time.measure,
    "processor": processor_time.measure,
    "cold": cold_start.measure,
    "growth": growth.measure,
    "rendering": rendering.measure,
    "memory": memory.measure,
}

ALONE: dict[str, Subject] = {"province": province.measure}
"""What is measured only when it is asked for: an office alone has nothing of it."""


def main() -> None:
    """Measure one subject, or all of them."""
    parser = argparse.ArgumentParser(
        prog="run.py bench", description="Measure how quick and how small it is."
    )
    parser.add_argument(
        "subject", nargs="?", choices={**SUBJECTS, **ALONE}, help="only this one"
    )
    chosen = parser.parse_args().subject
    machine = this_machine()
    _say(machine_in_words(machine))
    wanted = SUBJECTS if chosen is None else [chosen]
    results = {name: _measured(name) for name in wanted}
    missed = [
        figure.what
        for result in results.values()
        for figure in result.figures
        if figure.verdict == "MISSED"
    ]
    _say(f"\ntargets missed: {', '.join(missed) or 'none'}")
    if chosen is None:
        figures = {name: result.figures for name, result in results.items()}
        append(run_of(figures, datetime.now(UTC), machine))
        write_page(results, read())
        _say(f"written: {PAGE.relative_to(PAGE.parents[1])}")


def _measured(name: str) -> Result:
    begun = time.monotonic()
    result = {**SUBJECTS, **ALONE}[name]()
    _say(f"\n{name} ({time.monotonic() - begun:.0f} s)")
    for line in lines_of(result):
        _say(f"  {line}")
    return result


def lines_of(result: Result) -> Iterator[str]:
    """Yield what the terminal shows of a subject."""
    for figure in result.figures:
        what, shown, target, verdict, compared = cells(figure)
        yield f"{what:<46} {shown:>12}  {verdict:<6}  {target}"
        if compared:
            yield f"{'':<46} {compared}"
    yield from (f"{line}" for line in result.detail.splitlines())


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
