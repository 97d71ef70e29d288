"""What leaves by day is in the copy of the ledger that is put back afterwards."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copyfile

import pytest

from sync.adapters.clock import BANGKOK
from sync.cycle.services import Services
from sync.errors import DiskFull, MailSignInRefused
from sync.ledger import FileLedger, Ledger
from sync.ledger.copies import newest_copy
from sync.model.mail import Message
from sync.ports import Handing, unheard
from sync.settings.telling import HookSettings
from sync.worker.health import Health
from sync.worker.loop import Worker
from sync.worker.shutdown import Stopping
from tests.fakes import FixedClock, MemorySpreadsheet
from tests.offices import memory_office
from tests.sheets import PROJECTS, place

NIGHT = datetime(2026, 11, 25, 1, tzinfo=BANGKOK)


class Post:
    """Mail that nobody can ask about; it can be down, or take the worker with it."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.down = self.deadly = False

    def send(
        self, message: Message, draft: str = "", handing: Handing = unheard
    ) -> None:
        if self.down:
            raise MailSignInRefused("test", "worker", "535")
        handing(draft)
        self.taken.append(message.message_id)
        if self.deadly:
            raise SystemExit

    def took(self, message: Message, draft: str = "") -> bool | None:  # noqa: ARG002
        return None

    def discard(self, draft: str) -> None:
        """There is none."""

    def close(self) -> None:
        """Nothing is open."""


class Office:
    """An office whose ledger is a file, and the worker at it."""

    def __init__(self, folder: Path) -> None:
        self.path, self.clock, self.post = (
            folder / "ledger.db",
            FixedClock(NIGHT),
            Post(),
        )
        self.services: Services = replace(
            memory_office(folder, self.clock), mail=self.post, hooks=self.post
        )
        self.open()

    def open(self) -> None:
        ledger = Ledger.open(self.path)
        self.services = replace(self.services, ledger=ledger)
        health = Health(self.services, lambda *_: None, lambda: None)
        self.worker = Worker(self.services, Stopping(), health)

    def put_back_the_last_copy(self) -> None:
        self.services.ledger.close()
        for path in self.path.parent.glob("ledger.db*"):
            path.unlink()
        copy = newest_copy(self.path)
        assert copy
        copyfile(copy, self.path)
        self.open()

    def type_in(self, address: str, typed: str) -> None:
        assert isinstance(self.services.spreadsheet, MemorySpreadsheet)
        self.services.spreadsheet.type_in(place(address), typed)

    def later(self, **by: float) -> None:
        self.clock.move(timedelta(**by))

    def next_days(self) -> None:
        """Make two more nights, with a look at what waits between them."""
        for _ in range(2):
            self.later(hours=12)
            self.worker.mail()
            self.later(hours=12)
            self.worker.night_now()
            self.worker.mail()

    def mail_by_day(self) -> list[str]:
        """Have a night's mail leave by day, after the copy; return what has left."""
        self.post.down = True
        self.worker.night_now()
        self.later(hours=8)
        self.post.down = False
        self.worker.mail()
        assert self.post.taken
        return list(self.post.taken)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path)
    yield office
    office.services.ledger.close()


def test_mail_that_left_by_day_is_not_repeated_by_a_copy_put_back(
    office: Office,
) -> None:
    left = office.mail_by_day()

    office.put_back_the_last_copy()
    office.next_days()

    assert office.post.taken == left


def test_what_changes_after_a_copy_of_the_day_was_put_back_is_told_once(
    office: Office,
) -> None:
    left = office.mail_by_day()
    office.put_back_the_last_copy()

    office.type_in(f"{PROJECTS}!I3", "เลื่อนจากปีก่อน")
    office.next_days()

    assert len(office.post.taken) == len(left) + 1


def test_a_call_that_left_by_day_is_not_repeated_either(office: Office) -> None:
    office.worker.night_now()
    hooks = HookSettings(after_check=("true",))
    settings = office.services.settings.model_copy(update={"hooks": hooks})
    office.services = replace(office.services, settings=settings)
    office.open()
    office.worker.mail()
    left = list(office.post.taken)
    assert len(left) > 1

    office.put_back_the_last_copy()
    office.worker.mail()

    assert office.post.taken == left


def test_killed_as_mail_leaves_the_next_start_copies_that_it_may_have_left(
    office: Office,
) -> None:
    office.post.down = True
    office.worker.night_now()
    office.later(hours=8)
    office.post.down, office.post.deadly = False, True
    with pytest.raises(SystemExit):
        office.worker.mail()
    office.services.ledger.close()
    office.post.deadly = False
    office.open()
    office.worker.mail()

    office.put_back_the_last_copy()
    office.next_days()
    office.put_back_the_last_copy()
    office.next_days()

    # in doubt it went once more, as ever, and no third time
    assert len(office.post.taken) == 2


def test_by_day_a_copy_is_made_only_after_something_left(office: Office) -> None:
    office.worker.night_now()
    copy = newest_copy(office.path)
    assert copy
    before = copy.stat().st_mtime_ns

    for _ in range(3):
        office.later(hours=1)
        office.worker.mail()

    assert newest_copy(office.path) == copy
    assert copy.stat().st_mtime_ns == before


def test_a_copy_that_cannot_be_made_by_day_is_left_to_the_night(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.post.down = True
    office.worker.night_now()
    office.later(hours=8)
    office.post.down = False
    tried: list[int] = []

    def full(*_: object, **__: object) -> None:
        tried.append(1)
        raise DiskFull(office.path)

    with monkeypatch.context() as patch:
        patch.setattr(FileLedger, "back_up", full)
        for _ in range(3):
            office.worker.mail()
    left = list(office.post.taken)
    office.later(hours=16)
    office.worker.night_now()
    office.put_back_the_last_copy()
    office.next_days()

    assert tried == [1]
    assert office.post.taken == left
