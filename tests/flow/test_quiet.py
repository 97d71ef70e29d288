"""A night that would change nothing is left out, and leaves what it would have left."""

import copy
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from sync.cycle.night import check_cycle, run_cycle
from sync.cycle.quiet import Quiet, run_night
from sync.errors import GoogleUnavailable, MailUnavailable, MessageRefused
from sync.ledger import Ledger
from sync.model.cells import Area, Guard, Sheet
from sync.model.documents import Kind
from sync.model.mail import Message
from sync.model.records import Outcome
from sync.ports import Handing, unheard
from sync.settings.values import Settings
from tests.fakes import FixedClock, MemoryDocuments, MemoryMail, MemorySpreadsheet
from tests.flow.twins import BANGKOK, NIGHT, SETTINGS, Twin, same_night, twin_of
from tests.offices import memory_office
from tests.sheets import INFO, PROJECTS, RECIPIENTS, place


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Twin:
    """An office at which three nights went by, the last of which did nothing."""
    folder = tmp_path_factory.mktemp("quiet")
    clock = FixedClock(NIGHT - timedelta(days=2))
    first = Twin(memory_office(folder, clock), clock, folder)
    first.open_again()
    for number, address in enumerate(("A", "B", "C", "D")):
        typed = ("ผู้ดูแล", "phudulae@example.com", "ผู้ดูแลระบบ", True)[number]
        first.type_in(f"{RECIPIENTS}!{address}3", typed)
    for _ in range(3):
        run_cycle(first.office)
        clock.move(timedelta(days=1))
    return first


@pytest.fixture
def twins(settled: Twin) -> tuple[Twin, Twin]:
    now = settled.clock.now() - timedelta(days=1)
    quick, whole = (twin_of(settled.office, now, settled.folder) for _ in range(2))
    return quick, whole


def test_where_nothing_changed_the_night_is_left_out(
    twins: tuple[Twin, Twin], monkeypatch: pytest.MonkeyPatch
) -> None:
    quick, whole = twins
    for twin in twins:
        twin.clock.move(timedelta(days=1))
    assert same_night(quick, whole)

    def never(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr("sync.cycle.judging.find_hits", never)
    monkeypatch.setattr("sync.documents.make.make_documents", never)
    quick.clock.move(timedelta(days=1))
    assert isinstance(run_night(quick.office), Quiet)
    assert quick.office.ledger.cycles.last(1)[0].outcome is Outcome.DONE


Change = Callable[[Twin], None]


def _project(twin: Twin) -> None:
    twin.type_in(f"{PROJECTS}!C3", "โครงการอบรมคุณธรรมของบุคลากรใหม่")


def _budget(twin: Twin) -> None:
    twin.type_in(f"{PROJECTS}!C3", None)


def _guarded(twin: Twin) -> None:
    """Somebody let but one person edit a cell, which is no change of what stands there."""

    class Guarded(MemorySpreadsheet):
        def read(self) -> Sheet:
            sheet = super().read()
            guard = Guard(Area(3, 3, 3, 3), ("nayok@example.com",))
            first, *others = sheet.tabs
            return replace(sheet, tabs=(replace(first, guards=(guard,)), *others))

    guarded = copy.deepcopy(twin.office.spreadsheet)
    guarded.__class__ = Guarded
    twin.office = replace(twin.office, spreadsheet=guarded)


def _number_as_text(twin: Twin) -> None:
    twin.type_in("แท็บของเรา!A1", "1")


def _year(twin: Twin) -> None:
    twin.type_in(f"{INFO}!B3", "2571")


def _recipient(twin: Twin) -> None:
    twin.type_in(f"{RECIPIENTS}!B2", "mai@example.com")


def _staffs_note(twin: Twin) -> None:
    assert isinstance(twin.office.spreadsheet, MemorySpreadsheet)
    twin.office.spreadsheet.note_on(place(f"{PROJECTS}!C3"), "ถามปลัด")


def _own_note_gone(twin: Twin) -> None:
    """Staff put back by hand a cell that is the worker's."""
    twin.type_in("สรุป!B2", "x")


def _settings(twin: Twin) -> None:
    twin.open_again(replace_setting("document", text_digits="arabic"))


def _rule(twin: Twin) -> None:
    settings = SETTINGS.model_copy(update={"rules": {"PRJ004": "error"}})
    twin.open_again(settings)


def _reminders(twin: Twin) -> None:
    twin.open_again(replace_setting("mail", reminders=(40,)))


def _rounds(twin: Twin) -> None:
    twin.open_again(replace_setting("reports", rounds=()))


def replace_setting(part: str, **values: object) -> Settings:
    changed = getattr(SETTINGS, part).model_copy(update=values)
    return SETTINGS.model_copy(update={part: changed})


def _document_gone(twin: Twin) -> None:
    assert isinstance(twin.office.documents, MemoryDocuments)
    twin.office.documents.contents.popitem()


def _every_document_gone(twin: Twin) -> None:
    assert isinstance(twin.office.documents, MemoryDocuments)
    twin.office.documents.contents.clear()


def _another_in_its_place(twin: Twin) -> None:
    """People put a file where the document would go by its name."""

    class Moved(MemoryDocuments):
        def find(
            self,
            key: str,
            kind: Kind = Kind.WORD,
            home: str | None = None,
        ) -> str | None:
            there = super().find(key, kind, home)
            return f"{there}-2" if there and kind is Kind.PAGE else there

    moved = Moved()
    assert isinstance(twin.office.documents, MemoryDocuments)
    moved.contents = dict(twin.office.documents.contents)
    twin.office = replace(twin.office, documents=moved)


def _typed_and_taken_back(twin: Twin) -> None:
    """By day, with an answer to both: the sheet is as it was, history is not."""
    before = twin.office.spreadsheet.read().tab(PROJECTS)
    assert before
    typed = before.value(3, 3)
    twin.type_in(f"{PROJECTS}!C3", "อื่น")
    check_cycle(twin.office, twin.office.spreadsheet.read())
    twin.type_in(f"{PROJECTS}!C3", typed)
    check_cycle(twin.office, twin.office.spreadsheet.read())


def _killed(twin: Twin) -> None:
    twin.office.ledger.cycles.begin(twin.clock.now())
    twin.office.ledger.cycles.close_killed()


def _mail_again(twin: Twin) -> None:
    """A letter was given up, and nobody was told."""
    failed = Message("<x@y>", "phid@example.com", "s", b"c", "published")
    twin.office.ledger.outbox.queue([failed], twin.clock.now())

    class Refusing(MemoryMail):
        def send(
            self,
            message: Message,
            draft: str = "",
            handing: Handing = unheard,
        ) -> None:
            if message.message_id == "<x@y>":
                raise MessageRefused("550 5.1.1 no such user")
            super().send(message, draft, handing)

    mail = Refusing()
    assert isinstance(twin.office.mail, MemoryMail)
    mail._delivered = dict(twin.office.mail._delivered)
    twin.office = replace(twin.office, mail=mail)


def _mail_down(twin: Twin) -> None:
    """No mail leaves for two days, and สรุป says so."""
    late = Message("<x@y>", "phid@example.com", "s", b"c", "published")
    twin.office.ledger.outbox.queue([late], twin.clock.now() - timedelta(days=2))
    (queued,) = twin.office.ledger.outbox.waiting()
    twin.office.ledger.outbox.update(replace(queued, answer="no route", attempts=1))

    class Down(MemoryMail):
        def send(self, *_: object) -> None:
            raise MailUnavailable("no route")

    mail = Down()
    assert isinstance(twin.office.mail, MemoryMail)
    mail._delivered = dict(twin.office.mail._delivered)
    twin.office = replace(twin.office, mail=mail)


def _clock_back(twin: Twin) -> None:
    twin.clock.move(timedelta(days=-9))


def _ledger_lost(twin: Twin) -> None:
    twin.office = replace(twin.office, ledger=Ledger.copy(twin.folder / "none"))


CHANGES: tuple[Change, ...] = (
    _project,
    _budget,
    _guarded,
    _number_as_text,
    _year,
    _recipient,
    _staffs_note,
    _own_note_gone,
    _settings,
    _rule,
    _reminders,
    _rounds,
    _document_gone,
    _every_document_gone,
    _another_in_its_place,
    _typed_and_taken_back,
    _killed,
    _mail_again,
    _mail_down,
    _clock_back,
    _ledger_lost,
)


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changed_by_itself_wakes_the_whole_night(
    twins: tuple[Twin, Twin], change: Change
) -> None:
    quick, whole = twins
    for twin in twins:
        twin.clock.move(timedelta(days=1))
        change(twin)

    assert not same_night(quick, whole)


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES)
def test_after_any_change_the_nights_settle_and_leave_the_same(
    twins: tuple[Twin, Twin], change: Change
) -> None:
    quick, whole = twins
    for twin in twins:
        change(twin)
    quiet = []
    for _ in range(6):
        for twin in twins:
            twin.clock.move(timedelta(days=1))
        quiet.append(same_night(quick, whole))

    # while the ledger has times of the future nothing is certain, and a document that
    # is not where it would go is put there every night
    assert quiet[-1] is (change not in {_clock_back, _another_in_its_place})


DAYS = (
    "2026-11-30",  # a Monday: the digest
    "2026-12-14",  # working days before the quarter's end
    "2027-01-01",  # another quarter
    "2027-04-01",  # the round of six months opens
    "2027-05-01",  # and has closed
    "2027-10-01",  # the year is over
)


def test_over_a_year_the_same_is_left_on_every_day(twins: tuple[Twin, Twin]) -> None:
    quick, whole = twins
    quiet = []
    for day in DAYS:
        for after in range(2):
            for twin in twins:
                moment = datetime.fromisoformat(f"{day} 01:00").replace(tzinfo=BANGKOK)
                twin.clock.time = moment + timedelta(days=after)
            quiet.append(same_night(quick, whole))

    assert 0 < sum(quiet) < len(quiet)


@pytest.mark.slow
@pytest.mark.parametrize("begins", ["2026-11-26", "2027-03-20"])
def test_the_same_is_left_on_each_of_a_hundred_and_eighty_days(
    twins: tuple[Twin, Twin], begins: str
) -> None:
    quick, whole = twins
    quiet = []
    for after in range(180):
        for twin in twins:
            moment = datetime.fromisoformat(f"{begins} 01:00").replace(tzinfo=BANGKOK)
            twin.clock.time = moment + timedelta(days=after)
            if after % 29 == 28:
                twin.type_in(f"{PROJECTS}!C3", f"โครงการที่เปลี่ยนในวันที่ {after}")
        quiet.append(same_night(quick, whole))

    assert sum(quiet) > 100


def test_a_stop_in_the_look_is_met_and_told_by_the_whole_night(
    twins: tuple[Twin, Twin], monkeypatch: pytest.MonkeyPatch
) -> None:
    quick, _ = twins

    def away() -> None:
        raise GoogleUnavailable("no route")

    monkeypatch.setattr(quick.office.spreadsheet, "read", away)
    with pytest.raises(GoogleUnavailable):
        run_night(quick.office)

    assert quick.office.ledger.cycles.last(1)[0].outcome is Outcome.STOPPED
