"""Who is told what."""

import pytest

from sync.mail.notify import due_letters
from sync.model.changes import Change
from sync.model.findings import Confirmed, Severity
from tests.mails import (
    ADMINISTRATOR,
    EXECUTIVE,
    LINK,
    RESPONSIBLE,
    finding,
    news,
    recipients,
    text_of,
    writer,
)
from tests.sheets import NAMES
from tests.unit.mail.news import (
    ADMIN,
    BOSS,
    CHANGE,
    EVERYBODY,
    OWNS_FIRST,
    PUBLISHED,
    STAFF,
    told,
)


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
