"""A small clean plan as a spreadsheet, and ways to type into it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sync.model.cells import Area, Cell, CellError, Sheet, Tab, Uncomputed, Value
from sync.model.plan import Heading, Info
from sync.plan.labels import Headers, load_headers
from sync.rules.reference import ReferenceData
from sync.rules.text.wordlists import load_word_lists
from sync.settings.frames import load_frames

HEADERS: Headers = load_headers()


REFERENCE = ReferenceData(HEADERS, load_word_lists(), load_frames(), ("example.com",))

_INFO = {
    Info.TITLE: "แผนปฏิบัติการป้องกันการทุจริต",
    Info.ENGLISH_TITLE: "Action Plan",
    Info.OFFICE: "องค์การบริหารส่วนตำบลธารสมมุติ",
    Info.OFFICE_TYPE: "องค์การบริหารส่วนตำบล",
    Info.AMPHOE: "ตัวอย่าง",
    Info.PROVINCE: "แบบแผน",
    Info.FISCAL_YEAR: "2570",
    Info.PERIOD: "พ.ศ. ๒๕๖๖ - ๒๕๗๐",
    Info.AS_OF: "16 พฤศจิกายน 2569",
    Info.PREPARED_BY: "สำนักปลัด องค์การบริหารส่วนตำบลธารสมมุติ",
    Info.ISSUER: "นางสาวสมมุติ ใจซื่อ",
    Info.ISSUER_POSITION: "นักวิเคราะห์นโยบายและแผน",
    Info.APPROVER: "นายตัวอย่าง รักสุจริต",
    Info.APPROVER_POSITION: "นายกองค์การบริหารส่วนตำบลธารสมมุติ",
    Info.DOCUMENT_LINK: None,
}
NAMES = ("โครงการอบรมคุณธรรม", "มาตรการ No Gift Policy", "กิจกรรมบัตรคิว")
_BUDGETS = (Decimal(20000), Decimal(0), Decimal(5000))
_DETAILS = {
    Heading.RATIONALE: "หน่วยงานเห็นความสำคัญของความสุจริต",
    Heading.OBJECTIVES: "๑) เพื่อสร้างความตระหนัก\n๒) เพื่อลดข้อร้องเรียน",
    Heading.TARGET_GROUP: "พนักงานส่วนตำบล จำนวน ๔๐ คน",
    Heading.METHOD: "๑) ขออนุมัติโครงการ\n๒) ดำเนินการ\n๓) รายงานผล",
    Heading.PERIOD: "",
    Heading.BUDGET: "",
    Heading.RESPONSIBLE: "สำนักปลัด",
    Heading.OUTPUTS: "มีการอบรม ๑ ครั้ง",
    Heading.OUTCOMES: "ผู้เข้าอบรมมีความเข้าใจไม่น้อยกว่าร้อยละ ๘๐",
}
_PERIODS = (
    "ไตรมาสที่ ๑ (ตุลาคม - ธันวาคม ๒๕๖๙) ปีงบประมาณ พ.ศ. ๒๕๗๐",
    "ไตรมาสที่ ๒ (มกราคม - มีนาคม ๒๕๗๐) ปีงบประมาณ พ.ศ. ๒๕๗๐",
    "ไตรมาสที่ ๓ (เมษายน - มิถุนายน ๒๕๗๐) ปีงบประมาณ พ.ศ. ๒๕๗๐",
)
_BUDGET_TEXTS = (
    "งบประมาณ จำนวน ๒๐,๐๐๐ บาท (สองหมื่นบาทถ้วน) จากข้อบัญญัติงบประมาณรายจ่าย",
    "ไม่ใช้งบประมาณ",
    "๕,๐๐๐ บาท (ห้าพันบาทถ้วน) จากข้อบัญญัติงบประมาณรายจ่าย",
)

PROJECTS, DETAILS = "โครงการ", "รายละเอียด"
INFO, RECIPIENTS = "ข้อมูลแผน", "ผู้รับอีเมล"


def clean_sheet() -> Sheet:
    """Three projects in rows 3 to 5 of โครงการ, the totals in row 6; no mistakes."""
    info: list[tuple[Value, ...]] = [("หัวข้อ", "ข้อมูล")]
    info += [(HEADERS.label(name), value) for name, value in _INFO.items()]
    projects: list[tuple[Value, ...]] = [
        (
            *("ลำดับ", "รายการโครงการ", "มิติ", "งบประมาณ (บาท)", "ดำเนินการไตรมาส"),
            *(None, None, None, "หมายเหตุ", "สถานะ", "ข้อควรแก้ไข", "รหัส"),
        ),
        (None, None, None, None, Decimal(1), Decimal(2), Decimal(3), Decimal(4)),
    ]
    details: list[tuple[Value, ...]] = [
        ("รายการโครงการ", *(HEADERS.label(heading) for heading in Heading))
    ]
    for number, (name, budget) in enumerate(zip(NAMES, _BUDGETS, strict=True), 1):
        ticks = tuple(quarter == number for quarter in (1, 2, 3, 4))
        projects.append((Decimal(number), name, Decimal(number), budget, *ticks))
        texts = {
            **_DETAILS,
            Heading.PERIOD: _PERIODS[number - 1],
            Heading.BUDGET: _BUDGET_TEXTS[number - 1],
        }
        details.append((name, *texts.values()))
    counts = (Decimal(1), Decimal(1), Decimal(1), Decimal(0))
    projects.append(("รวมทั้งสิ้น", None, None, Decimal(25000), *counts))
    recipients: list[tuple[Value, ...]] = [
        ("ชื่อ", "อีเมล", "บทบาท", "รับ"),
        ("นายตัวอย่าง รักสุจริต", "tuayang@example.com", "ผู้บริหาร", True),
    ]
    return Sheet(
        tabs=(
            Tab(INFO, tuple(info)),
            Tab(PROJECTS, tuple(projects)),
            Tab(DETAILS, tuple(details)),
            Tab(RECIPIENTS, tuple(recipients)),
        ),
        revision="1",
    )


def place(address: str) -> Cell:
    """Read an address such as ``โครงการ!D4``."""
    match = re.fullmatch(r"(.+)!([A-Z]+)(\d+)", address)
    assert match, address
    column = 0
    for letter in match[2]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return Cell(match[1], int(match[3]), column)


def type_in(sheet: Sheet, typed: Mapping[str, Any]) -> Sheet:
    """Type into cells as staff would; an empty string clears a cell."""
    grids = {tab.title: [list(row) for row in tab.rows] for tab in sheet.tabs}
    for address, value in typed.items():
        cell = place(address)
        grid = grids.setdefault(cell.tab, [])
        grid += [[] for _ in range(cell.row - len(grid))]
        row = grid[cell.row - 1]
        row += [None] * (cell.column - len(row))
        number = isinstance(value, int | float) and not isinstance(value, bool)
        is_cleared = type(value) is str and not value
        row[cell.column - 1] = (
            Decimal(str(value)) if number else (None if is_cleared else value)
        )
    tabs = tuple(
        Tab(title, tuple(tuple(row) for row in grid)) for title, grid in grids.items()
    )
    return Sheet(tabs, sheet.revision + "'")


def merge(sheet: Sheet, *areas: str) -> Sheet:
    """Merge cells as staff would, such as ``โครงการ!C3:C5``."""
    merged: dict[str, list[Area]] = {}
    for area in areas:
        first, _, last = area.partition(":")
        start = place(first)
        end = place(f"{start.tab}!{last}")
        merged.setdefault(start.tab, []).append(
            Area(start.row, start.column, end.row, end.column)
        )
    tabs = tuple(
        replace(tab, merged=tuple(merged.get(tab.title, ()))) for tab in sheet.tabs
    )
    return replace(sheet, tabs=tabs)


def sheet_of(case: Mapping[str, Any]) -> Sheet:
    """Return the clean sheet with what a rule's case does to it.

    Its rows ``above`` push the table of projects down before all else.
    """
    typed = {
        **case.get("typed", {}),
        **{at: Uncomputed(text) for at, text in case.get("uncomputed", {}).items()},
        **{at: CellError(text) for at, text in case.get("failed", {}).items()},
    }
    clean = clean_sheet()
    if above := tuple(map(tuple, case.get("above", ()))):
        tabs = (
            replace(tab, rows=(*above, *tab.rows)) if tab.title == PROJECTS else tab
            for tab in clean.tabs
        )
        clean = replace(clean, tabs=tuple(tabs))
    return merge(type_in(clean, typed), *case.get("merged", ()))
