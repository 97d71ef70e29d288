"""Keeping a world in a folder, so that it is there again at the next start.

``world.json`` holds all but the spreadsheets, which have a file each under
``spreadsheets/``, and the bytes of files, which lie under ``blobs/`` by their hash.
Every file is replaced as a whole; what has not changed is not written.
"""

import dataclasses
import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from emulator.world import (
    Account,
    DriveFile,
    SentMail,
    SheetTab,
    Spreadsheet,
    Token,
    World,
)

_TYPES = {
    cls.__name__: cls
    for cls in (Account, DriveFile, SentMail, SheetTab, Spreadsheet, Token)
}
_WORLD_FIELDS = ("accounts", "tokens", "files", "drives", "uploads", "mail")


class Store:
    """A folder that holds one world."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._written: dict[Path, str] = {}

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever kept here."""
        return not (self._folder / "world.json").exists()

    def load(self) -> World:
        """Return the world that was kept, or an empty one."""
        world = World()
        if self.is_new:
            return world
        for name, value in self._read(self._folder / "world.json").items():
            setattr(world, name, value)
        for path in sorted((self._folder / "spreadsheets").glob("*.json")):
            spreadsheet: Any = self._read(path)
            world.spreadsheets[spreadsheet.id] = spreadsheet
        return world

    def save(self, world: World) -> None:
        """Keep the world as it is now; the caller holds its lock."""
        wanted = {
            self._folder / "spreadsheets" / f"{file_id}.json": spreadsheet
            for file_id, spreadsheet in world.spreadsheets.items()
        }
        blobs: set[Path] = set()
        for path, spreadsheet in wanted.items():
            self._write(path, self._text(spreadsheet, blobs))
        rest = {name: getattr(world, name) for name in _WORLD_FIELDS}
        self._write(self._folder / "world.json", self._text(rest, blobs))
        self._tidy("spreadsheets", set(wanted))
        self._tidy("blobs", blobs)

    def _text(self, value: object, blobs: set[Path]) -> str:
        def plain(value: object) -> object:
            if isinstance(value, bytes):
                path = self._blob(value)
                blobs.add(path)
                return {"$blob": path.name}
            return _plain(value)

        return json.dumps(value, ensure_ascii=False, default=plain)

    def _blob(self, content: bytes) -> Path:
        path = self._folder / "blobs" / hashlib.sha256(content).hexdigest()
        if not path.exists():
            _replace(path, content)
        return path

    def _write(self, path: Path, text: str) -> None:
        if self._written.get(path) != text:
            _replace(path, text.encode())
            self._written[path] = text

    def _tidy(self, folder: str, wanted: set[Path]) -> None:
        for path in (self._folder / folder).glob("*"):
            if path not in wanted:
                self._written.pop(path, None)
                path.unlink()

    def _read(self, path: Path) -> Any:  # noqa: ANN401  whatever was written there
        return json.loads(path.read_text(encoding="utf-8"), object_hook=self._rich)

    def _rich(self, value: dict[str, Any]) -> object:
        """Undo ``_plain``."""
        if "$blob" in value:
            return (self._folder / "blobs" / value["$blob"]).read_bytes()
        if "$pairs" in value:
            return {_key(key): item for key, item in value["$pairs"]}
        if "$set" in value:
            return frozenset(value["$set"])
        if "$time" in value:
            return datetime.fromisoformat(value["$time"])
        if "$type" in value:
            return _TYPES[value.pop("$type")](**value)
        return value


def _plain(value: object) -> object:
    """Return what JSON can hold for a value that it cannot; marked with a ``$``."""
    if isinstance(value, datetime):
        return {"$time": value.isoformat()}
    if isinstance(value, frozenset | set):
        return {"$set": sorted(value)}
    if dataclasses.is_dataclass(value):
        fields = {
            field.name: _keyed(getattr(value, field.name))
            for field in dataclasses.fields(value)
        }
        return {"$type": type(value).__name__, **fields}
    raise TypeError(f"cannot keep a {type(value).__name__}")


def _keyed(value: object) -> object:
    """Return pairs for a mapping whose keys are no texts: cells, rows, columns."""
    if isinstance(value, dict) and not all(isinstance(key, str) for key in value):
        return {"$pairs": list(value.items())}
    return value


def _key(key: Any) -> Any:  # noqa: ANN401  a number, or a pair of them
    return tuple(key) if isinstance(key, list) else key


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_bytes(content)
    fresh.replace(path)
