"""Nights whose ledger is in a database: undisturbed, and with it lost in the midst."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from sync.adapters.clock import BANGKOK
from sync.cycle.night import run_cycle
from sync.cycle.quiet import Quiet, run_night
from sync.cycle.services import Services
from sync.errors import LedgerUnreachable
from sync.ledger import Ledger
from sync.ledger.postgres import PostgresHome
from sync.ledger.postgres_tables import PostgresTables
from sync.ledger.tables import digest
from sync.model.mail import Message
from sync.model.records import Outcome
from sync.paths import OfficePaths
from sync.ports import Handing, unheard
from sync.settings.values import Settings
from sync.wiring.made_of import MadeOf
from tests.fakes import FixedClock, MemoryDocuments, MemoryMail, MemorySpreadsheet
from tests.offices import memory_office
from tests.postgres import Server
from tests.sheets import RECIPIENTS, place

NIGHT = datetime(2026, 11, 25, 1, tzinfo=BANGKOK)


class CountingMail(MemoryMail):
    """Mail that knows how often each message was handed over."""

    def __init__(self) -> None:
        super().__init__()
        self.times: Counter[str] = Counter()

    def send(
        self, message: Message, draft: str = "", handing: Handing = unheard
    ) -> None:
        super().send(message, draft, handing)
        self.times[message.message_id] += 1


def new_office(folder: Path) -> Services:
    """Return an office in which somebody gets mail; its ledger is another's to bring."""
    office = memory_office(folder, FixedClock(NIGHT))
    assert isinstance(office.spreadsheet, MemorySpreadsheet)
    who: list[str | bool] = ["ผู้ดูแล", "a@example.com", "ผู้ดูแลระบบ", True]
    for column, typed in zip("ABCD", who, strict=True):
        office.spreadsheet.type_in(place(f"{RECIPIENTS}!{column}3"), typed)
    made_of = MadeOf(OfficePaths(folder), Settings()).tell
    return replace(office, mail=CountingMail(), made_of=made_of)


def home_of(address: str, folder: Path) -> PostgresHome:
    folder.mkdir(exist_ok=True)
    return PostgresHome(address, "ก", folder / "ledger.db", nullcontext)


def left(office: Services, ledger: Ledger) -> dict[str, object]:
    """Return what people find after a night, and the versions that are known of."""
    assert isinstance(office.documents, MemoryDocuments)
    assert isinstance(office.mail, CountingMail)
    assert set(office.mail.times.values()) <= {1}
    return {
        "sheet": office.spreadsheet.read().tabs,
        "documents": office.documents.contents,
        "mail": sorted((it.recipient, it.subject) for it in office.mail.delivered),
        "versions": ledger.chain.links(),
        "known": ledger.publications.all(),
        "waiting": ledger.outbox.waiting(),
    }


def test_nights_leave_the_same_in_a_database_as_in_a_file(
    database: str, tmp_path: Path
) -> None:
    here, there = new_office(tmp_path), new_office(tmp_path)
    with (
        closing(Ledger.open(tmp_path / "ledger.db")) as file,
        home_of(database, tmp_path / "none").hold() as ledger,
    ):
        for night in range(4):
            ways = [
                run_night(replace(here, ledger=file)),
                run_night(replace(there, ledger=ledger)),
            ]
            for office in (here, there):
                assert isinstance(office.clock, FixedClock)
                office.clock.move(timedelta(days=1))
            assert digest(ledger._db) == digest(file._db), night
        assert left(there, ledger) == left(here, file)

    assert [type(it) for it in ways] == [Quiet, Quiet]


class Losing(PostgresTables):
    """Tables whose connection is lost at a transaction: before its end, or just after."""

    def __init__(self, tables: PostgresTables, number: int, *, kept: bool) -> None:
        super().__init__(tables.connection, tables.where)
        self.left, self._kept = number, kept

    @contextmanager
    def transaction(self) -> Iterator[PostgresTables]:
        self.left -= 1
        with super().transaction() as db:
            yield db
            if self.left == 0 and not self._kept:
                self.connection.close()
        if self.left == 0:
            self.connection.close()
            raise LedgerUnreachable(self.where, "lost")


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    folder = tmp_path_factory.mktemp("undisturbed")
    office = new_office(folder)
    with closing(Ledger.open(folder / "ledger.db")) as ledger:
        run_cycle(replace(office, ledger=ledger))
        return left(office, ledger)


@pytest.fixture
def lose(
    database: str, tmp_path: Path, undisturbed: dict[str, object]
) -> Callable[[int, bool], bool]:
    """Return what loses the database at a transaction of a night, and tells if it came.

    The night after it leaves what one that nobody disturbed does, and nothing twice.
    """

    def lose(number: int, kept: bool) -> bool:
        office, home = (
            new_office(tmp_path),
            home_of(database, tmp_path / f"{number}{kept}"),
        )
        with home.hold() as ledger:
            assert isinstance(ledger._db, PostgresTables)
            losing = Losing(ledger._db, number, kept=kept)
            try:
                run_cycle(replace(office, ledger=Ledger(losing, tmp_path)))
            except LedgerUnreachable:
                assert losing.left <= 0
        with home.hold() as ledger:
            ledger.cycles.close_killed()
            run_cycle(replace(office, ledger=ledger))
            if losing.left > 0:
                return False
            assert left(office, ledger) == undisturbed
            assert ledger.cycles.last(1)[0].outcome is Outcome.DONE
        return True

    return lose


@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize("number", [1, 4, 8])
def test_a_database_that_is_lost_in_a_night_loses_and_repeats_nothing(
    lose: Callable[[int, bool], bool], number: int, kept: bool
) -> None:
    assert lose(number, kept)


@pytest.mark.slow
@pytest.mark.parametrize("kept", [True, False])
def test_neither_does_one_that_is_lost_at_any_transaction(
    lose: Callable[[int, bool], bool], postgres: Server, kept: bool
) -> None:
    count = 1
    while lose(count, kept):
        postgres.empty()
        count += 1

    assert count > 10
