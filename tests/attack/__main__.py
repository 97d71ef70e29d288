"""Attack the worker from outside, for a bounded time, and say how it stood.

``python -m tests.attack [SECONDS] [arguments for pytest]``; five minutes by default.
"""

import os
import sys
import time
from pathlib import Path

import pytest

_SECONDS = 300


class Tally:
    """Counts how the attacks came out."""

    def __init__(self) -> None:
        self.held = self.fell = self.left = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count one."""
        if report.skipped:
            self.left += 1
        elif report.failed:
            self.fell += 1
        elif report.when == "call":
            self.held += 1


def main() -> int:
    """Run the attacks; the exit status is pytest's."""
    arguments = sys.argv[1:]
    given = arguments[:1] and arguments[0].isdigit()
    seconds = int(arguments.pop(0)) if given else _SECONDS
    os.environ["ATTACK_SECONDS"] = str(seconds)
    tally, begun = Tally(), time.monotonic()
    against = str(Path(__file__).with_name("against.py"))
    status = pytest.main(["-q", against, *arguments], plugins=[tally])
    took = time.monotonic() - begun
    print(  # noqa: T201
        f"attack: {tally.held} held, {tally.fell} fell,"
        f" {tally.left} cut short by the time, in {took:.0f} seconds"
    )
    return int(status)


if __name__ == "__main__":
    sys.exit(main())
