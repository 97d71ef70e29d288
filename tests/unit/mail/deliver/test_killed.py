"""Killed at any step, all is sent, and at most one in doubt twice."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sync.ledger import Ledger
from sync.mail.deliver import deliver
from tests.fakes import FixedClock
from tests.unit.mail.deliver.post import (
    NIGHT,
    ONE,
    PUBLICATION,
    THREE,
    TWO,
    Killed,
    Post,
    kept,
)

STEPS: list[tuple[str, str, int]] = [
    (part, method, nth)
    for part, method, most in (
        ("outbox", "update", 3),
        ("post", "send", 3),
        ("outbox", "mark_sent", 3),
        ("post", "close", 1),
    )
    for nth in range(1, most + 1)
]


def kill(
    monkeypatch: pytest.MonkeyPatch,
    target: object,
    step: tuple[str, int],
    *,
    after: bool,
) -> None:
    """Let the process die before or after the n-th call of a method."""
    method, nth = step
    real: Callable[..., object] = getattr(target, method)
    calls = iter(range(1, 99))

    def dying(*args: object) -> object:
        if next(calls) != nth:
            return real(*args)
        if after:
            real(*args)
        raise Killed

    monkeypatch.setattr(target, method, dying)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("tells", [False, True], ids=["silent", "telling"])
@pytest.mark.parametrize("step", STEPS, ids=lambda step: "-".join(map(str, step)))
def test_killed_at_any_step_everything_is_sent_and_at_most_one_in_doubt_twice(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: tuple[str, str, int],
    *,
    tells: bool,
    after: bool,
) -> None:
    path = tmp_path / "ledger.db"
    post, clock = Post(tells=tells), FixedClock(NIGHT)
    first = Ledger.open(path)
    first.publications.record(PUBLICATION, [ONE, TWO, THREE], NIGHT)
    part, method, nth = step
    with monkeypatch.context() as dying:
        target = first.outbox if part == "outbox" else post
        kill(dying, target, (method, nth), after=after)
        with pytest.raises(Killed):
            deliver(first.outbox, post, clock)
    first.close()

    ledger = Ledger.open(path)
    done = deliver(ledger.outbox, post, clock)

    assert ledger.outbox.waiting() == []
    assert set(post.taken) == {b"1", b"2", b"3"}
    twice = [content for content in set(post.taken) if post.taken.count(content) > 1]
    assert len(post.taken) == 3 + len(twice)
    if tells:
        assert twice == []
    # a copy sent twice is always one that the ledger says so of
    noted = [it.content for it in (ONE, TWO, THREE) if kept(ledger, it)[2]]
    assert set(twice) <= set(noted)
    assert noted == [it.content for it in done.repeated]
    assert len(noted) <= 1
    assert deliver(ledger.outbox, post, clock).sent == ()
    ledger.close()
