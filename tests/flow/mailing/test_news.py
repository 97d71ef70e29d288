"""Which nights are news, to whom, and that each is told once."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sync import wiring
from sync.cycle.services import Services
from sync.importing import import_plan
from sync.plan.labels import load_headers
from sync.settings.frames import load_frames
from tests.fakes import FixedClock, MemorySpreadsheet
from tests.flow.mailing.letters import PEOPLE, night, told
from tests.mails import text_of
from tests.shared import shared_data
from tests.sheets import NAMES, PROJECTS, place, type_in


def test_a_publication_is_told_once_and_then_it_is_quiet(
    office: Services, clock: FixedClock
) -> None:
    first = night(office)
    clock.move(timedelta(days=1))
    second = night(office)

    assert told(first) == ["boss", "staff"]
    assert second == ()


def test_a_change_is_told_with_who_made_it_and_a_quiet_week_is_summed_up(
    office: Services, clock: FixedClock
) -> None:
    night(office)
    clock.move(timedelta(days=2))
    assert isinstance(office.spreadsheet, MemorySpreadsheet)
    office.spreadsheet.type_in(place(f"{PROJECTS}!I4"), "เร่งรัด")
    (changed,) = night(office)
    nights = []
    for _ in range(13):
        clock.move(timedelta(days=1))
        nights += [(clock.now().date().isoformat(), told(night(office)))]

    assert changed.recipient == "boss@example.com"
    assert f"{NAMES[1]} · หมายเหตุ: (ว่าง) → เร่งรัด" in text_of(changed)
    assert "แก้ไขล่าสุดโดย พี่แดง" in text_of(changed)
    assert [(day, names) for day, names in nights if names] == [
        ("2026-11-30", ["staff"]),
        ("2026-12-07", ["boss", "staff"]),
    ]


def test_a_change_that_is_taken_back_is_told_too(
    office: Services, clock: FixedClock
) -> None:
    night(office)
    assert isinstance(office.spreadsheet, MemorySpreadsheet)
    names = []
    for remark in ("เร่งรัด", None, "เร่งรัด"):
        clock.move(timedelta(days=1))
        office.spreadsheet.type_in(place(f"{PROJECTS}!I4"), remark)
        names.append(told(night(office)))

    assert names == [["boss"], ["boss"], ["boss"]]


def test_a_quarters_end_is_reminded_of_three_times(
    office: Services, clock: FixedClock
) -> None:
    night(office)
    reminders = []
    for _ in range(45):
        clock.move(timedelta(days=1))
        reminders += [
            (clock.now().date().isoformat(), message.recipient)
            for message in night(office)
            if "สิ้นไตรมาส" in message.subject
        ]

    assert reminders == [
        # 7, 10 and 31 December are public holidays
        ("2026-12-09", "staff@example.com"),
        ("2026-12-21", "staff@example.com"),
        ("2026-12-29", "staff@example.com"),
    ]


def test_a_real_plan_is_told_in_one_mail_of_reasonable_size(tmp_path: Path) -> None:
    source = shared_data("tako-2569.txt")
    plan = import_plan(source, load_headers(), load_frames()[0].dimensions)
    folder = tmp_path / "office"
    wiring.create_office(folder, plan)
    with wiring.open_office(folder) as office:
        named = type_in(office.spreadsheet.read(), PEOPLE)
        sheet = MemorySpreadsheet(*named.tabs)
        messages = night(replace(office, spreadsheet=sheet))
        totals = office.ledger.cycles.last(1)[0]

    (boss, _) = messages
    assert told(messages) == ["boss", "staff"]
    assert f"{totals.projects} โครงการ" in text_of(boss)
    assert f"{totals.budget:,.2f}" in text_of(boss, "html")
    assert all(len(message.content) < 100_000 for message in messages)
