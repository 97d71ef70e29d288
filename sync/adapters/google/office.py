"""An office at Google: signed in once, everything through one session."""

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from sync.adapters.google.documents import GoogleDocuments
from sync.adapters.google.drive import folder_id_of
from sync.adapters.google.gmail import Gmail
from sync.adapters.google.pdf import GooglePdf
from sync.adapters.google.scopes import needed_scopes
from sync.adapters.google.session import (
    GoogleSession,
    Pace,
    Patience,
    Time,
    unpaced,
)
from sync.adapters.google.shown import Memory
from sync.adapters.google.sign_in import SignedIn, SignIn, sign_in
from sync.adapters.google.spreadsheet import GoogleSpreadsheet, id_in
from sync.adapters.google.templates import GoogleTemplates
from sync.ports import Documents, Templates
from sync.settings.values import GoogleSettings

_log = logging.getLogger(__name__)


class GoogleOffice:
    """What an office has at Google; ``settings`` say where, ``session`` as whom."""

    def __init__(self, settings: GoogleSettings, session: GoogleSession) -> None:
        self._settings = settings
        self.session = session

    @property
    def spreadsheet_id(self) -> str:
        """The id of the spreadsheet that staff fill in."""
        return id_in(self._settings.spreadsheet)

    def spreadsheet(
        self, known: Mapping[str, int], remember: Callable[[Mapping[str, int]], None]
    ) -> GoogleSpreadsheet:
        """Return the spreadsheet; ``known`` are the ids its tabs had, by title.

        ``remember`` hears of those that are new.
        """
        return GoogleSpreadsheet(self.session, self.spreadsheet_id, known, remember)

    def documents(
        self, elsewhere: Documents, memory: Memory | None = None
    ) -> GoogleDocuments:
        """Return its documents; what the account cannot own goes ``elsewhere``."""
        return GoogleDocuments(
            self.session,
            office=self.spreadsheet_id,
            folder=folder_id_of(self._settings.folder),
            elsewhere=elsewhere,
            when_edited=self._settings.when_edited,
            memory=memory,
        )

    def templates(self, elsewhere: Templates) -> GoogleTemplates:
        """Return its templates; those that are no Google Doc are ``elsewhere``."""
        return GoogleTemplates(self.session, self._settings.templates, elsewhere)

    def pdf(self) -> GooglePdf:
        """Return what makes PDFs of its documents."""
        return GooglePdf(self.session)

    def mail(self) -> Gmail:
        """Return the mailbox of whom it is signed in as."""
        return Gmail(self.session)


def sign_in_as_set(
    settings: GoogleSettings, folder: Path, *, mail: bool = False
) -> SignedIn:
    """Sign in as an office's settings say; files are in the office's ``folder``.

    ``mail`` leaves by Gmail.

    Raises:
        SignInMissing: there is no key, or it is none.
    """
    how = SignIn(
        settings.sign_in,
        key_file=folder / settings.key_file,
        key_variable=settings.key_variable,
        subject=settings.subject,
        token_file=folder / settings.token_file,
        impersonate=settings.impersonate,
    )
    return sign_in(how, needed_scopes(documents=True, mail=mail))


class SignsIn(Protocol):
    """Signs in as an office's settings say."""

    def __call__(
        self, settings: GoogleSettings, folder: Path, *, mail: bool = False
    ) -> SignedIn:
        """Return the credentials; see ``sign_in_as_set``."""
        ...


@dataclass(frozen=True, slots=True)
class Line:
    """How an office speaks with Google: by itself, unless it shares that with others.

    ``patience`` is how long to wait for Google, as usual unless given.
    """

    sign_in: SignsIn = sign_in_as_set
    pace: Pace = unpaced
    patience: Patience | None = None


@contextmanager
def at_google(
    settings: GoogleSettings,
    folder: Path,
    *,
    mail: bool = False,
    sleep: Callable[[float], None] = time.sleep,
    line: Line | None = None,
) -> Iterator[GoogleOffice]:
    """Open the office at Google; nothing is asked of Google yet.

    Args:
        settings: which spreadsheet, and how to sign in.
        folder: the office's on this machine, with the key.
        mail: it leaves by Gmail.
        sleep: how to wait, in seconds, before trying again.
        line: what it shares with other offices; nothing, unless given.

    Raises:
        SignInMissing: there is no key, or it is none.
    """
    line = line or Line()
    signed_in = line.sign_in(settings, folder, mail=mail)
    if signed_in.exposed:
        _log.warning("others can read the key file path=%s", signed_in.exposed)
    with GoogleSession(
        signed_in.credentials,
        signed_in.account,
        address=settings.address or None,
        patience=line.patience,
        time=Time(sleep=sleep, check=partial(sleep, 0)),
        pace=line.pace,
    ) as session:
        yield GoogleOffice(settings, session)
