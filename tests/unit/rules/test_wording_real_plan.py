"""The rules on wording, held against a published plan and our example.

The labels were written by hand, by proof-reading the published plan; it is not part
of this repository, and without it those tests are skipped.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.importing.example import load_example
from sync.model.cells import Sheet, Tab
from sync.model.findings import Finding, Severity
from sync.model.imports import ImportedPlan
from sync.model.plan import Field, Heading, Info
from sync.plan.totals import compute_totals
from sync.rules.catalogue import load_rule_texts
from sync.rules.table import RULES
from sync.rules.validate import find_hits, phrase
from sync.sheet.read import read_plan
from sync.thai.spaces import even_spaces
from tests.shared import shared_data
from tests.sheets import (
    DETAILS,
    HEADERS,
    INFO,
    PROJECTS,
    REFERENCE,
    clean_sheet,
    type_in,
)

TEXTS = load_rule_texts()["th"]
WORDING = {code for code in RULES if code[:3] in {"PLH", "ORG", "SPL", "TRM", "LAW"}}

MISTAKES = {
    (1, "PLH001", "ระบุจำนวนกลุ่มเป้าหมาย"),
    (1, "LAW002", "พระราชบัญญัติว่าด้วยหลักเกณฑ์"),
    (2, "SPL016", "ให้เกิดเรียนรู้"),
    (3, "SPL008", "เรียไร"),
    (3, "ORG003", "พนักงานเทศบาล"),
    (4, "PLH001", "ระบุชื่อหน่วยงาน"),
    (4, "PLH001", "ระบุจำนวนกลุ่มเป้าหมาย"),
    (7, "SPL007", "ภาวะการณ์"),
    (7, "SPL003", "อย่ต้อง"),
    (7, "SPL007", "พาณิชย์กรรม"),
    (8, "ORG003", "นายกเทศมนตรี"),
    (8, "ORG003", "รองนายกเทศมนตรี"),
    (8, "ORG003", "ปลัดเทศบาล"),
    (8, "ORG003", "รองปลัดเทศบาล"),
    (9, "SPL008", "ช้อร้องเรียน"),
    (9, "SPL016", "ทันที่"),
    (10, "LAW001", "พระราชบัญญัติอำนวยความสะดวก"),
    (10, "TRM003", "“คู่มือสำหรับประชาชน"),
    (11, "PLH001", "ระบุชื่อหน่วยงาน"),
    (12, "SPL007", "ทราฟฟี่ฟองดู"),
    (12, "SPL016", "เรื่องเรียน"),
    (12, "SPL019", "ได้รับการอย่าง"),
    (12, "SPL016", "ทันที่"),
    (12, "SPL010", "ดังนั้น"),
    (16, "SPL001", "ทำให้้"),
    (16, "SPL002", "หน้าใ นภารกิจ"),
    (16, "SPL014", "ตรางข้อบัญญัติ"),
    (4, "SPL017", "ที่สื่อไป"),
    (4, "SPL017", "การปลูกและ"),
    (9, "SPL017", "เกิดความจำเป็น"),
}
"""Number in the table, rule and text of what is wrong, or must be looked at."""

BEYOND = {
    (3, "ที่มีขอบ"),
    (3, "ยึดถือไว้วางใจ"),
    (4, "เจตนาธรรม"),
    (5, "เจตนาภรณ์"),
    (5, "หนีปล่อยปละ"),
    (6, "ประกอบการปรับปรุง"),
    (6, "ค่าของลงทะเบียน"),
    (6, "เป็นคนพิการ"),
    (7, "อย่างนี้"),
    (8, "ที่เกี่ยวข้องของปฏิบัติ"),
    (13, "ให้เป็นอย่างมีประสิทธิภาพ"),
    (14, "ไม่ซีน่า"),
    (15, "ผลกระทบต่อในวงกว้าง"),
    (15, "ใช้หลักธรรมาภิบาลมาใช้"),
    (16, "บทบาทความสำคัญ"),
}
"""Slips that leave words, or that lost a word: by number in the table. No rule finds
them without a list that holds them, and a list of one plan's slips helps no other."""

STYLE = {
    (1, "LAW004", "พระราชบัญญัติกำหนดแผนและขั้นตอนการกระจายอำนาจ"),
    *((number, "TRM001", "ต่างๆ") for number in (3, 7, 9, 14, 15, 16)),
    (3, "TRM001", "อื่นๆ"),
    (3, "TRM010", "ซื่อสัตย์ สุจริต"),
    (3, "TRM010", "ผู้มีส่วนได้เสีย"),
    (4, "SPL013", "ความ ซื่อสัตย์"),
    (5, "TRM005", "๒๕๖๑ – ๒๕๘๐"),
    (5, "TRM008", "NO Gift Policy"),
    (6, "TRM005", "๒๕๖๑ – ๒๕๘๐"),
    (6, "TRM007", "(e-Service)"),
    (6, "TRM010", "e-Service"),
    (10, "TRM010", "ดุลยพินิจ"),
    (11, "TRM006", "Facebook ,"),
    (11, "TRM010", "ผู้มีส่วนได้เสีย"),
    (12, "SPL011", "เฟสบุ๊ค"),
    (14, "ORG005", "เทศบัญญัติ"),
    (1, "SPL017", "เกินความจำเป็น"),
    (2, "SPL017", "ที่ส่อไป"),
    (4, "SPL017", "ปลุกและ"),
}
"""What a proof-reader would say besides, and the copy that is right of what is wrong."""

OTHER_RULES = {"จำนวน จำนวน", "จำนวนร้อยละ"}
"""Said by rules on structure, and by them alone."""


def test_every_labelled_mistake_of_the_published_plan_is_found() -> None:
    findings = _wording(_published())

    missed = {
        label
        for label in (MISTAKES | STYLE)
        if not any(_meets(finding, label) for finding in findings)
    }

    assert missed == set()


def test_the_labelled_slips_that_leave_words_are_beyond_the_rules() -> None:
    """Whoever makes the rules find one moves it to the labels above."""
    findings = _wording(_published())

    found = {
        (number, text)
        for number, text in BEYOND
        for finding in findings
        if finding.project == number and text in finding.found
    }

    assert found == set()


def test_the_office_name_misspelt_is_found_wherever_it_stands() -> None:
    office = _source()["cover"]["organisation"].removeprefix("องค์การบริหารส่วนตำบล")

    found = [
        (finding.project, finding.suggestion)
        for finding in _wording(_published())
        if finding.rule == "ORG001"
        for _ in (finding.cell, *finding.others)
    ]

    assert found == [(14, f"แก้ชื่อหน่วยงานเป็น “{office}”")] * 5


def test_nothing_but_labelled_mistakes_is_an_error_or_a_warning() -> None:
    false_alarms = [
        (finding.rule, finding.project, finding.found)
        for finding in _wording(_published())
        if finding.severity is not Severity.INFO
        and finding.rule != "ORG001"
        and not any(_meets(finding, label) for label in MISTAKES)
    ]

    assert false_alarms == []


def test_what_is_said_besides_is_labelled_too() -> None:
    unlabelled = [
        (finding.rule, finding.project, finding.found)
        for finding in _wording(_published())
        if finding.severity is Severity.INFO
        and not any(_meets(finding, label) for label in STYLE | MISTAKES)
    ]

    assert unlabelled == []


def test_the_example_has_no_mistake_of_wording() -> None:
    plan = load_example(HEADERS, REFERENCE.frames[0].dimensions)

    assert _wording(_sheet_of(plan)) == ()


_PIECES = (
    "๑ ๒ 9 ก ข เ แ ไ า ะ ำ ิ ี ื ั ็ ์ ่ ้ ๊ ๆ ฯ . … _ , - – ( ) [ ] “ ” x X ○ / องค์การ ตำบล เทศบาล"
    " ธารสมมุติ ระบุ ระบุชื่อหน่วยงาน พ.ร.บ. พ.ศ. ๒๕๕๘ ประชาชน ดำเนินการ ดังนั้น จึง และ จำนวน No Gift"
    " Policy การอำนวยความสะดวก ข้อบัญญัติ/เทศบัญญัติ ต่างๆ"
)
_TYPED = st.lists(
    st.sampled_from([*_PIECES.split(), " ", "\n", "\u200b", "\u0e4d\u0e32"]),
    max_size=40,
).map("".join)


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(_TYPED, min_size=9, max_size=9))
def test_no_text_is_an_exception_and_what_is_found_stands_in_its_cell(
    texts: list[str],
) -> None:
    columns = (f"{DETAILS}!{column}3" for column in "BCDEFGHIJ")
    typed = dict(zip(columns, texts, strict=True))

    findings = _wording(type_in(clean_sheet(), typed))

    assert all(
        finding.found
        and finding.found in even_spaces(typed.get(str(finding.cell), finding.found))
        for finding in findings
    )


def _wording(sheet: Sheet) -> tuple[Finding, ...]:
    reading = read_plan(sheet, HEADERS)
    hits = find_hits(reading, compute_totals(reading.plan), (), REFERENCE)
    ours = [hit for hit in hits if hit.rule in WORDING]
    return phrase(ours, reading.plan, reading.matching, HEADERS, TEXTS)


def _meets(finding: Finding, label: tuple[int, str, str]) -> bool:
    number, rule, text = label
    found = finding.found
    return (finding.project, finding.rule) == (number, rule) and (
        text in found or found in text
    )


def _source() -> Mapping[str, Any]:
    source: Mapping[str, Any] = json.loads(
        shared_data("tako-2569.json").read_text("utf-8")
    )
    return source


def _published() -> Sheet:
    source = _source()
    cover = source["cover"]
    amphoe, province = cover["location"].split()
    info = {
        Info.TITLE: cover["title"],
        Info.OFFICE: cover["organisation"],
        Info.AMPHOE: amphoe,
        Info.PROVINCE: province,
        Info.FISCAL_YEAR: cover["fiscal_year"],
        Info.PERIOD: cover["plan_period"],
        Info.PREPARED_BY: cover["prepared_by"],
        Info.AS_OF: source["as_of"]["value"],
        Info.ISSUER: source["issuer"]["value"],
    }
    columns = ("no", "name", "dimension", "budget", "q1", "q2", "q3", "q4")
    rows = [tuple(row[column] for column in columns) for row in source["table"]["rows"]]
    details = [tuple(_texts(detail)) for detail in source["details"]]
    return _sheet(info, rows, details)


def _texts(detail: Mapping[str, Any]) -> Iterator[str]:
    yield detail["name"]["text"]
    yield "\n".join(part["text"] for part in detail["rationale"]["paragraphs"])
    yield _lines(detail["objectives"]["items"])
    yield detail["target_group"]["text"]
    yield _lines(detail["method"]["items"])
    for heading in ("period", "budget", "responsible"):
        yield detail[heading]["text"]
    for results in ("outputs", "outcomes"):
        yield _lines(detail["results"][results]["items"])


def _lines(items: list[dict[str, Any]]) -> str:
    return "\n".join(" ".join(_parts(item)) for item in items)


def _parts(item: Mapping[str, Any]) -> Iterator[str]:
    yield from (item[part] for part in ("marker", "number", "text") if item.get(part))
    for part in item.get("sub_items", ()):
        yield from _parts(part)


def _sheet_of(plan: ImportedPlan) -> Sheet:
    rows = [
        tuple(
            project.get(name, "")
            for name in Field
            if not re.match("remark", name.value)
        )
        for project in plan.projects
    ]
    details = [
        (detail.name, *(detail.texts.get(heading, "") for heading in Heading))
        for detail in plan.details
    ]
    return _sheet(plan.info, rows, details)


def _sheet(
    info: Mapping[Info, str],
    rows: list[tuple[str, ...]],
    details: list[tuple[str, ...]],
) -> Sheet:
    """Put a plan in the tabs; the headers are the clean sheet's."""
    _, projects, _, recipients = clean_sheet().tabs
    headings = ("รายการโครงการ", *(HEADERS.label(heading) for heading in Heading))
    values = tuple((HEADERS.label(name), text) for name, text in info.items())
    return Sheet(
        tabs=(
            Tab(INFO, values),
            Tab(PROJECTS, (*projects.rows[:2], *rows)),
            Tab(DETAILS, (headings, *details)),
            recipients,
        ),
        revision="1",
    )


@pytest.mark.parametrize("text", sorted(OTHER_RULES))
def test_what_another_rule_says_is_not_said_again(text: str) -> None:
    again = [
        finding.rule for finding in _wording(_published()) if finding.found == text
    ]

    assert again == []
