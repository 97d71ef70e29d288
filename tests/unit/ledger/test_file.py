"""What ails the ledger's file is told apart, and a look at it leaves no trace."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from sync.errors import (
    DiskFull,
    LedgerDamaged,
    LedgerDamagedCopied,
    LedgerForgotten,
    LedgerLocked,
    LedgerLost,
    ReadOnly,
    StorageError,
    WorkerError,
    WrongKind,
)
from sync.ledger import Ledger
from sync.ledger.connection import Database
from sync.ledger.copies import copies_of
from tests.users import (
    GROUP,
    STAFF,
    WORKER,
    as_root,
    as_user,
    fill,
    open_the_way,
    remount,
    small_disk,
)

NOW = datetime(2026, 11, 28, 1, tzinfo=UTC)


def make(path: Path) -> Path:
    with closing(Ledger.open(path)) as ledger:
        ledger.cycles.begin(NOW)
    return path


def note_much(ledger: Ledger) -> None:
    for _ in range(2000):
        ledger.cycles.begin(NOW)


def code_of(path: Path) -> str:
    """Return how an attempt to open the ledger and to note something ends."""
    try:
        with closing(Ledger.open(path)) as ledger:
            ledger.cycles.begin(NOW)
    except WorkerError as stop:
        return stop.code
    return "well"


def test_a_full_disk_is_no_damage_and_is_over_when_there_is_room(
    tmp_path: Path,
) -> None:
    with small_disk(tmp_path / "disk") as disk:
        with closing(Ledger.open(make(disk / "ledger.db"))) as ledger:
            ballast = fill(disk)

            with pytest.raises(DiskFull):
                note_much(ledger)
            known = len(ledger.cycles.last(9999))
            ballast.unlink()
            ledger.cycles.begin(NOW)

            assert len(ledger.cycles.last(9999)) == known + 1
        assert code_of(disk / "ledger.db") == "well"


def test_a_disk_that_is_full_at_the_start_is_no_damage(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        make(disk / "ledger.db")
        ballast = fill(disk)
        assert code_of(disk / "ledger.db") == "disk_full"
        ballast.unlink()
        assert code_of(disk / "ledger.db") == "well"


def test_a_disk_that_may_only_be_read_is_no_damage(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        make(disk / "ledger.db")
        remount(disk, "ro")

        with pytest.raises(ReadOnly):
            Ledger.open(disk / "ledger.db")
        with closing(Ledger.copy(disk / "ledger.db")) as copy:
            assert len(copy.cycles.last(9)) == 1
        remount(disk, "rw")
        assert code_of(disk / "ledger.db") == "well"


def test_a_ledger_that_somebody_holds_is_no_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make(tmp_path / "ledger.db")
    connect = sqlite3.connect
    monkeypatch.setattr(
        sqlite3, "connect", lambda *a, **k: connect(*a, **{**k, "timeout": 0.1})
    )
    holder = connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")

    with pytest.raises(LedgerLocked), closing(Ledger.open(path)) as ledger:
        ledger.cycles.begin(NOW)

    holder.execute("ROLLBACK")
    holder.close()
    assert code_of(path) == "well"


@as_root
@pytest.mark.parametrize(
    ("file", "folder"), [(0o600, 0o777), (0o640, 0o777), (0o666, 0o755)]
)
def test_what_the_user_may_not_is_no_damage(
    tmp_path: Path, file: int, folder: int
) -> None:
    open_the_way(tmp_path)
    office = tmp_path / "office"
    office.mkdir()
    path = make(office / "ledger.db")
    path.chmod(file)
    office.chmod(folder)

    assert as_user(WORKER, lambda: code_of(path)) == "not_permitted"


def test_a_folder_in_the_ledgers_place_is_no_damage(tmp_path: Path) -> None:
    (tmp_path / "ledger.db").mkdir()

    with pytest.raises(WrongKind):
        Ledger.open(tmp_path / "ledger.db")


def test_a_ledger_with_a_broken_page_is_damaged(tmp_path: Path) -> None:
    path = make(tmp_path / "ledger.db")
    content = bytearray(path.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    path.write_bytes(content)

    with pytest.raises(LedgerDamaged):
        Ledger.open(path)
    with pytest.raises(LedgerDamaged):
        Ledger.copy(path)


@pytest.mark.parametrize("left", ["nothing", "empty", "no tables"])
def test_a_ledger_that_is_gone_though_there_are_copies_is_said(
    tmp_path: Path, left: str
) -> None:
    path = tmp_path / "ledger.db"
    with closing(Ledger.open(make(path))) as ledger:
        ledger.back_up(date(2026, 11, 27), keep_days=30)
        copy = ledger.back_up(date(2026, 11, 28), keep_days=30)
        ledger.back_up(date(2099, 1, 1), keep_days=99_999)  # the clock was wrong then
    path.unlink()
    if left == "empty":
        path.touch()
    if left == "no tables":
        with closing(sqlite3.connect(path)) as empty:
            empty.execute("PRAGMA journal_mode = WAL")
            empty.execute("VACUUM")
        assert path.stat().st_size > 0

    for way in (Ledger.open, Ledger.copy):
        with pytest.raises(LedgerLost) as stop:
            way(path)
        assert stop.value.facts["copy"] == str(copy)


@pytest.mark.parametrize("left", ["nothing", "empty"])
def test_a_ledger_that_is_gone_with_all_copies_is_said_where_there_is_a_log(
    tmp_path: Path, left: str
) -> None:
    path = tmp_path / "ledger.db"
    (tmp_path / "worker.log").write_text("cycle=1")
    if left == "empty":
        path.touch()

    for way in (Ledger.open, Ledger.copy):
        with pytest.raises(LedgerForgotten) as stop:
            way(path)
        assert stop.value.facts["log"] == str(tmp_path / "worker.log")
    assert path.exists() is (left == "empty")


def test_with_a_log_that_somebody_renamed_a_ledger_is_begun(tmp_path: Path) -> None:
    (tmp_path / "worker-before.log").write_text("cycle=1")

    assert code_of(tmp_path / "ledger.db") == "well"


@pytest.mark.parametrize("content", [b"rubbish" * 1000, b"\x1f\x8bno gzip"])
def test_of_a_damaged_ledger_the_newest_copy_is_named_if_there_is_any(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "ledger.db"
    with closing(Ledger.open(make(path))) as ledger:
        copy = ledger.back_up(date(2026, 11, 28), keep_days=30)
    path.write_bytes(content)

    with pytest.raises(LedgerDamagedCopied) as stop:
        Ledger.open(path)
    assert stop.value.copy == copy
    copy.unlink()
    assert code_of(path) == "ledger_damaged"


def test_a_copy_of_the_future_is_better_than_none(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with closing(Ledger.open(make(path))) as ledger:
        copy = ledger.back_up(date(2099, 1, 1), keep_days=30)
    path.unlink()

    with pytest.raises(LedgerLost) as stop:
        Ledger.open(path)

    assert stop.value.copy == copy


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (sqlite3.SQLITE_FULL, "well"),
        (sqlite3.SQLITE_BUSY, "well"),
        (sqlite3.SQLITE_IOERR, "file_trouble"),
        (sqlite3.SQLITE_CORRUPT, "ledger_damaged"),
    ],
)
def test_what_keeps_a_ledger_from_shrinking_is_a_stop_or_waits(
    tmp_path: Path, number: int, code: str
) -> None:
    class Failing(sqlite3.Connection):
        def execute(self, query: str, *values: Any) -> sqlite3.Cursor:  # noqa: ANN401
            if "count" in query:
                error = sqlite3.OperationalError("it cannot")
                error.sqlite_errorcode = number
                raise error
            return super().execute(query, *values)

    path = make(tmp_path / "ledger.db")
    found = "well"
    with closing(sqlite3.connect(path, isolation_level=None, factory=Failing)) as line:
        try:
            Database(line, path).shrink()
        except WorkerError as stop:
            found = stop.code

    assert found == code


@as_root
def test_copies_that_may_not_be_dropped_are_a_stop_that_names_one(
    tmp_path: Path,
) -> None:
    with closing(Ledger.open(make(tmp_path / "ledger.db"))) as ledger:
        for day in range(1, 10):
            old = ledger.back_up(date(2026, 1, day), keep_days=30)
        held = tmp_path / "backups" / "ledger-2026-01-01.db.gz"
        held.unlink()
        held.mkdir()

        with pytest.raises(StorageError) as stop:
            ledger.back_up(date(2026, 11, 28), keep_days=30)

    assert stop.value.path == held
    assert old.exists()


def test_a_new_office_has_no_copies_and_begins_a_ledger(tmp_path: Path) -> None:
    (tmp_path / "ledger.db").touch()
    (tmp_path / "backups").mkdir()

    assert code_of(tmp_path / "ledger.db") == "well"
    assert list(copies_of(tmp_path / "ledger.db")) == []


def test_a_look_sees_what_is_only_in_the_log_and_leaves_nothing(tmp_path: Path) -> None:
    path = make(tmp_path / "ledger.db")
    with closing(Ledger.open(path)) as ledger:
        ledger.cycles.begin(NOW)
        before = {each.name: each.stat().st_ino for each in tmp_path.iterdir()}

        with closing(Ledger.copy(path)) as copy:
            assert len(copy.cycles.last(9)) == 2

        after = {each.name: each.stat().st_ino for each in tmp_path.iterdir()}
        assert after == before
        ledger.cycles.begin(NOW)
    assert [each.name for each in tmp_path.iterdir()] == ["ledger.db"]


@as_root
def test_a_look_by_root_does_not_shut_the_worker_out(tmp_path: Path) -> None:
    open_the_way(tmp_path)
    office = tmp_path / "office"
    office.mkdir()
    os.chown(office, WORKER, GROUP)
    path = office / "ledger.db"
    assert as_user(WORKER, lambda: code_of(path)) == "well"

    Ledger.copy(path).close()

    assert [each.name for each in office.iterdir()] == ["ledger.db"]
    assert as_user(WORKER, lambda: code_of(path)) == "well"
    assert as_user(STAFF, lambda: code_of(path)) == "not_permitted"
