"""What a letter says of news."""

import re
from datetime import date
from decimal import Decimal

import pytest

from sync.mail.bars import _share
from sync.mail.news import no_cell_link
from sync.mail.notify import due_letters
from sync.mail.occasions import Occasion
from sync.model.changes import Change
from sync.model.findings import Confirmed, Severity
from tests.mails import (
    LINK,
    SHEET_LINK,
    finding,
    header,
    news,
    recipients,
    text_of,
    writer,
)
from tests.sheets import PROJECTS
from tests.unit.mail.news import (
    EVERYBODY,
    OWNS_FIRST,
    PUBLISHED,
    REMINDER,
    STAFF,
    WEEK,
    links_of,
)


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
