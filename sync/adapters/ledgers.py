"""Where an office's ledger is: in its folder, but for a province that has a database."""

import os
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from functools import lru_cache
from pathlib import Path

from sync.adapters.clock import BangkokClock
from sync.adapters.local.lock import only_worker
from sync.errors import ExtraMissing
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
        ExtraMissing: it is in a database, and what reaches that is not installed.
    """
    database, office = _place_of(paths)
    if not database:
        return FileHome(paths.ledger)
    # one office alone has no need of a database's libraries
    try:
        from sync.ledger.postgres import PostgresHome  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise ExtraMissing([str(error.name)]) from error

    def alone() -> AbstractContextManager[object]:
        return only_worker(paths, BangkokClock().now())

    return PostgresHome(database, office, paths.ledger, alone)


def ledger_stamps(offices: Sequence[OfficePaths]) -> Sequence[str]:
    """Return the stamp of each office's ledger; a database is asked once for all.

    Raises:
        WorkerError: as ``ledger_home``, or a database cannot be reached.
    """
    known: dict[str, Mapping[str, str]] = {}
    found = []
    for paths in offices:
        database, office = _place_of(paths)
        if database and database not in known:
            from sync.ledger.postgres import stamps  # noqa: PLC0415  as above

            known[database] = stamps(database)
        number = known[database].get(office) if database else None
        found.append(number or FileHome(paths.ledger).stamp())
    return found


def _place_of(paths: OfficePaths) -> tuple[str, str]:
    """Return the address of the database with an office's ledger, or "", and its name."""
    folder = Path(os.path.abspath(paths.folder))  # noqa: PTH100  links stay as named
    settings = folder.parent.parent / "province.toml"
    if folder.parent.name != "offices" or not settings.exists():
        return "", folder.name
    return _database_in(settings, state_of(settings)), folder.name


@lru_cache(maxsize=2)
def _database_in(settings: Path, _state: str) -> str:
    """Read a province's settings, again only when they have changed."""
    return read_settings(settings, _Province).database
