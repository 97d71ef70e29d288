"""This machine's disk, a folder or a file is in the way."""

from pathlib import Path

from sync.errors.base import WorkerError


class StorageError(WorkerError):
    """This machine's disk, a folder or a file is in the way; ``path`` names it."""

    exit_code = 18

    path: Path


class DiskFull(StorageError):
    """There is no space left where the path is, or the user has used up its share."""

    code = "disk_full"
    exit_code = 15


class NotPermitted(StorageError):
    """The user that runs the worker (``user``) may not read or write the path."""

    code = "not_permitted"
    exit_code = 16

    user: str


class ReadOnly(StorageError):
    """The path cannot be changed by anybody, mostly a disk mounted to be read only."""

    code = "read_only"
    exit_code = 17


class WrongKind(StorageError):
    """A file stands where a folder belongs, or a folder where a file does."""

    code = "wrong_kind"


class NoFile(StorageError):
    """A pipe, a socket or a device stands where a file belongs: reading may never end."""

    code = "no_file"


class LinkLeadsAway(StorageError):
    """A link in the office's folder leads out of it, to ``target``."""

    code = "link_leads_away"

    target: str


class FileHeld(StorageError):
    """Another program holds the file, and lets nobody else at it."""

    code = "file_held"
    exit_code = 6


class FileTrouble(StorageError):
    """The system refuses for a reason that has no name here; ``why`` is its word."""

    code = "file_trouble"

    why: str
