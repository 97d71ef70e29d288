"""The documents there are templates of: what stands in each, top to bottom."""

from collections.abc import Mapping

from templates.word.blocks import each, para, tag, when
from templates.word.common import (
    CODE,
    DRAFT,
    PAGE_OF_ENTRY,
    detail,
    draft_mark,
    signature,
)
from templates.word.package import Page, package
from templates.word.report import keyin, report
from templates.word.table import LANDSCAPE, PORTRAIT, official_table

_TITLE = "{{ title or 'แผนปฏิบัติการป้องกันการทุจริต' }}"
_TABLE_TITLE = (
    "{{ table.title or 'แผนปฏิบัติการป้องกันการทุจริต' }} พ.ศ. {{ table.fiscal_year }}"
    " ของ{{ table.office }}"
)
# in a draft the note takes the words' place: the page has no line for both
_SUM = (
    "รวมงบประมาณทั้งสิ้น {% if table.budget_note %}"
    "{{ table.budget }} บาท ({{ table.budget_note }})"
    "{% else %}{{ table.budget_words }}{% endif %}"
)
_AS_OF = "** ข้อมูล ณ วันที่ {{ table.as_of }}" + CODE
_ISSUER = "ชื่อ - สกุล ผู้ออกรายงาน {{ issuer }}"
_DIMENSION = "มิติ {{ dimension.number }}\t{{ dimension.name }}"
_FACTS = (
    "มิติ {{ row.dimension|text_digits }} · งบประมาณ {{ row.budget_words }}"
    "{% if row.quarters %} · ดำเนินการไตรมาส {{ row.quarters }}{% endif %}"
)
# a letter's margins, which plans have by habit
_LETTER = Page(top=2.5, right=2, bottom=2, left=3)
_SHEET = Page(top=1.8, right=1.4, bottom=1.2, left=1.4, landscape=True)


def booklet() -> bytes:
    """Return the template of the whole plan."""
    body = _cover() + _contents()
    body += para("TableTitle", _TABLE_TITLE) + official_table(PORTRAIT)
    body += _below_table() + signature() + _details()
    return package(body, _LETTER)


def summary() -> bytes:
    """Return the template of the table alone, for one sheet on the notice board."""
    body = when("errors", para("HeaderDraft", DRAFT))
    body += para("SheetTitle", _TABLE_TITLE) + official_table(LANDSCAPE)
    for line in (_SUM, _AS_OF, _ISSUER):
        body += para("SheetNote", line)
    body += each("dimension in table.dimensions", para("SheetLegend", _DIMENSION))
    return package(body, _SHEET)


def project() -> bytes:
    """Return the template of one project, for those who carry it out."""
    body = draft_mark() + para("SheetTitle", f"โครงการตาม{_TITLE}")
    body += para("SheetTitle", "ปีงบประมาณ พ.ศ. {{ fiscal_year }}")
    body += para("SheetTitle", "{{ office }}")
    body += para("Order", "ลำดับที่ {{ project.number }}") + para("SheetFacts", _FACTS)
    body += when("row.remark", para("SheetFacts", "หมายเหตุ {{ row.remark }}"))
    return package(body + detail() + signature(), _LETTER)


def _cover() -> str:
    return "".join(
        [
            draft_mark(),
            para("Title", _TITLE),
            para("CoverYear", "ปีงบประมาณ พ.ศ. {{ fiscal_year }}"),
            when("period", para("CoverPeriod", "({{ period }})")),
            para("CoverOffice", "{{ office }}"),
            each("line in english_title", para("CoverEnglish", "{{ line }}")),
            para("CoverBy", "จัดทำโดย"),
            each("line in prepared_by", para("CoverMaker", "{{ line }}")),
            para("CoverMaker", "อำเภอ{{ amphoe }} จังหวัด{{ province }}"),
        ]
    )


def _contents() -> str:
    """Return the list of projects.

    The names are written, since a field stays empty in Google Docs; the pages are
    fields, since only what prints them knows them.
    """
    entry = "{{ entry.number }}.\t{{ entry.name }}\t"
    return when(
        "contents",
        para("ContentsTitle", "สารบัญ"),
        each("entry in contents", para("Contents", entry, after=PAGE_OF_ENTRY)),
    )


def _below_table() -> str:
    return "".join(
        [
            para("Note", _SUM),
            para("Note", _AS_OF),
            # never parted from who signs below
            para("Issuer", _ISSUER),
            when("issuer_position", para("Issuer", "ตำแหน่ง {{ issuer_position }}")),
            para("LegendTitle", "คำอธิบาย"),
            each("dimension in table.dimensions", para("Legend", _DIMENSION)),
        ]
    )


def _details() -> str:
    order = "ลำดับที่ {{ project.number }}"
    return each(
        "project in projects",
        tag("if new_page_per_project"),
        para("OrderOnNewPage", order),
        tag("else"),
        para("Order", order),
        tag("endif"),
        detail(),
    )


TEMPLATES: Mapping[str, bytes] = {
    "plan.docx": booklet(),
    "summary.docx": summary(),
    "project.docx": project(),
    "report.docx": report(),
    "keyin.docx": keyin(),
}
