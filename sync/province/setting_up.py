"""Making a province, and adding offices to it: folders as each office has one alone."""

import csv
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from sync.adapters.ledgers import ledger_home
from sync.errors import (
    ConfigError,
    DatabaseTaken,
    LedgerUnreachable,
    NoSuchOffice,
    OfficeElsewhere,
    OfficeListUnusable,
    OfficeNameUnusable,
    OfficeOccupied,
    OfficeThere,
    ProvinceMissing,
    SourceWithoutTable,
)
from sync.model.imports import ImportedPlan
from sync.paths import OfficePaths
from sync.province.places import ProvincePaths
from sync.province.sharing import sharing_of
from sync.province.values import ProvinceSettings
from sync.resources import CONFIG
from sync.settings.office_file import load_settings, read_settings
from sync.storage.durable import PRIVATE_FILE
from sync.storage.files import make_folder, replace_file
from sync.storage.texts import NotUtf8, read_people_text
from sync.wiring.bringing import read_source
from sync.wiring.files import put_if_missing
from sync.wiring.setting_up import create_office, must_be_new

_NAME = re.compile(r"[\w][\w-]{0,59}")
_SHEET = '\n[google]\nspreadsheet = "{link}"\n'


def create_province(folder: Path, database: str = "") -> bool:
    """Make a province in a folder, and return whether there was none.

    Args:
        folder: the province's.
        database: the address of one that several machines share, if they are.

    Raises:
        ConfigError: that is no address; nothing is left of the settings.
        DatabaseTaken: another province's offices are in it; the same.
    """
    paths = ProvincePaths(folder)
    make_folder(folder.resolve())
    made = put_if_missing(paths.settings, "province.toml")
    if made and database:
        text = paths.settings.read_text("utf-8")
        line = f'database = "{_quoted(database)}"'
        content = text.replace('database = ""', line, 1).encode()
        replace_file(paths.settings, content, private=True)
        try:
            load_province(paths)
            _must_be_empty(database)
        except (ConfigError, DatabaseTaken):
            paths.settings.unlink()
            raise
    make_folder(paths.offices)
    make_folder(folder / "keys", private=True)
    return made


def load_province(paths: ProvincePaths) -> ProvinceSettings:
    """Read a province's settings.

    Raises:
        ProvinceMissing: there is none in the folder.
        ConfigError: settings are wrong.
    """
    if not paths.settings.exists():
        raise ProvinceMissing(paths.folder)
    settings = read_settings(paths.settings, ProvinceSettings)
    if settings.has_password:
        _keep_to_ourselves(paths.settings)
    return settings


def _keep_to_ourselves(path: Path) -> None:
    """Let nobody else read a file that holds a password, where it is ours."""
    with suppress(PermissionError):
        if os.name == "posix" and path.stat().st_mode & 0o077:
            path.chmod(PRIVATE_FILE)


def _must_be_empty(database: str) -> None:
    """Stop where a database has ledgers already; one that is away is looked at later."""
    from sync.ledger.postgres import stamps  # noqa: PLC0415  one machine needs none
    from sync.ledger.postgres_tables import shown  # noqa: PLC0415

    with suppress(LedgerUnreachable):
        if stamps(database):
            raise DatabaseTaken(shown(database))


def _must_be_nowhere(office: OfficePaths) -> None:
    """Stop where an office without a folder here has a ledger all the same.

    It would go on with what is another's, or its own of which the folder is lost.
    """
    if not office.folder.exists() and ledger_home(office).exists():
        raise OfficeElsewhere(office.folder.name)


def add_from_plan(
    paths: ProvincePaths, name: str, source: str
) -> tuple[str, ImportedPlan]:
    """Add an office in a folder of its own, with a plan that it has.

    Returns:
        Where it is, and what was read, of which somebody must see what is missing.

    Raises:
        OfficeNameUnusable: the name is none for a folder.
        OfficeElsewhere: it has a ledger in the database, and no folder here.
        OfficeThere: there is such an office.
        SourceError: the plan cannot be read, or has no table of projects.
    """
    office = paths.office(_usable(name))
    _must_be_nowhere(office)
    folder = office.folder
    try:
        must_be_new(folder)
    except OfficeOccupied as stop:
        raise OfficeThere(name, stop.path) from None
    plan = read_source(source, None, folder)
    if not plan.projects:
        raise SourceWithoutTable(source)
    return create_office(folder, plan), plan


def add_at_google(paths: ProvincePaths, name: str, link: str) -> str:
    """Add an office whose spreadsheet is at Google, and return its settings' place.

    One that is there stays as it is.

    Raises:
        OfficeNameUnusable: the name is none for a folder.
        ConfigError: the link is none.
        OfficeElsewhere: it has a ledger in the database, and no folder here.
    """
    office = paths.office(_usable(name))
    if office.settings.exists():
        return str(office.settings)
    _must_be_nowhere(office)
    # whole at once: half of one would be visited as an office without a sheet
    is_new = not office.folder.exists()
    made = paths.office(f".{name}") if is_new else office
    make_folder(made.folder.resolve())
    text = (CONFIG / "office.toml").read_text("utf-8")
    replace_file(made.settings, (text + _SHEET.format(link=_quoted(link))).encode())
    try:
        load_settings(made.settings)
    except ConfigError:
        made.settings.unlink()
        raise
    put_if_missing(made.gitignore, "office.gitignore")
    if is_new:
        made.folder.rename(office.folder)
    return str(office.settings)


def listed(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and the spreadsheet's link of each office in a list.

    Raises:
        OfficeListUnusable: it is no list, or a line in it is none.
    """
    try:
        text = read_people_text(path)
    except (OSError, NotUtf8):
        raise OfficeListUnusable(path, 1) from None
    reader = csv.DictReader(text.splitlines())
    for row in reader:
        name, link = (row.get("name") or "").strip(), (row.get("sheet") or "").strip()
        if not _NAME.fullmatch(name) or not link:
            raise OfficeListUnusable(path, reader.line_num)
        yield name, link


def must_be_there(paths: ProvincePaths, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of offices if all are there; of none given, all there are.

    Raises:
        NoSuchOffice: one is not.
    """
    there = paths.office_names()
    for name in names:
        if name not in there:
            raise NoSuchOffice(name)
    return names or tuple(there)


def pause(
    paths: ProvincePaths, settings: ProvinceSettings, names: frozenset[str]
) -> None:
    """Have nobody visit some offices, besides those paused before; * is all."""
    sharing = sharing_of(paths, settings)
    sharing.look()
    sharing.pause(lambda known: known | names)


def resume(
    paths: ProvincePaths, settings: ProvinceSettings, names: frozenset[str]
) -> None:
    """Have offices visited again; * is all."""
    sharing = sharing_of(paths, settings)
    sharing.look()
    nobody = frozenset[str]()
    sharing.pause(lambda known: nobody if "*" in names else known - names)


def _usable(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise OfficeNameUnusable(name)
    return name


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
