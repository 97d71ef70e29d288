"""The bytes of a message: the same each time, whole, and safe whatever is typed."""

import re
from dataclasses import replace
from email import message_from_bytes
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from sync.mail.news import News
from sync.mail.notify import due_letters
from sync.mail.occasions import PlanPublished
from sync.model.changes import Change
from sync.model.mail import Message
from sync.model.plan import Info
from sync.plan.text import printable
from tests.mails import (
    ADMINISTRATOR,
    EXECUTIVE,
    NOW,
    RESPONSIBLE,
    finding,
    header,
    news,
    parse,
    recipients,
    text_of,
    writer,
)
from tests.sheets import DETAILS

PUBLISHED = PlanPublished("abc")
HEADERS = {
    *("Content-Type", "MIME-Version", "Subject", "From", "To", "Date"),
    *("Message-ID", "Auto-Submitted", "Reply-To"),
}
THAI_WORDS = st.text(alphabet="กขิำ่้ABC 0123·", max_size=90).filter(str.strip)
HOSTILE = st.text(max_size=60) | st.sampled_from(
    [
        "ก\r\nBcc: all@example.com",
        "</title><script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ 7*7 }}{% raw %}",
        "\x00\x1b[31m\u202e",
        "=?utf-8?b?QmNj?=",
        "ก" * 3000,
    ]
)


class Tags(HTMLParser):
    """The tags of a page, and how deep the last one left it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def named(name: str, office: str) -> News:
    told = news(recipients((name, "tuayang@example.com", EXECUTIVE)))
    texts = {**told.plan.info.texts, Info.OFFICE: office}
    return replace(
        told, plan=replace(told.plan, info=replace(told.plan.info, texts=texts))
    )


def lines_of(message: Message) -> list[bytes]:
    return message.content.split(b"\r\n")


def test_headers_are_those_of_automatic_mail() -> None:
    (message,) = due_letters(PUBLISHED, news(), writer())
    parsed = parse(message)

    assert parsedate_to_datetime(parsed["Date"]) == NOW
    assert parsed["Auto-Submitted"] == "auto-generated"
    assert parsed["Message-ID"] == message.message_id
    assert re.fullmatch(r"<[0-9a-f]{32}@example\.com>", message.message_id)
    assert parsed["Reply-To"] is None
    assert parsed.get_content_type() == "multipart/alternative"
    kinds = [part.get_content_type() for part in parsed.iter_parts()]
    assert kinds == ["text/plain", "text/html"]


def test_answers_go_where_the_office_says() -> None:
    (message,) = due_letters(PUBLISHED, news(), writer(reply_to="plan@example.org"))

    assert parse(message)["Reply-To"] == "plan@example.org"


def test_the_same_news_is_the_same_message_to_the_byte() -> None:
    again, once = (due_letters(PUBLISHED, news(), writer()) for _ in range(2))

    assert once == again


def test_a_message_is_named_by_office_event_and_person() -> None:
    (message,) = due_letters(PUBLISHED, news(), writer())
    other_office = due_letters(PUBLISHED, named("ก", "อบต.อื่น"), writer())
    other_event = due_letters(PlanPublished("def"), news(), writer())
    typed = recipients(("ก", "other@example.com", EXECUTIVE))
    other_person = due_letters(PUBLISHED, news(typed), writer())

    ids = {message.message_id}
    for others in (other_office, other_event, other_person):
        ids |= {other.message_id for other in others}
    assert len(ids) == 4


@given(name=THAI_WORDS, office=THAI_WORDS)
def test_headers_read_back_as_they_were_meant_whatever_the_names(
    name: str, office: str
) -> None:
    (message,) = due_letters(PUBLISHED, named(name, office), writer())

    assert header(message, "Subject") == message.subject
    assert header(message, "To") == f"{printable(name)} <tuayang@example.com>"
    head = message.content.split(b"\r\n\r\n")[0]
    assert all(len(line) <= 78 for line in head.split(b"\r\n"))


@given(name=HOSTILE, office=HOSTILE, text=HOSTILE)
def test_nothing_that_is_typed_becomes_a_header_markup_or_a_broken_line(
    name: str, office: str, text: str
) -> None:
    told = replace(
        named(name, office),
        changes=[Change(text, text, text, text), Change("", text, "", text)],
        findings=[replace(finding(), message=text)],
        editor=text,
    )

    (message,) = due_letters(PUBLISHED, told, writer())

    assert set(message_from_bytes(message.content).keys()) <= HEADERS
    assert all(len(line) <= 998 for line in lines_of(message))
    assert b"\n" not in b"".join(lines_of(message))
    assert b"\r" not in b"".join(lines_of(message))
    assert message.content.isascii()
    assert "\n" not in message.subject
    page = Tags(text_of(message, "html"))
    assert page.open == []
    assert not page.tags & {"script", "img"}
    assert not {name for name in page.attributes if name.startswith("on")}


@given(text=HOSTILE)
def test_nothing_typed_breaks_what_those_responsible_and_administrators_get(
    text: str,
) -> None:
    typed = recipients(
        ("สมมุติ ใจซื่อ", "a@example.com", RESPONSIBLE),
        ("ข", "b@example.com", ADMINISTRATOR),
    )
    told = news(typed | {f"{DETAILS}!H2": "สมมุติ ใจซื่อ"})
    (first, *others) = told.plan.projects
    plan = replace(told.plan, projects=(replace(first, number=text), *others))
    said = replace(finding(3, project=1), message=text, suggestion=text)
    told = replace(told, plan=plan, findings=[said], notices=(text or "ก",))

    messages = due_letters(PUBLISHED, told, writer())

    assert [message.recipient for message in messages] == [
        *("a@example.com", "b@example.com"),
    ]
    for message in messages:
        page = Tags(text_of(message, "html"))
        assert page.open == []
        assert not page.tags & {"script", "img"}


def test_a_template_that_asks_for_what_is_not_there_fails() -> None:
    broken = writer()
    templates = {**broken.templates, "plan.txt": "{{ nothing }}"}

    with pytest.raises(UndefinedError):
        due_letters(PUBLISHED, news(), replace(broken, templates=templates))
