"""Mail of a round: who is reminded, and who hears of a report."""

from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest

from sync.adapters.local.documents import LocalDocuments
from sync.cycle.night import Report
from sync.model.cells import Cell, Value
from sync.settings.telling import ExecutivesSettings, NotifySettings
from sync.settings.values import MailSettings, Settings
from tests.desk import CANNOT, DONE, SIX, Desk
from tests.fakes import MemoryMail
from tests.mails import text_of
from tests.sheets import DETAILS, INFO, NAMES, RECIPIENTS


def test_a_document_of_last_year_that_is_gone_is_told_once(
    desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "documents"
    desk.services = replace(desk.services, documents=LocalDocuments(folder))
    add_people(desk)
    desk.night()
    desk.sheet.type_in(Cell(INFO, 8, 2), "2571")
    nights = [desk.night(), desk.night()]
    plan = folder / "แผนปฏิบัติการ-2570.docx"
    plan.unlink()

    nights += [desk.night(), desk.night()]

    assert [bool(night.gone) for night in nights] == [False, False, True, True]
    assert plan.name in nights[2].gone[0]
    told = [[m for m in it.messages if plan.name in text_of(m)] for it in nights]
    assert [[m.recipient for m in each] for each in told] == [
        [],
        [],
        ["admin@example.com"],
        [],
    ]


def subjects(report: Report) -> list[tuple[str, str]]:
    return [(message.recipient, message.subject) for message in report.messages]


def add_people(desk: Desk) -> None:
    people = (
        ("นางสาวสมใจ ตัวอย่าง", "somjai@example.com", "ผู้รับผิดชอบ"),
        ("นายดูแล ตัวอย่าง", "admin@example.com", "ผู้ดูแลระบบ"),
    )
    for row, (name, address, role) in enumerate(people, 3):
        values: tuple[Value, ...] = (name, address, role, True)
        for column, value in enumerate(values, 1):
            desk.sheet.type_in(Cell(RECIPIENTS, row, column), value)
    desk.sheet.type_in(Cell(DETAILS, 2, 8), "นางสาวสมใจ ตัวอย่าง")


def test_those_responsible_are_reminded_of_what_they_have_not_reported(
    desk: Desk,
) -> None:
    add_people(desk)
    desk.night()
    told = []
    for _ in range(20):
        desk.clock.move(timedelta(days=1))
        told += [
            (desk.clock.now().date().isoformat(), *said)
            for said in subjects(desk.night())
            if "ปิดรอบ" in said[1]
        ]

    # the round closes on Friday, 30 April; 13 to 15 April are Songkran
    assert [each[:2] for each in told if "somjai" in each[1]] == [
        ("2027-04-21", "somjai@example.com"),
        ("2027-04-29", "somjai@example.com"),
    ]
    assert "อีก 7 วันทำการปิดรอบ: 6 เดือน/2570" in told[0][2]


def test_administrators_hear_once_of_projects_of_which_nobody_is_reminded(
    desk: Desk,
) -> None:
    add_people(desk)
    told = []
    for _ in range(20):
        told += [
            (message.recipient, text_of(message))
            for message in desk.night().messages
            if "ไม่มีผู้รับอีเมลเตือน" in message.subject
        ]
        desk.clock.move(timedelta(days=1))

    ((who, text),) = told
    assert who == "admin@example.com"
    assert "2 โครงการ" in text
    assert [name in text for name in NAMES] == [False, True, True]


def test_where_everybody_can_be_reminded_nobody_hears_of_it(desk: Desk) -> None:
    add_people(desk)
    for row in (3, 4):
        desk.sheet.type_in(Cell(DETAILS, row, 8), "นางสาวสมใจ ตัวอย่าง")
    desk.night()
    desk.clock.move(timedelta(days=12))

    said = [subject for _, subject in subjects(desk.night())]

    assert any("ปิดรอบ" in subject for subject in said)
    assert not any("ไม่มีผู้รับ" in subject for subject in said)


def test_only_those_who_report_are_told_where_to_fill_it_in(desk: Desk) -> None:
    add_people(desk)
    desk.night()
    texts: dict[str, list[str]] = {}
    for days in (12, 9):  # a reminder, and the round has closed
        desk.clock.move(timedelta(days=days))
        for message in desk.night().messages:
            texts.setdefault(message.recipient, []).append(text_of(message))

    assert any("กรอกในแท็บ" in text for text in texts["somjai@example.com"])
    others = [*texts["tuayang@example.com"], *texts["admin@example.com"]]
    assert others
    assert not any("กรอกในแท็บ" in text for text in others)


def test_who_has_reported_is_reminded_no_more(desk: Desk) -> None:
    add_people(desk)
    desk.report(2, DONE)
    desk.night()
    desk.clock.move(timedelta(days=12))

    assert not [said for said in subjects(desk.night()) if "somjai" in said[0]]


def test_a_round_that_closed_is_told_to_those_above_once(desk: Desk) -> None:
    add_people(desk)
    desk.report(2, DONE)
    desk.night()
    desk.clock.move(timedelta(days=21))  # 1 May
    first = [said for said in subjects(desk.night()) if "ปิดรอบ" in said[1]]
    desk.clock.move(timedelta(days=1))
    second = [said for said in subjects(desk.night()) if "ปิดรอบ" in said[1]]

    assert [address for address, _ in first] == [
        "tuayang@example.com",
        "admin@example.com",
    ]
    assert all("ยังไม่รายงาน 2 โครงการ" in subject for _, subject in first)
    assert second == []


def test_a_whole_report_is_told_to_those_above_with_its_link(desk: Desk) -> None:
    add_people(desk)
    desk.night()
    for row, values in ((2, DONE), (3, CANNOT), (4, CANNOT)):
        desk.report(row, values)

    first, second = desk.night(), desk.night()

    assert [(to, s) for to, s in subjects(first) if "ครบแล้ว" in s] == [
        (to, "รายงานผลครบแล้ว: 6 เดือน/2570 · อบต.ธารสมมุติ")
        for to in ("tuayang@example.com", "admin@example.com")
    ]
    assert "memory://documents/รายงานผล" in text_of(first.messages[0])
    assert second.messages == ()


def test_a_report_that_is_again_what_it_was_is_told_again(desk: Desk) -> None:
    desk.night()
    for row, values in ((2, DONE), (3, CANNOT), (4, CANNOT)):
        desk.report(row, values)
    told = []
    for result in (DONE["result"], "อบรมแล้ว ๔๕ คน", DONE["result"]):
        desk.report(2, {"result": result})
        told.append([s for _, s in subjects(desk.night()) if "ครบแล้ว" in s])

    changed = "รายงานผลครบแล้ว มีการแก้ไข: 6 เดือน/2570"
    assert [[s.partition(" ·")[0] for s in each] for each in told] == [
        ["รายงานผลครบแล้ว: 6 เดือน/2570"],
        [changed],
        [changed],
    ]
    assert subjects(desk.night()) == []


def test_a_report_that_was_whole_is_told_with_what_changed_in_it(desk: Desk) -> None:
    for row, values in ((2, DONE), (3, CANNOT), (4, CANNOT)):
        desk.report(row, values)
    desk.night()
    desk.clock.move(timedelta(days=60))
    desk.report(2, {"paid": "17000"})
    desk.report(3, {"state": None})
    drafted = desk.night()
    desk.report(3, {"state": CANNOT["state"], "name": "โครงการที่เปลี่ยนชื่อ"})

    (letter,) = [m for m in desk.night().messages if "ครบแล้ว" in m.subject]

    assert not [m for m in drafted.messages if "ครบแล้ว" in m.subject]
    _, said = text_of(letter).split("สิ่งที่เปลี่ยนไปจากฉบับก่อน\n")
    assert said.partition("\n\n")[0].splitlines() == [
        f"- โครงการที่เปลี่ยนชื่อ · รายการโครงการ: {NAMES[1]} → โครงการที่เปลี่ยนชื่อ",
        f"- {NAMES[0]} · เบิกจ่ายจริง (บาท): 18000 → 17000",
    ]


def whole_and_read_in_a_chat(desk: Desk) -> MemoryMail:
    """Have a whole report told, in a chat as well; give what arrives there."""
    chat, settings = MemoryMail(), desk.services.settings
    told = NotifySettings(executives=ExecutivesSettings(addresses_variable="E"))
    desk.services = replace(
        desk.services,
        settings=settings.model_copy(update={"notify": told}),
        notices=chat,
        readers=lambda: ("executives 1",),
    )
    for row, values in ((2, DONE), (3, CANNOT), (4, CANNOT)):
        desk.report(row, values)
    assert [s for _, s in subjects(desk.night()) if "ครบแล้ว" in s]
    assert [each.topic for each in chat.delivered] == ["published", "report"]
    return chat


def test_a_report_made_anew_in_which_nothing_reported_changed_is_told_to_nobody(
    desk: Desk,
) -> None:
    chat = whole_and_read_in_a_chat(desk)
    desk.sheet.type_in(Cell(INFO, 13, 2), "นายคนใหม่ สมมุติ")

    report = desk.night()

    assert SIX in desk.new(report)
    assert "ครบ" in report.reports[0]
    assert [s for _, s in subjects(report) if "ครบแล้ว" in s] == []
    assert [each.topic for each in chat.delivered].count("report") == 1


@pytest.mark.parametrize("days", [1, 400])
def test_a_clock_that_is_set_back_sends_no_mail_of_what_did_not_change(
    desk: Desk, days: int
) -> None:
    mail = MailSettings(digest="never")
    desk.services = replace(
        desk.services, settings=desk.services.settings.model_copy(update={"mail": mail})
    )
    desk.sheet.type_in(Cell(INFO, 10, 2), None)
    chat = whole_and_read_in_a_chat(desk)
    told = tuple(chat.delivered)

    for _ in range(2):
        desk.clock.move(timedelta(days=-days))
        assert subjects(desk.night()) == []

    desk.clock.move(timedelta(days=2 * days))
    assert subjects(desk.night()) == []
    assert tuple(chat.delivered) == told


def test_the_links_of_a_report_say_whose_they_are(desk: Desk) -> None:
    desk.services = replace(desk.services, settings=Settings())
    for row, values in ((2, DONE), (3, CANNOT), (4, CANNOT)):
        desk.report(row, values)

    titles = [title for title, _ in desk.night().links]

    assert len(set(titles)) == len(titles)
    title = "รายงานผลการดำเนินงาน พ.ศ. 2570 รอบ 6 เดือน"
    assert [each for each in titles if each.startswith(title)] == [
        title,
        f"{title} (PDF)",
        f"{title} (ฉบับสมบูรณ์ล่าสุด)",
        f"{title} (ฉบับสมบูรณ์ล่าสุด, PDF)",
        f"{title} (หน้าเว็บ)",
    ]


def test_mail_of_the_plan_says_how_a_round_stands(desk: Desk) -> None:
    desk.report(2, DONE)

    letter, *_ = desk.night().messages

    assert "รอบ 6 เดือน พ.ศ. 2570: รายงานแล้ว 1 จาก 3 โครงการ" in text_of(letter)


def test_a_whole_report_that_lies_here_goes_with_the_letter(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.services = replace(
        desk.services,
        documents=LocalDocuments(tmp_path / "documents"),
        settings=Settings(),
    )
    desk.night()
    for row, values in ((2, DONE), (3, CANNOT), (4, CANNOT)):
        desk.report(row, values)

    (letter,) = (m for m in desk.night().messages if "ครบแล้ว" in m.subject)

    parts = message_from_bytes(letter.content).walk()
    names = [part.get_filename() for part in parts if part.get_filename()]
    assert names == [SIX.replace("docx", "pdf")]
    assert SIX in text_of(letter)


def test_a_reminder_says_where_to_report_and_what_was_not_understood(
    desk: Desk,
) -> None:
    add_people(desk)
    desk.report(2, {**DONE, "state": "เกือบเสร็จแล้ว"})
    desk.at(2027, 4, 21)

    letters = [m for m in desk.night().messages if "วันทำการปิดรอบ" in m.subject]

    (letter,) = [m for m in letters if m.recipient == "somjai@example.com"]
    said = text_of(letter)
    assert "กรอกในแท็บผลการดำเนินงานของ" in said
    assert "ไม่รู้จักสถานะการดำเนินงาน “เกือบเสร็จแล้ว”" in said
