"""What is shown: nothing but what is finished, or approved."""

import json
from datetime import date, datetime
from pathlib import Path

from openpyxl.utils import get_column_letter

from sync.cycle.services import Services
from sync.model.approvals import Result, Strength
from sync.progress.table import COLUMNS
from tests.fakes import FixedClock
from tests.flow.public.publishing import (
    NOW,
    decide,
    files,
    night,
    setting,
    text_of,
    type_in,
)
from tests.flow.test_chain import report
from tests.progressing import TAB


def test_by_setting_only_what_is_approved_is_shown(
    office: Services, clock: FixedClock, tmp_path: Path
) -> None:
    strict = setting(office, publish="approved")
    night(strict, clock)
    assert not (tmp_path / "public").exists()

    decide(strict, 1, Result.APPROVED)
    night(strict, clock)
    assert "อนุมัติแล้ว" in text_of(tmp_path / "public", "plan-2570.html")


def test_what_anybody_could_have_typed_is_not_shown_as_approved(
    office: Services, clock: FixedClock, tmp_path: Path
) -> None:
    public = tmp_path / "public"
    night(office, clock)
    decide(office, 1, Result.APPROVED, strength=Strength.NOTED)
    night(office, clock)
    for name in ("index.html", "plan-2570.html"):
        said = text_of(public, name)
        assert "บันทึกว่าอนุมัติ อนุมัติเมื่อ ๒ ธันวาคม ๒๕๖๙ โดย" in said
        assert "ตามที่หน่วยงานบันทึกไว้ในไฟล์แผน" in said
        assert "อนุมัติแล้ว" not in said
        assert "state good" not in (public / name).read_text("utf-8")
    said = json.loads((public / "plan-2570.json").read_bytes())
    assert said["approval_evidence"] == "noted"


def test_no_version_bears_the_decision_on_another(
    office: Services, clock: FixedClock, tmp_path: Path
) -> None:
    public = tmp_path / "public"
    night(office, clock)
    type_in(office, "โครงการ!I3", "จัดร่วมกับโรงเรียน")
    night(office, clock)
    decide(office, 2, Result.APPROVED, "12/2569", "https://x.th/a")
    night(office, clock)
    (first, second) = sorted(public.glob("plan-2570-*.json"))
    assert json.loads(second.read_bytes())["approved_on"] == "2026-12-03"
    keeping = {"keep_from": date(2026, 12, 1), "keep_until": date(2026, 12, 24)}
    for result in (Result.APPROVED, Result.CANCELLED):
        decide(office, 2, result, "12/2569", "https://x.th/a")
        night(setting(office, **keeping), clock)
        is_over = result is Result.CANCELLED
        for path in (first, *((second, public / "plan-2570.json") if is_over else ())):
            said = json.loads(path.read_bytes())
            assert (said["state"], said["announcement"]) == ("earlier", "")
            assert (said["approved_on"], said["approved_by"]) == ("", "")


def test_a_report_is_shown_without_remarks_and_its_problems_as_set(
    office: Services, clock: FixedClock, tmp_path: Path
) -> None:
    clock.time = datetime(2027, 4, 1, 1, tzinfo=NOW.tzinfo)
    night(office, clock)
    for row in (2, 3, 4):
        report(office, row)
    typed = {"problems": "ฝนตกหนัก", "remark": "หมายเหตุลับ", "reporter": "นางผู้รายงาน"}
    for name, text in typed.items():
        column = get_column_letter(COLUMNS.index(name) + 1)
        type_in(office, f"{TAB}!{column}2", text)
    night(office, clock)

    public = tmp_path / "public"
    assert "รายงานผลการดำเนินงาน พ.ศ. ๒๕๗๐ รอบ ๖ เดือน" in text_of(public, "index.html")
    every = b"".join(files(public).values()).decode()
    assert "ฝนตกหนัก" in every
    assert "หมายเหตุลับ" not in every
    assert "นางผู้รายงาน" not in every

    hiding = setting(office, hide=["problems"])
    night(hiding, clock)
    every = b"".join(files(public).values()).decode()
    assert "ฝนตกหนัก" not in every
    assert "ไม่ได้แสดงปัญหา" in text_of(public, "report-2570-6.html")
