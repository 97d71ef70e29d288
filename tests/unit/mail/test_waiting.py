"""Mail that waits: why, and whether any leaves at all."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from sync.adapters.clock import BANGKOK, check_clock
from sync.errors import ClockUnset
from sync.ledger import FileLedger, Ledger
from sync.mail.waiting import reason_in_words, reason_of, stuck_mail
from sync.messages import load_words
from sync.model.documents import Publication
from sync.model.mail import MailState, Message, Queued

NIGHT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
ONE, TWO = (
    Message(f"<{n}@example.com>", f"{n}@example.com", "เรื่อง", b"%d" % n) for n in (1, 2)
)
PUBLICATION = Publication("plan", "abc", "file:///x", date(2026, 11, 16), ())


@pytest.fixture
def ledger(tmp_path: Path) -> FileLedger:
    ledger = Ledger.open(tmp_path / "ledger.db")
    ledger.publications.record(PUBLICATION, [ONE, TWO], NIGHT)
    return ledger


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("", "not_tried"),
        ("550 5.1.1 nobody here", "address"),
        ("550 nobody here", "address"),
        ("550 5.7.1 no relay", "refused"),
        ("554 5.2.252 SendAsDenied", "refused"),
        ("552 5.2.2 full", "full"),
        ("452 4.2.2 full", "full"),
        ("535 5.7.8 no", "password"),
        ("530 5.7.0 sign in", "password"),
        ("451 later", "later"),
        ("disk_full: path='/office/outbox/1.eml'", "folder"),
        ("not_permitted: path='/office/outbox', user='plan'", "folder"),
        ("Connection refused", "no_server"),
        ("mail.example.com:587 Connection refused", "no_server"),
        ("550 5.7.1 Message rejected as spam", "content"),
        ("[mail_content_refused] 550 5.7.1 no", "content"),
    ],
)
def test_an_answer_is_told_in_plain_words(answer: str, reason: str) -> None:
    assert reason_of(Queued(ONE, NIGHT, answer=answer)) == reason
    for language in ("th", "en"):
        assert load_words(language).say(f"mail_reasons.{reason}")


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("Connection refused", "ไม่มีโปรแกรมใดรับ"),
        ("[Errno -2] Name or service not known", "ไม่พบเครื่องชื่อนี้"),
        ("timed out", "ไม่ตอบในเวลา"),
        (
            "Connection unexpectedly closed: took longer than 30 seconds",
            "ไม่ตอบในเวลา",
        ),
        ("Network is unreachable", "เครือข่ายไปไม่ถึง"),
        ("Connection unexpectedly closed", "ตัดการติดต่อ"),
        ("something new", "something new"),
    ],
)
def test_of_a_server_that_is_not_reached_is_told_which_and_why(
    answer: str, told: str
) -> None:
    waits = Queued(ONE, NIGHT, answer=f"mail.example.com:587 {answer}")

    said = reason_in_words(waits, load_words("th"))

    assert "mail.example.com:587" in said
    assert told in said
    assert (answer in said) is (
        answer == told
    )  # a library's words only for want of ours


def test_what_is_in_doubt_is_said_to_be() -> None:
    assert reason_of(Queued(ONE, NIGHT, MailState.SENDING)) == "in_doubt"


def test_what_was_sent_twice_without_a_word_may_have_arrived() -> None:
    gone = Queued(ONE, NIGHT, MailState.FAILED, repeated=True)

    assert reason_of(gone) == "never_confirmed"
    assert "สองครั้ง" in load_words("th").say("mail_reasons.never_confirmed")


def test_mail_is_stuck_while_none_leaves(ledger: FileLedger) -> None:
    assert stuck_mail(ledger, NIGHT) is None  # nobody tried
    tried = Queued(ONE, NIGHT, attempts=1, answer="Connection refused")
    ledger.outbox.update(tried)
    assert stuck_mail(ledger, NIGHT) == tried

    ledger.outbox.mark_sent(TWO, NIGHT + timedelta(minutes=1))

    assert stuck_mail(ledger, NIGHT + timedelta(hours=1)) is None


def test_mail_that_left_in_the_future_did_not_leave(ledger: FileLedger) -> None:
    ledger.outbox.update(Queued(ONE, NIGHT, attempts=1, answer="Connection refused"))
    ledger.outbox.mark_sent(TWO, NIGHT.replace(year=2099))

    assert stuck_mail(ledger, NIGHT) is not None


def test_given_up_stands_until_something_reaches_that_person(
    ledger: FileLedger,
) -> None:
    failed = Queued(ONE, NIGHT, MailState.FAILED, answer="550 no")
    ledger.outbox.update(failed)
    assert ledger.outbox.undelivered() == ledger.outbox.failed_untold() == [failed]

    ledger.outbox.mark_failures_told()
    later = replace(ONE, message_id="<later@example.com>")
    ledger.outbox.queue([later], NIGHT + timedelta(days=1))
    assert (ledger.outbox.undelivered(), ledger.outbox.failed_untold()) == (
        [failed],
        [],
    )
    ledger.outbox.mark_sent(later, NIGHT + timedelta(days=1))

    assert ledger.outbox.undelivered() == []


def test_a_day_of_the_future_is_no_day_on_which_somebody_was_written_to(
    ledger: FileLedger,
) -> None:
    three = replace(ONE, message_id="<3@example.com>")
    ledger.outbox.queue([three], NIGHT.replace(year=2099))

    assert ledger.outbox.last_mailed(NIGHT.date()) == {
        "1@example.com": NIGHT.date(),
        "2@example.com": NIGHT.date(),
    }


def test_who_was_written_to_before_a_clock_was_set_back_for_days_was(
    ledger: FileLedger,
) -> None:
    said = ledger.outbox.last_mailed(NIGHT.date() - timedelta(days=6))

    assert said == {"1@example.com": NIGHT.date(), "2@example.com": NIGHT.date()}
    assert ledger.outbox.last_mailed(NIGHT.date() - timedelta(days=7)) == {}


def test_a_night_of_a_wrong_clock_leaves_the_last_seven_copies(
    ledger: FileLedger,
) -> None:
    for day in range(1, 21):
        ledger.back_up(date(2026, 11, day), keep_days=30)

    ledger.back_up(date(2099, 1, 1), keep_days=30)
    copy = ledger.back_up(date(2026, 11, 21), keep_days=30)

    names = sorted(path.name for path in copy.parent.iterdir())
    kept = [f"ledger-2026-11-{day}.db.gz" for day in range(15, 22)]
    assert names == [*kept, "ledger-2099-01-01.db.gz"]


def test_copies_that_are_old_go_once_there_are_seven_younger_ones(
    ledger: FileLedger,
) -> None:
    for day in range(1, 10):
        copy = ledger.back_up(date(2026, 11, day), keep_days=3)

    assert len(list(copy.parent.iterdir())) == 7


@pytest.mark.parametrize("year", [1970, 2000, 2024])
def test_a_clock_that_lost_its_time_is_said_to_be_wrong(year: int) -> None:
    with pytest.raises(ClockUnset) as stop:
        check_clock(datetime(year, 1, 1, 7, 0, tzinfo=BANGKOK))

    says, cure = load_words("th").say_stop(stop.value)
    assert f"{year}-01-01" in says
    assert "นาฬิกา" in cure


def test_a_clock_of_today_is_believed() -> None:
    check_clock(NIGHT)
