"""Each cell of progress is read as staff fill it in."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from sync.model.cells import Cell, CellError, Sheet, Uncomputed, Value
from sync.model.progress import Reason, Reported, State
from tests.progressing import HEADER, SIX, TAB, owned, read, sheet_with


def of(column: str, typed: Value) -> tuple[object, list[tuple[str, str]]]:
    """Return how a cell is read, and the rules that its reading met."""
    progress = read(sheet_with(owned(1, SIX, **{column: typed})))
    (row,) = progress.rows
    return getattr(row, column), [(hit.rule, hit.found) for hit in progress.hits]


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("ดำเนินการแล้วเสร็จ", State.DONE),
        (" ดำเนินการ\u200bแล้วเสร็จ\u00a0", State.DONE),
        ("ดำเนินการแล้ว\nเสร็จ", State.DONE),
        ("เเล้วเสร็จ", State.DONE),
        ("อยู่ระหว่างดำเนินการ", State.ONGOING),
        ("ไม่สามารถดำเนินการได้", State.CANNOT),
        ("ไม่สามารถดําเนินการได้", State.CANNOT),
        (None, None),
        ("  ", None),
        ("รอรายงานผล", None),
        ("-", None),
    ],
)
def test_a_state_is_read_however_it_was_typed(
    typed: Value, state: State | None
) -> None:
    assert of("state", typed) == (state, [])


@pytest.mark.parametrize(
    ("column", "typed", "rule", "found"),
    [
        ("state", "เกือบเสร็จ", "PRG001", "เกือบเสร็จ"),
        ("state", "ยังไม่ได้ดำเนินการ", "PRG001", "ยังไม่ได้ดำเนินการ"),
        ("state", True, "PRG001", "TRUE"),
        ("state", Decimal(3), "PRG001", "3"),
        ("reason", "ฝนตก", "PRG002", "ฝนตก"),
        ("ordinance", "สองหมื่น", "PRG003", "สองหมื่น"),
        ("ordinance", "25.000", "PRG003", "25.000"),
        ("paid", "-500", "PRG003", "-500"),
        ("paid", Decimal("-500"), "PRG003", "-500"),
        ("paid", Decimal("0.005"), "PRG003", "0.005"),
        ("paid", date(2026, 4, 1), "PRG003", "2026-04-01"),
        ("paid", True, "PRG003", "TRUE"),
        ("completed", "เร็ว ๆ นี้", "PRG004", "เร็ว ๆ นี้"),
        ("completed", "31 กุมภาพันธ์ 2570", "PRG012", "31 กุมภาพันธ์ 2570"),
        ("completed", Decimal(46113), "PRG004", "46113"),
        ("reported_on", "วันนี้", "PRG004", "วันนี้"),
        ("in_ordinance", "รอสภา", "PRG005", "รอสภา"),
        ("paid", Uncomputed("=A1"), "CEL001", "=A1"),
        ("result", CellError("#REF!"), "CEL002", "#REF!"),
        ("result", "จัด\x00อบรม", "TXT004", "U+0000"),
    ],
)
def test_what_cannot_be_understood_is_a_hit_and_no_guess(
    column: str, typed: Value, rule: str, found: str
) -> None:
    progress = read(sheet_with(owned(1, SIX, **{column: typed})))

    (hit,) = progress.hits
    assert (hit.rule, hit.found) == (rule, found)
    assert hit.cell == progress.rows[0].cells[Reported(column)]
    if rule.startswith("PRG"):
        assert getattr(progress.rows[0], column) in (None, False)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("ไม่ได้รับงบประมาณ", Reason.NO_BUDGET),
        ("นโยบายผู้บริหารเปลี่ยนแปลง", Reason.POLICY),
        ("บุคลากรไม่เพียงพอ", Reason.NO_STAFF),
        ("อื่นๆ", Reason.OTHER),
        ("อื่น ๆ", Reason.OTHER),
        ("อื่นๆ (ระบุ)", Reason.OTHER),
        ("อื่น ๆ น้ำท่วมพื้นที่จัดงาน", Reason.OTHER),
        ("อื่นๆ: เลื่อนการเลือกตั้ง", Reason.OTHER),
        (None, None),
    ],
)
def test_a_reason_may_say_in_own_words_what_the_other_one_is(
    typed: Value, reason: Reason | None
) -> None:
    assert of("reason", typed) == (reason, [])


@pytest.mark.parametrize(
    ("typed", "amount", "hits"),
    [
        (Decimal(20000), Decimal("20000.00"), []),
        (Decimal("0.1") + Decimal("0.0000000001"), Decimal("0.10"), []),
        ("20,000.50", Decimal("20000.50"), []),
        ("๒๐,๐๐๐", Decimal(20000), []),
        ("20000 บาท", Decimal(20000), [("PRG008", "20000 บาท")]),
        ("-", Decimal(0), [("PRG008", "-")]),
        ("ไม่ใช้งบประมาณ", Decimal(0), []),
        (
            "สองหมื่นบาทถ้วน",
            Decimal(20000),
            [("PRG008", "สองหมื่นบาทถ้วน")],
        ),
        (Decimal(0), Decimal(0), []),
        (None, None, []),
        (" ", None, []),
    ],
)
def test_money_is_read_as_in_the_plan(
    typed: Value, amount: Decimal | None, hits: list[tuple[str, str]]
) -> None:
    assert of("paid", typed) == (amount, hits)


@pytest.mark.parametrize(
    "typed",
    [
        date(2570, 3, 15),
        date(2027, 3, 15),
        "15 มีนาคม 2570",
        "๑๕ มี.ค. ๗๐",
        "15/3/2570",
        "2027-03-15",
    ],
)
def test_a_day_is_of_either_era(typed: Value) -> None:
    assert of("completed", typed) == (date(2027, 3, 15), [])


@pytest.mark.parametrize(
    ("typed", "ticked"),
    [
        (True, True),
        ("/", True),
        ("☑", True),
        (False, False),
        (None, False),
        ("-", False),
    ],
)
def test_the_box_is_read_as_a_tick(typed: Value, *, ticked: bool) -> None:
    assert of("in_ordinance", typed) == (ticked, [])


@pytest.mark.parametrize(
    ("typed", "links"),
    [
        ("https://example.go.th/a", ("https://example.go.th/a",)),
        (
            "ภาพ https://example.go.th/a, และ http://example.go.th/b?x=1.",
            ("https://example.go.th/a", "http://example.go.th/b?x=1"),
        ),
        (
            "https://example.go.th/a\nhttps://example.go.th/a",
            ("https://example.go.th/a",),
        ),
        ("แฟ้มที่ 3 ตู้เอกสาร", ()),
        ("C:\\งาน\\ภาพ.jpg", ()),
        (None, ()),
    ],
)
def test_evidence_is_the_addresses_in_its_cell(
    typed: Value, links: tuple[str, ...]
) -> None:
    assert of("evidence", typed) == (links, [])


def test_an_address_behind_the_title_of_a_file_is_evidence() -> None:
    sheet = sheet_with(owned(1, evidence="ภาพกิจกรรม"))
    *others, tab = sheet.tabs
    cell = Cell(TAB, 2, HEADER.index("หลักฐาน (ลิงก์)") + 1)
    linked = replace(tab, links={cell: "https://example.com/file"})

    (row,) = read(Sheet((*others, linked), "1")).rows

    assert row.evidence == ("https://example.com/file",)
    assert row.text(Reported.EVIDENCE) == "ภาพกิจกรรม"
