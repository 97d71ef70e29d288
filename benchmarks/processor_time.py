"""How much processor time a cycle takes, once the worker has warmed up."""

import statistics
import time
from collections.abc import Callable

from benchmarks.figures import Figure, Result
from benchmarks.office import emulated
from benchmarks.plans import OFFICE
from benchmarks.request_counts import UNREADABLE
from sync import wiring
from sync.cycle.night import check_cycle, run_cycle

_TIMES = 9
_BUDGET = "D3"


def measure() -> Result:
    """Time cycles in which staff changed one cell, with and without rendering."""
    with (
        emulated(OFFICE) as google,
        wiring.open_office(google.folder) as office,
    ):
        run_cycle(office)
        run_cycle(office)
        answers, nights = [], []
        for number in range(_TIMES):
            google.type_in(_BUDGET, UNREADABLE)
            answers.append(
                _milliseconds(lambda: check_cycle(office, office.spreadsheet.read()))
            )
            google.type_in(_BUDGET, 12000 + number)
            nights.append(_milliseconds(lambda: run_cycle(office)))
    return Result(
        (
            Figure("without rendering", statistics.median(answers), "ms", limit=150),
            Figure("with rendering", statistics.median(nights), "ms", limit=300),
        )
    )


def _milliseconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return 1000 * (time.process_time() - begun)
