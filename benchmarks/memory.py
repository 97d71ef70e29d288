"""How much memory a whole cycle of 2,000 projects takes, at Google.

``python -m benchmarks.memory FOLDER`` runs one full night in a process of its own.
"""

import json
import sys
import time
from pathlib import Path

from benchmarks.figures import Figure, Result
from benchmarks.office import emulated, measured_apart, peak_memory
from sync import wiring
from sync.cycle.night import run_cycle
from sync.worker.garbage import collect_seldom

PROJECTS = 2_000


def measure() -> Result:
    """Run a first night, in which everything is written and made."""
    with emulated(PROJECTS) as google:
        told = measured_apart("memory", google.folder)
    what = f"a full night of {PROJECTS:,} projects"
    return Result(
        (
            Figure(what, told["memory"], "MB", limit=400),
            Figure(f"{what}, processor time", told["seconds"], "s"),
        )
    )


def main() -> None:
    """Do a night's work; say the most memory it took, and the processor time."""
    collect_seldom()  # as the command line does
    with wiring.open_office(Path(sys.argv[1])) as office:
        report = run_cycle(office)
    if not (report.edits and report.plan_document.new):
        raise RuntimeError("the night was no full one")
    told = {"memory": peak_memory(), "seconds": time.process_time()}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
