import re
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from sync.mail.bars import _share
from sync.mail.news import no_cell_link
from sync.mail.notify import due_letters, notice_of, trouble_letters
from sync.mail.occasions import (
    Occasion,
    PlanPublished,
    Reminder,
    WeeklyDigest,
    WorkerFailing,
    WorkerRecovered,
    digest_due,
    quarter_end,
)
from sync.model.changes import Change
from sync.model.findings import Confirmed, Severity
from sync.model.mail import Message
from tests.mails import (
    ADMINISTRATOR,
    EXECUTIVE,
    LINK,
    NOW,
    RESPONSIBLE,
    SHEET_LINK,
    YEAR,
    finding,
    header,
    news,
    recipients,
    text_of,
    writer,
)
from tests.sheets import DETAILS, NAMES, PROJECTS

PUBLISHED = PlanPublished("abc")
WEEK = digest_due(NOW.date(), 0)
REMINDER = Reminder(YEAR, 1, 14, 14, quarter_end(YEAR, 1))
BOSS = ("นายตัวอย่าง รักสุจริต", "boss@example.com", EXECUTIVE)
STAFF = ("นางสาวสมมุติ ใจซื่อ", "staff@example.com", RESPONSIBLE)
ADMIN = ("นายทดลอง เที่ยงตรง", "admin@example.com", ADMINISTRATOR)
OWNS_FIRST = {f"{DETAILS}!H2": "สำนักปลัด โดย น.ส.สมมุติ ใจซื่อ"}
EVERYBODY = recipients(BOSS, STAFF, ADMIN) | OWNS_FIRST
CHANGE = Change(NAMES[1], "มิติ", "๑", "๒")


def test_what_staff_confirmed_is_named_to_administrators_alone() -> None:
    each = Confirmed(finding(1), "มติสภา")
    told = news(EVERYBODY, confirmed=[each], refused=2)

    letters = {
        letter.recipient: text_of(letter, "plain")
        for letter in due_letters(PUBLISHED, told, writer())
    }

    assert "เหตุผล: มติสภา" in letters["admin@example.com"]
    assert "ยืนยันว่าถูกต้อง 1 จุด" in letters["admin@example.com"]
    assert "ทำเครื่องหมายยืนยันไว้แต่ยังไม่นับ 2 จุด" in letters["admin@example.com"]
    assert "มติสภา" not in letters["boss@example.com"]


@pytest.mark.parametrize(("count", "more"), [(1, 0), (12, 0), (13, 1), (20, 8)])
def test_beyond_twelve_lines_a_letter_tells_how_many_more_there_are(
    count: int, more: int
) -> None:
    findings = tuple(finding(row) for row in range(4, 4 + count))
    confirmed = [Confirmed(each, "มติสภา") for each in findings]
    said = writer().words.say("mail.more", count=str(more))

    for who, told in (
        ("boss@example.com", news(EVERYBODY, findings=findings)),
        ("admin@example.com", news(EVERYBODY, confirmed=confirmed)),
    ):
        letters = {it.recipient: it for it in due_letters(PUBLISHED, told, writer())}
        lines = [line.strip() for line in text_of(letters[who]).splitlines()]
        found = [line for line in lines if line.startswith("และอีก")]
        assert found == ([said] if more else [])


@pytest.mark.parametrize(
    ("occasion", "topic"),
    [(PUBLISHED, "published"), (WEEK, "digest"), (REMINDER, "reminder")],
)
def test_a_message_tells_which_kind_of_news_it_is(
    occasion: Occasion, topic: str
) -> None:
    letters = due_letters(occasion, news(EVERYBODY), writer())

    assert letters
    assert {letter.topic for letter in letters} == {topic}


class Links(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name == "href"]


def links_of(message: Message) -> list[str]:
    return Links(text_of(message, "html")).found


def told(messages: tuple[Message, ...]) -> list[str]:
    return [message.recipient.partition("@")[0] for message in messages]


# --- content ------------------------------------------------------------------------


def test_the_first_mail_says_what_it_is_and_links_all_there_is() -> None:
    pdf = "https://docs.example.com/pdf"
    (message,) = due_letters(PUBLISHED, news(pdf_link=pdf), writer())

    assert header(message, "To") == "นายตัวอย่าง รักสุจริต <tuayang@example.com>"
    assert header(message, "Subject") == message.subject
    assert message.subject == "ฉบับสมบูรณ์: แผน 2570 · อบต.ธารสมมุติ"
    assert links_of(message) == [LINK, pdf, SHEET_LINK]
    for link in (LINK, pdf, SHEET_LINK):
        assert link in text_of(message).splitlines()
    for kind in ("plain", "html"):
        assert "3 โครงการ งบประมาณรวม 25,000.00 บาท" in text_of(message, kind)
        assert "เป็นเอกสารฉบับแรก" in text_of(message, kind)


def test_a_draft_says_so_in_its_subject_with_the_number_of_errors() -> None:
    findings = [finding(3), finding(4), finding(5, Severity.WARNING)]
    (message,) = due_letters(PUBLISHED, news(findings=findings), writer())

    # a telephone shows forty letters
    assert message.subject[:40].startswith("ร่าง ต้องแก้ไข 2 จุด: แผน 2570 · อบต.")


def test_bars_are_as_long_as_what_they_show() -> None:
    (message,) = due_letters(PUBLISHED, news(), writer())

    bars = re.findall(r"^  (.+): ([\d,.]+)(?: (█+))?$", text_of(message), re.M)
    widths = re.findall(r'class="bar" width="(\d+)%"', text_of(message, "html"))
    assert [(shown, len(blocks)) for _, shown, blocks in bars] == [
        *(("1", 12), ("1", 12), ("1", 12), ("0", 0)),
        *(("20,000.00", 12), ("0.00", 0), ("5,000.00", 3), ("0.00", 0)),
    ]
    assert widths == ["100", "100", "100", "100", "25"]
    assert "<img" not in text_of(message, "html")


def test_where_a_draft_is_a_file_the_letter_says_which() -> None:
    held = news(held=date(2026, 11, 16), draft_file="ร่าง.docx")
    (message,) = due_letters(PUBLISHED, held, writer())

    for kind in ("plain", "html"):
        assert "16 พฤศจิกายน 2569" in text_of(message, kind)
        assert "ฉบับร่างเป็นไฟล์ ร่าง.docx" in text_of(message, kind)


@pytest.mark.parametrize(
    ("value", "most", "length"),
    [(2, 3, 67), (1, 3, 33), (3, 3, 100), (1, 10**9, 1), (0, 3, 0), (0, 0, 0)],
)
def test_a_bar_is_rounded_to_the_nearest_and_seen_if_there_is_anything(
    value: int, most: int, length: int
) -> None:
    assert _share(Decimal(value), Decimal(most), 100) == length


def test_changes_are_told_old_and_new_with_who_edited_last() -> None:
    change = Change("ก <b>&", "มิติ", "", "{{ 7*7 }}")
    told_of = news(changes=[change], editor="พี่ <แดง>")
    (message,) = due_letters(PUBLISHED, told_of, writer())

    assert "- ก <b>& · มิติ: (ว่าง) → {{ 7*7 }}" in text_of(message)
    assert "แก้ไขล่าสุดโดย พี่ <แดง>" in text_of(message)
    html = text_of(message, "html")
    assert "ก &lt;b&gt;&amp;" in html
    assert "(ว่าง) → <b>{{ 7*7 }}</b>" in html
    assert "แก้ไขล่าสุดโดย พี่ &lt;แดง&gt;" in html
    assert "<b>&" not in html


def test_nobody_is_named_when_it_is_not_known_who_edited() -> None:
    (message,) = due_letters(PUBLISHED, news(), writer())

    assert "แก้ไขล่าสุด" not in text_of(message)


def test_an_error_leads_to_its_cell_and_a_warning_is_not_told_to_executives() -> None:
    findings = [finding(4), finding(5, Severity.WARNING)]
    (message,) = due_letters(PUBLISHED, news(findings=findings), writer())

    link = f"{SHEET_LINK}#gid=7&range=D4"
    assert link in links_of(message)
    assert link in text_of(message)
    assert "- ลำดับที่ 2 · งบ (โครงการ!D4) ข้อสังเกต 4 error" in text_of(message)
    assert "ข้อสังเกต 5" not in text_of(message)


def test_a_cell_of_a_file_is_named_without_a_link() -> None:
    local = news(findings=[finding(4)], cell_link=no_cell_link)
    (message,) = due_letters(PUBLISHED, local, writer())

    assert "ลำดับที่ 2 · งบ (โครงการ!D4)" in text_of(message, "html")
    assert links_of(message) == [LINK, SHEET_LINK]


def test_of_many_changes_and_errors_the_first_are_told_and_the_rest_counted() -> None:
    changes = [Change(f"โครงการ {n}", "มิติ", "", "๑") for n in range(20)]
    findings = [finding(row) for row in range(3, 33)]
    told_of = news(changes=changes, findings=findings)
    (message,) = due_letters(PUBLISHED, told_of, writer())

    for kind in ("plain", "html"):
        assert "และอีก 8 รายการ" in text_of(message, kind)
        assert "และอีก 18 รายการ" in text_of(message, kind)


@pytest.mark.parametrize(("there_are", "left"), [(12, None), (13, 1), (20, 8)])
def test_of_many_of_ones_own_the_rest_is_counted(
    there_are: int, left: int | None
) -> None:
    typed = recipients(STAFF) | OWNS_FIRST
    findings = [finding(row, project=1) for row in range(3, 3 + there_are)]
    (message,) = due_letters(PUBLISHED, news(typed, findings=findings), writer())

    for kind in ("plain", "html"):
        text = text_of(message, kind)
        assert text.count("ข้อสังเกต ") >= 12
        assert re.findall("และอีก (.*?) รายการ", text) == ([str(left)] if left else [])


def test_english_is_a_setting() -> None:
    (message,) = due_letters(PUBLISHED, news(), writer("en"))

    assert message.subject.startswith("Complete: plan 2570 · ")
    assert "Projects: 3, 25,000.00 baht in all" in text_of(message)
    assert '<html lang="en">' in text_of(message, "html")


# --- who ----------------------------------------------------------------------------


def test_a_role_decides_what_somebody_is_told() -> None:
    facts = {
        "findings": [finding(3, project=1), finding(4, project=2)],
        "notices": ("มีผู้แก้ไขเอกสาร",),
    }
    boss, staff, admin = due_letters(PUBLISHED, news(EVERYBODY, **facts), writer())

    assert [boss.recipient, staff.recipient, admin.recipient] == [
        *(BOSS[1], STAFF[1], ADMIN[1]),
    ]
    assert LINK in text_of(boss)
    assert "ข้อสังเกต 4" in text_of(boss)
    assert "มีผู้แก้ไขเอกสาร" not in text_of(boss)
    assert NAMES[0] in text_of(staff)
    assert "ข้อสังเกต 3" in text_of(staff)
    for foreign in (LINK, NAMES[1], "ข้อสังเกต 4", "25,000.00", "มีผู้แก้ไขเอกสาร"):
        assert foreign not in text_of(staff)
    assert "มีผู้แก้ไขเอกสาร" in text_of(admin)
    for foreign in (LINK, "ข้อสังเกต", "25,000.00"):
        assert foreign not in text_of(admin)


def test_somebody_of_all_roles_gets_one_mail_with_every_section() -> None:
    rows = [(STAFF[0], "Staff@example.com", role) for role in (EXECUTIVE, RESPONSIBLE)]
    typed = recipients(*rows, (STAFF[0], STAFF[1], ADMINISTRATOR)) | OWNS_FIRST
    facts = {
        "findings": [finding(3, project=1), finding(3, Severity.WARNING, project=1)],
        "notices": ("มีผู้แก้ไขเอกสาร",),
    }
    (message,) = due_letters(PUBLISHED, news(typed, **facts), writer())

    text = text_of(message)
    for part in (LINK, "โครงการของท่านในไตรมาสที่ 1", "มีผู้แก้ไขเอกสาร"):
        assert part in text
    assert text.count("ข้อสังเกต 3 error") == 1
    assert text.count("ข้อสังเกต 3 warning") == 1


def test_who_is_responsible_for_nothing_gets_nothing() -> None:
    assert due_letters(PUBLISHED, news(recipients(STAFF)), writer()) == ()


def test_who_is_responsible_hears_of_changes_of_own_projects_only() -> None:
    typed = recipients(STAFF) | OWNS_FIRST
    foreign = news(typed, changes=[CHANGE])
    own = news(typed, changes=[CHANGE, Change(NAMES[0], "มิติ", "๑", "๒")])

    assert due_letters(PUBLISHED, foreign, writer()) == ()
    assert told(due_letters(PUBLISHED, own, writer())) == ["staff"]


def test_a_role_that_cannot_be_read_is_told_what_everybody_may_see() -> None:
    typed = recipients((BOSS[0], BOSS[1], "หัวหน้า"))

    (message,) = due_letters(PUBLISHED, news(typed), writer())

    assert LINK in text_of(message)


def test_only_allowed_domains_get_mail() -> None:
    typed = recipients(BOSS, ("ข", "b@example.org", EXECUTIVE))
    allowed = writer(domains=["EXAMPLE.com"])

    assert told(due_letters(PUBLISHED, news(typed), allowed)) == ["boss"]
    assert told(due_letters(PUBLISHED, news(typed), writer())) == ["boss", "b"]


@pytest.mark.parametrize("email", ["no address", "a@b.c, d@e.f", "x@localhost", ""])
def test_what_is_no_address_gets_no_mail(email: str) -> None:
    typed = recipients((BOSS[0], email, EXECUTIVE))

    assert due_letters(PUBLISHED, news(typed), writer()) == ()


def test_who_did_not_tick_gets_no_mail() -> None:
    assert due_letters(PUBLISHED, news({"ผู้รับอีเมล!D2": False}), writer()) == ()


# --- when ---------------------------------------------------------------------------


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


def test_confirmations_alone_are_counted_in_the_subject() -> None:
    told = news(EVERYBODY, confirmed=[Confirmed(finding(1), "มติสภา")], changes=())

    (letter,) = due_letters(PUBLISHED, told, writer())

    assert header(letter, "Subject").startswith("เจ้าหน้าที่ยืนยันว่าถูกต้อง 1 จุด: ")


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_a_first_document_is_the_first_of_its_year(kind: str) -> None:
    letters = due_letters(PUBLISHED, news(EVERYBODY), writer())

    assert "เป็นเอกสารฉบับแรกของปีงบประมาณ พ.ศ. 2570" in text_of(letters[0], kind)


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_who_remembers_nothing_calls_no_document_the_first(kind: str) -> None:
    letters = due_letters(PUBLISHED, news(EVERYBODY, forgotten=True), writer())

    said = text_of(letters[0], kind)
    assert "ระบบไม่มีบันทึกของเอกสารฉบับก่อน" in said
    assert "ฉบับแรก" not in said


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_beside_the_total_stands_how_many_budgets_are_not_in_it(kind: str) -> None:
    typed = EVERYBODY | {f"{PROJECTS}!D3": "?", f"{PROJECTS}!D4": ""}

    short, whole = (
        text_of(due_letters(PUBLISHED, news(those), writer())[0], kind)
        for those in (typed, EVERYBODY)
    )

    assert "ยอดนี้ยังไม่รวม 2 โครงการ" in short
    assert "ยังไม่รวม" not in whole
