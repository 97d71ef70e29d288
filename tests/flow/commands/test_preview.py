"""`preview` and `preview-mail`: everything is told, nothing is touched."""

import tempfile
from pathlib import Path

import pytest

from tests.flow.commands.running import Run, add_recipient, files


def test_a_preview_tells_everything_and_touches_nothing(office: Path, run: Run) -> None:
    add_recipient(office)
    before = files(office)

    ran = run("preview", "--office", str(office))

    assert ran.status == 0, ran.err
    assert "โครงการ!J3" in ran.out
    assert "tester@example.com" in ran.out
    shown = Path(ran.out.rstrip().rpartition("\t")[2])
    assert {path.name for path in shown.iterdir()} == {
        "แผนปฏิบัติการ-2570.docx",
        "แผนปฏิบัติการ-2570.html",
    }
    assert files(office) == before


@pytest.mark.parametrize("command", ["preview", "preview-mail"])
def test_of_previews_only_the_last_ones_folder_is_left(
    office: Path,
    tmp_path: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
) -> None:
    there = tmp_path / "temporary"
    there.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(there))
    add_recipient(office)

    first = run(command, "--office", str(office))
    (before,) = there.iterdir()
    second = run(command, "--office", str(office))

    (after,) = there.iterdir()
    assert before != after
    assert str(before) in first.out
    assert str(after) in second.out
    assert any(after.iterdir())


def test_preview_mail_says_why_there_is_none(run: Run, office: Path) -> None:
    shown = run("preview-mail", "--office", str(office))

    assert shown.status == 0
    assert "อีเมลที่จะส่ง (0)" in shown.out
    assert "หรือยังไม่มีผู้เลือกรับในแท็บผู้รับอีเมล" in shown.out
