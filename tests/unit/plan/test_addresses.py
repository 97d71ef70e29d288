"""Which texts are mail addresses, and who gets mail."""

import pytest

from sync.model.cells import Cell
from sync.model.plan import Recipient
from sync.plan.addresses import gets_mail, is_address, is_allowed


def letters(count: int) -> str:
    """Return an address of so many letters."""
    return "a@" + "b" * (count - len("a@.co")) + ".co"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("plan@example.com", True),
        ("first.last+plan@mail.example.go.th", True),
        (letters(254), True),
        (letters(255), False),
        ("plan@localhost", False),
        ("plan@.com", False),
        ("plan@com.", False),
        ("@example.com", False),
        ("plan@", False),
        ("plan", False),
        ("", False),
        ("แผน@example.com", False),
        ("a@example.com,b@example.com", False),
        ("a@example.com b@example.com", False),
        ("Name <a@example.com>", False),
        ("a@example.com(c)", False),
        ("a@[127.0.0.1]", False),
        ("a@example.com\n", False),
    ],
)
def test_an_address_is_one_and_nothing_else(text: str, *, is_one: bool) -> None:
    assert is_address(text) is is_one


@pytest.mark.parametrize(
    ("email", "domains", "allowed"),
    [
        ("a@example.com", [], True),
        ("a@Example.COM", ["example.com"], True),
        ("a@example.com", ["other.com", "EXAMPLE.com"], True),
        ("a@sub.example.com", ["example.com"], False),
        ("a@badexample.com", ["example.com"], False),
    ],
)
def test_mail_stays_in_the_domains_that_are_named(
    email: str, domains: list[str], *, allowed: bool
) -> None:
    assert is_allowed(email, domains) is allowed


@pytest.mark.parametrize(
    ("email", "wants", "gets"),
    [
        ("a@example.com", True, True),
        ("a@example.com", False, False),
        ("a@other.com", True, False),
        ("a example.com", True, False),
    ],
)
def test_mail_is_for_who_wants_it_at_an_address_that_may_have_it(
    email: str, *, wants: bool, gets: bool
) -> None:
    recipient = Recipient("ก", email, None, wants, 2, Cell("ผู้รับอีเมล", 2, 2))

    assert gets_mail(recipient, ["example.com"]) is gets
