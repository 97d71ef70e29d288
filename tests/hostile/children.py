"""Do something in a process of its own, and see what it took."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_MEASURED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
try:
    {work}
except WorkerError as stop:
    print(type(stop).__name__, stop.facts)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@dataclass(frozen=True)
class Took:
    """What a child said in its first line, and how much memory it took at most."""

    said: str
    megabytes: int


def measured(imports: str, work: str, *, seconds: float = 30) -> Took:
    """Run one statement; a stop of ours is what the child says.

    Raises:
        TimeoutExpired: it took longer.
    """
    source = f"from sync.errors import WorkerError\n{imports}\n"
    done = subprocess.run(
        [sys.executable, "-c", source + _MEASURED.format(work=work)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    *said, megabytes = done.stdout.splitlines()
    return Took(" ".join(said), int(megabytes))
