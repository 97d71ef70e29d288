"""Nights of an office, and the mail that they give."""

import io
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import pytest
from rich.console import Console

from sync import wiring
from sync.cli.cycle_view import show_report
from sync.cli.main import main
from sync.cli.terminal import Terminal
from sync.cycle.night import run_cycle
from sync.cycle.services import Services
from sync.errors import (
    MailSignInRefused,
    MailUnavailable,
    MessageRefused,
    Stopped,
    Unanswered,
)
from sync.importing import import_plan
from sync.model.documents import Audience, Before, Document, Placed
from sync.model.mail import Message
from sync.model.records import CycleRecord, Outcome
from sync.paths import OfficePaths
from sync.plan.labels import load_headers
from sync.ports import Handing, unheard
from sync.settings.frames import load_frames
from sync.settings.values import GoogleSettings
from tests.fakes import FixedClock, MemoryDocuments, MemoryMail, MemorySpreadsheet
from tests.mails import (
    ADMINISTRATOR,
    EXECUTIVE,
    NOW,
    RESPONSIBLE,
    parse,
    recipients,
    text_of,
)
from tests.offices import example_office, memory_office
from tests.shared import shared_data
from tests.sheets import DETAILS, NAMES, PROJECTS, clean_sheet, place, type_in

PEOPLE = recipients(
    ("นายตัวอย่าง รักสุจริต", "boss@example.com", EXECUTIVE),
    ("นางสาวสมมุติ ใจซื่อ", "staff@example.com", RESPONSIBLE),
    ("นายทดลอง เที่ยงตรง", "admin@example.com", ADMINISTRATOR),
) | {f"{DETAILS}!H2": "สำนักปลัด โดยนางสาวสมมุติ ใจซื่อ"}


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


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Services:
    sheet = MemorySpreadsheet(*type_in(clean_sheet(), PEOPLE).tabs)
    return replace(memory_office(tmp_path, clock), spreadsheet=sheet)


def night(office: Services) -> Sequence[Message]:
    return run_cycle(office).messages


def told(messages: Sequence[Message]) -> list[str]:
    return [message.recipient.partition("@")[0] for message in messages]


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


def test_preview_mail_writes_what_would_go_to_whom_and_sends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, shown = tmp_path / "office", tmp_path / "mail"
    example_office(folder)
    arguments = ["preview-mail", "--office", str(folder), "--to", str(shown)]
    monkeypatch.setattr(sys, "argv", ["run.py", *arguments])
    before = {path: path.read_bytes() for path in folder.rglob("*")}
    with pytest.raises(SystemExit) as ended:
        main()

    mails = [message_from_bytes(path.read_bytes()) for path in shown.iterdir()]
    assert ended.value.code == 0
    assert sorted(mail["To"].rpartition(" ")[2] for mail in mails) == [
        "<sommut@example.com>",
        "<tuayang@example.com>",
    ]
    said = capsys.readouterr().out
    assert "tuayang@example.com" in said
    assert str(shown) in said
    assert {path: path.read_bytes() for path in folder.rglob("*")} == before
    assert not OfficePaths(folder).outbox.exists()


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


def test_asked_to_stop_while_giving_access_it_writes_to_nobody(
    office: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = MemoryDocuments()
    documents.shared = Audience(people=frozenset({"admin@example.com"}))

    def stop(*_: object, **__: object) -> None:
        raise Stopped

    monkeypatch.setattr(documents, "admit", stop)
    with pytest.raises(Stopped):
        run_cycle(replace(giving_access(office, "silently"), documents=documents))

    assert office.ledger.outbox.waiting() == []


class Inviting(MemoryDocuments):
    """Google's documents: who is let in is written to, if it is asked for."""

    def __init__(
        self, *, fails: BaseException | None = None, after: bool = True
    ) -> None:
        super().__init__()
        self.shared = Audience(people=frozenset({"admin@example.com"}))
        self.fails, self.after = fails, after

    def admit(self, link: str, address: str, *, notify: bool) -> None:
        fails, self.fails = self.fails, None
        if fails is None or self.after:
            super().admit(link, address, notify=notify)
            assert self.shared is not None
            self.shared = Audience(people=self.shared.people | {address})
        if fails:
            raise fails


def giving_access(
    office: Services, how: Literal["never", "silently", "notify"]
) -> Services:
    sheet = "https://docs.google.com/spreadsheets/d/1"
    google = GoogleSettings(spreadsheet=sheet, give_access=how)
    settings = office.settings.model_copy(update={"google": google})
    return replace(office, settings=settings)


def heard(office: Services, documents: MemoryDocuments) -> list[str]:
    """Return who was written to, by us or by Google, each as often as they were."""
    assert isinstance(office.mail, MemoryMail)
    ours = [message.recipient for message in office.mail.delivered]
    return sorted([*ours, *(who for who, notify in documents.admitted if notify)])


ALL = ["boss@example.com", "staff@example.com"]


def test_whom_google_invites_is_written_to_once(office: Services) -> None:
    documents = Inviting()

    run_cycle(replace(giving_access(office, "notify"), documents=documents))

    assert heard(office, documents) == ALL
    assert len(documents.admitted) == 2
    assert office.ledger.people.invited() == frozenset()


@pytest.mark.parametrize("after", [True, False])
@pytest.mark.parametrize("ends", [Stopped(), KeyboardInterrupt()])
def test_whom_google_invites_is_written_to_once_though_the_worker_ended_there(
    office: Services, ends: BaseException, *, after: bool
) -> None:
    documents = Inviting(fails=ends, after=after)
    office = replace(giving_access(office, "notify"), documents=documents)

    with pytest.raises(type(ends)):
        run_cycle(office)
    run_cycle(office)

    assert heard(office, documents) == ALL


def test_whom_google_invites_is_written_to_once_though_it_ended_before_the_record(
    office: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = Inviting()
    office = replace(giving_access(office, "notify"), documents=documents)

    def end(*_: object) -> None:
        raise Stopped

    with monkeypatch.context() as broken:
        broken.setattr("sync.cycle.night.due_letters", end)
        with pytest.raises(Stopped):
            run_cycle(office)
    run_cycle(office)

    assert heard(office, documents) == ALL


@pytest.mark.parametrize("after", [True, False])
def test_an_invitation_without_an_answer_leaves_nobody_without_mail_or_with_two(
    office: Services, *, after: bool
) -> None:
    documents = Inviting(fails=Unanswered("drive"), after=after)

    run_cycle(replace(giving_access(office, "notify"), documents=documents))

    # the administrator hears of whom it was not given to
    assert heard(office, documents) == [*([] if after else ["admin@example.com"]), *ALL]


def test_where_no_mail_can_leave_the_night_is_done_and_its_report_says_why(
    office: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = MailSignInRefused("mail.example.com", "plan", "535 5.7.8 no")

    def refuse(*_: object) -> None:
        raise refused

    monkeypatch.setattr(office.mail, "send", refuse)

    report = run_cycle(office)

    assert report.mail_stop is refused
    assert report.messages == ()
    assert [it.message.recipient for it in report.undelivered] == ALL
    assert report.plan_document.new
    assert office.ledger.cycles.last(1)[0].outcome is Outcome.DONE


def test_killed_while_mail_leaves_the_night_is_done(
    office: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: list[CycleRecord] = []

    def killed(*_: object) -> None:
        noted.extend(office.ledger.cycles.last(1))
        raise MailUnavailable("killed")

    monkeypatch.setattr(office.mail, "send", killed)

    run_cycle(office)

    (night,) = noted
    assert (night.outcome, night.projects) == (Outcome.DONE, 3)
    assert office.ledger.cycles.revision() == office.spreadsheet.read().revision


# --- news that has not left -----------------------------------------------------------


class DeadMail(MemoryMail):
    """Mail that does not leave while the server is dead."""

    dead = True

    def send(
        self, message: Message, draft: str = "", handing: Handing = unheard
    ) -> None:
        if self.dead:
            raise MailUnavailable("Connection refused")
        super().send(message, draft, handing)


def test_days_without_a_server_lose_no_news_and_are_told_in_one_mail(
    office: Services, clock: FixedClock
) -> None:
    mail = DeadMail()
    office = replace(office, mail=mail)
    sheet = office.spreadsheet
    assert isinstance(sheet, MemorySpreadsheet)
    mail.dead = False
    night(office)
    mail.dead = True
    for row, remark in ((3, "หนึ่ง"), (4, "สอง"), (3, "สาม"), (3, "สาม"), (3, "สาม")):
        clock.move(timedelta(days=2))
        sheet.type_in(place(f"{PROJECTS}!I{row}"), remark)
        assert night(office) == ()

    mail.dead = False
    clock.move(timedelta(days=2))
    sent = night(office)

    news, own = (it for it in sent if it.topic == "published")
    assert told([news, own]) == ["boss", "staff"]
    for number, remark in ((0, "สาม"), (1, "สอง")):
        assert f"{NAMES[number]} · หมายเหตุ: (ว่าง) → {remark}" in text_of(news)
    assert "หนึ่ง" not in text_of(news)
    assert len([it for it in sent if it.topic == "digest"]) <= 2
    assert office.ledger.outbox.waiting() == []


def test_news_taken_back_before_it_left_is_no_news(
    office: Services, clock: FixedClock
) -> None:
    mail = DeadMail()
    office = replace(office, mail=mail)
    sheet = office.spreadsheet
    assert isinstance(sheet, MemorySpreadsheet)
    mail.dead = False
    night(office)
    mail.dead = True
    remarks = ("เร่งรัด", None, "เร่งรัด")
    for remark in remarks:
        clock.move(timedelta(hours=1))
        sheet.type_in(place(f"{PROJECTS}!I4"), remark)
        night(office)
        waits = [it for it in office.ledger.outbox.waiting() if it.message.topic]
        assert len(waits) == (1 if remark else 0)

    mail.dead = False
    clock.move(timedelta(days=1))

    assert told(night(office)) == ["boss"]


def test_the_first_news_is_the_newest_where_nobody_heard_the_first(
    office: Services, clock: FixedClock
) -> None:
    mail = DeadMail()
    office = replace(office, mail=mail)
    sheet = office.spreadsheet
    assert isinstance(sheet, MemorySpreadsheet)
    night(office)
    clock.move(timedelta(days=1))
    sheet.type_in(place(f"{PROJECTS}!I4"), "เร่งรัด")
    night(office)
    mail.dead = False
    clock.move(timedelta(days=1))

    assert sorted(told(night(office))) == ["boss", "staff"]


def test_the_sheet_says_since_when_no_mail_leaves_and_why(
    office: Services, clock: FixedClock
) -> None:
    mail = DeadMail()
    office = replace(office, mail=mail)

    def said() -> list[str]:
        tab = office.spreadsheet.read().tab("สรุป")
        assert tab
        rows = [[str(v) for v in row if v] for row in tab.rows]
        return [row[1] for row in rows if row[:1] == ["อีเมลแจ้ง"]]

    night(office)
    assert said() == []
    clock.move(timedelta(days=1))
    night(office)
    (line,) = said()
    assert line.startswith("ส่งไม่ออกตั้งแต่ 23 พฤศจิกายน 2569")
    assert "ติดต่อระบบอีเมลไม่ได้" in line

    mail.dead = False
    clock.move(timedelta(days=1))
    night(office)
    night(office)
    assert said() == []


# --- what mail links to, and what goes with it ----------------------------------------


def local_mail(folder: Path, settings: str = "") -> tuple[OfficePaths, EmailMessage]:
    """Return the mail to the executive of a local office, after a first night."""
    example_office(folder)
    (folder / "office.toml").write_text(settings, "utf-8")
    with wiring.open_office(folder) as office:
        run_cycle(office)
    found = [
        message_from_bytes(path.read_bytes(), policy=default)
        for path in sorted(OfficePaths(folder).outbox.glob("*.eml"))
    ]
    (mail,) = filter(_whole, found)
    assert isinstance(mail, EmailMessage)
    return OfficePaths(folder), mail


def _whole(mail: EmailMessage) -> bool:
    body = mail.get_body(("plain",))
    return "งบประมาณรวม" in (body.get_content() if body else "")


def _words(mail: EmailMessage) -> str:
    bodies = (mail.get_body((kind,)) for kind in ("plain", "html"))
    return "".join(body.get_content() for body in bodies if body)


def test_mail_of_a_local_office_has_no_dead_links_but_the_pdf_itself(
    tmp_path: Path,
) -> None:
    place, mail = local_mail(tmp_path / "office")

    (pdf,) = mail.iter_attachments()
    name = "แผนปฏิบัติการ-2570.pdf"
    assert "file:" not in _words(mail)
    assert "href=" not in _words(mail)
    assert "ไฟล์อยู่ในโฟลเดอร์ของหน่วยงาน: แผนปฏิบัติการ-2570.docx, plan.xlsx" in _words(mail)
    assert (pdf.get_content_type(), pdf.get_filename()) == ("application/pdf", name)
    assert pdf.get_content() == (place.documents / name).read_bytes()


def test_mail_of_a_local_office_links_to_the_address_of_its_folder(
    tmp_path: Path,
) -> None:
    _, mail = local_mail(
        tmp_path / "office", '[document]\naddress = "https://www.example.go.th/plan/"\n'
    )

    name = quote("แผนปฏิบัติการ-2570")
    assert f"https://www.example.go.th/plan/{name}.docx" in _words(mail)
    assert f"https://www.example.go.th/plan/{name}.pdf" in _words(mail)
    assert "file:" not in _words(mail)
    assert list(mail.iter_attachments()) == []


@pytest.mark.parametrize(
    "setting", ['attach_pdf = "never"', "attach_most_mb = 0.00001"]
)
def test_the_pdf_can_be_left_out_or_too_large(tmp_path: Path, setting: str) -> None:
    _, mail = local_mail(tmp_path / "office", f"[mail]\n{setting}\n")

    assert list(mail.iter_attachments()) == []
    assert "แนบ PDF" not in _words(mail)


def test_a_worker_killed_before_it_queued_mail_writes_the_same_mail_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "office"
    example_office(folder)
    with wiring.open_office(folder) as office, monkeypatch.context() as patch:
        patch.setattr("sync.cycle.night.due_letters", die)
        with pytest.raises(SystemExit):
            run_cycle(office)
    printed = {
        path: path.read_bytes() for path in OfficePaths(folder).documents.iterdir()
    }

    with wiring.open_office(folder) as office:
        report = run_cycle(office)

    assert {path: path.read_bytes() for path in printed} == printed
    mails = [parse(message) for message in report.messages]
    (pdf,) = (part for mail in mails for part in mail.iter_attachments())
    assert pdf.get_content() in printed.values()


def die(*_: object) -> None:
    raise SystemExit
