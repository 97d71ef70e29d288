"""Checks of whose the worker's own files are, and who else can open them.

Ledger, copies, mails as files, log and secrets are for the worker's user alone. What
staff share with it (the spreadsheet, the documents, the folder itself) is not looked
at: a group may have all rights there. Nothing is changed.
"""

import os
import shlex
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sync.doctor import Check, Result, Say, Unknown
from sync.paths import OfficePaths
from sync.settings.values import Settings

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_OURS = ("ledger.db*", "worker.log*", ".worker.*", "report-*.txt", ".*.journal")


@dataclass(frozen=True, slots=True)
class Privacy:
    """An office's private files."""

    paths: OfficePaths
    settings: Settings
    say: Say

    def checks(self) -> list[tuple[str, Check]]:
        """Return the checks, where the system has owners and modes like these."""
        if os.name != "posix":
            return []
        return [("private", self.private), ("owners", self.owners)]

    def private(self) -> Result:
        """Look which private files and folders others can open."""
        open_to_others = [
            path
            for path in (*self._ours(), *self._secrets())
            if path.stat().st_mode & _OTHERS
        ]
        if not open_to_others:
            return self.say.good("private", "private")
        fix = f"chmod -R go= {shlex.join(map(str, open_to_others))}"
        names = self._names(open_to_others)
        return self.say.warning("private", "private_open", names=names, fix=fix)

    def owners(self) -> Result:
        """Look whether the worker's files all are of the user whose the ledger is."""
        ledger, folder = self.paths.ledger, self.paths.folder
        worker = ledger if ledger.exists() else folder
        if not worker.exists():
            raise Unknown
        owner, user = worker.stat().st_uid, _user(worker)
        ours = [*self._ours(), *self._documents()]
        others = [path for path in ours if path.stat().st_uid != owner]
        if not others:
            return self.say.good("owners", "owners", user=user)
        fix = f"sudo chown -R {user}: {shlex.join(map(str, others))}"
        return self.say.warning(
            "owners", "owners_mixed", names=self._names(others), user=user, fix=fix
        )

    def _ours(self) -> Iterator[Path]:
        for pattern in _OURS:
            yield from sorted(self.paths.folder.glob(pattern))
        for folder in (self.paths.ledger.with_name("backups"), self.paths.outbox):
            if folder.is_dir():
                yield folder

    def _documents(self) -> Iterator[Path]:
        """Yield the folder of documents, unless a group shares it."""
        folder = self.paths.documents
        if folder.is_dir() and not folder.stat().st_mode & stat.S_IWGRP:
            yield folder

    def _secrets(self) -> Iterator[Path]:
        google, smtp = self.settings.google, self.settings.mail.smtp
        named = [google.key_file, google.token_file] if google else []
        named += [smtp.password_file] if smtp else []
        groups = self.settings.notify.groups.values()
        named += [each.addresses_file for each in groups if each.addresses_file]
        for name in named:
            if (self.paths.folder / name).is_file():
                yield self.paths.folder / name

    def _names(self, paths: Sequence[Path]) -> str:
        folder = self.paths.folder
        return ", ".join(
            str(path.relative_to(folder) if path.is_relative_to(folder) else path)
            for path in paths
        )


def _user(path: Path) -> str:
    try:
        return path.owner()
    except KeyError:  # a user that has no name
        return str(path.stat().st_uid)
