"""Who is at the other end is known before anything is said."""

import re
import ssl

import pytest

from sync.errors import MailUnavailable, MailUntrusted
from tests.smtp.posting import message, posting
from tests.smtp.server import ADDRESS, Behaviour


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
