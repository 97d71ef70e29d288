"""What a person asked of a province that cannot be."""

from collections.abc import Sequence
from pathlib import Path

from sync.errors.base import WorkerError


class ProvinceMissing(WorkerError):
    """There is no province in the folder."""

    code = "province_missing"
    exit_code = 4

    path: Path


class NoSuchOffice(WorkerError):
    """There is no office of that name."""

    code = "no_such_office"
    exit_code = 2

    name: str


class OfficeNameUnusable(WorkerError):
    """A name for an office cannot be a folder's."""

    code = "office_name_unusable"
    exit_code = 2

    name: str


class OfficeListUnusable(WorkerError):
    """A list of offices to add is none, from a line on."""

    code = "office_list_unusable"
    exit_code = 2

    path: Path
    line: int


class ExtraMissing(WorkerError):
    """Packages are missing that a province needs and one office does not."""

    code = "province_extra_missing"
    exit_code = 69

    packages: Sequence[str]


class DatabaseAway(WorkerError):
    """The database that several machines have in common cannot be reached."""

    code = "database_away"
    exit_code = 75

    path: Path
    address: str
    why: str


class DatabaseRefuses(WorkerError):
    """The database that several machines have in common lets its user not do its work."""

    code = "database_refuses"
    exit_code = 22

    address: str
    why: str


class DatabaseTaken(WorkerError):
    """The database for a new province holds ledgers of another's offices."""

    code = "database_taken"
    exit_code = 2

    address: str


class OfficeThere(WorkerError):
    """An office to add is there already, with its sheet at ``path``."""

    code = "office_there"
    exit_code = 9

    name: str
    path: Path


class OfficeElsewhere(WorkerError):
    """An office to add has a ledger in the database, and no folder here."""

    code = "office_elsewhere"
    exit_code = 2

    name: str


class OnNetworkShare(WorkerError):
    """Files of databases would lie on another machine's disk."""

    code = "on_network_share"
    exit_code = 4

    path: Path
    kind: str
