"""A round's report, and the sheet from which it is keyed in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from templates.word.blocks import (
    cell,
    each,
    loop_row,
    open_cell,
    para,
    row,
    table,
    when,
)
from templates.word.common import CODE, signature
from templates.word.letters import Style, centred
from templates.word.package import Page, Paper, package

_SHEET = Page(top=1.8, right=1.5, bottom=1.5, left=1.5, landscape=True)
_PLAN = "แผนปฏิบัติการป้องกันการทุจริต"
_DRAFT = ("draft", "{{ draft }}")
_STYLES = (
    Style("TableStrong", "ตาราง เน้น", 9.5, bold=True, lines=100),
    Style("LastRow", "ตาราง แถวสุดท้าย", 9.5, bold=True, lines=100, keep=True),
    Style("End", "ท้ายเอกสาร", 1, lines=100),
    centred("HalfSign", "ลงนาม ครึ่งหน้า", lines=115, keep=True),
    centred("HalfSignFirst", "ลงนาม ครึ่งหน้า บรรทัดแรก", before=14, lines=115, keep=True),
)
_STRONG = {
    "TableText": "TableStrong",
    "TableCentre": "TableTotal",
    "TableMoney": "TableTotalMoney",
    "TableBar": "TableBar",
}
"""How each kind of cell looks in a last row."""


@dataclass(frozen=True)
class Column:
    """A column: its head, its width, how its cells look and what stands in them."""

    head: str
    width: int
    look: str
    text: str

    def cell(self, text: str, look: str = "") -> str:
        """Return a cell of it; squares are drawn small, by the font that has ticks."""
        run = "Bar" if self.look == "TableBar" else ""
        style = (look or self.look).replace("TableBar", "TableText")
        return cell(para(style, text, run), self.width)


def report() -> bytes:
    """Return the template of the report at six and at twelve months."""
    body = when("draft", para("CoverDraft", "{{ draft }}"))
    body += para("SheetTitle", f"รายงานผลการดำเนินงานตาม{_PLAN}")
    body += _titles()
    body += _heading(1, "สถานะโครงการ") + _states()
    body += _heading(2, "งบประมาณและการเบิกจ่าย จำแนกตามมิติ") + _money()
    body += _heading(3, "ผลการดำเนินการ การใช้จ่ายงบประมาณ ปัญหา อุปสรรค และข้อเสนอแนะ")
    body += _projects() + para("End", "")  # what ends a page is a paragraph
    return package(body, _SHEET, Paper("รายงานผลการดำเนินงาน", _DRAFT, _STYLES))


def keyin() -> bytes:
    """Return the template of the sheet from which a round is keyed in."""
    body = when("draft", para("HeaderDraft", "{{ draft }}"))
    body += para("SheetTitle", "ใบกรอกข้อมูล e-PlanNACC การรายงานผลการดำเนินงาน")
    body += _titles("report.")
    columns = (
        Column("ลำดับ", 640, "TableCentre", "{{ project.number }}"),
        Column("ชื่อโครงการ", 3500, "TableText", "{{ project.name }}"),
        Column("มิติที่", 560, "TableCentre", "{{ project.dimension }}"),
        Column("ไม่ใช้ งบฯ", 700, "TableCentre", "{{ project.no_budget }}"),
        Column("ตามแผนพัฒนาท้องถิ่น", 1300, "TableMoney", "{{ project.planned }}"),
        Column("ตามข้อบัญญัติ/เทศบัญญัติ", 1400, "TableMoney", "{{ project.ordinance }}"),
        Column("เบิกจ่ายจริง", 1240, "TableMoney", "{{ project.paid }}"),
        Column("บรรจุในข้อบัญญัติ", 1060, "TableCentre", "{{ project.in_ordinance }}"),
        Column("สถานะ", 1660, "TableText", "{{ project.state }}"),
        Column("เหตุผล", 1500, "TableText", "{{ project.reason }}"),
        Column("หมายเหตุ", 1570, "TableText", "{{ project.remark }}"),
    )
    body += _listed(columns, "project in projects")
    body += each(
        "project in projects",
        when(
            "project.rounded",
            para(
                "SheetNote",
                "ลำดับ {{ project.number }} ปัดเศษสตางค์จาก {{ project.rounded }} บาท",
            ),
        ),
    )
    body += para(
        "SheetNote",
        "เรียงตามแบบของ e-PlanNACC เท่าที่ทราบเมื่อ พ.ศ. 2561 จำนวนเงินเป็นบาทถ้วน"
        " ไม่มีจุลภาค หน้าจอปัจจุบันอาจต่างไป",
    )
    return package(body, _SHEET, Paper("ใบกรอก e-PlanNACC", _DRAFT, _STYLES))


def _titles(of: str = "") -> str:
    """Return the lines that say which round of whose plan it is."""
    year = f"ปีงบประมาณ พ.ศ. {{{{ {of}fiscal_year }}}} รอบ {{{{ {of}months }}}} เดือน"
    place = f"{{{{ {of}office }}}}"
    for field, said in (("amphoe", "อำเภอ"), ("province", "จังหวัด")):
        place += f"{{% if {of}{field} %}} {said}{{{{ {of}{field} }}}}{{% endif %}}"
    months = f"({{{{ {of}begins }}}} – {{{{ {of}ends }}}})"
    return "".join(para("SheetTitle", line) for line in (year, months, place))


def _heading(number: int, text: str) -> str:
    return para("Heading2", f"{{{{ {number}|text_digits }}}}. {text}")


def _states() -> str:
    return _listed(
        (
            Column("สถานะ", 6400, "TableText", "{{ state.name }}"),
            Column("จำนวนโครงการ", 2400, "TableMoney", "{{ state.projects }}"),
            Column("ร้อยละ", 2000, "TableMoney", "{{ state.share }}"),
            Column("สัดส่วน", 4330, "TableBar", "{{ state.bar }}"),
        ),
        "state in states",
        ("รวมทั้งสิ้น", "{{ all_projects }}", "", ""),
    )


def _money() -> str:
    columns = (
        Column("มิติ", 700, "TableCentre", "number"),
        Column("ชื่อมิติ", 3630, "TableText", "name"),
        Column("โครงการ", 900, "TableMoney", "projects"),
        Column("รายงานแล้ว", 1000, "TableMoney", "reported"),
        Column("งบตามแผน (บาท)", 1600, "TableMoney", "planned"),
        Column("ตาม{{ law }} (บาท)", 1600, "TableMoney", "ordinance"),
        Column("เบิกจ่ายจริง (บาท)", 1600, "TableMoney", "paid"),
        Column("ร้อยละ", 900, "TableMoney", "share"),
        Column("สัดส่วน", 3200, "TableBar", "bar"),
    )
    shown = [
        replace(column, text=f"{{{{ part.{column.text} }}}}") for column in columns
    ]
    totals = [f"{{{{ total.{column.text} }}}}" for column in columns]
    note = when("budget_note", para("SheetNote", "{{ budget_note }}"))
    return _listed(shown, "part in money", totals) + note


def _projects() -> str:
    """Return the table of projects; its last three columns are what ITA asks for."""
    widths = (640, 3500, 5390, 2300, 3300)
    heads = (
        "ลำดับ",
        "โครงการ",
        "ผลการดำเนินการ",
        "การใช้จ่ายงบประมาณ (บาท)",
        "ปัญหา อุปสรรค และข้อเสนอแนะ",
    )
    name = para("TableText", "{{ project.name }}")
    name += para("TableText", "มิติ {{ project.dimension }}")
    name += when("project.struck", para("TableText", "({{ project.struck }})"))
    result = para(
        "TableStrong",
        "{{ project.state }}{% if project.reason %}: {{ project.reason }}{% endif %}"
        "{% if project.completed %} เมื่อ {{ project.completed }}{% endif %}",
    )
    result += when("project.carried", para("TableText", "({{ project.carried }})"))
    result += _lines("result") + _lines("indicator", "ผลตามตัวชี้วัด")
    result += _lines("evidence", "หลักฐาน")
    money = para(
        "TableText",
        "{% if project.needs_money %}ตามแผน {% endif %}{{ project.planned }}",
    )
    for field, said in (("ordinance", "ตาม{{ law }}"), ("paid", "เบิกจ่าย")):
        line = f"{said} {{{{ project.{field} }}}}"
        money += when(f"project.{field}", para("TableText", line))
    problems = _lines("problems", "ปัญหา/อุปสรรค") + _lines("suggestions", "ข้อเสนอแนะ")
    problems += when(
        "not project.problems and not project.suggestions", para("TableText", "-")
    )
    number = para("TableCentre", "{{ project.number }}")
    contents = (number, name, result, money, problems)
    body = row(
        *(
            cell(para("TableHead", head), w)
            for head, w in zip(heads, widths, strict=True)
        ),
        header=True,
    )
    body += loop_row("for project in projects", widths)
    body += row(*(cell(said, w) for said, w in zip(contents, widths, strict=True)))
    body += loop_row("endfor", widths) + _sum_row(widths) + _sign_row(widths)
    return table(widths, body, side=60)


def _sign_row(widths: Sequence[int]) -> str:
    """Return the signatures, as the last row of the table: so a line stays with them.

    LibreOffice keeps rows together, and no table with what follows it.
    """
    as_of = para("Issuer", "** ข้อมูล ณ วันที่ {{ as_of }}" + CODE)
    beside = para("Issuer", "")
    half = 3
    return row(
        open_cell(
            as_of + signature("ผู้รายงาน", "issuer", look="HalfSign"),
            sum(widths[:half]),
            span=half,
        ),
        open_cell(
            beside + signature(look="HalfSign"),
            sum(widths[half:]),
            span=len(widths) - half,
        ),
    )


def _sum_row(widths: Sequence[int]) -> str:
    """Return the sums; they stay on the page of the signatures."""
    money = "".join(
        para("LastRow", f"{said} {{{{ total.{field} }}}}")
        for field, said in (
            ("planned", "ตามแผน"),
            ("ordinance", "ตาม{{ law }}"),
            ("paid", "เบิกจ่าย"),
        )
    )
    before, after = sum(widths[:3]), widths[3:]
    said = "รวมทั้งสิ้น {{ all_projects }} โครงการ รายงานแล้ว {{ total.reported }} โครงการ"
    counted = para("LastRow", said)
    counted += when("budget_note", para("LastRow", "{{ budget_note }}"))
    return row(
        cell(counted, before, span=3),
        cell(money, after[0]),
        cell(para("LastRow", ""), after[1]),
    )


def _lines(field: str, head: str = "") -> str:
    """Return what staff typed, line by line, with its head where there is any."""
    lines = each(f"line in project.{field}", para("TableText", "{{ line }}"))
    if not head:
        return lines
    return when(f"project.{field}", para("TableStrong", f"{head}:")) + lines


def _listed(columns: Sequence[Column], loop: str, last: Sequence[str] = ()) -> str:
    """Return a table that repeats one row, and may have a last one."""
    widths = [column.width for column in columns]
    rows = [
        row(*(cell(para("TableHead", c.head), c.width) for c in columns), header=True),
        loop_row(f"for {loop}", widths),
        row(*(column.cell(column.text) for column in columns)),
        loop_row("endfor", widths),
    ]
    if last:
        pairs = zip(columns, last, strict=True)
        rows.append(row(*(c.cell(text, _STRONG[c.look]) for c, text in pairs)))
    return table(widths, *rows, side=60)
