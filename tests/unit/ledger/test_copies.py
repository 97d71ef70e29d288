"""The ledger is copied when it says something new, and a copy put back is as good."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sync.errors import DiskFull
from sync.ledger import FileLedger, Ledger
from sync.ledger.copies import copies_of
from sync.model.changes import Change
from sync.model.mail import Message, Way
from sync.model.records import CycleRecord, Outcome

NIGHT = datetime(2026, 11, 1, 1, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[FileLedger]:
    with closing(Ledger.open(tmp_path / "ledger.db")) as opened:
        yield opened


def nights(ledger: FileLedger, first: int, last: int, **more: object) -> list[str]:
    """Let nights pass, each tended as the worker does; give the names of all copies."""
    for number in range(first, last):
        now = NIGHT + timedelta(days=number)
        ledger.tend(now.date(), keep_days=30)
        record = ledger.cycles.begin(now)
        ended = replace(record, finished=now, outcome=Outcome.DONE, projects=3, **more)  # type: ignore[arg-type]
        ledger.cycles.end(ended, revision=str(number))
    return [copy.name for copy in copies_of(ledger._db.path)]


def test_quiet_nights_leave_one_copy(ledger: FileLedger) -> None:
    assert nights(ledger, 0, 20) == ["ledger-2026-11-01.db.gz"]


def _typed(ledger: FileLedger, record: CycleRecord) -> None:
    change = (Change("", "งบประมาณ", "1", "2"),)
    ended = replace(record, outcome=Outcome.DONE, changes=change)
    ledger.cycles.end(ended, facts=(("", "", "งบประมาณ", "2"),))


def _stopped(ledger: FileLedger, record: CycleRecord) -> None:
    ledger.cycles.end(replace(record, outcome=Outcome.STOPPED, why="x"))


def _mailed(ledger: FileLedger, record: CycleRecord) -> None:
    ledger.cycles.end(replace(record, outcome=Outcome.DONE))
    ledger.outbox.queue([Message("1", "a@example.com", "s", b"c")], record.started)


def _called(ledger: FileLedger, record: CycleRecord) -> None:
    ledger.cycles.end(replace(record, outcome=Outcome.DONE))
    ledger.hooks.queue([Message("1", "h", "s", b"{}", way=Way.HOOK)], record.started)


def _failed(ledger: FileLedger, record: CycleRecord) -> None:
    ledger.cycles.end(replace(record, outcome=Outcome.DONE))
    ledger.troubles.note("mail", DiskFull(Path("x")), record.started)


@pytest.mark.parametrize("act", [_typed, _stopped, _mailed, _called, _failed])
def test_a_day_that_changed_something_is_in_the_next_nights_copy(
    ledger: FileLedger, act: Callable[[Ledger, CycleRecord], None]
) -> None:
    nights(ledger, 0, 2)
    act(ledger, ledger.cycles.begin(NIGHT + timedelta(days=2)))

    assert nights(ledger, 2, 6)[1:] == ["ledger-2026-11-03.db.gz"]


def test_a_copy_that_is_gone_is_made_again(ledger: FileLedger) -> None:
    nights(ledger, 0, 3)
    (copy,) = copies_of(ledger._db.path)
    copy.unlink()

    assert nights(ledger, 3, 5) == ["ledger-2026-11-04.db.gz"]


def test_a_copy_put_back_after_quiet_nights_knows_all_but_these(
    tmp_path: Path, ledger: FileLedger
) -> None:
    _typed(ledger, ledger.cycles.begin(NIGHT))
    _mailed(ledger, ledger.cycles.begin(NIGHT))
    nights(ledger, 0, 9)
    (copy,) = copies_of(ledger._db.path)
    elsewhere = tmp_path / "elsewhere" / "ledger.db"
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(copy.read_bytes())

    with closing(Ledger.open(elsewhere)) as restored:
        assert restored.snapshots.last() == ledger.snapshots.last()
        assert restored.outbox.unsent() == ledger.outbox.unsent()
        assert restored.cycles.count() == 2


def test_calls_that_were_made_are_not_kept_for_ever_and_letters_are(
    ledger: FileLedger,
) -> None:
    for day in range(20):
        now = NIGHT + timedelta(days=day)
        call = Message(f"h{day}", "after_check", "s", b"{}", "after_check", Way.HOOK)
        letter = Message(f"m{day}", "a@example.com", "s", b"c")
        ledger.hooks.queue([call], now)
        ledger.outbox.queue([letter], now)
        ledger.hooks.mark_sent(call, now)
        ledger.outbox.mark_sent(letter, now)
        nights(ledger, day, day + 1)
        ledger.prune(now.date())

    kept = ledger._db.execute("SELECT way, count(*) FROM outbox GROUP BY way")
    assert dict(kept.fetchall()) == {"hook": 14, "mail": 20}
