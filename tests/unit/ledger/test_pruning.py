"""The ledger stays small, forgets by a stated rule, and old ones are brought along."""

import gzip
import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeAlias

import pytest

from sync.errors import LedgerDamaged, PlanNotKept
from sync.ledger import FileLedger, Ledger, schema
from sync.model.changes import Facts
from sync.model.mail import MailState, Message
from sync.model.records import CycleKind, Outcome

ROOT = Path(__file__).parents[3]
OLD = Path(__file__).with_name("ledger-12.sql")
TODAY = date(2026, 11, 28)
MEGABYTE = 10**6
Noted: TypeAlias = tuple[int, Facts]
"""The number of a cycle, and the plan that was noted in it."""


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 2, tzinfo=UTC)


def a_plan(fields: int) -> Facts:
    """Return a plan of sixteen projects; with forty fields, of 100,000 letters."""
    chance = random.Random(7)  # noqa: S311  the same plan each time
    letters = [chr(code) for code in range(0x0E01, 0x0E2F)]
    return tuple(
        (f"K{project}", f"โครงการที่ {project}", f"ช่อง {field}", "".join(text))
        for project in range(16)
        for field in range(fields)
        for text in [chance.choices(letters, k=160)]
    )


def versions(count: int, fields: int = 2) -> Iterator[Facts]:
    """Return a plan of which staff change a text each day."""
    facts = list(a_plan(fields))
    for number in range(count):
        place = number * 37 % len(facts)
        facts[place] = (*facts[place][:3], f"แก้ครั้งที่ {number} {facts[place][3]}"[:150])
        yield tuple(facts)


def fill(ledger: FileLedger, plans: Iterator[Facts], first: date) -> list[Noted]:
    """Note a plan a night; give them with the numbers of their cycles."""
    noted = []
    for days, facts in enumerate(plans):
        begun = ledger.cycles.begin(at(first + timedelta(days)))
        ledger.cycles.end(replace(begun, outcome=Outcome.DONE), "r", facts)
        noted.append((begun.number, facts))
    return noted


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[FileLedger]:
    with closing(Ledger.open(tmp_path / "ledger.db")) as ledger:
        yield ledger


@pytest.fixture(scope="module")
def much(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Noted]]:
    """Return an office with a thousand changed plans, and these."""
    office = tmp_path_factory.mktemp("much") / "office"
    subprocess.run([*run_at(office), "init"], check=True, capture_output=True)
    with closing(Ledger.open(office / "ledger.db")) as ledger:
        return office, fill(ledger, versions(1000, 40), TODAY - timedelta(999))


def run_at(office: Path) -> list[str]:
    return [sys.executable, str(ROOT / "run.py"), "--office", str(office)]


@pytest.mark.slow
def test_a_thousand_changed_plans_take_less_than_ten_megabytes(
    much: tuple[Path, list[Noted]],
) -> None:
    office, noted = much
    assert len(str(noted[0][1]).encode()) > 300_000

    with closing(Ledger.copy(office / "ledger.db")) as ledger:
        assert all(ledger.snapshots.at(cycle) == it for cycle, it in noted[::50])
        assert ledger.snapshots.last() == noted[-1][1]
    assert (office / "ledger.db").stat().st_size < 10 * MEGABYTE


@pytest.mark.slow
def test_status_of_a_thousand_changed_plans_takes_less_than_sixty_megabytes(
    much: tuple[Path, list[Noted]],
) -> None:
    measured = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    said = subprocess.run(
        [sys.executable, "-c", measured, *run_at(much[0]), "status"],
        check=True,
        capture_output=True,
        text=True,
    )

    assert int(said.stdout) * 1024 < 60 * MEGABYTE


def test_all_plans_of_two_fiscal_years_are_kept_and_one_a_month_before(
    ledger: FileLedger,
) -> None:
    noted = fill(ledger, versions(900), TODAY - timedelta(899))

    ledger.prune(TODAY)

    kept, gone = set(), set()
    for cycle, facts in noted:
        try:
            assert ledger.snapshots.at(cycle) == facts
        except PlanNotKept:
            gone.add(cycle)
        else:
            kept.add(cycle)
    began = (date(2025, 10, 1) - (TODAY - timedelta(899))).days + 1
    assert kept >= {cycle for cycle, _ in noted if cycle >= began}
    months = [
        f"{cycle.started:%Y-%m}"
        for cycle in ledger.cycles.last(9999)
        if cycle.number < began and cycle.number in kept
    ]
    assert len(months) == len(set(months)) == 16
    assert len(gone) == began - 1 - 16


def test_of_a_plan_that_was_let_go_the_next_one_is_named(ledger: FileLedger) -> None:
    fill(ledger, versions(900), TODAY - timedelta(899))
    ledger.prune(TODAY)

    with pytest.raises(PlanNotKept) as stop:
        ledger.snapshots.at(3)

    kept = int(stop.value.facts["kept"])
    assert ledger.cycles.last(9999)[-kept].started.date() == date(2024, 6, 30)
    assert ledger.snapshots.at(kept)
    assert ledger.snapshots.at(9999) is None


def test_pruning_again_lets_nothing_more_go(ledger: FileLedger) -> None:
    noted = fill(ledger, versions(900), TODAY - timedelta(899))
    ledger.prune(TODAY)
    kept = {cycle: facts for cycle, facts in noted if held(ledger, cycle)}

    ledger.prune(TODAY)

    assert {cycle: facts for cycle, facts in noted if held(ledger, cycle)} == kept


def held(ledger: FileLedger, cycle: int) -> bool:
    try:
        return ledger.snapshots.at(cycle) is not None
    except PlanNotKept:
        return False


def test_a_clock_that_is_ahead_for_a_few_nights_lets_nothing_go(
    ledger: FileLedger,
) -> None:
    noted = fill(ledger, versions(60), TODAY - timedelta(59))
    sent = Message("<1@x>", "a@b.c", "แผน", b"content")
    ledger.outbox.queue([sent], at(TODAY))
    ledger.outbox.mark_sent(sent, at(TODAY))
    for year in range(2094, 2100):
        ledger.cycles.begin(at(date(year, 1, 1)))
        ledger.prune(date(year, 1, 1))

    assert all(ledger.snapshots.at(cycle) == facts for cycle, facts in noted)
    assert contents(ledger) == {"<1@x>": b"content"}


def contents(ledger: FileLedger) -> dict[str, bytes]:
    rows = ledger._db.execute("SELECT message_id, content FROM outbox")
    return dict(rows.fetchall())


def test_mail_that_left_a_week_ago_is_emptied_and_never_sent_again(
    ledger: FileLedger,
) -> None:
    long_ago, lately = at(TODAY - timedelta(18)), at(TODAY - timedelta(9))
    mails = {
        name: Message(f"<{name}@x>", f"{name}@b.c", "แผน", b"content")
        for name in ("sent", "lately", "waits", "doubt", "failed", "reached")
    }
    ledger.outbox.queue(mails.values(), long_ago)
    states = {
        "doubt": MailState.SENDING,
        "failed": MailState.FAILED,
        "reached": MailState.FAILED,
    }
    for queued in ledger.outbox.waiting():
        name = queued.message.recipient.partition("@")[0]
        ledger.outbox.update(replace(queued, state=states.get(name, queued.state)))
    ledger.outbox.mark_failures_told()
    later = Message("<later@x>", "reached@b.c", "แผน", b"content")
    ledger.outbox.queue([later], lately)
    for mail, when in (
        (later, lately),
        (mails["sent"], long_ago),
        (mails["lately"], lately),
    ):
        ledger.outbox.mark_sent(mail, when)
    fill(ledger, versions(7), TODAY - timedelta(9))

    ledger.prune(TODAY)
    ledger.outbox.queue(mails.values(), at(TODAY))

    emptied = {name for name, content in contents(ledger).items() if not content}
    assert emptied == {"<sent@x>", "<reached@x>"}
    assert ledger.outbox.send_again("", at(TODAY)) == 2
    waiting = {it.recipient: it.content for it in ledger.outbox.unsent()}
    assert waiting == dict.fromkeys(
        ("waits@b.c", "doubt@b.c", "failed@b.c"), b"content"
    )


def test_the_file_gets_smaller_when_much_is_let_go(
    tmp_path: Path, ledger: FileLedger
) -> None:
    mails = [
        Message(f"<{number}@x>", "a@b.c", "แผน", os.urandom(200_000))
        for number in range(20)
    ]
    ledger.outbox.queue(mails, at(TODAY - timedelta(20)))
    for mail in mails:
        ledger.outbox.mark_sent(mail, at(TODAY - timedelta(20)))
    fill(ledger, versions(8), TODAY - timedelta(7))
    ledger._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert (tmp_path / "ledger.db").stat().st_size > 4 * MEGABYTE

    ledger.prune(TODAY)

    size = sum(each.stat().st_size for each in tmp_path.glob("ledger.db*"))
    assert size < MEGABYTE / 2
    assert len(ledger.cycles.last(99)) == 8


def old_ledger(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as db:
        db.executescript(OLD.read_text("utf-8"))
    return path


def old_plan(number: int) -> Facts:
    """Return a plan as the older worker noted it, its ``number``-th version."""
    rows = [("", "", "ปีงบประมาณ", "2570")]
    for project in (1, 2, 3):
        budget = 1000 * project + (number if project == 2 else 0)
        named = (f"K{project}", f"โครงการที่ {project}")
        rows.append((*named, "งบประมาณ", str(budget)))
        rows.append((*named, "มิติ", f"มิติที่ {project}"))
    return tuple(rows)


def test_a_ledger_of_the_version_before_keeps_all_that_it_knew(tmp_path: Path) -> None:
    with closing(Ledger.open(old_ledger(tmp_path / "ledger.db"))) as ledger:
        assert [ledger.snapshots.at(cycle) for cycle in range(1, 7)] == [
            *(old_plan(number) for number in range(5)),
            old_plan(4),
        ]
        assert ledger.snapshots.last() == old_plan(4)
        assert [it.message_id for it in ledger.outbox.unsent()] == ["<2@example.com>"]
        assert [cycle.outcome for cycle in ledger.cycles.last(2)] == ["running", "done"]
        assert ledger.notes.read("a") == "b"
        publication = ledger.publications.find("plan")
        assert publication is not None
        assert publication.facts == old_plan(4)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_while_it_brings_a_ledger_along_nothing_is_lost(tmp_path: Path) -> None:
    path = old_ledger(tmp_path / "ledger.db")
    child = os.fork()
    if child == 0:
        pack = schema.AFTER[13]

        def die(db: sqlite3.Connection) -> None:
            pack(db)
            os.kill(os.getpid(), signal.SIGKILL)

        schema.AFTER[13] = die  # type: ignore[index]
        Ledger.open(path)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL

    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (12,)
    with closing(Ledger.open(path)) as ledger:
        assert [ledger.snapshots.at(cycle) for cycle in range(1, 6)] == [
            old_plan(number) for number in range(5)
        ]


def test_a_packed_copy_is_used_as_it_lies_in_the_ledgers_place(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with closing(Ledger.open(path)) as ledger:
        noted = fill(ledger, versions(3), TODAY)
        copy = ledger.back_up(TODAY, keep_days=30)
    assert copy.name == "ledger-2026-11-28.db.gz"
    path.write_bytes(copy.read_bytes())
    path.with_name("ledger.db-wal").write_bytes(b"of the ledger before")

    with closing(Ledger.copy(path)) as looked:
        assert looked.snapshots.last() == noted[-1][1]
    assert path.read_bytes() == copy.read_bytes()
    with closing(Ledger.open(path)) as ledger:
        assert [ledger.snapshots.at(cycle) for cycle, _ in noted] == [
            facts for _, facts in noted
        ]

    assert gzip.decompress(copy.read_bytes())[:6] == path.read_bytes()[:6] == b"SQLite"
    before = path.with_name("ledger.db-wal.before")
    assert before.read_bytes() == b"of the ledger before"
    assert path.stat().st_mode & 0o777 == copy.stat().st_mode & 0o777 == 0o600


def test_a_packed_copy_that_is_not_whole_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with closing(Ledger.open(path)) as ledger:
        fill(ledger, versions(3), TODAY)
        copy = ledger.back_up(TODAY, keep_days=30)
    path.write_bytes(copy.read_bytes()[:-100])

    for way in (Ledger.copy, Ledger.open):
        with pytest.raises(LedgerDamaged):
            way(path)
    assert path.read_bytes() == copy.read_bytes()[:-100]


def test_a_copy_is_made_without_the_whole_ledger_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with closing(Ledger.open(path)) as ledger:
        for number in range(40):
            mail = Message(f"<{number}@x>", "a@b.c", "แผน", os.urandom(MEGABYTE))
            ledger.outbox.queue([mail], at(TODAY))
    script = (
        "import resource, sys\n"
        "from datetime import date\nfrom pathlib import Path\n"
        "from sync.ledger import FileLedger, Ledger\n"
        "def most(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "ledger = Ledger.open(Path(sys.argv[1]))\nbefore = most()\n"
        "ledger.back_up(date(2026, 11, 28), keep_days=3)\n"
        "Ledger.copy(Path(sys.argv[1])).close()\nprint(most() - before)"
    )

    said = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )

    assert int(said.stdout) * 1024 < 12 * MEGABYTE
    assert (tmp_path / "backups" / "ledger-2026-11-28.db.gz").stat().st_size > 1000


def test_a_copy_that_a_killed_worker_had_begun_is_in_no_way(ledger: FileLedger) -> None:
    copy = ledger.back_up(TODAY - timedelta(1), keep_days=30)
    copy.with_name(".copy.tmp").write_bytes(b"half")
    copy.with_name(".copy.gz.tmp").write_bytes(b"half")

    ledger.back_up(TODAY, keep_days=30)

    names = sorted(each.name for each in copy.parent.iterdir())
    assert names == ["ledger-2026-11-27.db.gz", "ledger-2026-11-28.db.gz"]


def test_a_look_counts_no_night(ledger: FileLedger) -> None:
    ledger.cycles.begin(at(TODAY))
    ledger.cycles.begin(at(TODAY), CycleKind.LOOK)

    assert [it.number for it in ledger.cycles.last_nights(9)] == [1]
    assert ledger.cycles.count() == 2
