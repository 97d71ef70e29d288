"""Mail through an SMTP server, always encrypted, and word of what came of each message.

``smtplib`` speaks the protocol step by step: which step failed decides what a failure
means. Before the end of the data a message was surely not taken; after it, only the
server knows.
"""

import base64
import logging
import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import IPv6Address, ip_address

from sync.config import SmtpSettings
from sync.errors import (
    MailSenderRefused,
    MailSignInRefused,
    MailUnavailable,
    MailUntrusted,
    MessageDelayed,
    MessageRefused,
    MessageUncertain,
)
from sync.model import Message

_log = logging.getLogger(__name__)

_ADDRESS = re.compile(r"""[^\s\x00-\x1f<>(),;:"\\@]+@[^\s\x00-\x1f<>(),;:"\\@]+""")
"""One bare address: smtplib would look for one in anything else, and find another."""

_WANTS_SIGN_IN = 530
_WILL_FORWARD = 251
_PATIENCE_AFTER_DATA = 5
"""How many times longer to wait for the word that decides: giving up leaves doubt."""


class SmtpMail:
    """An SMTP server; one connection serves all messages until it is closed.

    ``password`` is asked for when it is needed. ``trust`` decides which certificates
    are good; by default it is the machine's own list.
    """

    def __init__(
        self,
        settings: SmtpSettings,
        sender: str,
        password: Callable[[], str],
        *,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._settings = settings
        self._sender = sender
        self._password = password
        self._trust = trust or ssl.create_default_context()
        self._line: smtplib.SMTP | None = None

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

    def send(self, message: Message) -> None:
        """Send the message to its recipient."""
        line = self._ready()
        try:
            with _not_taken():
                self._address(line, message)
                _expect(354, *line.docmd("DATA"))
                line.send(_stuffed(message.content))
            self._await_word(line)
        except (KeyboardInterrupt, SystemExit):
            line.close()  # in the middle of a message even a goodbye is part of it
            raise
        finally:
            if line.sock is None:
                self._line = None

    def took(self, message: Message) -> bool | None:  # noqa: ARG002
        """Give ``None``: a server does not tell what it took."""
        return None

    def close(self) -> None:
        """Say goodbye, if anything was said at all."""
        line, self._line = self._line, None
        if line is not None:
            try:
                line.quit()
            except OSError:
                line.close()

    # --- one message ----------------------------------------------------------------

    def _address(self, line: smtplib.SMTP, message: Message) -> None:
        """Say from whom it is and to whom."""
        if not _ADDRESS.fullmatch(message.recipient):
            raise MessageRefused("not an address")
        options = _options(line, self._sender, message)
        code, words = line.mail(self._sender, options)
        if code == _WANTS_SIGN_IN:
            raise self._not_signed_in(words)
        if code >= 500:
            host, said = self._settings.host, _text(code, words)
            raise MailSenderRefused(host, self._sender, said)
        _expect(250, code, words)
        code, words = line.rcpt(message.recipient)
        if code != _WILL_FORWARD:
            _expect(250, code, words)

    def _await_word(self, line: smtplib.SMTP) -> None:
        """Hear what the server says to the whole message."""
        if line.sock is not None:
            line.sock.settimeout(self._settings.timeout * _PATIENCE_AFTER_DATA)
        try:
            code, words = line.getreply()
        except OSError as error:
            line.close()
            raise MessageUncertain(_why(error)) from error
        if line.sock is not None:
            line.sock.settimeout(self._settings.timeout)
        if code < 200:
            line.close()
            raise MessageUncertain(_text(code, words))
        if code >= 300:
            _expect(250, code, words)

    # --- the connection ---------------------------------------------------------------

    def _ready(self) -> smtplib.SMTP:
        """Give a connection that is signed in and at rest."""
        if self._line is not None and not _is_at_rest(self._line):
            self._line.close()
            self._line = None
        if self._line is None:
            self._line = self._opened()
        return self._line

    def _opened(self) -> smtplib.SMTP:
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
            raise MailUnavailable(_why(error)) from error
        _log.info("mail server connected host=%s", host)
        return line

    def _connected(self) -> smtplib.SMTP:
        chosen = self._settings
        # looking up our own name may take long; it is put right below
        if chosen.security == "tls":
            line: smtplib.SMTP = smtplib.SMTP_SSL(
                chosen.host,
                chosen.port_or_usual,
                "localhost",
                timeout=chosen.timeout,
                context=self._trust,
            )
        else:
            line = smtplib.SMTP(
                chosen.host, chosen.port_or_usual, "localhost", timeout=chosen.timeout
            )
        if line.sock is not None:
            line.local_hostname = _literal(line.sock.getsockname()[0])
        return line

    def _greet(self, line: smtplib.SMTP) -> None:
        """Say who we are; where it is set so, only then encrypt, and say it again."""
        _available(250, *line.ehlo())
        if self._settings.security == "starttls":
            if not line.has_extn("starttls"):
                raise MailUntrusted(self._settings.host, "STARTTLS is not offered")
            line.starttls(context=self._trust)
            _available(250, *line.ehlo())

    def _sign_in(self, line: smtplib.SMTP, password: str) -> None:
        """Try the password once: a server may lock the account of who tries often."""
        username, offered = self._settings.username, line.esmtp_features.get("auth", "")
        ways = offered.upper().split()
        secret = _base64(f"\0{username}\0{password}")
        if "PLAIN" in ways:
            code, words = line.docmd("AUTH", f"PLAIN {secret}")
        elif "LOGIN" in ways:
            _available(334, *line.docmd("AUTH", "LOGIN"))
            _available(334, *line.docmd(_base64(username)))
            code, words = line.docmd(_base64(password))
        else:
            code, words = 504, b"neither AUTH PLAIN nor AUTH LOGIN is offered"
        for told in (secret, _base64(password), password):
            words = words.replace(told.encode(), "…".encode())  # some repeat it
        if code >= 500:
            raise self._not_signed_in(words)
        _available(235, code, words)

    def _not_signed_in(self, words: bytes) -> MailSignInRefused:
        settings = self._settings
        return MailSignInRefused(settings.host, settings.username, _decoded(words))


@contextmanager
def _not_taken() -> Iterator[None]:
    """Within, a connection that ends means that the message was not taken."""
    try:
        yield
    except OSError as error:
        raise MessageDelayed(_why(error)) from error


def _expect(wanted: int, code: int, words: bytes) -> None:
    """Go on only if the server said what was wanted."""
    if code == wanted:
        return
    if code >= 500:
        raise MessageRefused(_text(code, words))
    raise MessageDelayed(_text(code, words))


def _available(wanted: int, code: int, words: bytes) -> None:
    """Go on only if the server can be worked with."""
    if code != wanted:
        raise MailUnavailable(_text(code, words))


def _is_at_rest(line: smtplib.SMTP) -> bool:
    """Forget what was begun; tell whether the connection is still of use."""
    try:
        code, _ = line.rset()
    except OSError:
        return False
    return code == 250


def _options(line: smtplib.SMTP, sender: str, message: Message) -> list[str]:
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
    """Write the message so that a dot that begins a line does not end it."""
    lines = content.replace(b"\r\n.", b"\r\n..")
    start = b"." if lines.startswith(b".") else b""
    end = b"" if lines.endswith(b"\r\n") else b"\r\n"
    return start + lines + end + b".\r\n"


def _literal(address: str) -> str:
    """Write an address as what a machine without a name of its own goes by."""
    kind = "IPv6:" if isinstance(ip_address(address), IPv6Address) else ""
    return f"[{kind}{address}]"


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _text(code: int, words: bytes) -> str:
    return f"{code} {_decoded(words)}"


def _decoded(words: bytes) -> str:
    return words.decode("utf-8", "replace").replace("\n", " ")[:300]


def _why(error: OSError) -> str:
    """Say why in the words of the server, else of the system."""
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        words = said if isinstance(said, bytes) else str(said).encode()
        return _text(error.smtp_code, words)
    return error.strerror or str(error) or type(error).__name__
