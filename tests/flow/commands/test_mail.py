"""`mail`: what waits and why, and sending it."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sync.errors import MailSignInRefused
from sync.ledger import Ledger
from sync.model.mail import MailState, Message, Queued
from sync.worker.health import Job
from tests.flow.commands.running import Run, type_in


def test_mail_says_what_waits_and_why_and_sends_it_once_it_can(
    office: Path, run: Run
) -> None:
    run("--office", str(office))
    outbox = office / "outbox"
    shown = run("mail", "--office", str(office))
    assert (shown.status, shown.out) == (0, "ไม่มีอีเมลที่รอส่งหรือส่งไม่ได้\n")

    message = Message("<9@example.com>", "boss@example.com", "ข่าว", b"Subject: 9\r\n")
    ledger = Ledger.open(office / "ledger.db")
    now = datetime.now(UTC)
    ledger.outbox.queue([message], now)
    later = now + timedelta(hours=12)
    ledger.outbox.update(
        Queued(message, now, attempts=3, next_try=later, answer="550 5.7.1 no relay")
    )
    ledger.close()
    assert not outbox.exists()
    outbox.write_text("in the way")

    stuck = run("mail", "--office", str(office))
    assert stuck.status == 14
    assert "“ข่าว” ถึง boss@example.com" in stuck.out
    assert "ยังส่งไม่ได้: วางไฟล์อีเมลในโฟลเดอร์ outbox ไม่ได้" in stuck.out
    assert run("status", "--office", str(office)).status == 1

    outbox.unlink()
    assert run("mail", "--office", str(office)).status == 0
    assert len(list(outbox.iterdir())) == 1


def test_mail_that_a_person_sends_ends_the_trouble_of_mail(
    office: Path, run: Run
) -> None:
    run("--office", str(office))
    message = Message("<9@example.com>", "boss@example.com", "ข่าว", b"Subject: 9\r\n")
    stop = MailSignInRefused("mail.example.com", "plan", "535 5.7.8 no")
    with closing(Ledger.open(office / "ledger.db")) as ledger:
        ledger.outbox.queue([message], datetime.now(UTC))
        ledger.troubles.note(Job.MAIL, stop, datetime.now(UTC))

    assert run("mail", "--office", str(office)).status == 0

    with closing(Ledger.open(office / "ledger.db")) as ledger:
        assert (ledger.outbox.waiting(), ledger.troubles.all()) == ([], [])
    assert "ไม่สำเร็จ" not in run("status", "--office", str(office)).out


def test_mail_given_up_is_listed_with_its_reason(office: Path, run: Run) -> None:
    run("--office", str(office))
    message = Message("<9@example.com>", "boss@example.com", "ข่าว", b"Subject: 9\r\n")
    ledger = Ledger.open(office / "ledger.db")
    now = datetime.now(UTC) + timedelta(minutes=1)
    ledger.outbox.queue([message], now)
    ledger.outbox.update(
        Queued(message, now, MailState.FAILED, answer="550 5.1.1 nobody here")
    )
    ledger.close()

    shown = run("mail", "--office", str(office))

    assert shown.status == 14
    assert "เลิกส่งแล้ว: ไม่มีที่อยู่นี้" in shown.out
    assert "550 5.1.1 nobody here" in shown.out
    assert run("status", "--office", str(office)).status == 1


def test_no_code_and_no_librarys_words_are_shown_of_mail_that_cannot_leave(
    run: Run, office: Path
) -> None:
    (office / "office.toml").write_text(
        '[mail]\nway = "smtp"\n[mail.smtp]\nhost = "127.0.0.1"\nusername = "plan"\n',
        "utf-8",
    )
    chief = {"A2": "ทดลอง", "B2": "chief@example.com", "C2": "ผู้บริหาร"}
    type_in(office, "ผู้รับอีเมล", {**chief, "D2": True})

    night = run("--office", str(office))
    shown = [run(command, "--office", str(office)) for command in ("status", "mail")]

    assert night.status == 14
    for ran in shown:
        assert ran.status in {1, 14}
        assert "chief@example.com" in ran.out
        assert "ยังส่งไม่ได้: ไม่มีรหัสผ่านของระบบอีเมลในที่ที่ตั้งไว้" in ran.out
        assert "mail_secret_missing" not in ran.out
        assert "No such file" not in ran.out
    assert "อีเมลส่งไม่ออกเลย" in shown[0].out
