"""Attack the worker from outside, for a bounded time, and say how it stood.

``python -m tests.attack [SECONDS] [arguments for pytest]``; five minutes by default.
"""

import os
import sys
import time
from pathlib import Path

import pytest

_SECONDS = 300
_ATTACKS = ("against.py", "sources.py")


class Tally:
    """Counts how the attacks came out."""

    def __init__(self) -> None:
        self.held = self.fell = self.left = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count one: each has many strikes, of which the first that falls ends it."""
        self.fell += report.failed
        if report.when == "teardown":
            counted = dict(report.user_properties)
            self.held += int(str(counted.get("held", 0)))
            self.left += int(str(counted.get("left", 0)))


def main() -> int:
    """Run the attacks; the exit status is pytest's."""
    arguments = sys.argv[1:]
    given = arguments[:1] and arguments[0].isdigit()
    seconds = int(arguments.pop(0)) if given else _SECONDS
    os.environ["ATTACK_SECONDS"] = str(seconds)
    tally, begun = Tally(), time.monotonic()
    attacks = [str(Path(__file__).with_name(name)) for name in _ATTACKS]
    status = pytest.main(["-q", *attacks, *arguments], plugins=[tally])
    took = time.monotonic() - begun
    print(  # noqa: T201
        f"attack: {tally.held} held, {tally.fell} fell,"
        f" {tally.left} not reached in the time, in {took:.0f} seconds"
    )
    return int(status)


if __name__ == "__main__":
    sys.exit(main())
