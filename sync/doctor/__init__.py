"""The doctor: is everything there that a cycle needs, and what to do where it is not.

It changes nothing. Checks that need what an earlier one did not find are left out.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from sync.errors import WorkerError
from sync.messages import Words
from sync.storage.defects import stop_for


class Level(StrEnum):
    """How a check came out.

    Wrong is what keeps a night, as things are, from doing all that is set; a warning, what
    keeps it from nothing but may become a trouble, or was not wanted.
    """

    GOOD = "good"
    WARNING = "warning"
    WRONG = "wrong"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Result:
    """What one check found (``says``) and what to do about it (``cure``)."""

    name: str
    level: Level
    says: str
    cure: str = ""


Check = Callable[[], Result]


class Unknown(Exception):
    """What a check needs is not known, since an earlier check did not find it."""


@dataclass(frozen=True, slots=True)
class Say:
    """Words for results: messages ``doctor.NAME_KIND`` and ``doctor.NAME_KIND_cure``."""

    words: Words

    def good(self, name: str, kind: str, /, **facts: str) -> Result:
        """Return a result that is good."""
        return Result(name, Level.GOOD, self.words.say(f"doctor.{kind}", **facts))

    def warning(self, name: str, kind: str, /, **facts: str) -> Result:
        """Return what may become a trouble."""
        return self._with_cure(name, Level.WARNING, kind, facts)

    def wrong(self, name: str, kind: str, /, **facts: str) -> Result:
        """Return what is in the way."""
        return self._with_cure(name, Level.WRONG, kind, facts)

    def stop(self, name: str, stop: WorkerError) -> Result:
        """Return what stopped a check."""
        return Result(name, Level.WRONG, *self.words.say_stop(stop))

    def left_out(self, name: str, kind: str = "left_out", /, **facts: str) -> Result:
        """Return the result of what could not be looked at."""
        return Result(name, Level.LEFT_OUT, self.words.say(f"doctor.{kind}", **facts))

    def _with_cure(
        self, name: str, level: Level, kind: str, facts: dict[str, str]
    ) -> Result:
        says = self.words.say(f"doctor.{kind}", **facts)
        return Result(name, level, says, self.words.say(f"doctor.{kind}_cure", **facts))


def examine(
    checks: Sequence[tuple[str, Check]], say: Say, folder: Path
) -> Iterator[Result]:
    """Run checks one by one; each stands for itself. Reports go to the folder."""
    for name, check in checks:
        try:
            yield check()
        except Unknown:
            yield say.left_out(name)
        except WorkerError as stop:
            yield say.stop(name, stop)
        except Exception as error:  # noqa: BLE001  the other checks still stand
            yield say.stop(name, stop_for(error, folder, datetime.now(UTC)))


def as_json(results: Sequence[Result]) -> str:
    """Return the results for programs."""
    rows = [asdict(result) for result in results]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def is_well(results: Sequence[Result]) -> bool:
    """Whether nothing keeps a night from doing all that is set."""
    return all(result.level is not Level.WRONG for result in results)
