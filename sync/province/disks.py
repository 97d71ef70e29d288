"""Which disk a province's folder lies on: files of databases are damaged on a network share."""

import re
import sys
from contextlib import suppress
from pathlib import Path, PurePosixPath

from sync.errors import OnNetworkShare

_MOUNTS = Path("/proc/self/mountinfo")
_OVER_A_NETWORK = frozenset(
    [
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "davfs",
        "fuse.ceph",
        "fuse.davfs",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.sshfs",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb3",
        "smbfs",
    ]
)
_REMOTE = 4
"""What Windows calls a drive on another machine."""


def must_lie_here(folder: Path) -> None:
    """Go on if a folder is on a disk of this machine, as far as the system tells.

    Raises:
        OnNetworkShare: it is on another machine's.
    """
    if kind := _kind_of(folder.resolve()):
        raise OnNetworkShare(folder, kind)


def share_at(path: PurePosixPath, mounts: str) -> str:
    """Return what kind of network share a path is on; empty for none.

    Args:
        path: a whole path without links.
        mounts: what Linux tells in ``/proc/self/mountinfo``.
    """
    found, kind = PurePosixPath("/"), ""
    for line in mounts.splitlines():
        about, _, how = line.partition(" - ")
        if len(about.split(" ")) < 5 or not how:
            continue
        at = PurePosixPath(_plain(about.split(" ")[4]))
        # what was mounted later lies over what was there before
        if path.is_relative_to(at) and at.is_relative_to(found):
            found, kind = at, how.split(" ")[0]
    return kind if kind in _OVER_A_NETWORK else ""


def _kind_of(path: Path) -> str:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415

        is_remote = ctypes.windll.kernel32.GetDriveTypeW(f"{path.anchor}") == _REMOTE
        return path.drive if path.drive.startswith("\\\\") or is_remote else ""
    with suppress(OSError):
        return share_at(PurePosixPath(path), _MOUNTS.read_text("utf-8", "replace"))
    return ""


def _plain(name: str) -> str:
    """Return a name without the numbers that stand for blanks and the like in it."""
    return re.sub(r"\\([0-7]{3})", lambda it: chr(int(it[1], 8)), name)
