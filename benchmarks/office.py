"""An office at an emulated Google that runs beside us, and its staff."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from benchmarks.plans import HEADERS
from tests.emulator.driving import ROBOT

ROOT = Path(__file__).parents[1]
PROJECTS = HEADERS.tabs["projects"]


@dataclass(frozen=True, slots=True)
class Emulated:
    """The worker's ``folder``, and where and what the emulator serves."""

    folder: Path
    address: str
    spreadsheet: str
    document: str

    def type_in(self, cell: str, value: object) -> None:
        """Type into the table of projects, as staff do."""
        edit = {
            "spreadsheetId": self.spreadsheet,
            "tab": PROJECTS,
            "cell": cell,
            "value": value,
        }
        self._control("POST", "edit", edit)

    def asked(self) -> list[str]:
        """Return what the worker asked for since, and forget it; without its tokens.

        Ids are left out: they differ from run to run.
        """
        visits = self._control("GET", "requests")
        self._control("DELETE", "requests")
        return [
            f"{visit['method']} {self._short(visit['path'])}"
            for visit in visits
            if visit["caller"] == ROBOT
        ]

    def _short(self, path: str) -> str:
        path = path.replace(self.spreadsheet, "SHEET").replace(self.document, "DOC")
        return path.removeprefix("/v4").removeprefix("/drive/v3")

    def _control(self, method: str, switch: str, body: object = None) -> Any:  # noqa: ANN401  JSON
        url = f"{self.address}/_control/{switch}"
        answer = requests.request(method, url, json=body, timeout=120)
        answer.raise_for_status()
        return answer.json() if answer.content else None


@contextmanager
def emulated(projects: int, seconds: float = 0) -> Iterator[Emulated]:
    """Have an office of so many projects at a Google that is ``seconds`` away."""
    with tempfile.TemporaryDirectory() as folder:
        office = Path(folder) / "office"
        command = [
            *(sys.executable, "-m", "benchmarks.emulator"),
            *(str(office), str(projects), str(seconds)),
        ]
        with subprocess.Popen(
            command,
            cwd=ROOT,
            # where it finds LibreOffice it makes PDFs with it, and that takes seconds
            env={**os.environ, "PATH": ""},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as child:
            if child.stdin is None or child.stdout is None:
                raise TypeError(child)
            told = json.loads(child.stdout.readline())
            try:
                yield Emulated(office, **told)
            finally:
                child.stdin.close()


def measured_apart(module: str, *arguments: object) -> dict[str, Any]:
    """Run one of our modules in a fresh process; give the JSON it says at the end."""
    command = [sys.executable, "-m", f"benchmarks.{module}", *map(str, arguments)]
    done = subprocess.run(
        command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def peak_memory() -> float:
    """Return the most memory that this process has had, in MB; not told on Windows."""
    status = Path("/proc/self/status")
    if status.exists():
        # Linux: getrusage begins with what the process had that started this one
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text("utf-8"))
        if found:
            return int(found[1]) / 1024
    import resource  # noqa: PLC0415  not there on Windows

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20
