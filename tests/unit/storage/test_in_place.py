"""A file whose owner cannot be kept is written in place, and nothing is lost."""

import errno
import os
import signal
import sys
from collections.abc import Callable
from io import FileIO
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from typing_extensions import Buffer

from sync.errors import DiskFull, FileHeld, SheetChanged
from sync.storage import files, journal
from sync.storage.files import replace_file
from sync.storage.journal import finish_interrupted, is_mixture, standing_content


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


def test_a_mixture_is_told_from_what_somebody_saved() -> None:
    old, new = b"aaaaaaaa", b"bbbbbbbbbbbb"

    assert is_mixture(b"bbbbaaaa", old, new)
    assert is_mixture(b"aaaabbbb", old, new)  # disks write in any order
    assert is_mixture(b"aaaabbbb\0\0\0\0", old, new)
    assert is_mixture(b"aaaaaaaa", old, new)
    assert not is_mixture(b"aaaac", old, new)
    assert not is_mixture(b"\0aaaaaaa", old, new)
    assert not is_mixture(b"bbbbbbbbbbbbb", old, new)
