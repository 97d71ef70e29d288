"""What every stop is: a code that names its sentence, and facts to fill it with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import ClassVar, dataclass_transform

_MOST_QUOTED, _LONGEST_QUOTED = 20, 60


class Tellable:
    """What is told of a stop: a ``code`` that names its sentence, and the exit status."""

    code: ClassVar[str]
    exit_code: ClassVar[int] = 70

    @property
    def facts(self) -> Mapping[str, str]:
        """Return what its sentence names, as people read it."""
        return {}

    def __str__(self) -> str:
        named = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.code}: {named}" if named else self.code


@dataclass_transform(eq_default=False)
class WorkerError(Tellable, Exception):
    """A stop: what happened (``code``), where (its fields), and how the process ends.

    Every subclass is a dataclass of what its sentence names.
    """

    def __init_subclass__(cls) -> None:
        dataclass(eq=False, repr=False)(cls)

    @property
    def facts(self) -> Mapping[str, str]:
        """Return the fields as people read them, by name: the blanks of its sentence."""
        own = fields(self)  # type: ignore[arg-type]  # as ``__init_subclass__`` made it
        return {field.name: _shown(getattr(self, field.name)) for field in own}


def _shown(value: object) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _quoted(value)
    return str(value) or "–"


def _quoted(texts: Sequence[str]) -> str:
    """Quote what stands in the sheet, not more than somebody reads."""
    quoted = [f"“{text[:_LONGEST_QUOTED]}”" for text in texts[:_MOST_QUOTED]]
    more = ["…"] if len(texts) > _MOST_QUOTED else []
    return ", ".join([*quoted, *more]) or "–"


class Stopped(Tellable, BaseException):
    """Somebody asked the worker to stop; the next one finishes what it had begun.

    No failure: what goes on after failures of every kind, ours or a library's, must not
    go on after this. It can be raised anywhere (see ``worker.shutdown``), as a
    ``KeyboardInterrupt`` can, and as that it is no ``Exception``.
    """

    code = "stopped"
    exit_code = 130


class ClockUnset(WorkerError):
    """The machine's clock stands at a time before there was any worker."""

    code = "clock_unset"
    exit_code = 12

    now: str


class ClockBehind(WorkerError):
    """The machine's clock is well before what the ledger has ``seen``."""

    code = "clock_behind"
    exit_code = 12

    now: str
    seen: str


class Defect(WorkerError):
    """Something nobody thought of: the worker's own mistake; ``report`` tells of it."""

    code = "defect"

    error: Exception
    report: str = "worker.log"

    @property
    def facts(self) -> Mapping[str, str]:
        """Return what its sentence names."""
        return {"kind": type(self.error).__name__, "report": self.report}
