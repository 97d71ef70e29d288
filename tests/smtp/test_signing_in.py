"""Signing in, and that the password is in no message of ours."""

import base64
from dataclasses import replace

import pytest

from sync.errors import MailSignInRefused, MailUnavailable
from tests.smtp.posting import ANOTHER, GIVEN, PASSWORD, message, posting, wrong
from tests.smtp.server import Behaviour


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


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
