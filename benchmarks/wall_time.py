"""How long a full night takes while each request to Google takes 150 ms."""

import statistics
import time

from benchmarks.figures import Figure, Result
from benchmarks.night import SECONDS, STEPS, longest_chain
from benchmarks.office import Emulated, emulated
from benchmarks.plans import OFFICE
from sync import wiring
from sync.cycle.night import run_cycle
from sync.cycle.services import Services

_NIGHTS = 5
_BUDGET = "D3"


def measure() -> Result:
    """Time nights of a worker that is at work: signed in, its connection open."""
    with (
        emulated(OFFICE, SECONDS) as google,
        wiring.open_office(google.folder) as office,
    ):
        run_cycle(office)
        nights = [_night(office, google, number) for number in range(_NIGHTS)]
    wall, processor = map(statistics.median, zip(*nights, strict=True))
    chain = longest_chain()
    floor, in_turn = len(chain) * SECONDS, len(STEPS) * SECONDS
    figures = (
        Figure(
            "full night, 150 ms a request",
            wall,
            "s",
            reference=floor,
            against=f"the floor: {len(chain)} requests that depend on each other",
            times=1.25,
        ),
        Figure(
            "the same, against its own order",
            wall,
            "s",
            reference=in_turn,
            against=f"all {len(STEPS)} requests one after the other",
        ),
    )
    return Result(figures, _where_it_went(wall, processor, in_turn))


def _night(office: Services, google: Emulated, number: int) -> tuple[float, float]:
    """Return the seconds that a night took, and those that the processor worked."""
    google.type_in(_BUDGET, 12000 + number)
    wall, processor = time.perf_counter(), time.process_time()
    report = run_cycle(office)
    took = time.perf_counter() - wall, time.process_time() - processor
    if not (report.edits and report.plan_document.new):
        raise RuntimeError("the night was no full one")
    return took


def _where_it_went(wall: float, processor: float, in_turn: float) -> str:
    rest = wall - in_turn - processor
    return (
        f"Of the {wall:.2f} s, {in_turn:.2f} s were spent waiting for {len(STEPS)}"
        f" answers, {processor:.2f} s working, and {rest:.2f} s on disk, on the way to"
        " the emulator, and where it took longer than 150 ms itself."
    )
