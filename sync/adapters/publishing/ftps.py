"""FTPS: the public folder is brought to a folder on a server by FTP, all of it under TLS."""

import ftplib
import io
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

from sync.adapters.publishing.upload import bring
from sync.errors import MailSecretMissing, PublicUndelivered
from sync.net.deadline import Deadline
from sync.settings.public import FtpsSettings

_LARGEST = 256 * 2**20
"""Bytes: what is read back is no larger than what was sent."""
_WHOLE = 3600
"""Seconds for all of it, however slowly somebody answers."""
_NOT_THERE = "550"


class FtpsWay:
    """Brings the folder to a server; ``password`` gives what signs in there.

    The server must prove who it is, by what ``trust`` trusts.
    """

    def __init__(
        self,
        settings: FtpsSettings,
        password: Callable[[], str],
        trust: Callable[[], ssl.SSLContext] = ssl.create_default_context,
        check: Callable[[], None] = lambda: None,
    ) -> None:
        self._settings = settings
        self._password = password
        self._trust = trust
        self._check = check

    @property
    def name(self) -> str:
        """Where it leads."""
        settings = self._settings
        return f"ftps {settings.host}:{settings.port}/{settings.folder.strip('/')}"

    def deliver(self, folder: Path, digests: Mapping[str, str]) -> None:
        """Have the server hold these files.

        Raises:
            PublicUndelivered: it refuses, cannot be trusted, or does not answer.
        """
        settings = self._settings
        try:
            with ftplib.FTP_TLS(  # noqa: S321  under TLS, and never without
                context=self._trust(), timeout=settings.timeout
            ) as ftp:
                ftp.encoding = "utf-8"
                ftp.connect(settings.host, settings.port)
                with _ending(ftp):
                    ftp.login(settings.username, self._password())
                    ftp.prot_p()
                    if settings.folder:
                        ftp.cwd(settings.folder)
                    server = _Server(ftp, Deadline(_WHOLE), self._check)
                    bring(server, folder, digests, self.name)
        except MailSecretMissing as stop:
            raise PublicUndelivered(self.name, f"{stop.where}: {stop.why}") from stop
        except (OSError, EOFError, ftplib.Error) as error:
            why = f"{type(error).__name__} {str(error)[:200]}".strip()
            raise PublicUndelivered(self.name, why) from error
        except ValueError as error:  # FTP has no words for such a name or password
            raise PublicUndelivered(self.name, type(error).__name__) from None


@contextmanager
def _ending(ftp: ftplib.FTP_TLS) -> Iterator[None]:
    """Have the conversation end with the time for all of it."""

    def hang_up() -> None:
        with suppress(OSError):
            if ftp.sock:
                ftp.sock.shutdown(socket.SHUT_RDWR)

    timer = Timer(_WHOLE, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


class _TooLargeError(ftplib.Error):
    """What comes back is larger than anything that was sent."""


@dataclass(frozen=True, slots=True)
class _Server:
    """A folder on the server."""

    ftp: ftplib.FTP_TLS
    deadline: Deadline
    check: Callable[[], None]

    def read(self, name: str) -> bytes | None:
        self.check()
        content = bytearray()

        def take(piece: bytes) -> None:
            content.extend(piece)
            self.deadline.next_wait()
            if len(content) > _LARGEST:
                raise _TooLargeError(name)

        try:
            self.ftp.retrbinary(f"RETR {name}", take)
        except ftplib.error_perm as error:
            if str(error).startswith(_NOT_THERE):
                return None
            raise
        return bytes(content)

    def write(self, name: str, content: bytes) -> None:
        self.check()

        def sent(_piece: bytes) -> None:
            self.deadline.next_wait()

        self.ftp.storbinary(f"STOR {name}", io.BytesIO(content), callback=sent)

    def rename(self, name: str, new: str) -> None:
        self.ftp.rename(name, new)

    def remove(self, name: str) -> None:
        try:
            self.ftp.delete(name)
        except ftplib.error_perm as error:
            if not str(error).startswith(_NOT_THERE):
                raise
