"""Mail addresses: which are any, which may have mail, and who gets some."""

from collections.abc import Collection
from email.errors import MessageError
from email.headerregistry import Address

from sync.model.plan import Recipient


def is_address(text: str) -> bool:
    """Whether a text is exactly one mail address, and nothing else."""
    # first of all: reading comments in comments takes long, and ends in a RecursionError
    if not text.isascii() or len(text) > _LONGEST or _NOT_BARE & set(text):
        return False
    try:
        address = Address(addr_spec=text)
    except (MessageError, ValueError, IndexError):
        return False
    host = address.domain
    return bool(
        address.username and "." in host.strip(".") and text == address.addr_spec
    )


_LONGEST = 254
"""Letters that an address can have at most (RFC 5321)."""


_NOT_BARE = frozenset(' ,;<>"()[]\r\n')


def is_allowed(email: str, domains: Collection[str]) -> bool:
    """Whether an address is in one of the domains; any is, where none are named."""
    domain = email.rpartition("@")[2].casefold()
    return not domains or domain in {each.casefold() for each in domains}


def gets_mail(recipient: Recipient, domains: Collection[str]) -> bool:
    """Whether somebody wants mail, at an address that may have it."""
    return (
        recipient.wants
        and is_address(recipient.email)
        and is_allowed(recipient.email, domains)
    )
