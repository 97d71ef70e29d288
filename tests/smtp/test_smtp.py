"""Mail through a real SMTP server: what is sent, and what every failure means."""

import base64
import re
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from sync.adapters.smtp.mail import SmtpMail
from sync.errors import (
    MailSenderRefused,
    MailSignInRefused,
    MailUnavailable,
    MailUntrusted,
    MessageDelayed,
    MessageRefused,
    MessageTrouble,
    MessageUncertain,
)
from sync.model.mail import Message
from sync.settings.values import SmtpSettings
from tests.smtp.certificates import authority
from tests.smtp.server import ADDRESS, DROP, LATE, SLEEP, Behaviour, MailServer, Stage

PASSWORD, ANOTHER = "รหัส-secret", "another"
GIVEN = "s3cret-9vT"
SENDER = "plan@example.com"
CONTENT = b"Subject: 1\r\n\r\n.\r\n..two\r\nthe end\r\n"


def message(number: int = 1, content: bytes = CONTENT) -> Message:
    recipient = f"person{number}@example.com"
    return Message(f"<{number}@example.com>", recipient, "เรื่อง", content)


@contextmanager
def posting(
    behaviour: Behaviour | None = None,
    *,
    trust: ssl.SSLContext | None = None,
    password: str = PASSWORD,
    **settings: object,
) -> Iterator[tuple[SmtpMail, MailServer]]:
    """Open mail to a server that behaves so; patience is short with one that sleeps."""
    wrongs = [happens for _, happens in behaviour.wrongs] if behaviour else []
    timeout = 0.3 if {SLEEP, LATE} & set(wrongs) else 5
    with MailServer(behaviour) as server:
        chosen = {"host": ADDRESS, "port": server.port, "timeout": timeout, **settings}
        mail = SmtpMail(
            SmtpSettings.model_validate(chosen),
            SENDER,
            lambda: password,
            trust=trust or authority().trusted(),
        )
        try:
            yield mail, server
        finally:
            mail.close()


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def wrong(*wrongs: tuple[Stage, str]) -> Behaviour:
    return Behaviour(wrongs=list(wrongs))


# --- what is sent -----------------------------------------------------------------


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_message_arrives_byte_for_byte(security: str) -> None:
    behaviour = Behaviour(security=security)  # type: ignore[arg-type]

    with posting(behaviour, security=security) as (mail, server):
        mail.send(message())

    (taken,) = server.taken
    assert (taken.sender, taken.recipients) == (SENDER, ("person1@example.com",))
    assert taken.content == CONTENT


@pytest.mark.parametrize(
    "content",
    [b".begins with a dot\r\n", b"\r\n.\r\n..\r\n...\r\n", b"x" * 70_000 + b"\r\n"],
    ids=["first", "dots", "long"],
)
def test_dots_and_length_do_not_change_a_message(content: bytes) -> None:
    if len(content) > 1000:  # lines that are as long as they may be
        content = b"\r\n".join(
            content[start : start + 998] for start in range(0, len(content), 998)
        )

    with posting() as (mail, server):
        mail.send(message(content=content))

    assert server.contents == [content]


def test_a_message_whose_last_line_is_open_is_ended() -> None:
    with posting() as (mail, server):
        mail.send(message(content=b"Subject: 1\r\n\r\nend"))

    assert server.contents == [b"Subject: 1\r\n\r\nend\r\n"]


def test_several_messages_share_one_connection() -> None:
    with posting() as (mail, server):
        for number in (1, 2, 3):
            mail.send(message(number))
        mail.close()

    assert [taken.recipients for taken in server.taken] == [
        (f"person{number}@example.com",) for number in (1, 2, 3)
    ]
    assert server.connections == 1
    assert server.commands.count("RSET") == 2
    assert server.commands[-1] == "QUIT"


def test_nothing_is_opened_for_nothing() -> None:
    with posting() as (mail, server):
        mail.close()

    assert server.connections == 0


def test_after_closing_another_message_can_follow() -> None:
    with posting() as (mail, server):
        mail.send(message(1))
        mail.close()
        mail.send(message(2))

    assert len(server.taken) == 2
    assert server.connections == 2


def test_a_connection_that_was_dropped_meanwhile_is_opened_anew() -> None:
    with posting() as (mail, server):
        mail.send(message(1))
        server.drop_all()
        mail.send(message(2))

    assert len(server.taken) == 2
    assert server.connections == 2


def test_a_server_that_ends_the_connection_is_connected_to_anew() -> None:
    with posting(wrong(("RSET", "421 4.3.2 closing"))) as (mail, server):
        mail.send(message(1))
        mail.send(message(2))

    assert len(server.taken) == 2
    assert server.connections == 2


def test_says_who_calls_as_a_machine_without_a_name_does() -> None:
    with posting() as (mail, server):
        mail.send(message())

    assert set(server.callers) == {"[127.0.0.1]"}


def test_the_word_on_a_whole_message_may_take_longer_than_other_words() -> None:
    with posting(wrong(("END", LATE))) as (mail, server):
        mail.send(message())

    assert len(server.taken) == 1


def test_interrupted_within_a_message_nothing_more_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with posting() as (mail, server):
        monkeypatch.setattr("sync.adapters.smtp.mail._stuffed", interrupted)
        with pytest.raises(KeyboardInterrupt):
            mail.send(message())
        mail.close()

    assert server.commands[-1] == "DATA"


def test_nobody_can_ask_a_server_what_it_took() -> None:
    with posting() as (mail, _):
        mail.send(message())

        assert mail.took(message()) is None


def test_eight_bits_are_announced_only_where_they_are_used() -> None:
    with posting() as (mail, server):
        mail.send(message(1))
        mail.send(message(2, "Subject: 2\r\n\r\nแผน\r\n".encode()))

    assert [taken.options for taken in server.taken] == [(), ("BODY=8BITMIME",)]


def test_an_address_in_thai_goes_to_a_server_that_takes_it() -> None:
    thai = Message("<1@example.com>", "แดง@example.com", "เรื่อง", CONTENT)

    with posting(Behaviour(utf8=True)) as (mail, server):
        mail.send(thai)
        mail.send(message())

    assert [(taken.recipients, taken.options) for taken in server.taken] == [
        (("แดง@example.com",), ("SMTPUTF8",)),
        (("person1@example.com",), ()),
    ]


@pytest.mark.parametrize(
    "recipient", ["แดง@example.com", "a@example.com\r\nRCPT TO:<b@example.com>"]
)
def test_an_address_that_cannot_be_said_is_refused_and_stops_no_other(
    recipient: str,
) -> None:
    bad = Message("<1@example.com>", recipient, "เรื่อง", CONTENT)

    with posting() as (mail, server):
        with pytest.raises(MessageRefused):
            mail.send(bad)
        mail.send(message(2))

    assert [taken.recipients for taken in server.taken] == [("person2@example.com",)]


# --- who is at the other end --------------------------------------------------------


def test_a_server_without_encryption_hears_nothing_of_ours() -> None:
    behaviour = Behaviour(security="none")

    with (
        posting(behaviour, username="plan") as (mail, server),
        pytest.raises(MailUntrusted, match="STARTTLS"),
    ):
        mail.send(message())

    assert server.taken == []
    assert {"MAIL", "AUTH"} & set(server.commands) == set()


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_for_another_name_is_not_believed(security: str) -> None:
    behaviour = Behaviour(security=security, name="mail.example.com")  # type: ignore[arg-type]

    with (
        posting(behaviour, security=security) as (mail, server),
        pytest.raises(MailUntrusted, match=re.escape(ADDRESS)),
    ):
        mail.send(message())

    assert server.taken == []


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_by_nobody_known_is_not_believed(security: str) -> None:
    behaviour = Behaviour(security=security)  # type: ignore[arg-type]
    strict = ssl.create_default_context()

    with (
        posting(behaviour, security=security, trust=strict) as (mail, server),
        pytest.raises(MailUntrusted),
    ):
        mail.send(message())

    assert server.taken == []


def test_the_wrong_port_for_tls_is_said_in_time() -> None:
    with (
        posting(Behaviour(security="starttls"), security="tls") as (mail, _),
        pytest.raises(MailUnavailable),
    ):
        mail.send(message())


# --- signing in -----------------------------------------------------------------------


@pytest.mark.parametrize("way", ["PLAIN", "LOGIN"])
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_signs_in_by_what_the_server_offers(way: str, security: str) -> None:
    behaviour = Behaviour(
        security=security,  # type: ignore[arg-type]
        password=PASSWORD,
        ways=frozenset({way}),
    )

    with posting(behaviour, security=security, username="plan") as (mail, server):
        mail.send(message())

    assert server.passwords == [(way, "plan", PASSWORD)]
    assert len(server.taken) == 1


def test_a_wrong_password_is_tried_once() -> None:
    behaviour = Behaviour(password=ANOTHER)

    with (
        posting(behaviour, username="plan") as (mail, server),
        pytest.raises(MailSignInRefused, match="plan"),
    ):
        mail.send(message())

    assert len(server.passwords) == 1
    assert server.taken == []


def test_the_password_is_in_no_message_of_ours() -> None:
    behaviour = Behaviour(password=ANOTHER)

    with (
        posting(behaviour, username="plan") as (mail, _),
        pytest.raises(MailSignInRefused) as refused,
    ):
        mail.send(message())

    assert PASSWORD not in f"{refused.value} {refused.value.facts}"


@pytest.mark.parametrize("told", [GIVEN, _base64(GIVEN), _base64(f"\0plan\0{GIVEN}")])
def test_a_password_that_a_server_repeats_is_in_no_message_of_ours(told: str) -> None:
    behaviour = replace(wrong(("AUTH", f"535 I was given {told}!")), password=ANOTHER)

    with (
        posting(behaviour, username="plan", password=GIVEN) as (mail, _),
        pytest.raises(MailSignInRefused) as refused,
    ):
        mail.send(message())

    assert refused.value.facts["why"] == "535 I was given …!"


def test_a_server_that_wants_a_password_where_we_have_none_is_said_so() -> None:
    with (
        posting(Behaviour(password=ANOTHER)) as (mail, _),
        pytest.raises(MailSignInRefused),
    ):
        mail.send(message())


def test_a_server_that_offers_no_way_to_sign_in_we_know_is_said_so() -> None:
    behaviour = Behaviour(password=ANOTHER, ways=frozenset())

    with (
        posting(behaviour, username="plan") as (mail, _),
        pytest.raises(MailSignInRefused, match="AUTH"),
    ):
        mail.send(message())


def test_a_server_that_cannot_check_passwords_now_is_asked_later() -> None:
    behaviour = wrong(("AUTH", "454 4.7.0 try later"))

    with (
        posting(behaviour, username="plan") as (mail, _),
        pytest.raises(MailUnavailable, match="454"),
    ):
        mail.send(message())


# --- what failures mean -----------------------------------------------------------------

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


@pytest.mark.parametrize("answer", ["535 5.7.8 no such user", "504 5.7.4 no"])
def test_a_lookup_refused_at_once_is_a_refusal_of_the_sign_in(answer: str) -> None:
    behaviour = Behaviour(
        password=ANOTHER, ways=frozenset({"LOGIN"}), wrongs=[("AUTH", answer)]
    )

    with (
        posting(behaviour, username="plan") as (mail, _),
        pytest.raises(MailSignInRefused),
    ):
        mail.send(message())


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
