"""Rules on the tab ผู้รับอีเมล."""

from collections.abc import Iterator
from email.errors import MessageError
from email.headerregistry import Address

from sync.model import Hit, Plan
from sync.rules.known import Known


def is_address(text: str) -> bool:
    """Tell whether a text is exactly one mail address, and nothing else."""
    try:
        address = Address(addr_spec=text)
    except (MessageError, ValueError, IndexError):
        return False
    host = address.domain
    return bool(
        address.username
        and "." in host.strip(".")
        and text.isascii()
        and text == address.addr_spec
        and not any(char in text for char in ' ,;<>"\r\n')
    )


def address(plan: Plan, _known: Known) -> Iterator[Hit]:
    """Mail to what is no address is lost, or goes to somebody else."""
    for recipient in plan.recipients:
        if (recipient.email or recipient.wants) and not is_address(recipient.email):
            yield Hit("REC001", recipient.email_cell, recipient.email)


def nobody(plan: Plan, known: Known) -> Iterator[Hit]:
    """A plan that nobody is told of is not read."""
    if not any(recipient.wants for recipient in plan.recipients):
        yield Hit("REC002", known.recipients)


def same_address(plan: Plan, _known: Known) -> Iterator[Hit]:
    """One person is one row, and gets one mail."""
    first: dict[str, int] = {}
    for recipient in plan.recipients:
        folded = recipient.email.casefold()
        if folded and folded in first:
            facts = {"other": str(first[folded])}
            yield Hit("REC004", recipient.email_cell, recipient.email, facts)
        first.setdefault(folded, recipient.row)
