"""Requests to Sheets keep a pace that others share; waiting for it is nobody's failure."""

from dataclasses import dataclass, field

import pytest

from sync.adapters.google.session import GoogleSession, Patience
from sync.errors import GoogleUnavailable
from tests.unit.adapters.google.answers import (
    ACCOUNT,
    SHEET,
    FakeTime,
    Script,
    answer,
    session_with,
    unavailable,
)

FILE = "https://www.googleapis.com/drive/v3/files/1abc"


@dataclass
class Turnstile:
    """Writes down who wants to pass, and holds each for a while."""

    clock: FakeTime
    seconds: float = 0
    asked: list[tuple[str, bool]] = field(default_factory=list)

    def __call__(self, account: str, *, writes: bool) -> None:
        self.asked.append((account, writes))
        self.clock.slept.append(self.seconds)


def paced(
    script: Script, turnstile: Turnstile, patience: Patience | None = None
) -> GoogleSession:
    return session_with(script, turnstile.clock, patience, turnstile)


def test_each_look_and_each_change_at_sheets_asks_for_its_turn() -> None:
    turnstile = Turnstile(FakeTime())
    session = paced(Script(answer(200)), turnstile)

    session.get(SHEET)
    session.post(f"{SHEET}:batchUpdate", json={})

    assert turnstile.asked == [(ACCOUNT, False), (ACCOUNT, True)]


def test_drive_has_quotas_of_its_own_and_asks_for_no_turn() -> None:
    turnstile = Turnstile(FakeTime())

    paced(Script(answer(200)), turnstile).get(FILE)

    assert turnstile.asked == []


def test_an_attempt_that_is_repeated_asks_again() -> None:
    turnstile = Turnstile(FakeTime())

    paced(Script(unavailable(), answer(200)), turnstile).get(SHEET)

    assert turnstile.asked == [(ACCOUNT, False)] * 2


def test_waiting_for_ones_turn_uses_up_no_patience_with_google() -> None:
    turnstile = Turnstile(FakeTime(), seconds=1000)
    script = Script(unavailable(), unavailable(), answer(200))

    paced(script, turnstile, Patience(budget=10)).get(SHEET)

    assert len(script.requests) == 3


def test_patience_ends_however_long_the_turns_took() -> None:
    turnstile = Turnstile(FakeTime(), seconds=1000)
    session = paced(Script(unavailable()), turnstile, Patience(budget=10))

    with pytest.raises(GoogleUnavailable):
        session.get(SHEET)

    assert sum(turnstile.clock.slept) - 1000 * len(turnstile.asked) <= 10
