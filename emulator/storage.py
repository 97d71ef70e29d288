"""Keeping a world in a folder, so that it is there again at the next start.

A database, ``workspace.db``, holds a row for each file, spreadsheet, account, message
and so on, as JSON, and the bytes of files by their hash. After each call only the rows
are written that the call may have changed, in one transaction: the process may be killed
at any moment.
"""

import dataclasses
import hashlib
import json
import re
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

from emulator.content import Content
from emulator.tracked import Tracked
from emulator.web import JSON
from emulator.world import (
    Account,
    DriveFile,
    SentMail,
    SheetTab,
    Spreadsheet,
    Token,
    Unseen,
    World,
)

_Mark: TypeAlias = Callable[..., JSON]
_Keyed: TypeAlias = Callable[[object, _Mark], object]

_TYPES = {
    cls.__name__: cls
    for cls in (Account, DriveFile, SentMail, SheetTab, Spreadsheet, Token, Unseen)
}
_MAPPINGS = (
    "accounts",
    "tokens",
    "files",
    "spreadsheets",
    "drives",
    "uploads",
    "drafts",
)
_STATE = (
    "unsearched",
    "removed",
    "following_change",
    "oldest_token",
    "skipped_changes",
    "lag",
    "unseen",
    "keeps_message_ids",
    "keeps_uploads",
    "spoilt",
)
_MARKED = re.compile(r'(?:\{|, )"\$(?:blob|pairs|set|time|type)": ')
"""A name that ``_richer`` takes for a mark; no text can hold it, whose quotes have \\."""
_TABLES = """
create table if not exists kept (
    kind text, key text, value text not null, primary key (kind, key)
) without rowid;
create table if not exists mail (number integer primary key, value text not null);
create table if not exists blobs (hash text primary key, content blob not null);
"""


class OlderFolder(Exception):
    """A folder holds a world as an earlier version of the emulator kept it."""


class Store:
    """A folder that holds one world.

    Raises:
        OlderFolder: what it holds cannot be read any longer.
    """

    def __init__(self, folder: Path) -> None:
        if (folder / "world.json").exists():
            raise OlderFolder(f"{folder}: kept by an earlier version; take another")
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "workspace.db"
        self.is_new = not path.exists()
        """Whether nothing was ever kept here."""
        # the world's lock lets one thread in at a time
        self._database = sqlite3.connect(path, check_same_thread=False, timeout=1)
        self._database.execute("pragma journal_mode = wal")
        self._database.execute("pragma synchronous = normal")
        self._database.executescript(_TABLES)
        self._written: dict[tuple[str, str], bytes] = {}
        self._mails = 0
        self._last_mail: list[str] = []
        self._blobs: set[str] = set()
        """The hashes of the bytes that are in the database."""
        self.rows_written = 0
        """How many rows were written since the start, but for mail."""

    def hold(self) -> None:
        """Keep everybody else from the folder as long as this process lives.

        Raises:
            sqlite3.OperationalError: somebody else has it.
        """
        self._database.execute("pragma locking_mode = exclusive")
        self._database.execute("begin exclusive")
        self._database.commit()

    def close(self) -> None:
        """Let go of the folder."""
        self._database.close()

    def load(self) -> World:
        """Return the world that was kept, or an empty one."""
        world = World()
        for kind, key, text in self._database.execute("select * from kept"):
            value = self._rich(text)
            self._written[kind, key] = _digest(text)
            if kind == "state":
                setattr(world, key, value)
            else:
                getattr(world, kind)[key] = value
        for kind in _MAPPINGS:
            getattr(world, kind).take_changed()
        ordered = self._database.execute("select value from mail order by number")
        world.mail.extend(self._rich(text) for (text,) in ordered)
        self._note_mail(world.mail)
        self._tidy()
        return world

    def save(self, world: World) -> None:
        """Keep what may have changed; the caller holds the world's lock.

        What could not be written, say because the disk is full, is with the next call.
        """
        changed = {kind: _mapping(world, kind).take_changed() for kind in _MAPPINGS}
        try:
            with self._database:
                for kind, keys in changed.items():
                    for key in keys:
                        self._put(kind, key, dict.get(_mapping(world, kind), key))
                for name in _STATE:
                    self._put("state", name, getattr(world, name))
                self._add_mail(world.mail)
        except Exception:
            for kind, keys in changed.items():
                _mapping(world, kind).assigned |= keys
            self._written.clear()
            self._blobs.clear()
            self._mails, self._last_mail = 0, ["unknown"]
            raise

    def _put(self, kind: str, key: str, value: object) -> None:
        place = (kind, key)
        if value is None or (kind == "uploads" and value["done"] is not None):  # type: ignore[index]
            self._written.pop(place, None)
            words = "delete from kept where kind = ? and key = ?"
            self._database.execute(words, place)
            return
        text = self._text(value)
        digest = _digest(text)
        if self._written.get(place) != digest:
            words = "insert or replace into kept values (?, ?, ?)"
            self._database.execute(words, (kind, key, text))
            self._written[place] = digest
            self.rows_written += 1

    def _add_mail(self, mail: list[SentMail]) -> None:
        kept = self._mails
        if [each.id for each in mail[:kept][-1:]] != self._last_mail:
            self._database.execute("delete from mail")  # all was forgotten
            kept = 0
        for number in range(kept, len(mail)):
            row = (number, self._text(mail[number]))
            self._database.execute("insert into mail values (?, ?)", row)
        self._note_mail(mail)

    def _note_mail(self, mail: list[SentMail]) -> None:
        """Remember how many messages are kept, and the last of them."""
        self._mails, self._last_mail = len(mail), [each.id for each in mail[-1:]]

    def _text(self, value: object) -> str:
        text, marks = self._dumped(value, _keyed)
        if len(_MARKED.findall(text)) != marks:  # people chose such a name
            text, _ = self._dumped(value, _keyed_throughout)
        return text

    def _dumped(self, value: object, keyed: _Keyed) -> tuple[str, int]:
        """Return a value in JSON, and how many marks of ours are in it."""
        marks = 0

        def marked(name: str, inner: object, /, **more: object) -> JSON:
            nonlocal marks
            marks += 1
            return {name: inner, **more}

        def plain(value: object) -> object:
            """Return what JSON can hold for a value that it cannot."""
            if isinstance(value, bytes):
                return marked("$blob", self._blob(value))
            if isinstance(value, datetime):
                return marked("$time", value.isoformat())
            if isinstance(value, set):
                return marked("$set", sorted(value), open=True)
            if isinstance(value, frozenset):
                return marked("$set", sorted(value))
            if not dataclasses.is_dataclass(value):
                raise TypeError(f"cannot keep a {type(value).__name__}")
            fields = {
                field.name: keyed(getattr(value, field.name), marked)
                for field in dataclasses.fields(value)
            }
            return marked("$type", type(value).__name__, **fields)

        text = json.dumps(keyed(value, marked), ensure_ascii=False, default=plain)
        return text, marks

    def _blob(self, content: bytes) -> str:
        held = content if isinstance(content, Content) else Content(content)
        name = held.sha256
        if name in self._blobs:
            return name
        self._blobs.add(name)
        words = "insert or ignore into blobs values (?, ?)"
        self._database.execute(words, (name, content))
        return name

    def _tidy(self) -> None:
        """Forget bytes that nothing has any longer."""
        held = self._database.execute("select hash from blobs").fetchall()
        unused = [row for row in held if row[0] not in self._blobs]
        with self._database:
            self._database.executemany("delete from blobs where hash = ?", unused)

    def _rich(self, text: str) -> Any:  # noqa: ANN401  whatever was written there
        return json.loads(text, object_hook=self._richer)

    def _richer(self, value: dict[str, Any]) -> object:
        """Undo ``_dumped``."""
        if "$blob" in value:
            self._blobs.add(value["$blob"])
            words = "select content from blobs where hash = ?"
            row = self._database.execute(words, (value["$blob"],)).fetchone()
            return Content(row[0])
        if "$pairs" in value:
            return {_key(key): item for key, item in value["$pairs"]}
        if "$set" in value:
            return (set if value.get("open") else frozenset)(value["$set"])
        if "$time" in value:
            return datetime.fromisoformat(value["$time"])
        if "$type" in value:
            return _TYPES[value.pop("$type")](**value)
        return value


def _mapping(world: World, kind: str) -> Tracked[Any]:
    held: Tracked[Any] = getattr(world, kind)
    return held


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def _keyed(value: object, marked: _Mark) -> object:
    """Return pairs for a mapping whose keys are no texts: cells, rows, columns."""
    if isinstance(value, dict) and not all(isinstance(key, str) for key in value):
        return marked("$pairs", list(value.items()))
    return value


def _keyed_throughout(value: object, marked: _Mark) -> object:
    """Return pairs also for each mapping, however deep, with a name like our marks."""
    if isinstance(value, list):
        return [_keyed_throughout(each, marked) for each in value]
    if not isinstance(value, dict):
        return value
    items = [(key, _keyed_throughout(each, marked)) for key, each in value.items()]
    if all(isinstance(key, str) and key[:1] != "$" for key in value):
        return dict(items)
    return marked("$pairs", items)


def _key(key: Any) -> Any:  # noqa: ANN401  a number, or a pair of them
    return tuple(key) if isinstance(key, list) else key
