"""What administrators are told of a night's mail and documents."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from rich.console import Console

from sync.cli.cycle_view import show_report
from sync.cli.terminal import Terminal
from sync.cycle.night import run_cycle
from sync.cycle.services import Services
from sync.errors import MessageRefused
from sync.model.documents import Audience, Before, Document, Placed
from sync.model.mail import Message
from sync.ports import Handing, unheard
from tests.fakes import FixedClock, MemoryDocuments, MemoryMail, MemorySpreadsheet
from tests.flow.mailing.letters import night, told
from tests.mails import ADMINISTRATOR, EXECUTIVE, recipients, text_of
from tests.sheets import clean_sheet, type_in


class RefusingMail(MemoryMail):
    """Mail that will never be taken for one address."""

    def send(
        self, message: Message, draft: str = "", handing: Handing = unheard
    ) -> None:
        if message.recipient == "boss@example.com":
            raise MessageRefused("550 ไม่มีผู้รับนี้")
        super().send(message, draft, handing)


class EditedDocuments(MemoryDocuments):
    """Documents that somebody had changed, so that a copy was kept."""

    def publish(self, document: Document, before: Before | None = None) -> Placed:
        return replace(super().publish(document, before), kept="memory://copy")


def test_mail_that_is_refused_is_told_to_the_administrator_the_next_night(
    office: Services, clock: FixedClock
) -> None:
    office = replace(office, mail=RefusingMail())

    first = night(office)
    clock.move(timedelta(days=1))
    second = night(office)
    clock.move(timedelta(days=1))
    third = night(office)

    assert told(first) == ["staff"]
    assert told(second) == ["admin"]
    assert "boss@example.com" in text_of(second[0])
    # what the server said is for the log; people read what it means
    assert "ไม่มีที่อยู่นี้ ให้ตรวจที่อยู่ในแท็บผู้รับอีเมล" in text_of(second[0])
    assert "550" not in text_of(second[0])
    assert third == ()


def test_every_mail_that_is_given_up_is_told_though_in_the_same_words(
    office: Services, clock: FixedClock
) -> None:
    office = replace(office, mail=RefusingMail())
    warned = []
    for _ in range(22):
        warned += [it for it in night(office) if it.recipient == "admin@example.com"]
        clock.move(timedelta(days=1))

    # the news, and a digest each week after it
    assert [text_of(it).count("boss@example.com") for it in warned] == [1, 1, 1]


def test_where_administrators_have_no_address_that_is_no_endless_news(
    office: Services, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise MessageRefused("550 ไม่มีผู้รับนี้")

    monkeypatch.setattr(office.mail, "send", refuse)
    for _ in range(6):
        night(office)
        clock.move(timedelta(days=1))

    # of the news, of that one, and of that one
    topics = [it.message.topic for it in office.ledger.outbox.undelivered()]
    assert topics.count("notice") == 3


def test_what_befalls_a_document_again_is_told_again(
    office: Services, clock: FixedClock
) -> None:
    documents = office.documents
    assert isinstance(documents, MemoryDocuments)
    night(office)
    heard = []
    for _ in range(2):
        clock.move(timedelta(days=1))
        documents.contents.clear()
        heard.append(told(night(office)))
        clock.move(timedelta(days=1))
        heard.append(told(night(office)))

    assert heard == [["admin"], [], ["admin"], []]


def test_mail_that_is_given_up_is_told_at_the_terminal(office: Services) -> None:
    report = run_cycle(replace(office, mail=RefusingMail()))
    out = io.StringIO()

    show_report(report, None, Terminal(office.words, Console(file=out)))

    told_of = "เลิกส่งถึง boss@example.com: ไม่มีที่อยู่นี้ ให้ตรวจที่อยู่ในแท็บผู้รับอีเมล"
    assert told_of in out.getvalue()
    assert "อีเมล\tส่ง 1 ฉบับ\n" in out.getvalue()


def test_what_became_of_a_document_is_told_in_the_one_mail_of_that_night(
    office: Services, clock: FixedClock
) -> None:
    both = ("นายทดลอง เที่ยงตรง", "both@example.com")
    rows = recipients((*both, ADMINISTRATOR), (*both, EXECUTIVE))
    office = replace(
        office,
        spreadsheet=MemorySpreadsheet(*type_in(clean_sheet(), rows).tabs),
        documents=EditedDocuments(),
    )

    (message,) = night(office)
    clock.move(timedelta(days=1))

    assert "memory://copy" in text_of(message)
    assert "memory://documents/" in text_of(message)
    assert night(office) == ()


def test_the_administrator_hears_who_cannot_open_the_document(office: Services) -> None:
    documents = MemoryDocuments()
    documents.shared = Audience(people=frozenset({"admin@example.com"}))

    run_cycle(replace(office, documents=documents))

    assert isinstance(office.mail, MemoryMail)
    heard = {
        message.recipient: "เปิดเอกสารไม่ได้: boss@example.com" in text_of(message)
        for message in office.mail.delivered
    }
    assert heard["admin@example.com"]
    assert not heard["boss@example.com"]
    assert office.ledger.people.shut_out()[0] == "boss@example.com"
    assert documents.admitted == []
