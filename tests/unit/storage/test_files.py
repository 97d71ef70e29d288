"""Files are replaced whole, and stay as they were given to staff."""

import errno
import os
import stat
import struct
import time
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from sync.adapters.local.documents import LocalDocuments
from sync.adapters.local.outbox import LocalOutbox
from sync.errors import DiskFull, NotPermitted, ReadOnly, StorageError, WrongKind
from sync.ledger import Ledger
from sync.model.documents import Document
from sync.model.mail import Message
from sync.storage.files import clear_drafts, make_folder, replace_file, storage_stop
from tests.users import GROUP, STAFF, WORKER, as_root, as_user, open_the_way

on_posix = pytest.mark.skipif(os.name != "posix", reason="owners and modes of POSIX")


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A folder of a group, as docs/operating.md says; the way to it is open."""
    open_the_way(tmp_path)
    office = tmp_path / "office"
    office.mkdir()
    os.chown(office, WORKER, GROUP)
    office.chmod(0o2770)
    return office


def replaced(path: Path) -> str:
    try:
        replace_file(path, b"new", staffs=True)
    except StorageError as stop:
        return f"{stop.code} {stop.facts['path']}"
    return "done"


@as_root
def test_what_root_replaces_keeps_owner_group_and_mode(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"old")
    os.chown(path, STAFF, GROUP)
    path.chmod(0o664)

    replace_file(path, b"new", staffs=True)

    now = path.stat()
    assert path.read_bytes() == b"new"
    assert (now.st_uid, now.st_gid, mode_of(path)) == (STAFF, GROUP, 0o664)


@as_root
def test_a_file_whose_owner_cannot_be_kept_is_written_in_place(shared: Path) -> None:
    path = shared / "plan.xlsx"
    path.write_bytes(b"old and longer")
    os.chown(path, STAFF, GROUP)
    path.chmod(0o660)
    before = path.stat()

    assert as_user(WORKER, lambda: replaced(path)) == "done"

    now = path.stat()
    assert path.read_bytes() == b"new"
    assert (now.st_ino, now.st_uid, now.st_gid) == (before.st_ino, STAFF, GROUP)
    assert [each.name for each in shared.iterdir()] == ["plan.xlsx"]


@as_root
def test_a_file_that_may_not_be_written_is_a_stop_that_names_the_right(
    shared: Path,
) -> None:
    path = shared / "plan.xlsx"
    path.write_bytes(b"old")
    os.chown(path, STAFF, GROUP)
    path.chmod(0o640)

    said = as_user(WORKER, lambda: replaced(path))

    assert said == f"not_permitted {path}"
    assert path.read_bytes() == b"old"
    assert [each.name for each in shared.iterdir()] == ["plan.xlsx"]


@as_root
def test_staff_of_the_group_read_and_write_what_the_worker_wrote(shared: Path) -> None:
    def write() -> str:
        os.umask(0o007)  # as deploy/plan-sync.service has it
        replace_file(shared / "plan.xlsx", b"plan")
        replace_file(shared / "secret", b"secret", private=True)
        LocalDocuments(shared / "documents").publish(Document("a", "a", b"document"))
        return ""

    def read_and_write() -> str:
        said = (shared / "documents" / "a.docx").read_text()
        with (shared / "plan.xlsx").open("r+b") as file:
            file.write(b"PLAN")
        try:
            return said + (shared / "secret").read_text()
        except PermissionError:
            return said

    assert as_user(WORKER, write) == ""
    assert as_user(STAFF, read_and_write) == "document"
    assert (shared / "plan.xlsx").read_bytes() == b"PLAN"


def test_extended_attributes_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"old")
    try:
        os.setxattr(path, "user.note", "ของกองคลัง".encode())
    except (OSError, AttributeError):
        pytest.skip("no extended attributes here")

    replace_file(path, b"new", staffs=True)

    assert os.getxattr(path, "user.note") == "ของกองคลัง".encode()


def access_list(*named: tuple[int, int]) -> bytes:
    """Return an access list as Linux keeps it: users by number, with what they may."""
    nobody = 0xFFFFFFFF
    entries = [
        (0x01, 6, nobody),
        *((0x02, may, who) for who, may in named),
        *((0x04, 4, nobody), (0x10, 6, nobody), (0x20, 0, nobody)),
    ]
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *e) for e in entries)


def test_an_access_list_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"old")
    name = "system.posix_acl_access"
    try:
        os.setxattr(path, name, access_list((STAFF, 6)))
    except (OSError, AttributeError):
        pytest.skip("no access lists here")

    replace_file(path, b"new", staffs=True)

    assert os.getxattr(path, name) == access_list((STAFF, 6))


@on_posix
def test_what_is_private_is_so_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        make_folder(tmp_path / "own", private=True)
        replace_file(tmp_path / "own" / "a", b"a", private=True)
        replace_file(tmp_path / "shared", b"b")
        with closing(Ledger.open(tmp_path / "ledger.db")) as ledger:
            ledger.back_up(date(2026, 11, 28), keep_days=3)
        LocalOutbox(tmp_path / "outbox").send(Message("<1@x>", "a@b.c", "s", b"c"))
    finally:
        os.umask(before)

    modes = {
        str(path.relative_to(tmp_path)).partition("/")[0]: mode_of(path)
        for path in sorted(tmp_path.rglob("*"), reverse=True)
    }
    assert modes == {
        "own": 0o700,
        "outbox": 0o700,
        "backups": 0o700,
        "ledger.db": 0o600,
        "shared": 0o666,
    }
    assert {mode_of(path) for path in tmp_path.glob("[ob]*/*")} == {0o600}


def test_a_folder_that_cannot_be_synced_fails_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(os, "fsync", refuse)

    replace_file(tmp_path / "plan.xlsx", b"new")

    assert (tmp_path / "plan.xlsx").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["plan.xlsx"]


@pytest.mark.parametrize(
    ("number", "stop"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EROFS, ReadOnly),
        (errno.EACCES, NotPermitted),
        (errno.EPERM, NotPermitted),
        (errno.ENOTDIR, WrongKind),
        (errno.EISDIR, WrongKind),
    ],
)
def test_what_the_system_says_decides_the_stop(
    number: int, stop: type[StorageError]
) -> None:
    made = storage_stop(OSError(number, os.strerror(number)), Path("plan.xlsx"))

    assert type(made) is stop
    assert made.facts["path"] == "plan.xlsx"


def test_a_full_disk_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        replace_file(path, b"new", staffs=True)

    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["plan.xlsx"]


def test_what_killed_writes_left_is_taken_away_and_nothing_else(tmp_path: Path) -> None:
    now = time.time()
    ours, fresh = tmp_path / f".{'a1' * 8}.tmp", tmp_path / f".{'b2' * 8}.tmp"
    others = [".plan.tmp", f"{'a1' * 8}.tmp", f".{'A1' * 8}.tmp", f".{'a1' * 8}.tmp.x"]
    for path in (ours, fresh, *(tmp_path / name for name in others)):
        path.touch()
        os.utime(path, (now - 4000, now - 4000))
    os.utime(fresh, (now - 60, now - 60))

    clear_drafts(tmp_path, now)
    clear_drafts(tmp_path / "not there", now)

    assert {path.name for path in tmp_path.iterdir()} == {fresh.name, *others}
