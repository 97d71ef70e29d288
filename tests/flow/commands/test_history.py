"""`history`: what changed, and a plan as it was."""

from pathlib import Path

from tests.flow.commands.running import Run, type_in


def test_history_tells_what_changed(office: Path, run: Run) -> None:
    run("--office", str(office))
    type_in(office, "โครงการ", {"I3": "เลื่อนมาจากปีก่อน"})
    run("--office", str(office))

    ran = run("history", "--office", str(office))

    assert ran.status == 0
    assert "หมายเหตุ: – → เลื่อนมาจากปีก่อน" in ran.out
    assert len([line for line in ran.out.splitlines() if "สำเร็จ" in line]) == 2


def test_history_gives_a_plan_as_it_was(run: Run, office: Path) -> None:
    run("--office", str(office))

    shown = run("history", "--office", str(office), "--show", "1")
    missing = run("history", "--office", str(office), "--show", "99")

    assert shown.status == 0
    assert "  งบประมาณ (บาท): " in shown.out
    assert (missing.status, missing.out) == (2, "")
    assert "ไม่มีแผนของรอบที่ 99" in missing.err
