"""Mail through an SMTP server, always encrypted, and word of what came of each message.

``smtplib`` speaks the protocol step by step: which step failed decides what a failure
means. Before the last dot a message was surely not taken; after it, only the server
knows. So before the dot goes out it is seen that the server is still there.
"""

import base64
import logging
import re
import smtplib
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sync.adapters.smtp.line import SmtpLine
from sync.adapters.smtp.refusals import Whose, whose
from sync.errors import (
    MailContentRefused,
    MailError,
    MailSenderRefused,
    MailSignInRefused,
    MailUnavailable,
    MailUntrusted,
    MessageDelayed,
    MessageRefused,
    MessageTrouble,
    MessageUncertain,
)
from sync.model.mail import Message
from sync.ports import Handing, unheard
from sync.settings.values import SmtpSettings

_log = logging.getLogger(__name__)

_ADDRESS = re.compile(r"""[^\s\x00-\x1f<>(),;:"\\@]+@[^\s\x00-\x1f<>(),;:"\\@]+""")
"""One bare address: smtplib would look for one in anything else, and find another."""

_GO_ON = 334
_NOTHING_YET = 0
"""What no server says: before the dot there is nothing to answer."""
_WILL_FORWARD = 251
_PATIENCE_AT_THE_END = 5
"""Seconds for a goodbye, on which nothing depends."""
_END_OF_DATA = b".\r\n"
_SHORTEST_LOOK, _LONGEST_LOOK = 0.02, 1.0
"""Seconds for which a server that has hung up may take to be noticed, before the dot."""
_PATIENCE_AFTER_DATA = 5
"""How many times longer to wait for the word that decides: giving up leaves doubt."""


class SmtpMail:
    """An SMTP server; one connection serves all messages until it is closed.

    ``password`` is asked for when it is needed. ``trust`` decides which certificates
    are good; by default it is the machine's own list. ``check`` is called while
    waiting: what it raises breaks the conversation off.
    """

    def __init__(
        self,
        settings: SmtpSettings,
        sender: str,
        password: Callable[[], str],
        *,
        trust: ssl.SSLContext | None = None,
        check: Callable[[], None] = lambda: None,
    ) -> None:
        self._settings = settings
        self._sender = sender
        self._password = password
        self._trust = trust or ssl.create_default_context()
        self._check = check
        self._line: SmtpLine | None = None

    def check(self) -> None:
        """Connect and sign in, and send nothing.

        Raises:
            MailError: a person must put something right.
            MailUnavailable: the server cannot be reached now.
        """
        try:
            self._ready()
        finally:
            self.close()

    def send(
        self,
        message: Message,
        draft: str = "",  # noqa: ARG002  servers have none
        handing: Handing = unheard,
    ) -> None:
        """Send the message to its recipient."""
        line = self._ready()
        try:
            with self._not_taken():
                self._address(line, message)
                self._say_content(line, message.content)
            handing("")
            self._await_word(line)
        except (MessageTrouble, MailError):
            raise
        except BaseException:
            line.close()  # in the middle of a message even a goodbye is part of it
            raise
        finally:
            if line.sock is None:
                self._line = None

    def took(self, message: Message, draft: str = "") -> bool | None:  # noqa: ARG002
        """Return ``None``: a server does not tell what it took."""
        return None

    def discard(self, draft: str) -> None:
        """A server has none."""

    def close(self) -> None:
        """Say goodbye, if anything was said at all."""
        line, self._line = self._line, None
        if line is not None:
            try:
                line.patience = min(line.patience, _PATIENCE_AT_THE_END)
                line.quit()
            except OSError:
                line.close()
            except BaseException:
                line.close()
                raise

    # --- one message ----------------------------------------------------------------

    def _address(self, line: SmtpLine, message: Message) -> None:
        """Say from whom it is and to whom."""
        if not _ADDRESS.fullmatch(message.recipient):
            raise MessageRefused("not an address")
        options = _options(line, self._sender, message)
        self._expect("MAIL", 250, *line.mail(self._sender, options))
        code, words = line.rcpt(message.recipient)
        if code != _WILL_FORWARD:
            self._expect("RCPT", 250, code, words)

    def _say_content(self, line: SmtpLine, content: bytes) -> None:
        """Say all but the last dot, and see that the server heard it: it says nothing."""
        begun = time.monotonic()
        self._expect("DATA", 354, *line.docmd("DATA"))
        round_trip = time.monotonic() - begun
        line.send(_stuffed(content))
        if line.is_spoken_to(max(_SHORTEST_LOOK, min(round_trip, _LONGEST_LOOK))):
            said = line.getreply()
            line.close()  # it is in the middle of a message, and so are we
            self._expect("END", _NOTHING_YET, *said)

    def _await_word(self, line: SmtpLine) -> None:
        """Say the dot that ends the message, and hear what the server says to it."""
        line.patience = self._settings.timeout * _PATIENCE_AFTER_DATA
        line.check = _go_on  # the word may come yet; a stop that cannot wait breaks in
        try:
            line.send(_END_OF_DATA)
            code, words = line.getreply()
        except OSError as error:
            line.close()
            raise MessageUncertain(self._why(error)) from error
        line.patience, line.check = self._settings.timeout, self._check
        if code < 200:
            line.close()
            raise MessageUncertain(_text(code, words))
        if code >= 300:
            self._expect("END", 250, code, words)

    def _expect(self, command: str, wanted: int, code: int, words: bytes) -> None:
        """Go on only if the server said what was wanted."""
        if code == wanted:
            return
        said = _text(code, words)
        if code < 500:
            raise MessageDelayed(said)
        host = self._settings.host
        refused = MailSenderRefused(host, self._sender, said)
        match whose(command, code, _decoded(words)):
            case Whose.SIGN_IN:
                raise self._not_signed_in(code, words)
            case Whose.SENDER:
                raise refused
            case Whose.MESSAGE:
                raise MessageRefused(said)
            case _ if command == "END":  # it took the sender, and heard the content
                raise MessageRefused(said, MailContentRefused(host, said))
            case _:
                raise MessageRefused(said, refused)

    # --- the connection ---------------------------------------------------------------

    def _ready(self) -> SmtpLine:
        """Return a connection that is signed in and at rest."""
        line, self._line = self._line, None
        if line is not None and not _is_at_rest(line):
            line.close()
            line = None
        self._line = line or self._opened()
        return self._line

    def _opened(self) -> SmtpLine:
        password = self._password() if self._settings.username else ""
        host = self._settings.host
        try:
            line = self._connected()
            try:
                self._greet(line)
                if password:
                    self._sign_in(line, password)
            except BaseException:
                line.close()
                raise
        except ssl.SSLCertVerificationError as error:
            raise MailUntrusted(host, error.verify_message) from error
        except OSError as error:
            raise MailUnavailable(self._why(error)) from error
        _log.info("mail server connected host=%s", host)
        return line

    def _connected(self) -> SmtpLine:
        chosen = self._settings
        tls = self._trust if chosen.security == "tls" else None
        where = chosen.host, chosen.port_or_usual
        return SmtpLine(*where, chosen.timeout, self._check, tls=tls)

    def _greet(self, line: SmtpLine) -> None:
        """Say who we are; where it is set so, only then encrypt, and say it again."""
        _available(250, *line.ehlo())
        if self._settings.security == "starttls":
            if not line.has_extn("starttls"):
                raise MailUntrusted(self._settings.host, "STARTTLS is not offered")
            line.starttls(context=self._trust)
            _available(250, *line.ehlo())

    def _sign_in(self, line: SmtpLine, password: str) -> None:
        """Try the password once: a server may lock the account of who tries often."""
        username, offered = self._settings.username, line.esmtp_features.get("auth", "")
        ways = offered.upper().split()
        secret = _base64(f"\0{username}\0{password}")
        if "PLAIN" in ways:
            code, words = line.docmd("AUTH", f"PLAIN {secret}")
        elif "LOGIN" in ways:
            code, words = line.docmd("AUTH", "LOGIN")
            for answer in (username, password):
                if code == _GO_ON:
                    code, words = line.docmd(_base64(answer))
        else:
            code, words = 504, b"neither AUTH PLAIN nor AUTH LOGIN is offered"
        for told in (secret, _base64(password), password):
            words = words.replace(told.encode(), "…".encode())  # some repeat it
        if code >= 500:
            raise self._not_signed_in(code, words)
        _available(235, code, words)

    @contextmanager
    def _not_taken(self) -> Iterator[None]:
        """Within, a connection that ends means that the message was not taken."""
        try:
            yield
        except OSError as error:
            raise MessageDelayed(self._why(error)) from error

    def _why(self, error: OSError) -> str:
        """Return why in the words of the server, else of the system, and where that was."""
        if isinstance(error, smtplib.SMTPResponseException):
            said = error.smtp_error
            words = said if isinstance(said, bytes) else str(said).encode()
            return _text(error.smtp_code, words)
        where = f"{self._settings.host}:{self._settings.port_or_usual}"
        return f"{where} {error.strerror or str(error) or type(error).__name__}"

    def _not_signed_in(self, code: int, words: bytes) -> MailSignInRefused:
        settings = self._settings
        return MailSignInRefused(settings.host, settings.username, _text(code, words))


def _go_on() -> None:
    """Do not heed being asked to stop."""


def _available(wanted: int, code: int, words: bytes) -> None:
    """Go on only if the server can be worked with."""
    if code != wanted:
        raise MailUnavailable(_text(code, words))


def _is_at_rest(line: SmtpLine) -> bool:
    """Forget what was begun; tell whether the connection is still of use."""
    try:
        code, _ = line.rset()
    except OSError:
        return False
    return code == 250


def _options(line: SmtpLine, sender: str, message: Message) -> list[str]:
    """Ask for what the message needs, and for nothing that it does not."""
    options = []
    if not message.content.isascii() and line.has_extn("8bitmime"):
        options.append("BODY=8BITMIME")
    if not (sender + message.recipient).isascii():
        if not line.has_extn("smtputf8"):
            raise MessageRefused("the server takes only addresses in ASCII")
        options.append("SMTPUTF8")
    return options


def _stuffed(content: bytes) -> bytes:
    """Write the message, up to the dot that ends it; no line of its own is that dot."""
    lines = content.replace(b"\r\n.", b"\r\n..")
    start = b"." if lines.startswith(b".") else b""
    end = b"" if lines.endswith(b"\r\n") else b"\r\n"
    return start + lines + end


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _text(code: int, words: bytes) -> str:
    return f"{code} {_decoded(words)}"


def _decoded(words: bytes) -> str:
    return words.decode("utf-8", "replace").replace("\n", " ")[:300]
