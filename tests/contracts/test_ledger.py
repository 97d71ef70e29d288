"""What every home of ledgers promises: the same, to the last row."""

import inspect
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from sync.errors import OfficeBusy
from sync.ledger import Ledger
from sync.ledger.homes import FileHome, LedgerHome
from sync.ledger.postgres import PostgresHome
from sync.ledger.tables import digest
from sync.model.mail import Message
from tests.ledgers import FIRST, Chance

ROOT = Path(__file__).parents[2]
MESSAGE = Message("<1@example.com>", "a@example.com", "เรื่อง", b"...")


def at_database(address: str, office: str, folder: Path) -> PostgresHome:
    """Return the home in a database of an office that has a folder."""
    return PostgresHome(address, office, folder / "ledger.db", nullcontext)


@pytest.fixture(params=["file", "postgres"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> LedgerHome:
    if request.param == "file":
        return FileHome(tmp_path / "ledger.db")
    return at_database(request.getfixturevalue("database"), "0123-ตะกอ", tmp_path)


def says(ledger: Ledger) -> str:
    return digest(ledger._db)


def test_every_method_of_every_part_is_among_the_steps(tmp_path: Path) -> None:
    with closing(Ledger.open(tmp_path / "ledger.db")) as ledger:
        methods = {
            f"{part}.{name}"
            for part, it in vars(ledger).items()
            for name, _ in inspect.getmembers(it, inspect.ismethod)
            if not part.startswith("_") and not name.startswith("_")
        }
        steps = set(Chance(ledger, 0).every())

    assert methods <= steps
    assert len(methods) > 80


@pytest.mark.parametrize("seed", range(3))
def test_a_database_answers_as_a_file_does(
    database: str, tmp_path: Path, seed: int
) -> None:
    office = at_database(database, "ก", tmp_path)
    with (
        closing(Ledger.open(tmp_path / "of-a-file.db")) as file,
        office.hold() as ledger,
    ):
        pairs = zip(
            Chance(ledger, seed).steps(8), Chance(file, seed).steps(8), strict=True
        )
        for answer, expected in pairs:
            assert answer == expected
        assert says(ledger) == says(file)


def test_what_was_recorded_is_there_for_who_opens_it_next(home: LedgerHome) -> None:
    with home.hold() as ledger:
        list(Chance(ledger, 1).steps(1))
        known = says(ledger)

    with closing(home.open()) as again:
        assert says(again) == known


def test_there_is_none_until_somebody_opens_one(home: LedgerHome) -> None:
    assert not home.exists()
    with closing(home.copy()) as look:
        assert look.cycles.count() == 0
    assert not home.exists()

    home.open().close()

    assert home.exists()


def test_what_is_done_to_a_copy_nobody_keeps(home: LedgerHome) -> None:
    with home.hold() as ledger:
        ledger.cycles.begin(FIRST)
        known = says(ledger)
        with closing(home.copy()) as look:
            assert says(look) == known
            list(Chance(look, 2).steps(1))

        assert says(ledger) == known


def test_its_stamp_tells_a_change_and_no_look(home: LedgerHome) -> None:
    with home.hold() as ledger:
        before = home.stamp()
        home.copy().close()
        ledger.cycles.last(5)
        assert home.stamp() == before

        ledger.notes.write("a", "b")

        assert home.stamp() != before


def test_who_settles_mail_beside_the_worker_is_seen_by_it(home: LedgerHome) -> None:
    with home.hold() as ledger, closing(home.open()) as person:
        ledger.outbox.queue([MESSAGE], FIRST)
        person.outbox.mark_sent(MESSAGE, FIRST)

        assert ledger.outbox.waiting() == []


def test_a_transaction_that_fails_leaves_nothing(home: LedgerHome) -> None:
    def fail() -> None:
        with ledger._db.transaction() as db:
            db.execute("INSERT INTO notes VALUES (?, ?)", ("a", "b"))
            raise RuntimeError

    with home.hold() as ledger:
        before = says(ledger)
        with pytest.raises(RuntimeError):
            fail()

        assert says(ledger) == before
        ledger.notes.write("a", "c")
        assert ledger.notes.read("a") == "c"


def test_a_night_is_tended_where_nothing_else_is_to_do(home: LedgerHome) -> None:
    with home.hold() as ledger:
        for night in range(9):
            ledger.cycles.begin(FIRST + timedelta(days=night))
        ledger.tend(FIRST.date() + timedelta(days=9), keep_days=30)

        assert len(ledger.cycles.last_nights(20)) == 9


_WRITES = """
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from sync.ledger.homes import FileHome
from sync.ledger.postgres import PostgresHome
from tests.ledgers import FIRST
from sync.model.mail import Message

kind, address, file = sys.argv[1:]
if kind == "file":
    home = FileHome(Path(file))
else:
    home = PostgresHome(address, "0123-ตะกอ", Path(file), nullcontext)
with home.hold() as ledger:
    ledger.notes.write("whole", "yes")
    with ledger._db.transaction() as db:
        db.execute("INSERT INTO notes VALUES (?, ?)", ("half", "yes"))
        db.execute("UPDATE notes SET value = 'no' WHERE name = ?", ("whole",))
        print("in the middle", flush=True)
        sys.stdin.read()
"""


def test_who_is_killed_between_two_statements_leaves_nothing_half(
    home: LedgerHome,
) -> None:
    if isinstance(home, PostgresHome):
        given = "postgres", home.address, str(home.file)
    else:
        assert isinstance(home, FileHome)
        given = "file", "", str(home.path)
    command = [sys.executable, "-c", _WRITES, *given]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, text=True, **pipes) as worker:  # type: ignore[call-overload]
        assert worker.stdout.readline() == "in the middle\n"
        worker.kill()

    with patiently(home) as ledger:
        assert ledger.notes.read("whole") == "yes"
        assert ledger.notes.read("half") == ""


@contextmanager
def patiently(home: LedgerHome) -> Iterator[Ledger]:
    """Hold it as soon as a server has noticed who is dead."""
    for _ in range(200):
        with suppress(OfficeBusy), home.hold() as ledger:
            yield ledger
            return
        time.sleep(0.05)
