"""The language of Gmail's searches, as far as outgoing mail goes.

https://support.google.com/mail/answer/7190: words and "words in a row" anywhere in a
message, operators before a colon, and ``-`` before what must not be there.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC
from email.message import EmailMessage
from email.utils import getaddresses

from emulator.mail_view import text_of
from emulator.world import SentMail

_TERM = re.compile(r'(-?)(?:(\w+):)?(?:"([^"]*)"|(\S+))')

Test = Callable[[SentMail, EmailMessage, str], bool]


def answers(mail: SentMail, message: EmailMessage, label: str, query: str) -> bool:
    """Whether a message under a label fits a search; an empty one fits all."""
    for minus, operator, quoted, word in _TERM.findall(query):
        value = quoted or word
        if operator == "in":
            fits = value.upper() in {label, "ANYWHERE", f"{label}S"}
        elif operator in _OPERATORS:
            fits = _OPERATORS[operator](mail, message, value)
        else:
            fits = _text(mail, message, f"{operator}:{value}" if operator else value)
        if fits == bool(minus):
            return False
    return True


def _text(_mail: SentMail, message: EmailMessage, value: str) -> bool:
    shown = [str(message[name] or "") for name in ("Subject", "From", "To", "Cc")]
    shown.append(text_of(message))
    return value.casefold() in " ".join(" ".join(shown).split()).casefold()


def _header(*names: str) -> Test:
    def fits(_mail: SentMail, message: EmailMessage, value: str) -> bool:
        held = [str(text) for name in names for text in message.get_all(name, [])]
        return value.casefold() in " ".join(held).casefold()

    return fits


def _address(*names: str) -> Test:
    def fits(_mail: SentMail, message: EmailMessage, value: str) -> bool:
        held = [str(text) for name in names for text in message.get_all(name, [])]
        wanted = value.casefold().strip("<>")
        return any(
            wanted in address.casefold() or wanted in name.casefold()
            for name, address in getaddresses(held)
        )

    return fits


def _id(_mail: SentMail, message: EmailMessage, value: str) -> bool:
    return value.strip("<>") == str(message["Message-ID"]).strip("<> ")


_DAY = re.compile(r"(\d{4})[/-](\d\d?)[/-](\d\d?)")


def _since(mail: SentMail, _message: EmailMessage, value: str) -> bool:
    """Whether a message is of a day, or of a second, or later.

    A day begins in UTC here, as the mailbox has no zone. Of what is no day there is no
    message.
    """
    moment = f"{mail.at.astimezone(UTC):%Y/%m/%d}"
    if value.isdigit():
        return mail.at.timestamp() >= int(value)
    day = _DAY.fullmatch(value)
    return day is not None and moment >= "{}/{:0>2}/{:0>2}".format(*day.groups())


def _before(mail: SentMail, message: EmailMessage, value: str) -> bool:
    known = value.isdigit() or _DAY.fullmatch(value)
    return bool(known) and not _since(mail, message, value)


_OPERATORS: Mapping[str, Test] = {
    "rfc822msgid": _id,
    "to": _address("To", "Cc", "Bcc"),
    "cc": _address("Cc"),
    "from": _address("From"),
    "subject": _header("Subject"),
    "after": _since,
    "newer": _since,
    "before": _before,
    "older": _before,
}
