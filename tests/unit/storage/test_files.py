"""Files are replaced whole, stay as they were given to staff, and in their folder."""

import errno
import os
import signal
import stat
import struct
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from io import FileIO
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from typing_extensions import Buffer

from sync.adapters.local.documents import LocalDocuments
from sync.adapters.local.outbox import LocalOutbox
from sync.adapters.local.spreadsheet import LocalSpreadsheet
from sync.adapters.local.templates import LocalTemplates
from sync.errors import (
    DiskFull,
    FileHeld,
    LinkLeadsAway,
    MailUnavailable,
    NotPermitted,
    ReadOnly,
    SheetChanged,
    StorageError,
    WrongKind,
)
from sync.ledger import Ledger
from sync.log import logging_to
from sync.model.documents import Document
from sync.model.mail import Message
from sync.storage import files, journal
from sync.storage.files import clear_drafts, make_folder, replace_file, storage_stop
from sync.storage.journal import finish_interrupted, is_mixture, standing_content
from tests.users import GROUP, STAFF, WORKER, as_root, as_user, open_the_way

ROOT = Path(__file__).parents[3]
NIGHT = date(2026, 11, 28)
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
            ledger.back_up(NIGHT, keep_days=3)
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


def leads_away(office: Path, name: str, target: Path) -> None:
    (office / name).parent.mkdir(exist_ok=True)
    (office / name).symlink_to(target)


WAYS_OUT: dict[str, tuple[str, Callable[[Path], object]]] = {
    "workbook": ("plan.xlsx", lambda o: LocalSpreadsheet(o / "plan.xlsx").read()),
    "documents": (
        "documents",
        lambda o: LocalDocuments(o / "documents").publish(Document("a", "a", b"a")),
    ),
    "document": (
        "documents/a.docx",
        lambda o: LocalDocuments(o / "documents").publish(Document("a", "a", b"a")),
    ),
    "ledger": ("ledger.db", lambda o: Ledger.open(o / "ledger.db")),
    "ledgers log": ("ledger.db-wal", lambda o: Ledger.open(o / "ledger.db")),
    "ledger to look at": ("ledger.db", lambda o: Ledger.copy(o / "ledger.db")),
    "log": ("worker.log", lambda o: logging_to(o / "worker.log").__enter__()),
    "template": (
        "templates/plan.docx",
        lambda o: LocalTemplates(o / "templates", o).read("plan.docx"),
    ),
}


@pytest.mark.parametrize("way", WAYS_OUT)
def test_a_link_out_of_the_office_is_not_followed(tmp_path: Path, way: str) -> None:
    office, outside = tmp_path / "office", tmp_path / "outside"
    office.mkdir()
    name, act = WAYS_OUT[way]
    if name == "documents":
        outside.mkdir()
    else:
        outside.write_bytes(b"somebody's")
    leads_away(office, name, outside)

    with pytest.raises(LinkLeadsAway) as stop:
        act(office)

    assert stop.value.facts == {
        "path": str(office / name),
        "target": str(outside),
    }
    if outside.is_dir():
        assert list(outside.iterdir()) == []
    else:
        assert outside.read_bytes() == b"somebody's"


def test_a_link_out_lets_mail_wait(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "office").mkdir()
    leads_away(tmp_path / "office", "outbox", tmp_path / "outside")

    with pytest.raises(MailUnavailable):
        LocalOutbox(tmp_path / "office" / "outbox").send(
            Message("<1@x>", "a@b.c", "s", b"c")
        )

    assert list((tmp_path / "outside").iterdir()) == []


def test_backups_that_lead_away_are_not_written(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "office").mkdir()
    ledger = Ledger.open(tmp_path / "office" / "ledger.db")
    leads_away(tmp_path / "office", "backups", tmp_path / "outside")

    with pytest.raises(LinkLeadsAway):
        ledger.back_up(NIGHT, keep_days=30)

    ledger.close()
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_link_within_the_office_and_an_office_that_is_a_link_are_fine(
    tmp_path: Path,
) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "plan-2570.xlsx").write_bytes(b"old")
    (tmp_path / "real" / "plan.xlsx").symlink_to("plan-2570.xlsx")
    (tmp_path / "office").symlink_to(tmp_path / "real")

    replace_file(tmp_path / "office" / "plan.xlsx", b"new", staffs=True)

    assert (tmp_path / "real" / "plan-2570.xlsx").read_bytes() == b"new"
    assert (tmp_path / "real" / "plan.xlsx").is_symlink()


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


@pytest.fixture
def in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no owner be kept, as for a worker that is another user than staff."""
    monkeypatch.setattr(files, "_take_after", lambda *_, **__: False)


@pytest.mark.usefixtures("in_place")
def test_a_write_in_place_that_fails_puts_the_old_content_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"old content")
    overwrite, calls = journal._overwrite, []

    def once(target: FileIO, content: bytes) -> None:
        calls.append(content)
        if len(calls) == 1:
            target.seek(0)
            target.write(content[:2])
            raise OSError(errno.ENOSPC, "No space left on device")
        overwrite(target, content)

    monkeypatch.setattr(journal, "_overwrite", once)
    with pytest.raises(DiskFull):
        replace_file(path, b"NEW", staffs=True)

    assert path.read_bytes() == b"old content"
    assert [each.name for each in tmp_path.iterdir()] == ["plan.xlsx"]


@pytest.mark.usefixtures("in_place")
@pytest.mark.parametrize("how", ["in place", "as a new file"])
@pytest.mark.parametrize("looked", [False, True], ids=["before", "after the last look"])
def test_what_somebody_saves_while_the_journal_is_kept_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str, looked: bool
) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"old")
    keep = journal._keep

    def save() -> None:
        if how == "as a new file":
            path.unlink()
        path.write_bytes(b"SAVED BY A CLERK")

    def keep_and_save(*arguments: Any) -> None:  # noqa: ANN401
        keep(*arguments)
        if not looked:
            save()

    def look() -> None:
        if path.read_bytes() != b"old":
            raise SheetChanged(str(path))
        if looked:
            save()

    monkeypatch.setattr(journal, "_keep", keep_and_save)
    with pytest.raises(FileHeld if looked else SheetChanged):
        replace_file(path, b"new", staffs=True, just_before=look)

    assert path.read_bytes() == b"SAVED BY A CLERK"
    assert [each.name for each in tmp_path.iterdir()] == ["plan.xlsx"]


def test_a_write_that_was_not_begun_is_not_begun_after_a_crash(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"old content")
    journal._keep(journal._journal_of(path), journal._Kept(b"old content", b"new"))

    assert standing_content(path, b"old content") == b"old content"
    finish_interrupted(path)

    assert path.read_bytes() == b"old content"
    assert [each.name for each in tmp_path.iterdir()] == ["plan.xlsx"]


class Slow(FileIO):
    """A file that takes a few bytes at a time, so that death finds it half written."""

    def write(self, content: Buffer, /) -> int:
        return super().write(memoryview(content)[:300])


def killed_at(step: int, act: Callable[[], object]) -> bool:
    """Do something in a process that is killed at a step; tell whether it was."""
    child = os.fork()
    if child == 0:
        left = step

        def count(frame: FrameType, event: str, _: object) -> Any:  # noqa: ANN401
            nonlocal left
            name = Path(frame.f_code.co_filename).name
            if name not in {"files.py", "journal.py", "durable.py"}:
                return None
            left -= event == "line"
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return count

        sys.settrace(count)
        act()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.usefixtures("in_place")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills as POSIX does")
def test_killed_at_any_step_of_a_write_in_place_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.xlsx"
    old, new = b"o" * 900, b"n" * 1000
    monkeypatch.setattr(journal, "_opened", lambda path: Slow(path, "r+"))
    seen, step, alive = set(), 0, False
    while not alive:
        step += 1
        path.write_bytes(old)
        alive = not killed_at(step, lambda: replace_file(path, new, staffs=True))
        left = path.read_bytes()
        seen.add("old" if left == old else "new" if left == new else "mixture")

        assert standing_content(path, left) in (old, new)
        finish_interrupted(path)

        assert path.read_bytes() in (old, new), step
        assert not list(tmp_path.glob(".*.journal"))
        for draft in tmp_path.glob(".*.tmp"):
            draft.unlink()
        assert [each.name for each in tmp_path.iterdir()] == ["plan.xlsx"]

    assert seen == {"old", "new", "mixture"}
    assert step > 60


def test_what_somebody_saved_after_a_crash_stays_and_so_does_what_was_before(
    tmp_path: Path,
) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"old content")
    journal._keep(journal._journal_of(path), journal._Kept(b"old content", b"new"))
    path.write_bytes(b"saved by somebody")

    finish_interrupted(path)

    assert path.read_bytes() == b"saved by somebody"
    assert (tmp_path / "plan.before.xlsx").read_bytes() == b"old content"
    assert len(list(tmp_path.iterdir())) == 2


def test_what_was_before_another_crash_stays_too(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"

    for old in (b"first", b"second", b"second"):
        path.write_bytes(old)
        journal._keep(journal._journal_of(path), journal._Kept(old, b"new"))
        path.write_bytes(b"saved by somebody")
        finish_interrupted(path)

    kept = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    assert kept == {
        "plan.xlsx": b"saved by somebody",
        "plan.before.xlsx": b"first",
        "plan.before-2.xlsx": b"second",
    }


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


def test_a_mixture_is_told_from_what_somebody_saved() -> None:
    old, new = b"aaaaaaaa", b"bbbbbbbbbbbb"

    assert is_mixture(b"bbbbaaaa", old, new)
    assert is_mixture(b"aaaabbbb", old, new)  # disks write in any order
    assert is_mixture(b"aaaabbbb\0\0\0\0", old, new)
    assert is_mixture(b"aaaaaaaa", old, new)
    assert not is_mixture(b"aaaac", old, new)
    assert not is_mixture(b"\0aaaaaaa", old, new)
    assert not is_mixture(b"bbbbbbbbbbbbb", old, new)
