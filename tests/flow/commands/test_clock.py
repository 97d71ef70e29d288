"""A clock that stands before what the ledger has seen: nothing is done by it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import time_machine

from tests.flow.commands.running import Run, files, type_in

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)


def left(office: Path) -> dict[str, bytes]:
    """Return what people find: all but what the worker remembers, and its log."""
    own = ("ledger.db", "worker.log", "backups", ".worker")
    return {name: it for name, it in files(office).items() if not name.startswith(own)}


def nights(run: Run, office: Path, count: int, *, since: datetime = NOW) -> None:
    for night in range(count):
        with time_machine.travel(since + timedelta(days=night), tick=False):
            assert run("--once", "--office", str(office)).status == 0


def test_by_a_clock_a_year_behind_nothing_is_written_and_it_is_said_and_logged(
    run: Run, office: Path
) -> None:
    nights(run, office, 1)
    type_in(office, "โครงการ", {"I3": "เลื่อน"})
    before = left(office)

    with time_machine.travel(NOW - timedelta(days=365), tick=False):
        ended = run("--once", "--quiet", "--office", str(office))

    assert ended.status == 12
    assert "วันนี้วันที่ 25 พฤศจิกายน 2568" in ended.out + ended.err
    assert "ทำงานถึงวันที่ 25 พฤศจิกายน 2569" in ended.out + ended.err
    assert left(office) == before
    assert "clock behind" in (office / "worker.log").read_text("utf-8")
    nights(run, office, 1, since=NOW + timedelta(days=1))


def test_who_is_told_and_asks_again_by_hand_says_that_the_clock_is_right(
    run: Run, office: Path
) -> None:
    nights(run, office, 2, since=NOW + timedelta(days=400))

    with time_machine.travel(NOW, tick=False):
        ended = [
            run(*how, "--office", str(office)).status
            for how in (("--once",), ("--once",), (), (), ("--once",))
        ]

    assert ended == [12, 12, 12, 0, 0]


def test_a_clock_that_was_ahead_for_a_night_of_several_loses_none(
    run: Run, office: Path
) -> None:
    nights(run, office, 2)
    nights(run, office, 1, since=NOW + timedelta(days=400))

    nights(run, office, 1, since=NOW + timedelta(days=2))


def test_a_clock_some_hours_behind_loses_no_night(run: Run, office: Path) -> None:
    nights(run, office, 1)

    nights(run, office, 1, since=NOW - timedelta(hours=20))
