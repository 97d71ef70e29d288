"""The line to a mail server: smtplib's own, but no answer is endless.

smtplib waits for each read alone and takes as many lines as are sent. Here one answer
has one deadline and one size, and so has sending a message.
"""

import smtplib
import socket
import ssl
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

from sync.net.calling import call
from sync.net.deadline import Deadline, TooLarge

_LARGEST_ANSWER = 64 * 1024
_CHUNK = 32 * 1024
_SLOWEST = 4 * 1024
"""Bytes a second: a server that takes a message more slowly does not want it."""


class SmtpLine(smtplib.SMTP):
    """A connection on which every answer is heard whole within ``patience`` seconds.

    ``check`` is called again and again while waiting; what it raises ends the wait.
    """

    def __init__(
        self,
        host: str,
        port: int,
        patience: float,
        check: Callable[[], None],
        *,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.patience = patience
        self.check = check
        self._host_name = host
        self._tls = tls
        # looking up our own name may take long; it is put right below
        try:
            super().__init__(host, port, "localhost", timeout=patience)
        except BaseException:
            self.close()
            raise
        if self.sock is not None:
            self.local_hostname = _literal(self.sock.getsockname()[0])

    def getreply(self) -> tuple[int, bytes]:
        """Hear one answer."""
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("not connected")
        if not isinstance(self.file, _Ear):
            self.file = _Ear(self.sock)
        self.file.begin(Deadline(self.patience, self.check))
        answer = super().getreply()
        if self.sock is not None:
            self.sock.settimeout(self.patience)  # a handshake may follow
        return answer

    def is_spoken_to(self, seconds: float) -> bool:
        """Whether within so long something comes unasked, be it only a goodbye."""
        if not isinstance(self.file, _Ear):
            raise smtplib.SMTPServerDisconnected("not connected")
        return self.file.listen(seconds)

    def send(self, s: object) -> None:
        """Say something, a whole message even, in time."""
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("not connected")
        said = s.encode(self.command_encoding) if isinstance(s, str) else bytes(s)  # type: ignore[call-overload]
        try:
            self._pour(self.sock, memoryview(said))
        except OSError as error:
            self.close()
            raise smtplib.SMTPServerDisconnected(str(error)) from error

    def _pour(self, line: socket.socket, rest: memoryview) -> None:
        """Send it bit by bit, while the other side takes more in time."""
        whole = Deadline(self.patience + len(rest) / _SLOWEST, self.check)
        this = Deadline(self.patience)
        while rest:
            line.settimeout(min(whole.next_wait(), this.left()))
            try:
                rest = rest[line.send(rest[:_CHUNK]) :]
            except TimeoutError:
                continue
            this = Deadline(self.patience)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        plain = call(host, port, Deadline(timeout, self.check), timeout)
        if self._tls is None:
            return plain
        try:
            return self._tls.wrap_socket(plain, server_hostname=self._host_name)
        except BaseException:
            plain.close()
            raise


class _Ear:
    """What smtplib reads lines from: bounded in time and size, answer by answer."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self._heard = bytearray()
        self._deadline = Deadline(0)
        self._room = 0

    def begin(self, deadline: Deadline) -> None:
        """Expect an answer by then."""
        self._deadline = deadline
        self._room = _LARGEST_ANSWER

    def listen(self, seconds: float) -> bool:
        """Whether something comes within so long; the end of all does too."""
        self._line.settimeout(seconds)
        try:
            more = self._line.recv(4096)
        except TimeoutError:
            return False
        self._heard += more
        return True

    def readline(self, most: int) -> bytes:
        """Return one line with its end, less at the end of all, or ``most`` bytes of it."""
        while b"\n" not in self._heard and len(self._heard) < most:
            more = self._more()
            if not more:
                break
            self._heard += more
        end = self._heard.find(b"\n") + 1 or len(self._heard)
        end = min(end, most)
        line = bytes(self._heard[:end])
        del self._heard[:end]
        self._room -= len(line)
        if self._room < 0:
            raise TooLarge("the answer is endless")
        return line

    def close(self) -> None:
        """The socket is closed by whoever opened it."""

    def _more(self) -> bytes:
        while True:
            self._line.settimeout(self._deadline.next_wait())
            try:
                return self._line.recv(4096)
            except TimeoutError:
                continue


def _literal(address: str) -> str:
    """Write an address as what a machine without a name of its own goes by."""
    kind = "IPv6:" if isinstance(ip_address(address), IPv6Address) else ""
    return f"[{kind}{address}]"
