"""News that waits to leave: none is lost, and what was taken back is none."""

from dataclasses import replace
from datetime import timedelta

from sync.cycle.services import Services
from sync.errors import MailUnavailable
from sync.model.mail import Message
from sync.ports import Handing, unheard
from tests.fakes import FixedClock, MemoryMail, MemorySpreadsheet
from tests.flow.mailing.letters import night, told
from tests.mails import text_of
from tests.sheets import NAMES, PROJECTS, place


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
