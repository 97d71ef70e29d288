from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from sync.config import MailSettings
from sync.model import Change, Info, Message, Publication, Totals
from sync.stages.notify import News, compose
from sync.stages.read import read_plan
from sync.thai.folding import clean
from sync.words import load_words
from tests.sheets import HEADERS, RECIPIENTS, clean_sheet, type_in

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
MAIL = Path(__file__).parents[2] / "templates" / "mail"
TEMPLATES = {
    name: (MAIL / name).read_text("utf-8") for name in ("plan.txt", "plan.html")
}
TOTALS = Totals(
    3,
    Decimal(25000),
    (1, 1, 1, 0),
    (1, 1, 1, 0),
    (Decimal(20000), Decimal(0), Decimal(5000), Decimal(0)),
)


def news(changes: list[Change] | None = None, **typed: object) -> News:
    cells = {f"{RECIPIENTS}!{address}": value for address, value in typed.items()}
    return News(
        plan=read_plan(type_in(clean_sheet(), cells), HEADERS).plan,
        totals=TOTALS,
        errors=[],
        changes=changes,
        publication=Publication("plan", "abc", "file:///d.docx", date(2026, 1, 1), ()),
        sheet_link="file:///plan.xlsx",
    )


def write(told: News, language: str = "th") -> list[Message]:
    return list(
        compose(
            told,
            templates=TEMPLATES,
            words=load_words(language),
            settings=MailSettings(),
            now=NOW,
        )
    )


def parse(message: Message) -> EmailMessage:
    parsed = message_from_bytes(message.content, policy=default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def header(message: Message, name: str) -> str:
    """Decode a header; the newer parser puts a space between two encoded words."""
    raw = message_from_bytes(message.content)[name]
    return str(make_header(decode_header(raw)))


def text_of(message: Message, kind: str = "plain") -> str:
    body = parse(message).get_body((kind,))
    assert body
    return str(body.get_content())


def test_the_first_mail_says_what_it_is_and_links_the_document() -> None:
    (message,) = write(news())

    assert header(message, "To") == "นายตัวอย่าง รักสุจริต <tuayang@example.com>"
    assert header(message, "Subject") == message.subject
    assert message.subject == (
        "แผนปฏิบัติการป้องกันการทุจริต 2570 · องค์การบริหารส่วนตำบลธารสมมุติ · ฉบับสมบูรณ์"
    )
    for kind in ("plain", "html"):
        text = text_of(message, kind)
        assert "file:///d.docx" in text
        assert "3 โครงการ งบประมาณรวม 25,000.00 บาท" in text


def test_the_same_news_is_the_same_message_to_the_byte() -> None:
    assert write(news()) == write(news())


def test_other_news_is_another_message() -> None:
    told = news()
    later = replace(told, publication=replace(told.publication, digest="def"))

    assert write(told)[0].message_id != write(later)[0].message_id


def test_nothing_changed_is_no_mail() -> None:
    assert write(news(changes=[])) == []


def test_changes_are_told_old_and_new_and_markup_in_them_stays_text() -> None:
    (message,) = write(news([Change("ก <b>&", "มิติ", "", "{{ 7*7 }}")]))

    assert "- ก <b>& · มิติ: (ว่าง) → {{ 7*7 }}" in text_of(message)
    assert "ก &lt;b&gt;&amp;" in text_of(message, "html")
    assert "<b>&" not in text_of(message, "html")


def test_a_person_in_two_rows_gets_one_mail() -> None:
    told = news(A3="อีกครั้ง", B3="TUAYANG@example.com", D3=True)

    assert [message.recipient for message in write(told)] == ["tuayang@example.com"]


@pytest.mark.parametrize("email", ["no address", "a@b.c, d@e.f", "x@localhost", ""])
def test_what_is_no_address_gets_no_mail(email: str) -> None:
    assert write(news(B2=email)) == []


def test_who_did_not_tick_gets_no_mail() -> None:
    assert write(news(D2=False)) == []


def test_a_name_cannot_add_a_header() -> None:
    (message,) = write(news(A2="ก\r\nBcc: all@example.com"))

    assert parse(message)["Bcc"] is None


THAI_WORDS = st.text(alphabet="กขิำ่้ABC 0123·", max_size=90).filter(str.strip)


@given(name=THAI_WORDS, office=THAI_WORDS)
def test_headers_read_back_as_they_were_meant_whatever_the_names(
    name: str, office: str
) -> None:
    told = news(A2=name)
    texts = {**told.plan.info.texts, Info.OFFICE: office}
    plan = replace(told.plan, info=replace(told.plan.info, texts=texts))

    (message,) = write(replace(told, plan=plan))

    assert header(message, "Subject") == message.subject
    assert header(message, "To") == f"{clean(name)} <tuayang@example.com>"
    assert all(
        len(line) <= 78 for line in message.content.split(b"\r\n\r\n")[0].split(b"\r\n")
    )


def test_english_is_a_setting() -> None:
    (message,) = write(news(), "en")

    assert "3 projects, 25,000.00 baht in all" in text_of(message)
    assert '<html lang="en">' in text_of(message, "html")


def test_a_template_that_asks_for_what_is_not_there_fails() -> None:
    with pytest.raises(UndefinedError):
        compose(
            news(),
            templates={**TEMPLATES, "plan.txt": "{{ nothing }}"},
            words=load_words("th"),
            settings=MailSettings(),
            now=NOW,
        )
