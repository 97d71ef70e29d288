"""Mail through a real SMTP server: what is sent."""

import pytest

from sync.errors import MessageRefused
from sync.model.mail import Message
from tests.smtp.posting import CONTENT, SENDER, message, posting, wrong
from tests.smtp.server import LATE, Behaviour


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
