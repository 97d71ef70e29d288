"""Do something in a process of its own, and see what it took."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_MEASURED = """
import pathlib, re, resource
resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
try:
    {work}
except WorkerError as stop:
    print(type(stop).__name__, stop.facts)
status = pathlib.Path("/proc/self/status")
# what a child is told of its most memory may be what its parent had
most = re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1] if status.exists() else (
    resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
)
print(int(most) // 1024)
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
        [sys.executable, "-c", source + _MEASURED.replace("{work}", work)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    *said, megabytes = done.stdout.splitlines()
    return Took(" ".join(said), int(megabytes))
