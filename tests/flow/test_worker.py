"""The worker on a clock of the test's own: looks, nights, and what goes wrong."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import time_machine

from sync.adapters.clock import BANGKOK, BangkokClock
from sync.cycle.mail import announce
from sync.cycle.services import Services
from sync.errors import (
    DiskFull,
    GoogleUnavailable,
    MailSignInRefused,
    Stopped,
    WorkbookOpen,
    WorkerError,
)
from sync.ledger import Ledger
from sync.model.cells import Edit, Sheet
from sync.model.documents import Before, Document, Placed
from sync.model.mail import Message
from sync.model.records import CycleKind, Outcome, Trouble
from sync.ports import Handing, unheard
from sync.settings.values import Settings, WatchSettings
from sync.worker.health import Health, Job
from sync.worker.loop import Worker
from sync.worker.shutdown import Stopping
from sync.worker.status import status_of
from tests.fakes import MemoryDocuments, MemoryMail, MemorySpreadsheet
from tests.offices import memory_office
from tests.sheets import PROJECTS, clean_sheet, place

START = datetime(2028, 2, 28, 20, 0, tzinfo=BANGKOK)
Moment = Callable[[], None]


class Wire(MemorySpreadsheet):
    """A spreadsheet that counts its readings, and can be out of reach."""

    def __init__(self) -> None:
        super().__init__(*clean_sheet().tabs)
        self.reads = 0
        self.down = False
        self.open_at: Path | None = None

    def write(self, edits: Sequence[Edit], *, seen: Sheet) -> str:
        if self.open_at:
            raise WorkbookOpen(self.open_at, self.open_at)
        return super().write(edits, seen=seen)

    def read(self) -> Sheet:
        self.reads += 1
        if self.down:
            raise GoogleUnavailable("test")
        return super().read()


class Minutes(Stopping):
    """Time that passes only while the worker sleeps; things happen in their minute."""

    def __init__(self, traveller: time_machine.Traveller) -> None:
        super().__init__()
        self._traveller = traveller
        self._slept = 0.0
        self._moments: list[tuple[float, Moment]] = []

    def at(self, minute: float, act: Moment) -> None:
        """Have something happen when so many minutes have been slept."""
        self._moments.append((minute, act))

    def put(self, **by: float) -> None:
        """Put the clock forward, or back."""
        self._traveller.shift(timedelta(**by))

    def anew(self) -> "Minutes":
        """Return the same clock to another worker."""
        return Minutes(self._traveller)

    def sleep(self, seconds: float) -> None:
        passed = max(seconds, 0.5)
        self._slept += passed
        self._traveller.shift(passed)
        for moment in [each for each in self._moments if 60 * each[0] <= self._slept]:
            self._moments.remove(moment)
            moment[1]()
        self.check()


class SlowDocuments(MemoryDocuments):
    """Documents during whose publishing something happens."""

    def __init__(self, act: Callable[[], object]) -> None:
        super().__init__()
        self._act = act

    def publish(self, document: Document, before: Before | None = None) -> Placed:
        self._act()
        return super().publish(document, before)


class DeadlyMail(MemoryMail):
    """Mail during whose sending the process ends."""

    def send(
        self, message: Message, draft: str = "", handing: Handing = unheard
    ) -> None:
        super().send(message, draft, handing)
        raise SystemExit


class Watch:
    """A worker at its office, with somebody who listens."""

    def __init__(self, office: Services, minutes: Minutes) -> None:
        self.office = office
        self.minutes = minutes
        self.told: list[tuple[Trouble, str]] = []
        self.beats = 0
        self.again()

    def again(self) -> "Watch":
        """Start another worker at the office, with what waits for its moment."""
        if self.minutes.asked:
            self.minutes = self.minutes.anew()
        health = Health(self.office, self._hear, self._beat)
        self.worker = Worker(self.office, self.minutes, health)
        return self

    def use(self, **others: Any) -> None:  # noqa: ANN401
        """Give the office something else to work with."""
        self.office = replace(self.office, **others)
        self.again()

    @property
    def wire(self) -> Wire:
        assert isinstance(self.office.spreadsheet, Wire)
        return self.office.spreadsheet

    @property
    def mails(self) -> int:
        assert isinstance(self.office.mail, MemoryMail)
        return len(self.office.mail.delivered)

    def run(self, hours: float) -> None:
        """Let the worker work for some hours."""
        self.minutes.at(60 * hours, self.minutes.ask)
        self.worker.watch()

    def cycles(self, kind: CycleKind) -> list[str]:
        """Return when cycles of a kind began, the earliest first."""
        every = reversed(self.office.ledger.cycles.last(1000))
        return [f"{c.started:%d %H:%M}" for c in every if c.kind is kind]

    def status(self, row: int) -> object:
        tab = self.wire.read().tab(PROJECTS)
        assert tab
        return tab.value(row, 10)

    def _hear(self, trouble: Trouble, stop: WorkerError | None) -> None:
        self.told.append((trouble, stop.code if stop else "well"))

    def _beat(self) -> None:
        self.beats += 1


@pytest.fixture
def traveller() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def watch(tmp_path: Path, traveller: time_machine.Traveller) -> Watch:
    office = memory_office(tmp_path, BangkokClock())
    settings = Settings(watch=WatchSettings(look_minutes=5, quiet_seconds=60))
    office = replace(office, spreadsheet=Wire(), settings=settings)
    return Watch(office, Minutes(traveller))


def test_it_works_at_once_and_then_every_night(watch: Watch) -> None:
    watch.run(hours=52)
    assert watch.cycles(CycleKind.NIGHT) == ["28 20:00", "29 01:00", "01 01:00"]


def test_a_look_at_an_unchanged_sheet_is_one_reading_and_nothing_else(
    watch: Watch,
) -> None:
    watch.run(hours=0.01)
    watch.wire.reads = 0

    watch.again().run(hours=1)

    assert watch.wire.reads == 12
    assert watch.cycles(CycleKind.LOOK) == []
    assert watch.cycles(CycleKind.NIGHT) == ["28 20:00"]


def test_staff_have_their_answer_when_they_have_been_quiet_for_a_while(
    watch: Watch,
) -> None:
    edit = place(f"{PROJECTS}!D3")
    watch.minutes.at(12, lambda: watch.wire.type_in(edit, "สองหมื่น"))

    watch.run(hours=1)

    assert watch.cycles(CycleKind.LOOK) == ["28 20:16"]
    assert watch.status(3) == "ต้องแก้ไข 1 จุด"
    assert watch.mails == 1  # of the night; an answer is no news


def test_nobody_is_interrupted_while_typing(watch: Watch) -> None:
    remark = place(f"{PROJECTS}!I3")
    for half in range(24, 64):
        typing = partial(watch.wire.type_in, remark, f"พิมพ์อยู่ {half}")
        watch.minutes.at(half / 2, typing)

    watch.run(hours=1)

    assert watch.cycles(CycleKind.LOOK) == ["28 20:33"]


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


def test_trouble_is_told_once_and_so_is_its_end(watch: Watch) -> None:
    watch.run(hours=0.1)
    watch.beats = 0
    watch.wire.down = True
    watch.again()
    watch.minutes.at(60, lambda: setattr(watch.wire, "down", False))

    watch.run(hours=2)

    told = [(trouble.failures, code) for trouble, code in watch.told]
    assert told[0] == (3, "google_unavailable")
    assert [code for _, code in told] == ["google_unavailable", "well"]
    assert watch.beats > 0
    assert watch.office.ledger.troubles.all() == []


def test_a_change_that_cannot_be_answered_is_a_trouble_in_the_end(
    watch: Watch, tmp_path: Path
) -> None:
    watch.run(hours=0.1)
    watch.wire.type_in(place(f"{PROJECTS}!D3"), "สองหมื่น")
    watch.wire.open_at = tmp_path / "plan.xlsx"
    watch.again()
    watch.minutes.at(60, lambda: setattr(watch.wire, "open_at", None))

    watch.run(hours=2)

    told = [(trouble.failures, code) for trouble, code in watch.told]
    assert told == [(3, "workbook_open"), (12, "well")]
    assert watch.office.ledger.troubles.all() == []


def test_a_file_that_is_left_open_is_one_line_of_the_history(
    watch: Watch, tmp_path: Path
) -> None:
    watch.run(hours=0.1)
    watch.wire.type_in(place(f"{PROJECTS}!D3"), "สองหมื่น")
    watch.wire.open_at = tmp_path / "plan.xlsx"

    watch.again().run(hours=3)

    looks = [
        cycle
        for cycle in watch.office.ledger.cycles.last(100)
        if cycle.kind is CycleKind.LOOK
    ]
    assert [cycle.outcome for cycle in looks] == ["stopped"]
    assert looks[0].why.startswith("มีผู้เปิดไฟล์แผน")
    trouble = watch.office.ledger.troubles.of(Job.LOOK)
    assert trouble is not None
    assert trouble.failures > 20


def test_a_defect_is_a_trouble_too_and_stops_nothing(watch: Watch) -> None:
    watch.use(documents=SlowDocuments(lambda: 1 // 0))

    watch.run(hours=2)

    assert [code for _, code in watch.told] == ["defect"]
    assert watch.cycles(CycleKind.NIGHT)[:3] == ["28 20:00", "28 20:05", "28 20:15"]


def test_the_end_of_a_trouble_is_told_by_the_next_worker_if_one_died_before(
    watch: Watch,
) -> None:
    watch.use(documents=SlowDocuments(lambda: 1 // 0))
    watch.run(hours=2)
    watch.use(documents=MemoryDocuments(), mail=DeadlyMail())
    watch.minutes.put(hours=2)
    with pytest.raises(SystemExit):
        watch.again().run(hours=1)
    assert watch.office.ledger.cycles.last(1)[0].outcome == "done"
    assert watch.told[-1][1] == "defect"

    watch.use(mail=MemoryMail())
    watch.again().run(hours=0.1)

    assert watch.told[-1][1] == "well"
    assert watch.office.ledger.troubles.all() == []


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


def test_while_nights_fail_looks_that_go_well_do_not_call_it_healthy(
    watch: Watch,
) -> None:
    fails: list[int] = []
    health = replace(watch.worker._health, fail=lambda: fails.append(1))
    for _ in range(3):
        health.unwell(Job.NIGHT, GoogleUnavailable("test"))

    health.well(Job.LOOK)

    assert (watch.beats, len(fails)) == (0, 2)
    health.well(Job.NIGHT)
    assert watch.beats == 1


def test_asked_to_stop_it_ends_after_the_step_and_the_next_one_goes_on(
    watch: Watch,
) -> None:
    watch.use(documents=SlowDocuments(watch.minutes.ask))

    watch.run(hours=1)

    stopped = watch.office.ledger.cycles.last(1)[0]
    assert (stopped.outcome, watch.mails) == ("stopped", 0)
    watch.use(documents=MemoryDocuments())
    watch.minutes.put(minutes=5)
    watch.again().run(hours=0.1)
    assert watch.office.ledger.cycles.last(1)[0].outcome == "done"
    assert watch.mails == 1


def test_administrators_are_written_to_when_it_is_ill_and_when_it_is_well(
    watch: Watch,
) -> None:
    watch.run(hours=0.1)
    administrator = {"A": "ทดลอง", "B": "admin@example.com", "C": "ผู้ดูแลระบบ"}
    for column, text in administrator.items():
        watch.wire.type_in(place(f"ผู้รับอีเมล!{column}2"), text)
    watch.again().run(hours=0.5)
    before = watch.mails
    health = Health(watch.office, partial(announce, watch.office), lambda: None)

    for _ in range(5):
        health.unwell(Job.LOOK, GoogleUnavailable("test"))
    told = watch.mails - before
    health.well(Job.LOOK)
    health.well(Job.LOOK)

    assert (told, watch.mails - before) == (1, 2)
    assert isinstance(watch.office.mail, MemoryMail)
    ill, well = watch.office.mail.delivered[-2:]
    assert ill.recipient == well.recipient == "admin@example.com"
    assert ill.message_id != well.message_id


def test_a_defect_in_telling_of_a_trouble_does_not_end_the_worker(watch: Watch) -> None:
    def fail(trouble: Trouble, stop: WorkerError | None) -> None:
        raise ImportError(f"half an update: {trouble.job} {stop}")

    health = Health(watch.office, fail, lambda: None)

    for _ in range(5):
        health.unwell(Job.LOOK, GoogleUnavailable("test"))

    trouble = watch.office.ledger.troubles.of(Job.LOOK)
    assert trouble is not None
    assert (trouble.failures, trouble.told) == (5, False)


def test_asked_to_stop_while_telling_of_a_trouble_it_stops_and_tells_it_later(
    watch: Watch,
) -> None:
    def end(trouble: Trouble, stop: WorkerError | None) -> None:
        assert (trouble.failures, stop) == (3, reason)
        raise Stopped

    reason = GoogleUnavailable("test")
    health = Health(watch.office, end, lambda: None)
    health.unwell(Job.LOOK, reason)
    health.unwell(Job.LOOK, reason)
    with pytest.raises(Stopped):
        health.unwell(Job.LOOK, reason)

    trouble = watch.office.ledger.troubles.of(Job.LOOK)
    assert trouble is not None
    assert trouble.told is False


class DeadMail(MemoryMail):
    """Mail that does not leave while the server is dead."""

    dead = True

    def send(
        self, message: Message, draft: str = "", handing: Handing = unheard
    ) -> None:
        if self.dead:
            raise MailSignInRefused("mail.example.com", "plan", "535 5.7.8 no")
        super().send(message, draft, handing)


def test_while_no_mail_leaves_the_heartbeat_says_that_somebody_is_needed(
    watch: Watch,
) -> None:
    fails = []
    watch.use(mail=DeadMail())
    health = replace(watch.worker._health, fail=lambda: fails.append(1))
    watch.worker._health = health

    watch.run(hours=30)

    assert fails
    assert watch.beats == 0
    assert not status_of(
        watch.office.ledger, WatchSettings(), watch.office.clock.now(), None
    ).is_well


def test_mail_that_cannot_leave_is_a_trouble_of_mail_and_not_of_the_night(
    watch: Watch,
) -> None:
    mail, ledger = DeadMail(), watch.office.ledger
    watch.use(mail=mail)
    watch.run(hours=20)

    night = ledger.cycles.latest(watch.office.clock.now(), CycleKind.NIGHT)
    assert night is not None
    assert (night.outcome, night.why) == (Outcome.DONE, "")
    trouble = ledger.troubles.of(Job.MAIL)
    assert trouble is not None
    assert trouble.code == "mail_sign_in_refused"
    assert [it.job for it in ledger.troubles.all()] == [Job.MAIL]

    mail.dead = False
    watch.run(hours=48)

    assert ledger.troubles.all() == []
    assert ledger.outbox.waiting() == []


def test_a_night_whose_mail_leaves_ends_the_trouble_of_mail(watch: Watch) -> None:
    troubles = watch.office.ledger.troubles
    health = watch.worker._health
    refused = MailSignInRefused("mail.example.com", "plan", "535 5.7.8 no")

    assert health.note_mail(refused) == 1
    assert health.note_mail(refused) == 2
    assert health.note_mail(None) == 0
    assert health.note_mail(None) is None
    assert troubles.all() == []


def test_what_waits_is_tried_within_minutes_once_the_password_is_changed(
    watch: Watch,
) -> None:
    mail, setup = DeadMail(), ["old"]
    watch.use(mail=mail, mail_setup=lambda: setup[0])
    watch.minutes.at(60 * 20, lambda: setattr(mail, "dead", False))
    watch.minutes.at(60 * 20 + 1, lambda: setup.append(setup.pop() + " and new"))

    watch.run(hours=20.1)

    assert len(mail.delivered) > 0
    assert watch.office.ledger.outbox.waiting() == []


def test_whoever_starts_the_worker_anew_has_what_waits_tried_at_once(
    watch: Watch,
) -> None:
    mail = DeadMail()
    watch.use(mail=mail)
    watch.run(hours=20)
    mail.dead = False

    watch.again().run(hours=0.05)

    assert watch.office.ledger.outbox.waiting() == []
