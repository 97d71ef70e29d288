"""When nights are, whatever the clock does, and the copies of the ledger they keep."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from sync.errors import DiskFull
from sync.ledger import Ledger
from sync.model.records import CycleKind, Outcome
from tests.flow.worker.watching import START, SlowDocuments, Watch
from tests.sheets import PROJECTS, place


def test_it_works_at_once_and_then_every_night(watch: Watch) -> None:
    watch.run(hours=52)
    assert watch.cycles(CycleKind.NIGHT) == ["28 20:00", "29 01:00", "01 01:00"]


def test_many_missed_nights_are_made_up_once(watch: Watch) -> None:
    watch.run(hours=0.1)
    watch.minutes.put(days=10)

    watch.again().run(hours=1)

    assert watch.cycles(CycleKind.NIGHT) == ["28 20:00", "09 20:06"]


def test_a_night_in_the_machines_sleep_is_made_up_when_it_wakes(watch: Watch) -> None:
    watch.minutes.at(120, lambda: watch.minutes.put(hours=9))

    watch.run(hours=12)

    assert watch.cycles(CycleKind.NIGHT) == ["28 20:00", "29 07:00"]


@pytest.mark.parametrize("days", [1, 400])
def test_a_clock_that_is_put_back_stops_neither_looks_nor_nights(
    watch: Watch, days: int
) -> None:
    watch.minutes.at(120, lambda: watch.minutes.put(days=-days))
    edit = place(f"{PROJECTS}!D3")
    watch.minutes.at(150, lambda: watch.wire.type_in(edit, "สองหมื่น"))

    watch.run(hours=8)

    assert "22:30" < watch.cycles(CycleKind.LOOK)[0].split()[1] < "22:37"
    assert watch.cycles(CycleKind.NIGHT)[-1].endswith("01:00")


def test_a_clock_that_was_a_year_ahead_loses_no_night(watch: Watch) -> None:
    watch.minutes.at(120, lambda: watch.minutes.put(days=365))
    watch.minutes.at(180, lambda: watch.minutes.put(days=-365))

    watch.run(hours=8)

    assert watch.cycles(CycleKind.NIGHT)[-1] == "29 01:00"


def test_a_slow_cycle_piles_up_nothing(watch: Watch) -> None:
    waits = [8.0]
    watch.use(
        documents=SlowDocuments(
            lambda: watch.minutes.put(hours=waits.pop() if waits else 0)
        )
    )

    watch.run(hours=5)

    assert watch.cycles(CycleKind.NIGHT) == ["28 20:00", "29 04:01"]


def test_a_night_keeps_a_copy_of_the_ledger_and_drops_old_ones(
    tmp_path: Path, watch: Watch
) -> None:
    watch.use(ledger=Ledger.open(tmp_path / "ledger.db"))
    (tmp_path / "backups").mkdir()
    for ago in range(1, 37):
        day = START.date() - timedelta(days=ago)
        (tmp_path / "backups" / f"ledger-{day}.db.gz").touch()

    watch.run(hours=24 * 4)

    copies = sorted(path.name for path in (tmp_path / "backups").iterdir())
    watch.office.ledger.close()
    assert len(copies) == 27  # nothing changed after the first night
    assert copies[0] == "ledger-2028-02-02.db.gz"
    assert copies[-1] == f"ledger-{START.date()}.db.gz"
    with closing(Ledger.copy(tmp_path / "backups" / copies[-1])) as copy:
        assert [cycle.outcome for cycle in copy.cycles.last(9)] == [Outcome.DONE]
        assert copy.outbox.unsent() == []


def test_a_copy_of_the_ledger_that_cannot_be_made_stops_no_night(
    tmp_path: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskFull(tmp_path / "backups")

    with monkeypatch.context() as patch:
        patch.setattr(watch.office.ledger, "tend", full)
        watch.run(hours=24 * 4)
    nights = watch.office.ledger.cycles.last_nights(9)
    told = [(trouble.job, stop) for trouble, stop in watch.told]
    watch.again().run(hours=24)

    assert [night.outcome for night in nights] == [Outcome.DONE] * 5
    assert told == [("tend", "disk_full")]
    assert [(t.job, stop) for t, stop in watch.told[1:]] == [("tend", "well")]
    assert watch.office.ledger.troubles.all() == []
