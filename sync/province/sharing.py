"""What several machines hand on: offices' settings, who is paused, the list of offices.

An office's home is the machine in whose folder its settings were put by people. That
hands them on when they change; on other machines they are unpacked before a visit.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeAlias
from zipfile import BadZipFile

import sqlalchemy as sa
from filelock import FileLock

from sync.errors import WorkerError
from sync.ledger.file import moved_of
from sync.paths import OfficePaths
from sync.province import bundles
from sync.province.databases import have_tables, in_database, patiently
from sync.province.machines import this_machine
from sync.province.needing_home import Reason, reason_of
from sync.province.places import ProvincePaths
from sync.province.values import ProvinceSettings
from sync.storage.files import replace_file

_log = logging.getLogger(__name__)

_TABLES = (
    "CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, content TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS bundles (office TEXT PRIMARY KEY,"
    " digest TEXT NOT NULL, machine TEXT NOT NULL, content BYTEA NOT NULL)",
)
_NOTE = (
    "INSERT INTO notes VALUES (:name, :content)"
    " ON CONFLICT (name) DO UPDATE SET content = excluded.content"
)
_NOTE_IF_NONE = "INSERT INTO notes VALUES (:name, :content) ON CONFLICT DO NOTHING"
_NEWS = (
    "SELECT CASE WHEN encode(sha256(convert_to(content, 'UTF8')), 'hex') <> :here"
    " THEN content END FROM notes WHERE name = :name"
)
"""A list of thousands is looked for before each visit, and seldom another."""
_PUT = (
    "INSERT INTO bundles VALUES (:office, :digest, :machine, :content)"
    " ON CONFLICT (office) DO UPDATE SET digest = excluded.digest,"
    " machine = excluded.machine, content = excluded.content"
)


_KNOWN = "SELECT content FROM notes WHERE name = :name"
_ALONE = "SELECT pg_advisory_xact_lock(hashtextextended('plan-sync paused', 0))"
"""A row that is not there yet cannot be locked."""

Change: TypeAlias = Callable[[frozenset[str]], frozenset[str]]
"""Returns who is to be paused, of those who are."""


class Sharing(Protocol):
    """What is handed on between machines."""

    @property
    def machine(self) -> str:
        """This machine's name; empty if there is no other."""
        ...

    @property
    def bound(self) -> Mapping[str, Reason]:
        """The offices that only this machine can visit, as of the last look."""
        ...

    def look(self) -> None:
        """Hand on what changed here, and take what changed elsewhere."""
        ...

    def bring(self, office: str) -> None:
        """Take what changed of one office, which is about to be visited."""
        ...

    def pause(self, change: Change) -> None:
        """Change who is paused; two who do that at once both have their will."""
        ...

    def note_listed(self, known: str) -> None:
        """Keep what is known of a list of offices."""
        ...


def sharing_of(paths: ProvincePaths, settings: ProvinceSettings) -> Sharing:
    """Return what a province's machines hand on; one alone hands on nothing."""
    if not settings.database:
        return Alone(paths)
    return BetweenMachines(paths, settings, this_machine(paths))


@dataclass(frozen=True, slots=True)
class Alone:
    """One machine has all there is in its folder."""

    paths: ProvincePaths
    machine: str = ""
    bound: Mapping[str, Reason] = field(default_factory=dict)

    def look(self) -> None:
        """Nobody else is there."""

    def bring(self, office: str) -> None:
        """All is here."""

    def pause(self, change: Change) -> None:
        """Write into the file who is paused then."""
        with FileLock(self.paths.paused.with_name(".paused.lock")):
            replace_file(self.paths.paused, _lines(change(self.paths.paused_names())))

    def note_listed(self, known: str) -> None:
        """Write it into the file."""
        replace_file(self.paths.listed, known.encode())


@dataclass(slots=True)
class BetweenMachines:
    """What is handed on lies in the database, and is copied into the folder."""

    paths: ProvincePaths
    settings: ProvinceSettings
    machine: str
    bound: Mapping[str, Reason] = field(default_factory=dict)
    _stamps: dict[str, str] = field(default_factory=dict)
    _reasons: dict[str, tuple[str, Reason | None]] = field(default_factory=dict)
    _database: sa.Engine = field(init=False)

    def __post_init__(self) -> None:
        """Get to know the database once; its connections are each for one use."""
        self._database = in_database(self.settings.database)

    def look(self) -> None:
        """Hand on what changed here, and take what changed elsewhere."""
        self._take_notes()
        here = {name: self.paths.office(name) for name in self.paths.office_names()}
        marks = {name: bundles.unpacked(office) for name, office in here.items()}
        # asked after that: what a visit unpacks meanwhile is nothing that is gone
        known = self._known()
        at_home = {name: office for name, office in here.items() if not marks[name]}
        self._hand_on(at_home, known)
        for name, (digest, _) in known.items():
            if name not in at_home and marks.get(name) != digest:
                self._unpack(name)
        for name, mark in marks.items():
            if mark and name not in known:
                try:
                    bundles.put_aside(here[name])
                except OSError as error:  # on Windows, while somebody has a file open
                    _log.warning("not put aside office=%s why=%s", name, error)
        self._mark_moved()

    def bring(self, office: str) -> None:
        """Unpack it, if it is another than the one that is here."""
        self._take_notes()
        folder = self.paths.office(office)
        if folder.folder.exists() and not bundles.unpacked(folder):
            return
        query = "SELECT digest FROM bundles WHERE office = :office"
        for (digest,) in self._read(query, office=office):
            if digest != bundles.unpacked(folder):
                self._unpack(office)

    def pause(self, change: Change) -> None:
        """Change who is paused on all machines."""

        def write() -> bytes:
            name = self.paths.paused.name
            with self._database.begin() as db:
                have_tables(db, "notes", _TABLES)
                db.execute(sa.text(_ALONE))
                known = db.scalar(sa.text(_KNOWN), {"name": name}) or ""
                content = _lines(change(frozenset(known.split())))
                db.execute(sa.text(_NOTE), {"name": name, "content": content.decode()})
                return content

        replace_file(self.paths.paused, patiently(write))

    def note_listed(self, known: str) -> None:
        """Have it be known on all machines, whichever of them plans next."""
        self._note(self.paths.listed, known.encode())

    def _mark_moved(self) -> None:
        """Leave word here of each ledger in the database, whoever began it and where.

        Else a machine that was not yet at an office would begin another, and send all
        mail again, where the database is lost.
        """
        # one machine has no need of them
        from sync.ledger.moving import mark_moved  # noqa: PLC0415
        from sync.ledger.postgres import stamps  # noqa: PLC0415

        for name in stamps(self.settings.database):
            office = self.paths.office(name)
            if not office.ledger.exists() and not moved_of(office.ledger).exists():
                mark_moved(office.ledger)

    def _hand_on(
        self, at_home: Mapping[str, OfficePaths], known: Mapping[str, tuple[str, str]]
    ) -> None:
        reasons = {name: self._reason(name, at_home[name]) for name in at_home}
        bound = {name: reason for name, reason in reasons.items() if reason}
        for name in at_home.keys() - bound.keys():
            try:
                self._hand_on_one(name, at_home[name], known.get(name, ("", ""))[0])
            except FileNotFoundError:  # somebody is at it; the next look sees it whole
                continue
            except OSError:
                bound[name] = Reason.SETTINGS
        self.bound = bound
        if not at_home:  # a disk that is gone says nothing of what was on it
            return
        mine = {name for name, (_, machine) in known.items() if machine == self.machine}
        gone = [{"office": name} for name in mine - (at_home.keys() - bound.keys())]
        self._write("DELETE FROM bundles WHERE office = :office", gone)

    def _hand_on_one(self, name: str, office: OfficePaths, known: str) -> None:
        """Hand on an office; ``known`` is the digest of what others know of it."""
        stamp = bundles.stamp_of_settings(office)
        if known and self._stamps.get(name) == stamp:
            return
        content = bundles.pack(office)
        digest = bundles.digest_of(content)
        if known != digest:
            row = {"office": name, "digest": digest, "machine": self.machine}
            self._write(_PUT, [{**row, "content": content}])
            _log.info("handed on office=%s", name)
        self._stamps[name] = stamp

    def _reason(self, name: str, office: OfficePaths) -> Reason | None:
        """Return why it is bound; thousands are read again only where that may differ."""
        try:
            changed = office.folder.stat().st_mtime_ns  # a key was put there, or taken
            stamp = f"{changed} {bundles.stamp_of_settings(office)}"
            if name not in self._reasons or self._reasons[name][0] != stamp:
                self._reasons[name] = stamp, reason_of(office, self.settings)
        except OSError:
            return Reason.SETTINGS
        return self._reasons[name][1]

    def _unpack(self, name: str) -> None:
        query = "SELECT content FROM bundles WHERE office = :office"
        for (content,) in self._read(query, office=name):
            try:
                bundles.unpack(bytes(content), self.paths.office(name))
                _log.info("unpacked office=%s", name)
            except (WorkerError, OSError, ValueError, BadZipFile) as error:
                _log.warning("not unpacked office=%s why=%s", name, error)

    def _known(self) -> Mapping[str, tuple[str, str]]:
        rows = self._read("SELECT office, digest, machine FROM bundles")
        return {office: (digest, machine) for office, digest, machine in rows}

    def _note(self, path: Path, content: bytes) -> None:
        """Have a file hold the same on all machines."""
        self._write(_NOTE, [{"name": path.name, "content": content.decode()}])
        replace_file(path, content)

    def _take_notes(self) -> None:
        """Take what was noted elsewhere; a database that knows nothing yet is told."""
        for path in (self.paths.paused, self.paths.listed):
            here = path.read_bytes() if path.exists() else b""
            found = self._read(_NEWS, name=path.name, here=bundles.digest_of(here))
            for (news,) in found:
                if news is not None:
                    replace_file(path, news.encode())
            if here and not found:
                row = {"name": path.name, "content": here.decode()}
                self._write(_NOTE_IF_NONE, [row])

    def _read(self, query: str, **values: str) -> list[tuple[Any, ...]]:
        def read() -> list[tuple[Any, ...]]:
            with self._database.begin() as db:
                have_tables(db, "notes", _TABLES)
                return [tuple(row) for row in db.execute(sa.text(query), values)]

        return patiently(read)

    def _write(self, query: str, rows: Sequence[Mapping[str, object]]) -> None:
        def write() -> None:
            with self._database.begin() as db:
                have_tables(db, "notes", _TABLES)
                db.execute(sa.text(query), [dict(row) for row in rows])

        if rows:
            patiently(write)


def _lines(names: frozenset[str]) -> bytes:
    return "".join(f"{name}\n" for name in sorted(names)).encode()
