"""Mail through Gmail, in the name of the person signed in as.

Gmail gives what it sends a Message-ID of its own, so nothing sent can be found by ours.
A draft can: a message is made a draft, the draft is noted, then it is sent. In doubt,
a draft that is still there was not sent, and one that is gone was; asked to send it
twice, Gmail sends it once.
"""

import base64
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from requests import Response

from sync.adapters.google.answers import understood
from sync.adapters.google.session import GoogleSession
from sync.adapters.google.shapes import Draft, Drafts, Identified
from sync.errors import (
    GoogleError,
    GoogleMissing,
    GoogleRefused,
    GoogleUnavailable,
    MailUnavailable,
    MessageDelayed,
    MessageRefused,
    MessageUncertain,
    QuotaUsedUp,
    ScopeMissing,
    Unanswered,
    UnexpectedAnswer,
)
from sync.model.mail import Message
from sync.ports import Handing, unheard

_log = logging.getLogger(__name__)

_DRAFTS = "https://gmail.googleapis.com/gmail/v1/users/me/drafts"
_MARK = "X-Plan-Message"
"""Our own header, by which a draft of which no word came is known again."""
_MOST_DRAFTS = 50

_NOT_ABOUT_THE_MESSAGE = (
    "Precondition check failed",
    "Mail service not enabled",
    "domain administrators have disabled",
)
"""Refusals of the mailbox itself: the account has none, or may not use it so."""

_ABOUT_THE_MESSAGE = ("Recipient address required", "Invalid To header")


class Gmail:
    """The mailbox of the person signed in as; what is sent stands in its sent mail."""

    def __init__(self, session: GoogleSession) -> None:
        self._session = session

    def check(self) -> None:
        """Look whether drafts may be had, and make none.

        Raises:
            GoogleError: a person must put something right, or Google cannot be reached.
        """
        asked = {"maxResults": "1", "fields": "resultSizeEstimate"}
        understood(self._session.request("GET", _DRAFTS, params=asked), Drafts)

    def send(
        self, message: Message, draft: str = "", handing: Handing = unheard
    ) -> None:
        """Send the message to those whom it names, by a draft."""
        with _mail_waits():
            if not draft or not self._is_there(draft):
                draft = self._find(message) or self._make(message)
        handing(draft)
        try:
            with _mail_waits():
                sent = self._session.request(
                    "POST", f"{_DRAFTS}/send", json={"id": draft}
                )
                _look_at(sent)
        except (Unanswered, GoogleMissing) as error:
            raise MessageUncertain(str(error)) from error

    def took(self, message: Message, draft: str = "") -> bool | None:  # noqa: ARG002
        """Look for the draft: gone, it was sent; ``None`` if there was none."""
        if not draft:
            return None
        try:
            with _mail_waits():
                return not self._is_there(draft)
        except ScopeMissing:
            return None

    def discard(self, draft: str) -> None:
        """Delete a draft; one that cannot be is harmless, for nobody sends it."""
        try:
            self._session.request("DELETE", f"{_DRAFTS}/{draft}")
        except GoogleError as error:
            _log.warning("a draft is left code=%s", error.code)

    def close(self) -> None:
        """Nothing is kept open but the office's session."""

    def _is_there(self, draft: str) -> bool:
        asked = {"format": "minimal", "fields": "id"}
        try:
            there = self._session.request("GET", f"{_DRAFTS}/{draft}", params=asked)
        except GoogleMissing:
            return False
        understood(there, Identified)
        return True

    def _make(self, message: Message) -> str:
        """Make a draft; one whose making is in doubt is found the next time."""
        marked = f"{_MARK}: {message.message_id}\r\n".encode() + message.content
        raw = base64.urlsafe_b64encode(marked).decode()
        body = {"message": {"raw": raw}}
        try:
            made = understood(
                self._session.request("POST", _DRAFTS, json=body), Identified
            )
        except Unanswered as error:
            raise MessageDelayed(str(error)) from error
        return str(made["id"])

    def _find(self, message: Message) -> str:
        """Find a draft of the message that was made and never noted; "" if none is."""
        asked = {
            "q": f"to:{message.recipient}",
            "maxResults": str(_MOST_DRAFTS),
            "fields": "drafts(id)",
        }
        found = understood(self._session.request("GET", _DRAFTS, params=asked), Drafts)
        for each in found.get("drafts", ()):
            draft = str(each["id"])
            if self._mark_of(draft) == message.message_id:
                return draft
        return ""

    def _mark_of(self, draft: str) -> str:
        asked = {"format": "metadata", "fields": "message(payload(headers))"}
        try:
            there = self._session.request("GET", f"{_DRAFTS}/{draft}", params=asked)
        except GoogleMissing:  # somebody was quicker
            return ""
        message: dict[str, Any] = understood(there, Draft).get("message", {})
        payload = message.get("payload", {})
        headers = payload.get("headers", ())
        marks = [it["value"] for it in headers if it["name"].lower() == _MARK.lower()]
        return str(marks[0]).strip() if marks else ""


def _look_at(sent: Response) -> None:
    """See that it is Gmail who says it was sent."""
    try:
        understood(sent, Identified)
    except UnexpectedAnswer as error:
        raise Unanswered(error.what) from error


@contextmanager
def _mail_waits() -> Iterator[None]:
    """Within, tell what befalls one message from what befalls all."""
    try:
        yield
    except (QuotaUsedUp, GoogleUnavailable) as error:
        raise MailUnavailable(error.why) from error
    except GoogleRefused as error:
        if any(words in error.says for words in _NOT_ABOUT_THE_MESSAGE):
            raise
        about_it = any(words in error.says for words in _ABOUT_THE_MESSAGE)
        answer = f"{error.why} {error.says}".strip()
        raise MessageRefused(answer, None if about_it else error) from error
