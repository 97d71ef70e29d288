"""One fictional plan, as offices of unlike habits keep it in their workbooks."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

from openpyxl import Workbook
from openpyxl.utils.cell import range_boundaries

from sync.model.cells import Area, Sheet, Tab, Value
from sync.model.plan import Heading
from sync.thai.digits import to_thai

Rows: TypeAlias = list[list[Any]]

TITLE = "แผนปฏิบัติการป้องกันการทุจริต"
OFFICE = "องค์การบริหารส่วนตำบลธารสมมุติ"
DIMENSIONS = (
    "การสร้างวัฒนธรรมสุจริต",
    "การบริหารราชการด้วยความโปร่งใส",
    "การส่งเสริมบทบาทของประชาชน",
    "การยกระดับกลไกการตรวจสอบ",
)
PROJECTS: Sequence[tuple[str, int, int, frozenset[int]]] = (
    ("โครงการอบรมคุณธรรมและจริยธรรมแก่บุคลากรในสังกัด", 1, 20_000, frozenset({1})),
    ("กิจกรรมจิตอาสาปลูกต้นไม้", 1, 15_500, frozenset({1, 2})),
    ("มาตรการงดรับของขวัญ", 2, 0, frozenset({1, 2, 3, 4})),
    ("โครงการเผยแพร่ข้อมูลข่าวสารของหน่วยงาน", 2, 5_000, frozenset({3})),
    ("กิจกรรมรับฟังความคิดเห็นของประชาชน", 3, 12_000, frozenset({2})),
    ("โครงการพัฒนาระบบควบคุมภายใน", 4, 30_000, frozenset({4})),
)
"""Name, dimension, baht, quarters."""

NAMES = [name for name, *_ in PROJECTS]
TOTAL = sum(budget for _, _, budget, _ in PROJECTS)
COVER: Rows = [
    [TITLE],
    ["ประจำปีงบประมาณ พ.ศ. 2570"],
    [OFFICE],
    ["อำเภอตัวอย่าง จังหวัดแบบแผน"],
    [],
]
HEADER: list[Any] = [
    "ลำดับ",
    "โครงการ/กิจกรรม",
    "มิติ",
    "งบประมาณ (บาท)",
    "ไตรมาส",
    None,
    None,
    None,
]
QUARTERS: list[Any] = [None, None, None, None, 1, 2, 3, 4]
LABELS = {
    Heading.RATIONALE: "หลักการและเหตุผล",
    Heading.OBJECTIVES: "วัตถุประสงค์",
    Heading.TARGET_GROUP: "กลุ่มเป้าหมาย",
    Heading.METHOD: "วิธีดำเนินการ",
    Heading.PERIOD: "ระยะเวลาดำเนินการ",
    Heading.BUDGET: "งบประมาณที่ใช้ในการดำเนินการ",
    Heading.RESPONSIBLE: "ผู้รับผิดชอบ",
    Heading.OUTPUTS: "ผลผลิต",
    Heading.OUTCOMES: "ผลลัพธ์",
}


def texts_of(at: int) -> dict[Heading, str]:
    """Return the details of the project at a place, from 0."""
    return {
        Heading.RATIONALE: f"ความสุจริตเป็นเรื่องที่ {at + 1}\nจึงจัดทำโครงการนี้ขึ้น",
        Heading.OBJECTIVES: f"1) เพื่อสร้างความตระหนัก {at + 1}\n2) เพื่อลดข้อร้องเรียน",
        Heading.TARGET_GROUP: f"บุคลากร จำนวน {40 + at} คน",
        Heading.METHOD: "1) ขออนุมัติ\n2) ดำเนินการ\n3) รายงานผล",
        Heading.PERIOD: "1 ตุลาคม 2569 - 30 กันยายน 2570",
        Heading.BUDGET: f"{PROJECTS[at][2]:,} บาท",
        Heading.RESPONSIBLE: "สำนักปลัด",
        Heading.OUTPUTS: f"จัดกิจกรรม {at + 1} ครั้ง",
        Heading.OUTCOMES: "ประชาชนเชื่อมั่นในหน่วยงาน",
    }


DETAILS = {name: texts_of(at) for at, name in enumerate(NAMES)}


@dataclass
class Book:
    """Tabs by title, what is merged and hidden in them; ``whole`` has all details too."""

    tabs: Mapping[str, Rows]
    merged: Mapping[str, Sequence[str]] = field(default_factory=dict)
    hidden_tabs: Sequence[str] = ()
    hidden_rows: Mapping[str, Sequence[int]] = field(default_factory=dict)
    whole: bool = False

    def sheet(self) -> Sheet:
        """Return it as it would be read."""
        return Sheet(
            tuple(
                Tab(
                    title,
                    tuple(tuple(map(_value, row)) for row in rows),
                    merged=tuple(map(_area, self.merged.get(title, ()))),
                )
                for title, rows in self.tabs.items()
            ),
            revision="",
        )

    def save(self, path: Path) -> Path:
        """Write it as an .xlsx file."""
        book = Workbook()
        book.remove(book.worksheets[0])
        for title, rows in self.tabs.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
            for area in self.merged.get(title, ()):
                sheet.merge_cells(area)
            for number in self.hidden_rows.get(title, ()):
                sheet.row_dimensions[number].hidden = True
            if title in self.hidden_tabs:
                sheet.sheet_state = "hidden"
        book.save(path)
        return path


def _value(typed: str | int | bool | None) -> Value:
    if isinstance(typed, int) and not isinstance(typed, bool):
        return Decimal(typed)
    return typed


def _area(reference: str) -> Area:
    left, top, right, bottom = range_boundaries(reference)
    return Area(top or 0, left or 0, bottom or 0, right or 0)


# --- the table --------------------------------------------------------------------------


def rows_of(
    which: Sequence[int] = range(len(PROJECTS)),
    tick: str | bool = "✓",
    dimension: bool = True,
) -> Rows:
    """Return the rows of some projects in the columns of ``HEADER``."""
    found = []
    for at in which:
        name, of, budget, quarters = PROJECTS[at]
        ticks = [tick if quarter in quarters else None for quarter in range(1, 5)]
        found.append([at + 1, name, *([of] if dimension else []), budget, *ticks])
    return found


def official() -> Rows:
    return [*COVER, HEADER, QUARTERS, *rows_of(), ["รวมทั้งสิ้น", None, None, TOTAL]]


def signed() -> Rows:
    return [
        *official(),
        [],
        ["หมายเหตุ มิติ 1 การสร้างวัฒนธรรมสุจริต"],
        [None, None, None, "(ลงชื่อ)........................ผู้จัดทำ"],
        [None, None, None, "(นางสาวสมมุติ ใจซื่อ)"],
    ]


def signed_beside() -> Rows:
    return [
        ["แบบ ผด.02"],
        *official()[:-1],
        ["รวม", f"{len(PROJECTS)} โครงการ", None, TOTAL],
        ["(แปดหมื่นสองพันห้าร้อยบาทถ้วน)"],
        ["หมายเหตุ : ข้อมูล ณ วันที่ 1 ตุลาคม 2569"],
        [None, "ผู้เสนอ", None, "ผู้อนุมัติ"],
        [None, "ลงชื่อ........................", None, "ลงชื่อ........................"],
        [None, "(นางสาวสมมุติ ใจซื่อ)", None, "(นายตัวอย่าง มั่นคง)"],
        [None, "ปลัด", None, "นายก"],
    ]


def with_own_columns() -> Rows:
    head = ["รายละเอียดของกิจกรรม", "สถานที่ดำเนินการ", "หน่วยงานรับผิดชอบหลัก"]
    rows = [
        [*row, *[None] * (8 - len(row)), "จัดหนึ่งครั้ง", "ศาลา", "กองคลัง"]
        for row in rows_of()
    ]
    return [*COVER, [*HEADER, *head], QUARTERS, *rows]


def in_sections() -> Rows:
    header = [cell for cell in HEADER if cell != "มิติ"]
    rows = [*COVER, header, QUARTERS[1:]]
    for dimension, title in enumerate(DIMENSIONS, 1):
        which = [at for at, project in enumerate(PROJECTS) if project[1] == dimension]
        rows.append([f"มิติที่ {dimension} {title}"])
        rows += rows_of(which, dimension=False)
        amount = sum(PROJECTS[at][2] for at in which)
        rows.append([None, f"รวมมิติที่ {dimension}", amount])
    return [*rows, [None, "รวมทั้งสิ้น", TOTAL]]


def in_thai() -> Rows:
    rows = rows_of(tick="/")
    for row in rows:
        row[0], row[2] = to_thai(f"{row[0]}."), to_thai(f"มิติที่ {row[2]}")
        row[3] = to_thai(f"{row[3]:,.2f}")
    return [*COVER, HEADER, [to_thai(str(q)) if q else q for q in QUARTERS], *rows]


def one_header_row() -> Rows:
    months = ("ต.ค. - ธ.ค.", "ม.ค. - มี.ค.", "เม.ย. - มิ.ย.", "ก.ค. - ก.ย.")
    quarters = [f"ไตรมาสที่ {n} ({own})" for n, own in enumerate(months, 1)]
    return [*COVER, [*HEADER[:4], *quarters], *rows_of(tick=True)]


def far_off() -> Rows:
    moved = [[None, None, None, *row] for row in (HEADER, QUARTERS, *rows_of())]
    return [*COVER, [], [], *moved]


def over_pages() -> Rows:
    first, second = rows_of(range(3)), rows_of(range(3, 6))
    carried = sum(row[3] for row in first)
    return [
        *COVER,
        *(HEADER, QUARTERS),
        *first,
        [None, "รวมหน้านี้/ยกไป", None, carried],
        [],
        *(HEADER, QUARTERS),
        [None, "ยอดยกมา", None, carried],
        *second,
        [None, "รวมทั้งสิ้น", None, TOTAL],
    ]


def broken_names() -> Rows:
    rows = rows_of(tick="P")
    rows[0][1] = "โครงการอบรมคุณธรรมและจริยธรรม\nแก่บุคลากรในสังกัด"
    for row in rows:
        row[4:] = ["/" if cell else "-" for cell in row[4:]]
        row[3] = f"{row[3]:,}" if row[3] else "0"
    return [*COVER, HEADER, QUARTERS, *rows]


def by_months() -> Rows:
    months = ("ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.")
    names = [*months, "ก.ค.", "ส.ค.", "ก.ย."]
    rows = [
        [*row[:4], *(tick for own in row[4:] for tick in (own, None, own))]
        for row in rows_of()
    ]
    return [*COVER, [*HEADER[:4], *names, "หมายเหตุ"], *rows]


def in_thousands() -> Rows:
    header = [*HEADER[:3], "งบประมาณ (พันบาท)", "ไตรมาส"]
    rows = []
    for (_, _, budget, quarters), row in zip(PROJECTS, rows_of(), strict=True):
        amount = f"{budget / 1000:g}" if budget % 1000 else budget // 1000
        quarter = ", ".join(map(str, sorted(quarters)))
        rows.append([*row[:3], amount, quarter])
    return [*COVER, header, *rows]


def of_years() -> Rows:
    header = ["ลำดับ", "โครงการ", "มิติ", "งบประมาณ (บาท)", None, None, "ไตรมาส"]
    years = [None, None, None, 2569, 2570, 2571, 1, 2, 3, 4]
    rows = [[*row[:3], 1, row[3], 2, *row[4:]] for row in rows_of()]
    return [*COVER, header, years, *rows]


def with_columns() -> Rows:
    header = [*HEADER, *LABELS.values(), "หมายเหตุ"]
    rows = [
        [*row, *[None] * (8 - len(row)), *DETAILS[row[1]].values()] for row in rows_of()
    ]
    return [*COVER, header, QUARTERS, *rows]


# --- details ------------------------------------------------------------------------------


def in_two_columns(at: int) -> Rows:
    rows: Rows = [[f"โครงการที่ {at + 1}"], ["1. ชื่อโครงการ", NAMES[at]]]
    for number, (heading, text) in enumerate(DETAILS[NAMES[at]].items(), 2):
        rows.append([f"{min(number, 9)}. {LABELS[heading]}", text])
    return rows


def in_three_columns(at: int) -> Rows:
    rows: Rows = [[1, "ชื่อโครงการ", NAMES[at]]]
    for number, (heading, text) in enumerate(DETAILS[NAMES[at]].items(), 2):
        first, *rest = text.splitlines()
        rows.append([number, LABELS[heading], first])
        rows += [[None, None, line] for line in rest]
    return rows


def in_lines(at: int) -> Rows:
    rows: Rows = [[f"๑. ชื่อโครงการ : {NAMES[at]}"]]
    for number, (heading, text) in enumerate(DETAILS[NAMES[at]].items(), 2):
        rows.append([to_thai(f"{min(number, 9)}. {LABELS[heading]}")])
        rows += [[line] for line in text.splitlines()]
    return rows


def without_name(at: int) -> Rows:
    return [row for row in in_lines(at) if "ชื่อโครงการ" not in row[0]]


def as_rows() -> Rows:
    head = ["รายละเอียดโครงการตามแผน"]
    rows = [[name, *texts.values()] for name, texts in DETAILS.items()]
    return [head, ["ชื่อโครงการ", *LABELS.values()], *rows]


def below_one_another(section: Callable[[int], Rows], ordinal: str = "") -> Rows:
    rows: Rows = []
    for at in range(len(PROJECTS)):
        rows += [[f"{ordinal} {at + 1}"]] if ordinal else []
        rows += [*section(at), []]
    return rows


def tabs_each(
    section: Callable[[int], Rows], title: Callable[[int], str]
) -> dict[str, Rows]:
    return {title(at): section(at) for at in range(len(PROJECTS))}


def numbered(at: int) -> str:
    return f"โครงการที่ {at + 1}"


def last_year() -> Rows:
    rows = [list(row) for row in official()]
    rows[1] = ["ประจำปีงบประมาณ พ.ศ. 2569"]
    rows[7][1] = "โครงการของปีที่แล้ว"
    return rows


def by_dimension() -> dict[str, Rows]:
    tabs: dict[str, Rows] = {}
    for dimension, title in enumerate(DIMENSIONS, 1):
        which = [at for at, project in enumerate(PROJECTS) if project[1] == dimension]
        head = [*COVER, [f"มิติที่ {dimension} {title}"]]
        tabs[f"มิติ {dimension}"] = [
            *head,
            [cell for cell in HEADER if cell != "มิติ"],
            QUARTERS[1:],
            *rows_of(which, dimension=False),
        ]
    return tabs


def merged_dimension() -> Book:
    rows = [list(row) for row in official()]
    rows[8][2] = rows[10][2] = None
    rows[9][5:8] = [None] * 3
    merged = ["C8:C9", "C10:C11", "E10:H10", "E6:H6", "A1:H1"]
    return Book({"ตาราง": rows}, {"ตาราง": merged})


STAFF: Rows = [["ชื่อ - สกุล", "โทรศัพท์"], ["นายตัวอย่าง รักสุจริต", "1234"]]


def books() -> Iterator[tuple[str, Book]]:
    """Yield every habit by its name."""
    yield from tables()
    yield from with_details()


PLAN = "แผน 2570"


def tables() -> Iterator[tuple[str, Book]]:
    """Yield the habits of keeping the table."""
    yield "official form", Book({"โครงการ": official()})
    yield "notes and signature below", Book({"Sheet1": signed()})
    yield "signatures side by side", Book({"ผด.02": signed_beside()})
    yield "sections and sub-totals", Book({"Sheet1": in_sections()})
    yield "Thai digits and text", Book({"แผน": in_thai()})
    yield "one header row, boxes", Book({"แผน": one_header_row()})
    yield "far off", Book({"แผน": far_off()})
    yield "over pages", Book({"แผน": over_pages()})
    yield "broken names", Book({"แผน": broken_names()})
    yield "merged cells", merged_dimension()
    yield "last year beside", Book({"2569": last_year(), "2570": official()})
    yield "last year by its title", Book({"ก": last_year(), "ข": official()})
    yield "a tab a dimension", Book(by_dimension())
    yield "other tabs", Book({"รายชื่อ": STAFF, PLAN: official(), "ว่าง": []})
    yield "cover apart", Book({"ปก": COVER, "ตาราง": official()[5:]})
    yield (
        "hidden rows and tabs",
        Book(
            {PLAN: official(), "สำรอง": official()},
            hidden_tabs=["สำรอง"],
            hidden_rows={PLAN: [9, 10]},
        ),
    )
    yield "a column a month", Book({PLAN: by_months()})
    yield "thousands, quarters in one cell", Book({PLAN: in_thousands()})
    yield "budgets of three years", Book({PLAN: of_years()})


def with_details() -> Iterator[tuple[str, Book]]:
    """Yield the habits of keeping the details of projects."""
    yield "columns", Book({PLAN: with_columns()}, whole=True)
    yield (
        "a tab a project",
        Book({PLAN: official(), **tabs_each(in_two_columns, numbered)}, whole=True),
    )
    yield (
        "three columns",
        Book({PLAN: signed(), **tabs_each(in_three_columns, numbered)}, whole=True),
    )
    yield (
        "running text",
        Book({PLAN: in_sections(), **tabs_each(in_lines, numbered)}, whole=True),
    )
    yield (
        "named by tab number",
        Book({PLAN: official(), **tabs_each(without_name, numbered)}, whole=True),
    )
    yield (
        "named by short title",
        Book(
            {PLAN: official(), **tabs_each(without_name, lambda at: NAMES[at][:31])},
            whole=True,
        ),
    )
    yield (
        "details as rows",
        Book({PLAN: official(), "รายละเอียด": as_rows()}, whole=True),
    )
    yield (
        "details hidden",
        Book(
            {"รายละเอียด": as_rows(), PLAN: official()},
            hidden_tabs=["รายละเอียด"],
            whole=True,
        ),
    )
    yield (
        "ordinals",
        Book(
            {PLAN: official(), "รายละเอียด": below_one_another(without_name, "ลำดับที่")},
            whole=True,
        ),
    )
    yield (
        "one below another",
        Book(
            {PLAN: official(), "โครงการทั้งหมด": below_one_another(in_lines)}, whole=True
        ),
    )
    yield (
        "all in one tab",
        Book({PLAN: [*signed(), [], *below_one_another(in_lines)]}, whole=True),
    )
    yield (
        "last year's details beside",
        Book(
            {
                PLAN: official(),
                "รายละเอียด 2569": [[*row[:1], *["เก่า"] * 9] for row in as_rows()],
                "รายละเอียด 2570": as_rows(),
            },
            whole=True,
        ),
    )
