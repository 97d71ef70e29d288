"""What staff confirm with a reason counts no longer, where it may be confirmed."""

from sync.cycle.night import run_cycle
from sync.cycle.services import Services
from tests.flow.cycle.nights import (
    CLEAN,
    FINDINGS,
    OTHER_AMOUNT,
    documents_of,
    tab_of,
    type_in,
    value,
)
from tests.sheets import DETAILS, PROJECTS


def test_what_staff_confirm_with_a_reason_no_longer_counts(office: Services) -> None:
    type_in(office, f"{DETAILS}!G2", OTHER_AMOUNT)
    draft = run_cycle(office)
    type_in(office, f"{FINDINGS}!I2", True)
    unreasoned = run_cycle(office)
    type_in(office, f"{FINDINGS}!J2", "รวมเงินอุดหนุนอำเภอ")

    confirmed = run_cycle(office)

    assert [finding.rule for finding in draft.judgement.open_findings] == ["DET005"]
    assert [finding.rule for finding in unreasoned.judgement.open_findings] == [
        "DET005"
    ]
    assert confirmed.judgement.open_findings == ()
    assert value(office, f"{PROJECTS}!J3") == "ผ่าน"
    assert value(office, f"{FINDINGS}!B2") == "DET005"
    assert value(office, f"{FINDINGS}!K2") == "ยืนยันแล้ว ไม่นับเป็นข้อสังเกต"
    assert CLEAN in documents_of(office)


def test_what_staff_confirm_is_counted_and_named_everywhere(office: Services) -> None:
    type_in(office, f"{DETAILS}!G2", OTHER_AMOUNT)
    run_cycle(office)
    type_in(office, f"{FINDINGS}!I2", True)
    type_in(office, f"{FINDINGS}!J2", "รวมเงินอุดหนุนอำเภอ")

    report = run_cycle(office)

    named = (
        "ลำดับที่ 1 โครงการอบรมคุณธรรม · งบประมาณที่ใช้ในการดำเนินการ (รายละเอียด!G2):"
        " งบประมาณในรายละเอียด ๓๐,๐๐๐ ไม่ตรงกับตาราง ๒๐,๐๐๐.๐๐ บาท"
        " · เหตุผล: รวมเงินอุดหนุนอำเภอ"
    )
    counts = "ต้องแก้ไข 0 · ควรตรวจสอบ 0 · ข้อแนะนำ 0 · ยืนยันว่าถูกต้อง 1"
    summary = [str(cell) for row in tab_of(office, "สรุป").rows for cell in row]
    assert counts in summary
    assert named in summary
    assert office.ledger.cycles.last(1)[0].confirmed == (named,)
    assert report.judgement.localized_verdict.confirmed[0].reason == "รวมเงินอุดหนุนอำเภอ"


def test_a_budget_that_cannot_be_read_is_not_confirmed_away(office: Services) -> None:
    type_in(office, f"{PROJECTS}!D3", "ตามจริง")
    run_cycle(office)
    rows = len(tab_of(office, FINDINGS).rows)
    for row in range(2, rows + 1):
        type_in(office, f"{FINDINGS}!I{row}", True)
        type_in(office, f"{FINDINGS}!J{row}", "ตรวจแล้วถูกต้อง")

    report = run_cycle(office)

    assert "BUD001" in [finding.rule for finding in report.judgement.open_findings]
    assert report.judgement.errors
    assert CLEAN not in documents_of(office)
