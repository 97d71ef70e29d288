"""Letters: one message built, in text and in HTML, safe whatever its texts hold.

The same letter is the same bytes: its id is derived from the office, the event it
tells of and the person, and nothing in it is drawn by chance.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime
from enum import StrEnum
from functools import lru_cache

from jinja2 import DictLoader, Environment, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from sync.mail.breaks import keep_together
from sync.messages import Words
from sync.model.mail import Message
from sync.plan.text import printable
from sync.settings.values import MailSettings
from sync.thai.folding import shorten
from sync.thai.money import baht

_CRLF = compat32.clone(linesep="\r\n")
_LONGEST_TEXT = 80
_LONGEST_NAME = 100
_KINDS = (("plain", "txt"), ("html", "html"))


class Tone(StrEnum):
    """How a letter's first sentence is coloured.

    ``GOOD``: all is well; ``WARN``: somebody has to do something; ``PLAIN``: it tells.
    """

    GOOD = "good"
    WARN = "warn"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Attached:
    """A PDF that goes with a letter."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """What is to be written to one person; ``view`` is what its template asks for.

    ``template`` names a pair in ``templates/mail``, of one name and two endings.
    """

    office: str
    event: str
    name: str
    email: str
    subject: str
    template: str
    view: Mapping[str, object]
    pdf: Attached | None = None


@dataclass(frozen=True)
class Writer:
    """What letters are written with; ``templates`` are texts by their names.

    ``history`` is the code of the latest version in the chain: whoever has a letter can
    tell later that nothing before it was altered. Empty while nothing is finished.
    """

    templates: Mapping[str, str]
    words: Words
    settings: MailSettings
    now: datetime
    history: str = ""

    def write(self, letter: Letter) -> Message:
        """Build the message."""
        subject = printable(letter.subject)
        message_id = _message_id(letter, self.settings.sender)
        # a boundary of our own: by default it is drawn by chance
        words = MIMEMultipart("alternative", boundary=f"=={_digest(message_id)}==")
        for kind, ending in _KINDS:
            text = self._text(f"{letter.template}.{ending}", letter)
            words.attach(MIMEText(text, kind, "utf-8"))
        message = _with_pdf(words, letter.pdf, message_id) if letter.pdf else words
        message["Subject"] = _header("Subject", subject)
        sender = self.settings.sender
        message["From"] = _header("From", self.settings.sender_name, sender)
        message["To"] = _header("To", shorten(letter.name, _LONGEST_NAME), letter.email)
        if self.settings.reply_to:
            message["Reply-To"] = self.settings.reply_to
        message["Date"] = format_datetime(self.now)
        message["Message-ID"] = message_id
        message["Auto-Submitted"] = "auto-generated"
        content = message.as_bytes(policy=_CRLF)
        topic = letter.event.partition("-")[0]
        return Message(message_id, letter.email, subject, content, topic)

    def _text(self, template: str, letter: Letter) -> str:
        known = {
            "say": self.words.say,
            "lang": self.words.language,
            "history": self.history,
        }
        engine = _engine(tuple(sorted(self.templates.items())))
        text = engine.get_template(template).render(
            known, name=printable(letter.name), subject=letter.subject, **letter.view
        )
        text = text.strip() + "\n"
        office = printable(letter.office)
        return keep_together(text, office) if template.endswith(".html") else text


def _with_pdf(words: MIMEMultipart, pdf: Attached, message_id: str) -> MIMEMultipart:
    whole = MIMEMultipart("mixed", boundary=f"==with-{_digest(message_id)}==")
    part = MIMEApplication(pdf.content, "pdf")
    name = ("utf-8", "", pdf.name)
    part.add_header("Content-Disposition", "attachment", filename=name)
    whole.attach(words)
    whole.attach(part)
    return whole


@lru_cache(maxsize=2)  # compiling takes longer than writing a night's letters
def _engine(templates: tuple[tuple[str, str], ...]) -> Environment:
    engine = ImmutableSandboxedEnvironment(
        loader=DictLoader(dict(templates)),
        undefined=StrictUndefined,
        autoescape=lambda name: bool(name and name.endswith(".html")),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    engine.filters["baht"] = baht
    engine.filters["line"] = printable
    engine.filters["shorten"] = _on_one_line
    return engine


def _on_one_line(text: str) -> str:
    return shorten(printable(text), _LONGEST_TEXT)


def _header(name: str, text: str, address: str = "") -> str:
    """Encode a header's text, and after it an address.

    The older class on purpose: the newer one, as of Python 3.11, loses spaces where it
    breaks a line between a word to encode and one not to.
    """
    # a header is one line, whatever was typed in the cell
    header = Header(printable(text), "utf-8", header_name=name)
    if address:
        header.append(f"<{address}>", "us-ascii")
    return header.encode(linesep="\r\n")


def _message_id(letter: Letter, sender: str) -> str:
    said = "\n".join((letter.office, letter.event, letter.email.casefold()))
    return f"<{_digest(said)}@{sender.rpartition('@')[2]}>"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
