"""Notify: one complete message to everybody who wants one, through the outbox.

A message's id is derived from what it tells and whom: the same news is the same
message, however often a cycle is started again.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime
from functools import partial

from jinja2 import DictLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from sync.config import MailSettings
from sync.ledger import Ledger
from sync.model import (
    Change,
    Finding,
    Info,
    Message,
    Plan,
    Publication,
    Recipient,
    Totals,
)
from sync.ports import Clock, Mail
from sync.rules.recipients import is_address
from sync.thai.folding import clean, shorten
from sync.thai.money import baht
from sync.words import Words

_CRLF = compat32.clone(linesep="\r\n")
_LONGEST_TEXT = 80
_MOST_LINES = 12
"""Changes or findings told in a mail; the rest is a number and a link."""


@dataclass(frozen=True, slots=True)
class News:
    """What a publication has to tell.

    ``errors`` are the findings that must be corrected; ``changes`` is ``None`` for
    the first publication.
    """

    plan: Plan
    totals: Totals
    errors: Sequence[Finding]
    changes: Sequence[Change] | None
    publication: Publication
    sheet_link: str


def compose(
    news: News,
    *,
    templates: Mapping[str, str],
    words: Words,
    settings: MailSettings,
    now: datetime,
) -> tuple[Message, ...]:
    """Write the messages; nobody gets one when nothing changed.

    ``templates`` are the texts of ``plan.txt`` and ``plan.html``.
    """
    if news.changes is not None and not news.changes:
        return ()
    engine = ImmutableSandboxedEnvironment(
        loader=DictLoader(templates),
        undefined=StrictUndefined,
        autoescape=lambda name: bool(name and name.endswith(".html")),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    engine.filters["baht"] = baht
    engine.filters["shorten"] = partial(shorten, columns=_LONGEST_TEXT)
    subject = _subject(news, words)
    messages = []
    for recipient in _who_wants_mail(news.plan):
        view = _view(news, recipient, words)
        message_id = _message_id(news.publication, recipient.email, settings.sender)
        # a boundary of our own: by default it is drawn by chance
        message = MIMEMultipart("alternative", boundary=f"=={_digest(message_id)}==")
        message["Subject"] = _header("Subject", subject)
        message["From"] = _header("From", settings.sender_name, settings.sender)
        message["To"] = _header("To", recipient.name, recipient.email)
        message["Date"] = format_datetime(now)
        message["Message-ID"] = message_id
        message["Auto-Submitted"] = "auto-generated"
        for kind, template in (("plain", "plan.txt"), ("html", "plan.html")):
            text = engine.get_template(template).render(view, lang=words.language)
            message.attach(MIMEText(text, kind, "utf-8"))
        messages.append(
            Message(
                message_id, recipient.email, subject, message.as_bytes(policy=_CRLF)
            )
        )
    return tuple(messages)


def deliver(ledger: Ledger, mail: Mail, clock: Clock) -> tuple[Message, ...]:
    """Hand over every message that waits, those of a cycle cut short as well."""
    sent = []
    for message in ledger.unsent():
        mail.send(message)
        ledger.mark_sent(message, clock.now())
        sent.append(message)
    return tuple(sent)


def _who_wants_mail(plan: Plan) -> Sequence[Recipient]:
    """Give the recipients, each address once."""
    by_address: dict[str, Recipient] = {}
    for recipient in plan.recipients:
        if recipient.wants and is_address(recipient.email):
            by_address.setdefault(recipient.email.casefold(), recipient)
    return list(by_address.values())


def _subject(news: News, words: Words) -> str:
    # a header is one line, whatever was typed in the cell
    facts = {
        "year": str(news.plan.info.fiscal_year or ""),
        "office": clean(news.plan.info.text(Info.OFFICE)),
    }
    if news.errors:
        count = str(len(news.errors))
        return words.say("mail.subject_draft", count=count, **facts)
    return words.say("mail.subject_ok", **facts)


def _view(news: News, recipient: Recipient, words: Words) -> Mapping[str, object]:
    most = max(news.totals.per_quarter) or 1
    return {
        "say": words.say,
        "recipient": recipient,
        "year": str(news.plan.info.fiscal_year or ""),
        "office": clean(news.plan.info.text(Info.OFFICE)),
        "totals": news.totals,
        "quarters": [
            (number, count, round(100 * count / most), "█" * round(10 * count / most))
            for number, count in enumerate(news.totals.per_quarter, 1)
        ],
        "first": news.changes is None,
        "changes": (news.changes or ())[:_MOST_LINES],
        "more_changes": max(0, len(news.changes or ()) - _MOST_LINES),
        "errors": news.errors[:_MOST_LINES],
        "more_errors": max(0, len(news.errors) - _MOST_LINES),
        "error_count": len(news.errors),
        "link": news.publication.link,
        "sheet_link": news.sheet_link,
    }


def _header(name: str, text: str, address: str = "") -> str:
    """Encode a header's text, and after it an address.

    The older class on purpose: the newer one, as of Python 3.11, loses spaces where it
    breaks a line between a word to encode and one not to.
    """
    header = Header(clean(text), "utf-8", header_name=name)
    if address:
        header.append(f"<{address}>", "us-ascii")
    return header.encode(linesep="\r\n")


def _message_id(publication: Publication, email: str, sender: str) -> str:
    event = f"{publication.key}\n{publication.digest}\n{email.casefold()}"
    return f"<{_digest(event)}@{sender.rpartition('@')[2]}>"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
