"""Killed at any step, the next night finishes and repeats nothing."""

import itertools
from collections.abc import Callable
from dataclasses import replace

import pytest

from sync.cycle.night import run_cycle
from sync.cycle.services import Services
from tests.flow.cycle.nights import (
    BOOKLET,
    CLEAN,
    PDF,
    WEB,
    documents_of,
    mails_of,
    value,
    versions,
)
from tests.sheets import NAMES, PROJECTS


class Killed(BaseException):
    """The process is gone: nothing catches it."""


STEPS = [
    ("spreadsheet", "write", 1),
    *(("documents", "publish", nth) for nth in (1, 2, 3, 4, 5)),
    ("pdf", "make", 1),
    *(("ledger.publications", "record", nth) for nth in (1, 2, 3, 4, 5)),
    ("spreadsheet", "write", 2),
    ("mail", "send", 1),
    ("ledger.outbox", "mark_sent", 1),
]


def killed_at(office: Services, step: tuple[str, str, int], *, after: bool) -> Services:
    """Return the same office, in which the process dies before or after a step."""
    part, method, nth = step
    calls = itertools.count(1)

    def dying(call: Callable[..., object]) -> Callable[..., object]:
        def wrapped(*args: object, **kwargs: object) -> object:
            if next(calls) != nth:
                return call(*args, **kwargs)
            if after:
                call(*args, **kwargs)
            raise Killed(step)

        return wrapped

    class Dying:
        def __init__(self, real: object, name: str) -> None:
            self._real, self._name = real, name

        def __getattr__(self, name: str) -> object:
            found = getattr(self._real, name)
            first, _, inner = self._name.partition(".")
            if name != first:
                return found
            return Dying(found, inner) if inner else dying(found)

    part, _, inner = part.partition(".")
    method = f"{inner}.{method}" if inner else method
    return replace(office, **{part: Dying(getattr(office, part), method)})  # type: ignore[arg-type]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", STEPS, ids=lambda step: "-".join(map(str, step)))
def test_killed_at_any_step_the_next_cycle_finishes_and_repeats_nothing(
    office: Services, step: tuple[str, str, int], *, after: bool
) -> None:
    with pytest.raises(Killed):
        run_cycle(killed_at(office, step, after=after))

    run_cycle(office)

    assert value(office, f"{PROJECTS}!J3") == "ผ่าน"
    (dated,) = versions(office)
    assert set(documents_of(office)) == {BOOKLET, PDF, WEB, CLEAN, dated}
    assert len({message.message_id for message in mails_of(office)}) == 1
    assert list(office.ledger.outbox.unsent()) == []
    assert run_cycle(office).edits == ()
    assert [p.name for p in run_cycle(office).judgement.plan.projects] == list(NAMES)
