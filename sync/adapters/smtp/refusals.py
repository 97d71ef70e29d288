"""Whose trouble a refusal for good is: the sender's, or the message's and its recipient's.

Decided by the enhanced status code (RFC 3463, with the registry of RFC 5248), where
there is one, and by the command that was refused. Some say the same of a sender who may
not relay and of a recipient who takes no strangers (5.7.1): these are unclear, and that
everybody is refused alike tells.
"""

import re
from enum import StrEnum

_ENHANCED = re.compile(r"5\.([0-9]{1,3})\.([0-9]{1,3})(?![0-9.])")

SIGN_IN = frozenset({530, 534, 535, 538})
"""Replies that want another sign-in, to whatever command (RFC 4954)."""

_SENDERS = frozenset(
    {
        (1, 7), (1, 8),  # the sender's address is malformed, or its domain unknown
        (2, 252),  # SendAsDenied, as Office 365 says it
        (4, 5),  # “mail system congestion”: Gmail's limit on what one may send a day
        (7, 3), (7, 8), (7, 9), (7, 11), (7, 13), (7, 14),  # authentication, account
        *((7, detail) for detail in range(20, 30)),  # DKIM, SPF, reverse DNS, DMARC
        (7, 57), (7, 60), (7, 64),  # Office 365: not signed in, SendAsDenied, tenant
        # Office 365: the sender, its tenant or its machine is shut out
        *((7, detail) for detail in range(500, 800)),
    }
)  # fmt: skip
_RECIPIENTS_SUBJECTS = {1, 2}
"""Addressing and mailbox: RFC 3463, 3.2 and 3.3."""
_MESSAGES = frozenset({(3, 4), (2, 3)})
"""It is too large, for the server or for the mailbox."""
_MESSAGES_SUBJECT = 6
_NOT_THIS_MESSAGE = {552, 555}
"""Too large, and an option that it needs (RFC 5321, 4.2.3)."""


class Whose(StrEnum):
    """Whose trouble a refusal is."""

    SIGN_IN = "sign-in"
    SENDER = "sender"
    MESSAGE = "message"
    UNCLEAR = "unclear"


def whose(command: str, code: int, words: str) -> Whose:
    """Return whose trouble it is that a command was refused for good."""
    match = _ENHANCED.match(words.lstrip())
    said = (int(match[1]), int(match[2])) if match else None
    if code in SIGN_IN:
        return Whose.SIGN_IN
    if said in _SENDERS:
        return Whose.SENDER
    if said in _MESSAGES or (said and said[0] == _MESSAGES_SUBJECT):
        return Whose.MESSAGE
    if said is None and code in _NOT_THIS_MESSAGE:
        return Whose.MESSAGE
    if command == "MAIL":
        return Whose.SENDER
    of_recipient = said is not None and said[0] in _RECIPIENTS_SUBJECTS
    return Whose.MESSAGE if of_recipient else Whose.UNCLEAR
