"""`status`: how the worker is, and what to do where it is not well."""

from datetime import UTC, datetime
from pathlib import Path

import time_machine

from sync.errors import WorkbookOpen
from sync.ledger import Ledger
from tests.flow.commands.running import Run, type_in


def test_status_tells_how_the_worker_is(run: Run, office: Path) -> None:
    before = run("status", "--office", str(office))
    assert (before.status, before.out.splitlines()[0]) == (1, "ต้องดูแล")
    run("--office", str(office))

    after = run("status", "--office", str(office))

    verdict = after.out.splitlines()[0]
    assert (after.status, verdict) == (0, "ปกติดี แต่ตอนนี้ไม่มีระบบเปิดให้ทำงานเองอยู่")
    assert "ไม่ได้เปิดให้ทำงานเองอยู่" in after.out
    assert "ประจำคืน  สำเร็จ" in after.out


def test_status_says_why_the_last_night_stopped_whoever_ran_it(
    run: Run, office: Path
) -> None:
    run("--office", str(office))
    type_in(office, "โครงการ", {"E3": "มาก"})
    mark = office / "~$plan.xlsx"
    mark.touch()

    stopped = run("--once", "--office", str(office))
    shown = run("status", "--office", str(office))
    past = run("history", "--office", str(office))

    assert (stopped.status, shown.status) == (3, 1)
    assert "งานประจำคืนครั้งล่าสุดหยุดก่อนเสร็จ: มีผู้เปิดไฟล์แผน" in shown.out
    assert "→ บันทึกและปิดไฟล์ก่อน" in shown.out
    assert "หยุดเพราะมีผู้เปิดไฟล์แผน" in past.out
    mark.unlink()
    assert run("--once", "--office", str(office)).status == 0
    assert run("status", "--office", str(office)).status == 0


def test_status_tells_a_trouble_in_a_sentence_with_its_cure(
    run: Run, office: Path
) -> None:
    run("--office", str(office))
    ledger = Ledger.open(office / "ledger.db")
    ledger.troubles.note("look", WorkbookOpen(Path("plan.xlsx"), Path("~$")), _now())
    ledger.close()

    shown = run("status", "--office", str(office))

    assert shown.status == 1
    assert "การดูไฟล์แผนไม่สำเร็จ 1 ครั้งติดกัน" in shown.out
    assert "มีผู้เปิดไฟล์แผน plan.xlsx อยู่" in shown.out
    assert "→ บันทึกและปิดไฟล์ก่อน" in shown.out
    assert "workbook_open" not in shown.out


def _now() -> datetime:
    return datetime.now(UTC)


def test_status_disbelieves_a_night_of_a_clock_that_was_ahead(
    office: Path, run: Run
) -> None:
    with time_machine.travel(datetime(2099, 1, 1, 3, tzinfo=UTC), tick=False):
        run("--office", str(office))

    alone = run("status", "--office", str(office))
    for _ in range(2):  # the first is told that this may be the wrong day
        run("--office", str(office))
    both = run("status", "--office", str(office))

    assert alone.status == 1
    assert "ยังไม่เคยมีงานประจำคืนที่สำเร็จ" in alone.out
    assert "1 ม.ค. 2642 10:00 น. ซึ่งยังมาไม่ถึง" in alone.out
    assert both.status == 0
    assert "งานประจำคืนที่สำเร็จครั้งล่าสุด: 2099" not in both.out
    assert "รอบล่าสุด:     1" not in both.out
    assert "1 ม.ค. 2642 10:00 น. ซึ่งยังมาไม่ถึง" in both.out
