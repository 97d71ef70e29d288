"""How long it takes from nothing: ``run.py --help``, and a look at the spreadsheet."""

import statistics
import subprocess
import sys
import time

from benchmarks.figures import Figure, Result
from benchmarks.office import ROOT, emulated, measured_apart
from benchmarks.plans import OFFICE
from sync import wiring
from sync.cycle.night import run_cycle

_STARTS = 9
_LOOKS = 5


def measure() -> Result:
    """Start processes, in turn with a Python that does nothing."""
    helps, passes = [], []
    for _ in range(_STARTS):
        passes.append(_seconds("-c", "pass"))
        helps.append(_seconds("run.py", "--help"))
    with emulated(OFFICE) as google:
        with wiring.open_office(google.folder) as office:
            run_cycle(office)
            google.asked()
        looks = [measured_apart("look", google.folder) for _ in range(_LOOKS)]
        asked = google.asked()
    if len(asked) != _LOOKS:
        raise RuntimeError(f"a look at an unchanged sheet asked for more: {asked}")
    figures = (
        Figure(
            "run.py --help",
            statistics.median(helps),
            "s",
            limit=0.3,
            reference=statistics.median(passes),
            against="python3 -c pass",
        ),
        Figure(
            "a look at an unchanged sheet, processor time",
            statistics.median(look["seconds"] for look in looks),
            "s",
            limit=1,
        ),
    )
    loaded = ", ".join(looks[-1]["loaded"])
    seen = f"imports {loaded}" if loaded else "imports none of them"
    return Result(figures, f"Of pandas, docxtpl and openpyxl, a look {seen}.")


def _seconds(*arguments: str) -> float:
    begun = time.perf_counter()
    command = [sys.executable, *arguments]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun
