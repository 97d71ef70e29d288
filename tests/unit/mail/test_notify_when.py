"""When there is mail, and when there is none."""

from sync.mail.notify import due_letters, notice_of, trouble_letters
from sync.mail.occasions import (
    Occasion,
    PlanPublished,
    Reminder,
    WeeklyDigest,
    WorkerFailing,
    WorkerRecovered,
    quarter_end,
)
from tests.mails import (
    NOW,
    RESPONSIBLE,
    YEAR,
    finding,
    news,
    recipients,
    text_of,
    writer,
)
from tests.sheets import DETAILS, NAMES
from tests.unit.mail.news import (
    ADMIN,
    BOSS,
    EVERYBODY,
    PUBLISHED,
    REMINDER,
    STAFF,
    WEEK,
    told,
)


def test_nothing_changed_is_no_mail() -> None:
    assert due_letters(PUBLISHED, news(EVERYBODY, changes=[]), writer()) == ()


def test_a_digest_goes_to_those_who_heard_nothing_for_a_week() -> None:
    facts = {"changes": [], "findings": [finding(3, project=1)]}
    last_week = {"boss@example.com": WEEK.since}

    every = due_letters(WEEK, news(EVERYBODY, **facts), writer(), last_week)
    recent = {"boss@example.com": NOW.date()}
    fewer = due_letters(WEEK, news(EVERYBODY, **facts), writer(), recent)

    assert told(every) == ["boss", "staff"]
    assert every[0].subject.endswith("ประจำสัปดาห์")
    assert "ไม่มีการเปลี่ยนแปลงในสัปดาห์ที่ผ่านมา" in text_of(every[0])
    assert told(fewer) == ["staff"]


def test_a_digest_says_nothing_to_whom_it_has_nothing_to_say() -> None:
    # in October nobody's own project is planned in a later quarter
    typed = recipients(STAFF) | {f"{DETAILS}!H3": "สมมุติ ใจซื่อ"}

    assert due_letters(WEEK, news(typed, changes=[]), writer(), {}) == ()


def test_a_reminder_goes_to_whom_a_project_of_the_quarter_belongs() -> None:
    (message,) = due_letters(REMINDER, news(EVERYBODY), writer())

    assert message.recipient == STAFF[1]
    assert message.subject.startswith("อีก 14 วันทำการสิ้นไตรมาส 1/2570")
    for kind in ("plain", "html"):
        text = text_of(message, kind)
        assert "31 ธันวาคม 2569" in text
        assert NAMES[0] in text
        assert NAMES[1] not in text
    second = Reminder(YEAR, 2, 14, 14, quarter_end(YEAR, 2))
    assert due_letters(second, news(EVERYBODY), writer()) == ()


def test_the_workers_notices_go_to_administrators_and_the_same_ones_once() -> None:
    notices = ("ส่งอีเมลไม่ได้",)
    occasion, again, other = (
        notice_of(each) for each in (notices, notices, (*notices, "อีกเรื่อง"))
    )

    assert occasion
    assert occasion == again != other
    assert notice_of(()) is None
    (message,) = due_letters(occasion, news(EVERYBODY, notices=notices), writer())
    assert message.recipient == ADMIN[1]
    assert "ส่งอีเมลไม่ได้" in text_of(message)


def test_failures_and_their_end_are_told_to_administrators() -> None:
    rows = news(EVERYBODY).plan.recipients
    failure = WorkerFailing("night", NOW, 3, "เปิดไฟล์แผนไม่ได้ <x>", "ตรวจลิงก์")
    well = WorkerRecovered("night", NOW)

    (bad,) = trouble_letters(failure, "อบต.ตัวอย่าง", rows, writer())
    (good,) = trouble_letters(well, "อบต.ตัวอย่าง", rows, writer("en"))

    assert bad.recipient == good.recipient == ADMIN[1]
    for kind in ("plain", "html"):
        text = text_of(bad, kind)
        for fact in ("3 ครั้ง", "23 พฤศจิกายน 2569", "เปิดไฟล์แผนไม่ได้", "ตรวจลิงก์"):
            assert fact in text
    assert "&lt;x&gt;" in text_of(bad, "html")
    assert "is well again" in text_of(good)
    assert "23 November 2026" in text_of(good)
    assert bad.message_id != good.message_id


def test_every_occasion_is_another_message_and_the_same_one_the_same() -> None:
    told_of = news(
        recipients((BOSS[0], BOSS[1], RESPONSIBLE), BOSS) | {f"{DETAILS}!H2": BOSS[0]}
    )
    later = WeeklyDigest(NOW.date(), WEEK.since)
    occasions: list[Occasion] = [PUBLISHED, PlanPublished("def"), WEEK, REMINDER]

    ids = [due_letters(each, told_of, writer())[0].message_id for each in occasions]

    assert len(set(ids)) == len(ids)
    assert due_letters(later, told_of, writer())[0].message_id == ids[2]
