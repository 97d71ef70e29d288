"""WebDAV: the public folder is brought to a folder on a server over HTTP."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from requests import RequestException, Response, Session
from requests.auth import HTTPBasicAuth

from sync.adapters.publishing.upload import bring
from sync.errors import MailSecretMissing, PublicUndelivered
from sync.net.web import Bounds, bounded_session
from sync.settings.public import WebdavSettings

_LARGEST = 256 * 2**20
"""Bytes: what is read back is no larger than what was sent."""
_DONE = frozenset({200, 201, 204})


class WebdavWay:
    """Brings the folder to an address; ``password`` gives what signs in there."""

    def __init__(
        self,
        settings: WebdavSettings,
        password: Callable[[], str],
        check: Callable[[], None] = lambda: None,
    ) -> None:
        self._settings = settings
        self._password = password
        self._check = check

    @property
    def name(self) -> str:
        """Where it leads, without what may be a password."""
        place = urlsplit(self._settings.address)
        return f"webdav {place.netloc.rpartition('@')[2]}{place.path}"

    def deliver(self, folder: Path, digests: Mapping[str, str]) -> None:
        """Have the server hold these files.

        Raises:
            PublicUndelivered: it refuses, or does not answer.
        """
        settings = self._settings
        bounds = Bounds(settings.timeout, _LARGEST, self._check)
        with bounded_session(bounds) as session:
            session.trust_env = False  # nobody's .netrc signs in in our place
            if settings.username:
                try:
                    # as bytes: requests would have Latin letters alone
                    who = _bytes(settings.username), _bytes(self._password())
                    session.auth = HTTPBasicAuth(*who)
                except MailSecretMissing as stop:
                    raise PublicUndelivered(
                        self.name, f"{stop.where}: {stop.why}"
                    ) from stop
            store = _Server(session, settings.address.rstrip("/"), self.name)
            bring(store, folder, digests, self.name)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


@dataclass(frozen=True, slots=True)
class _Server:
    """A folder on the server."""

    session: Session
    address: str
    way: str

    def read(self, name: str) -> bytes | None:
        answer = self._ask("GET", name)
        if answer.status_code == 404:
            return None
        self._must(answer, name)
        return answer.content

    def write(self, name: str, content: bytes) -> None:
        self._must(self._ask("PUT", name, data=content), name)

    def rename(self, name: str, new: str) -> None:
        headers = {"Destination": self._at(new), "Overwrite": "T"}
        self._must(self._ask("MOVE", name, headers=headers), new)

    def remove(self, name: str) -> None:
        answer = self._ask("DELETE", name)
        if answer.status_code != 404:
            self._must(answer, name)

    def _at(self, name: str) -> str:
        return f"{self.address}/{quote(name)}"

    def _ask(
        self,
        method: str,
        name: str,
        *,
        data: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        try:
            return self.session.request(
                method,
                self._at(name),
                data=data,
                headers=headers,
                timeout=30,
                allow_redirects=False,
            )
        except RequestException as error:
            raise PublicUndelivered(self.way, type(error).__name__) from error

    def _must(self, answer: Response, name: str) -> None:
        if answer.status_code not in _DONE:
            raise PublicUndelivered(self.way, f"{name}: {answer.status_code}")
