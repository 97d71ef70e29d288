"""The history: one line of JSON a run, so that figures can be followed over time."""

import json
import os
import platform
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from benchmarks.figures import Figure, amount
from benchmarks.office import ROOT

HISTORY = Path(__file__).with_name("history.jsonl")


@dataclass(frozen=True, slots=True)
class Machine:
    """What a run ran on; ``busy`` is the load a core before it began, 0 if not told."""

    processor: str
    cores: int
    python: str
    busy: float


@dataclass(frozen=True, slots=True)
class Run:
    """One run of everything; ``figures`` give value and unit by subject and name.

    ``commit`` ends in ``+`` where files differed from it.
    """

    at: str
    commit: str
    machine: Machine
    figures: Mapping[str, tuple[float, str]]


def this_machine() -> Machine:
    """Return what we run on; nothing that names it or its people."""
    cores = os.cpu_count() or 1
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    python = platform.python_version()
    return Machine(_processor(), cores, python, round(load / cores, 2))


def _processor() -> str:
    described = Path("/proc/cpuinfo")
    if described.exists():
        for line in described.read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def run_of(
    figures: Mapping[str, Iterable[Figure]], at: datetime, machine: Machine
) -> Run:
    """Make a run of figures by subject."""
    flat = {
        f"{subject}: {figure.what}": (float(f"{figure.value:.4g}"), figure.unit)
        for subject, found in figures.items()
        for figure in found
    }
    return Run(at.isoformat(timespec="seconds"), _commit(), machine, flat)


def _commit() -> str:
    """Name the commit that is checked out; empty where there is no git."""
    try:
        name = _git("rev-parse", "--short", "HEAD")
        return name + ("+" if _git("status", "--porcelain", "-uno") else "")
    except (OSError, subprocess.CalledProcessError):
        return ""


def _git(*arguments: str) -> str:
    command = ["git", "-C", str(ROOT), *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def append(run: Run, path: Path = HISTORY) -> None:
    """Add a run at the end."""
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(run), ensure_ascii=False) + "\n")


def read(path: Path = HISTORY) -> Sequence[Run]:
    """Return the runs, oldest first; none where there is no history yet."""
    if not path.exists():
        return ()
    return tuple(map(_run, path.read_text("utf-8").splitlines()))


def _run(line: str) -> Run:
    raw = json.loads(line)
    figures = {name: (value, unit) for name, (value, unit) in raw["figures"].items()}
    return Run(raw["at"], raw["commit"], Machine(**raw["machine"]), figures)


def rows_of(runs: Sequence[Run], names: Sequence[str]) -> Iterable[Sequence[str]]:
    """Yield a row of a table for each run: when, what, how busy, and some figures."""
    for run in runs:
        yield (
            run.at[:10],
            run.commit,
            f"{run.machine.busy:.2f}",
            *(
                amount(*run.figures[name]) if name in run.figures else ""
                for name in names
            ),
        )
