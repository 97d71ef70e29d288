import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from sync.errors import (
    GoogleUnavailable,
    LedgerDamaged,
    LedgerNewer,
    NotShared,
    TemplateError,
)
from sync.ledger import Ledger
from sync.ledger.schema import MIGRATIONS, migrate
from sync.model.cells import Cell
from sync.model.changes import Change
from sync.model.documents import Kind, Publication
from sync.model.mail import Message
from sync.model.plan import (
    CorrectedTotal,
    Field,
    Recipient,
    Role,
    Totals,
    WrittenTotals,
)
from sync.model.records import CycleKind, CycleRecord, Outcome, Trouble

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
PUBLICATION = Publication(
    "plan",
    "abc",
    "https://example.com/x",
    date(2026, 11, 16),
    (("K", "โครงการ", "มิติ", "1"),),
)
MESSAGE = Message("<1@example.com>", "a@example.com", "เรื่อง", b"...")


def totals(baht: int) -> Totals:
    zeros = (Decimal(0),) * 4
    return Totals(1, Decimal(baht), (1, 0, 0, 0), (1, 0, 0, 0), zeros)


def test_what_was_recorded_is_there_after_opening_again(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger.db")
    ledger.publications.record(PUBLICATION, [MESSAGE], NOW)
    ledger.close()

    again = Ledger.open(tmp_path / "ledger.db")

    assert again.publications.find("plan") == PUBLICATION
    assert list(again.outbox.unsent()) == [MESSAGE]
    again.close()


def test_a_cycle_is_kept_with_its_changes(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger.db")
    number = ledger.cycles.begin(NOW).number
    record = CycleRecord(
        number=number,
        started=NOW,
        finished=NOW,
        outcome=Outcome.DONE,
        errors=1,
        warnings=2,
        infos=3,
        projects=16,
        budget=Decimal("20000.25"),
        changes=(Change("โครงการ", "มิติ", "1", "2"),),
    )

    ledger.cycles.end(record)

    assert list(ledger.cycles.last(5)) == [record]
    ledger.close()


def test_a_cycle_that_never_ended_shows_as_running(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger.db")
    ledger.cycles.begin(NOW)

    assert [cycle.outcome for cycle in ledger.cycles.last(5)] == ["running"]
    ledger.close()


def test_a_message_is_queued_once_and_gone_when_sent(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger.db")
    ledger.publications.record(PUBLICATION, [MESSAGE], NOW)
    ledger.outbox.mark_sent(MESSAGE, NOW)

    ledger.publications.record(
        PUBLICATION, [replace(MESSAGE, content=b"other bytes")], NOW
    )

    assert list(ledger.outbox.unsent()) == []
    ledger.close()


def test_totals_are_known_until_one_of_them_was_written(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger.db")

    for baht in (1, 2, 2, 3):
        ledger.totals.remember(totals(baht))
    tried = [each.budget for each in ledger.totals.written()]
    ledger.totals.stand(totals(3))

    assert tried == [1, 2, 3]
    assert list(ledger.totals.written()) == [WrittenTotals(Decimal(3), (1, 0, 0, 0))]
    ledger.close()


def test_the_total_that_stands_in_the_sheet_outlives_many_that_do_not(
    tmp_path: Path,
) -> None:
    ledger = Ledger.open(tmp_path / "ledger.db")

    for baht in range(1, 200):
        ledger.totals.remember(totals(baht))

    known = [int(each.budget) for each in ledger.totals.written()]
    assert known == [1, *range(150, 200)]
    ledger.close()


def test_a_corrected_total_is_taken_back_where_nothing_was_written(
    tmp_path: Path,
) -> None:
    ledger = Ledger.open(tmp_path / "ledger.db")
    typed = CorrectedTotal(Field.BUDGET, Decimal(99), Decimal(1))

    ledger.totals.remember(totals(1), [typed])
    noted = ledger.totals.corrected()
    ledger.totals.take_back_corrected(())

    assert noted == (typed,)
    assert ledger.totals.corrected() == ()
    ledger.close()


@pytest.mark.parametrize(
    "content", [b"not a database at all" * 100, b"SQLite format 3"]
)
def test_a_file_that_is_no_ledger_is_said_to_be_damaged(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "ledger.db"
    path.write_bytes(content)

    with pytest.raises(LedgerDamaged):
        Ledger.open(path)


def test_a_ledger_of_a_newer_worker_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version = 99")
    newer.close()

    with pytest.raises(LedgerNewer):
        Ledger.open(path)


def test_a_copy_does_not_touch_the_file(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    ledger = Ledger.open(path)
    ledger.publications.record(PUBLICATION, [MESSAGE], NOW)
    ledger.close()
    before = path.read_bytes()

    copy = Ledger.copy(path)
    copy.outbox.mark_sent(MESSAGE, NOW)
    copy.cycles.begin(NOW)
    copy.close()

    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["ledger.db"]


def test_a_copy_of_no_ledger_is_empty_and_makes_none(tmp_path: Path) -> None:
    copy = Ledger.copy(tmp_path / "ledger.db")

    assert list(copy.cycles.last(5)) == []
    assert list(tmp_path.iterdir()) == []
    copy.close()


def test_a_ledger_of_an_older_worker_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    old = sqlite3.connect(path)
    old.executescript(f"{MIGRATIONS[0]} PRAGMA user_version = 1;")
    old.execute(
        "INSERT INTO publications VALUES ('plan', 'abc', 'https://example.com/x', '2026-11-16',"
        ' \'[["K", "โครงการ", "มิติ", "1"]]\')'
    )
    old.commit()
    old.close()

    ledger = Ledger.open(path)

    assert ledger.publications.find("plan") == PUBLICATION
    assert ledger.publications.find("plan", Kind.PDF) is None
    ledger.close()


def test_what_came_in_an_order_keeps_it_when_it_gets_numbers(tmp_path: Path) -> None:
    path, letters = tmp_path / "ledger.db", ("z", "a", "m")
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        migrate(old, 0, 18)
        for it in letters:
            old.execute(
                "INSERT INTO outbox (message_id, recipient, subject, content, queued)"
                " VALUES (?, 'x@example.com', '', x'00', '2026-11-23T02:00:00+00:00')",
                (it,),
            )
            old.execute("INSERT INTO shut_out VALUES (?)", (it,))
            old.execute("INSERT INTO people VALUES (?, '', NULL)", (it,))

    with closing(Ledger.open(path)) as ledger:
        ledger.outbox.queue(
            [replace(MESSAGE, message_id="b")], NOW.replace(2026, 11, 23)
        )
        waiting = [it.message.message_id for it in ledger.outbox.waiting()]
        assert waiting == [*letters, "b"]
        for table, numbers in ("outbox", 4), ("shut_out", 3), ("people", 3):
            rows = ledger._db.execute(f"SELECT number FROM {table} ORDER BY rowid")  # noqa: S608
            assert rows.fetchall() == [(it + 1,) for it in range(numbers)]
        assert ledger.people.shut_out() == letters
        assert tuple(who.email for who in ledger.people.all()) == letters


def test_kinds_of_one_key_are_noted_apart(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger.db")
    pdf = replace(PUBLICATION, kind=Kind.PDF, digest="pdf")

    for publication in (PUBLICATION, pdf):
        ledger.publications.record(publication, [], NOW)

    assert ledger.publications.find("plan") == PUBLICATION
    assert ledger.publications.find("plan", Kind.PDF) == pdf
    ledger.close()


@pytest.mark.parametrize(
    "noted", ["file:///old/documents/%E0%B8%81.docx", "file:///C:/old/%E0%B8%81.docx"]
)
def test_a_file_is_where_the_folder_is_now(tmp_path: Path, noted: str) -> None:
    with closing(Ledger.open(tmp_path / "ledger.db")) as ledger:
        ledger.publications.record(replace(PUBLICATION, link=noted), [], NOW)

        found = [ledger.publications.find("plan"), *ledger.publications.all()]

    now = (tmp_path.resolve() / "documents" / "ก.docx").as_uri()
    assert [known.link for known in found if known] == [now, now]


def test_the_revision_is_the_one_that_the_last_finished_cycle_left(
    tmp_path: Path,
) -> None:
    with closing(Ledger.open(tmp_path / "ledger.db")) as ledger:
        assert ledger.cycles.revision() == ""
        ledger.cycles.end(ledger.cycles.begin(NOW), "r1", ())
        stopped = ledger.cycles.begin(NOW, CycleKind.LOOK)
        assert ledger.cycles.revision() == "r1"
        ledger.cycles.end(replace(stopped, outcome=Outcome.STOPPED))
        assert ledger.cycles.revision() == "r1"


def test_a_plan_is_kept_when_it_changed_and_found_for_every_cycle(
    tmp_path: Path,
) -> None:
    first, second = ((("K", "ก", "มิติ", number),) for number in "12")
    with closing(Ledger.open(tmp_path / "ledger.db")) as ledger:
        numbers = []
        for facts in (first, first, None, second):
            record = ledger.cycles.begin(NOW)
            ledger.cycles.end(record, "r", facts)
            numbers.append(record.number)
        assert [ledger.snapshots.at(number) for number in numbers] == [
            first,
            first,
            first,
            second,
        ]
        assert ledger.snapshots.last() == second
        assert ledger.snapshots.at(99) is None


def test_trouble_counts_until_it_is_forgotten(tmp_path: Path) -> None:
    later = NOW + timedelta(hours=1)
    with closing(Ledger.open(tmp_path / "ledger.db")) as ledger:
        ledger.troubles.note("look", NotShared("a sheet", "us"), NOW)
        ledger.troubles.mark_told("look")
        trouble = ledger.troubles.note("look", GoogleUnavailable("503"), later)
        assert trouble == Trouble(
            "look", 2, NOW, "google_unavailable", told=True, facts={"why": "503"}
        )
        ledger.troubles.note("night", TemplateError("plan.docx", "{"), later)
        ledger.troubles.forget("look")
        assert [each.job for each in ledger.troubles.all()] == ["night"]
        assert ledger.troubles.of("look") is None


def test_tabs_are_known_by_spreadsheet(tmp_path: Path) -> None:
    with closing(Ledger.open(tmp_path / "ledger.db")) as ledger:
        ledger.tabs.remember("one", {"โครงการ": 7})
        ledger.tabs.remember("one", {"สรุป": 8, "โครงการ": 9})
        assert ledger.tabs.of("one") == {"โครงการ": 9, "สรุป": 8}
        assert ledger.tabs.of("other") == {}


def test_people_who_want_mail_are_known_without_the_sheet(tmp_path: Path) -> None:
    cell = Cell("ผู้รับอีเมล", 2, 2)
    wants = Recipient("สมมุติ", "a@example.com", Role.ADMINISTRATOR, True, 2, cell)
    with closing(Ledger.open(tmp_path / "ledger.db")) as ledger:
        ledger.people.remember([replace(wants, email="gone@example.com")])
        ledger.people.remember([wants, replace(wants, wants=False)])
        (known,) = ledger.people.all()
    assert (known.name, known.email, known.role) == (
        "สมมุติ",
        "a@example.com",
        Role.ADMINISTRATOR,
    )


def test_a_cycle_whose_worker_was_killed_is_closed_by_the_next(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger.db")
    ledger.cycles.begin(NOW)

    ledger.cycles.close_killed()

    assert [cycle.outcome for cycle in ledger.cycles.last(5)] == ["killed"]
    ledger.close()
