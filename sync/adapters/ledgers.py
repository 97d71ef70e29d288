"""Where an office's ledger is: in its folder, but for a province that has a database."""

import os
from functools import lru_cache
from pathlib import Path

from sync.adapters.clock import BangkokClock
from sync.adapters.local.lock import only_worker
from sync.ledger.homes import FileHome, LedgerHome
from sync.paths import OfficePaths
from sync.settings.office_file import read_settings
from sync.settings.parts import SettingsPart
from sync.storage.files import state_of


class _Province(SettingsPart, extra="ignore"):
    """What of a province's settings says where ledgers are."""

    database: str = ""


def ledger_home(paths: OfficePaths) -> LedgerHome:
    """Return where an office's ledger is.

    Raises:
        ConfigError: the office is one of a province, whose settings cannot be read.
        StorageError: the same.
    """
    folder = Path(os.path.abspath(paths.folder))  # noqa: PTH100  links stay as named
    database = database_of(folder)
    if not database:
        return FileHome(paths.ledger)
    from sync.ledger.postgres import PostgresHome  # noqa: PLC0415  one office needs none

    return PostgresHome(
        database,
        folder.name,
        paths.ledger,
        lambda: only_worker(paths, BangkokClock().now()),
    )


def database_of(folder: Path) -> str:
    """Return the address of the database in which an office's ledger is; "" for none."""
    settings = folder.parent.parent / "province.toml"
    if folder.parent.name != "offices" or not settings.exists():
        return ""
    return _database_in(settings, state_of(settings))


@lru_cache(maxsize=2)
def _database_in(settings: Path, _state: str) -> str:
    """Read a province's settings, again only when they have changed."""
    return read_settings(settings, _Province).database
