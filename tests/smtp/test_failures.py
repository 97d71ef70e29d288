"""What every failure of a server means."""

import socket
import time
from collections.abc import Callable

import pytest

from sync.errors import (
    MailSenderRefused,
    MailSignInRefused,
    MailUnavailable,
    MessageDelayed,
    MessageRefused,
    MessageTrouble,
    MessageUncertain,
)
from tests.smtp.posting import CONTENT, SENDER, message, posting, wrong
from tests.smtp.server import ADDRESS, DROP, SLEEP, Stage

WRONGS: list[tuple[Stage, str, type[Exception]]] = [
    ("CONNECT", "554 no service", MailUnavailable),
    ("CONNECT", "421 busy", MailUnavailable),
    ("CONNECT", "hello?", MailUnavailable),
    ("EHLO", "550 no", MailUnavailable),
    ("STARTTLS", "454 not now", MailUnavailable),
    ("MAIL", "451 later", MessageDelayed),
    ("MAIL", "421 closing", MessageDelayed),
    ("MAIL", "553 not your address", MailSenderRefused),
    ("RCPT", "450 mailbox busy", MessageDelayed),
    ("RCPT", "452 full", MessageDelayed),
    ("RCPT", "550 nobody here", MessageRefused),
    ("DATA", "451 later", MessageDelayed),
    ("DATA", "554 no", MessageRefused),
    ("END", "451 later", MessageDelayed),
    ("END", "421 closing", MessageDelayed),
    ("END", "554 spam", MessageRefused),
    # the sender's trouble, whoever the recipient is
    ("MAIL", "554 5.2.252 SendAsDenied", MailSenderRefused),
    ("END", "554 5.2.252 SendAsDenied; not allowed", MailSenderRefused),
    ("RCPT", "550 5.4.5 Daily user sending limit exceeded", MailSenderRefused),
    ("END", "550 5.4.5 Daily user sending limit exceeded", MailSenderRefused),
    ("MAIL", "530 5.7.0 Authentication Required", MailSignInRefused),
    ("RCPT", "530 5.7.0 Must issue a STARTTLS command first", MailSignInRefused),
    ("DATA", "530 5.7.0 Authentication Required", MailSignInRefused),
    ("RCPT", "550 5.7.60 client may not send as this sender", MailSenderRefused),
    ("RCPT", "550 5.1.8 sender address rejected", MailSenderRefused),
    ("END", "550 5.7.26 unauthenticated sender", MailSenderRefused),
    # the message's, whoever the sender is
    ("MAIL", "552 5.3.4 too large", MessageRefused),
    ("MAIL", "552 too large", MessageRefused),
    ("RCPT", "550 5.1.1 nobody here", MessageRefused),
    ("RCPT", "554 5.2.2 full", MessageRefused),
    ("END", "550 5.6.0 not as it should be", MessageRefused),
    *((stage, DROP, MailUnavailable) for stage in ("CONNECT", "EHLO", "STARTTLS")),
    *((stage, DROP, MessageDelayed) for stage in ("MAIL", "RCPT", "DATA")),
    *((stage, SLEEP, MailUnavailable) for stage in ("CONNECT", "EHLO", "STARTTLS")),
    *((stage, SLEEP, MessageDelayed) for stage in ("MAIL", "RCPT", "DATA")),
    ("END", DROP, MessageUncertain),
    ("END", SLEEP, MessageUncertain),
    ("END", "what?", MessageUncertain),
]


@pytest.mark.parametrize(("stage", "happens", "meaning"), WRONGS)
def test_what_a_failure_means(
    stage: Stage, happens: str, meaning: type[Exception]
) -> None:
    with posting(wrong((stage, happens))) as (mail, _):
        begun = time.monotonic()
        with pytest.raises(meaning) as trouble:
            mail.send(message())
        took = time.monotonic() - begun

    assert type(trouble.value) is meaning
    assert took < 2
    if isinstance(trouble.value, MessageTrouble) and happens not in {DROP, SLEEP}:
        assert (
            happens.removeprefix("hello").removeprefix("what") in trouble.value.answer
        )


@pytest.mark.parametrize(
    ("stage", "happens", "unclear"),
    [
        ("RCPT", "554 5.7.1 <person1@example.com>: Relay access denied", True),
        ("RCPT", "550 relaying denied", True),
        ("RCPT", "550 nobody here", True),
        ("DATA", "554 5.7.0 no", True),
        ("END", "554 spam", True),
        ("RCPT", "550 5.1.1 nobody here", False),
        ("RCPT", "550 5.1.10 nobody here", False),
        ("RCPT", "552 5.2.2 full", False),
        ("END", "552 5.3.4 too large", False),
    ],
)
def test_a_refusal_that_may_be_the_senders_trouble_says_so(
    stage: Stage, happens: str, *, unclear: bool
) -> None:
    with (
        posting(wrong((stage, happens))) as (mail, _),
        pytest.raises(MessageRefused) as refused,
    ):
        mail.send(message())

    stop = refused.value.if_everybody
    assert (stop is not None) is unclear
    if stop is not None:
        # a server that heard the whole message refuses what it says
        of = (
            {"host": ADDRESS} if stage == "END" else {"host": ADDRESS, "sender": SENDER}
        )
        assert stop.facts == {**of, "why": happens}


@pytest.mark.parametrize(("stage", "happens", "meaning"), WRONGS)
def test_after_any_failure_the_next_message_gets_through_and_is_whole(
    stage: Stage, happens: str, meaning: type[Exception]
) -> None:
    with posting(wrong((stage, happens))) as (mail, server):
        with pytest.raises(meaning):
            mail.send(message(1))
        mail.send(message(2))

    last = server.taken[-1]
    assert last.recipients == ("person2@example.com",)
    assert last.content == CONTENT
    assert len(server.taken) == (
        2 if stage == "END" and happens in {DROP, SLEEP} else 1
    )


@pytest.mark.parametrize("happens", [DROP, SLEEP])
def test_cut_off_within_the_data_a_message_was_surely_not_taken(happens: str) -> None:
    # more than fits into what the system takes off our hands at once
    large = b"Subject: 1\r\n\r\n" + (b"x" * 70 + b"\r\n") * 300_000

    with posting(wrong(("BODY", happens))) as (mail, server):
        with pytest.raises(MessageDelayed):
            mail.send(message(1, large))
        mail.send(message(2))

    assert [taken.recipients for taken in server.taken] == [("person2@example.com",)]


@pytest.mark.parametrize(
    ("happens", "meaning"),
    [
        (DROP, MessageDelayed),
        ("421 4.3.2 closing", MessageDelayed),
        ("552 5.3.4 too large", MessageRefused),
    ],
)
def test_cut_off_before_the_last_dot_a_message_was_surely_not_taken(
    happens: str, meaning: type[Exception]
) -> None:
    handed: list[str] = []
    with posting(wrong(("BODY", happens))) as (mail, server):
        with pytest.raises(meaning):
            mail.send(message(1), handing=handed.append)
        assert handed == []
        mail.send(message(2), handing=handed.append)

    assert handed == [""]
    assert [taken.recipients for taken in server.taken] == [("person2@example.com",)]


def test_a_message_that_is_out_of_our_hands_is_in_doubt() -> None:
    with (
        posting(wrong(("BODY", SLEEP))) as (mail, _),
        pytest.raises(MessageUncertain),
    ):
        mail.send(message())


def nobody_listens() -> int:
    with socket.socket() as free:
        free.bind((ADDRESS, 0))
        return int(free.getsockname()[1])


@pytest.mark.parametrize(
    "settings",
    [lambda: {"port": nobody_listens()}, lambda: {"host": "mail.invalid"}],
    ids=["port", "host"],
)
def test_where_no_server_is_mail_waits(
    settings: Callable[[], dict[str, object]],
) -> None:
    with (
        posting(**settings()) as (mail, _),  # type: ignore[arg-type]
        pytest.raises(MailUnavailable),
    ):
        mail.send(message())
