"""Mail through Gmail, in the name of the person signed in as."""

import base64

from sync.adapters.google.session import GoogleSession
from sync.errors import (
    GoogleRefused,
    GoogleUnavailable,
    MailUnavailable,
    MessageRefused,
    MessageUncertain,
    QuotaUsedUp,
    ScopeMissing,
    Unanswered,
)
from sync.model import Message

_MESSAGES = "https://gmail.googleapis.com/gmail/v1/users/me/messages"

_NOT_ABOUT_THE_MESSAGE = (
    "Precondition check failed",
    "Mail service not enabled",
    "domain administrators have disabled",
)
"""Refusals of the mailbox itself: the account has none, or may not use it so."""


class Gmail:
    """The mailbox of the person signed in as; what is sent stands in its sent mail."""

    def __init__(self, session: GoogleSession) -> None:
        self._session = session

    def send(self, message: Message) -> None:
        """Send the message to those whom it names."""
        raw = base64.urlsafe_b64encode(message.content).decode()
        try:
            self._session.request("POST", f"{_MESSAGES}/send", json={"raw": raw})
        except Unanswered as error:
            raise MessageUncertain(str(error)) from error
        except (QuotaUsedUp, GoogleUnavailable) as error:
            raise MailUnavailable(error.facts["why"]) from error
        except GoogleRefused as error:
            why = error.facts["why"]
            if any(words in why for words in _NOT_ABOUT_THE_MESSAGE):
                raise
            raise MessageRefused(why) from error

    def took(self, message: Message) -> bool | None:
        """Look for the message by its id, in the bin too; ``None`` if we may not."""
        wanted = {
            "q": f"rfc822msgid:{message.message_id.strip('<>')}",
            "includeSpamTrash": "true",
            "maxResults": "1",
        }
        try:
            found = self._session.request("GET", _MESSAGES, params=wanted).json()
        except ScopeMissing:
            return None
        except (QuotaUsedUp, GoogleUnavailable) as error:
            raise MailUnavailable(error.facts["why"]) from error
        return bool(found.get("messages"))

    def close(self) -> None:
        """Nothing is kept open but the office's session."""
