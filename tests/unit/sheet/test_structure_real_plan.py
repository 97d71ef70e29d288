"""The rules on structure and figures, held against a published plan and our example.

The labels below were written by hand, by proof-reading the published plan; it is not
part of this repository, and without it those tests are skipped.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sync.importing.example import load_example
from sync.model.cells import Sheet, Tab, Value
from sync.model.findings import Finding, Severity
from sync.model.plan import QUARTERS, Field, Heading, Info
from sync.plan.totals import compute_totals
from sync.rules.catalogue import load_rule_texts
from sync.rules.table import RULES
from sync.rules.validate import find_hits, phrase
from sync.sheet.read import read_plan
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
OURS = {
    code
    for code in RULES
    if code[:3] in {"LST", "TGT", "RES", "RSP", "YRS"}
    or re.fullmatch(r"(BUD|QTR|PRJ)1\d\d", code)
}

SERIOUS = {
    (1, "TGT", "จำนวน ระบุจำนวนกลุ่มเป้าหมาย คน จำนวน ๕๐ คน"),
    (2, "TGT", "จำนวน จำนวน"),
    (2, "LST", "-"),
    (4, "TGT", "จำนวน ระบุจำนวนกลุ่มเป้าหมาย คน จำนวน ๔๕ คน"),
    (5, "RES", "จำนวนร้อยละ ๑๐๐"),
    (5, "RES", "จำนวนร้อยละ ๘๐"),
    (6, "QTR", "รายเดือน"),
    (7, "QTR", "อย่างน้อยปีละ ๒ ครั้ง"),
    (8, "QTR", "ทุกเดือน"),
    (8, "TGT", "จำนวน ๒๔ คน"),
    (9, "QTR", "รายสัปดาห์/รายเดือน"),
    (9, "LST", "-"),
    (13, "QTR", "รอบ ๖ เดือน และ ๑๒ เดือน"),
    (14, "TGT", "จำนวน ๑๐ คน"),
    (15, "LST", "๓)"),
    (16, "TGT", "จำนวน ๔๕ คน"),
}
"""Number in the table, family and text of what makes the document wrong."""

STYLE = {
    (1, "RSP", "องค์การบริหารส่วนตำบล"),
    (1, "QTR", "ปีงบประมาณ พ.ศ. ๒๕๖๙"),  # so in all sixteen, and said once
    (1, "LST", "- ๑)"),  # so in eight places, and said once
    (1, "RES", "มีการจัดกิจกรรมตามแนวทางที่กำหนด"),
    (2, "LST", "- ๑)"),
    (2, "RES", "ได้รับการพัฒนาเป็นโรงเรียนคุณธรรม"),
    (4, "LST", "• การมีจิตสาธารณะ (Greater Good) •"),
    (5, "PRJ", "มาตรการ NO Gift Policy"),
    (6, "LST", "- ระบบยื่นชำระภาษีออนไลน์ -"),
    (6, "RES", "เลือกปฏิบัติ ลดลง"),
    (7, "LST", "๑.๑) ด้านโครงสร้างพื้นฐาน ๑.๒)"),
    (7, "BUD", "๒๐๐๐๐"),
    (7, "BUD", "๒๐๐๐๐ บาท"),
    (7, "RES", "มีระบบ/ช่องทางให้ประชาชนประเมินความพึงพอใจ"),
    (7, "RES", "เลือกปฏิบัติ ลดลง"),
    (8, "RES", "จำนวนเรื่องร้องเรียนทุจริต ลดลง"),
    (9, "LST", "- ๑)"),
    (9, "LST", "- ๒)"),
    (9, "RES", "มีการใช้บัตรคิวสำหรับให้บริการแก่ประชาชน"),
    (9, "RES", "ร้องเรียนการทุจริตต่อหน้าที่ลดลง"),
    (10, "RES", "ค่าใช้จ่ายในการมาติดต่อขอรับบริการของประชาชนลดลง"),
    (10, "RES", "เลือกปฏิบัติ ลดลง"),
    (11, "LST", "๑)"),
    (11, "RES", "มีช่องทางเพื่อรับเรื่องร้องเรียน"),
    (14, "LST", "๓)"),
    (14, "RES", "มีการจัดประชุมเวทีประชาคมในชุมชน"),
    (14, "RES", "ได้รับทราบปัญหาและความต้องการที่แท้จริง"),
    (15, "RES", "มีระบบและช่องทางการรับเรื่องร้องเรียน"),
    (15, "RES", "ภาคประชาชนมีบทบาทในการเฝ้าระวัง"),
    (16, "RES", "จัดอบรมให้ความรู้ที่เกี่ยวข้องกับบทบาทและอำนาจหน้าที่"),
    (16, "RES", "สมาชิกสภาท้องถิ่นสามารถนำองค์ความรู้"),
}
"""What a proof-reader would say besides, of what is poorly written or not told."""

_PIECES = (
    "๑ ๒ ๕ 9 ก ่ ำ . , - – • ( ) / % จำนวน คน บาท ร้อยละ ไตรมาสที่ ปีงบประมาณ พ.ศ. ตุลาคม"
    " ต.ค. ละ รวม ถึง และ ดังนี้ สมาชิกสภา หมู่บ้าน ลดลง ไม่ใช้งบประมาณ"
)
_TYPED = st.lists(st.sampled_from([*_PIECES.split(), " ", "\n"]), max_size=40).map(
    "".join
)


def test_every_labelled_mistake_of_the_published_plan_is_found() -> None:
    findings = _structure(_published())

    missed = {
        label
        for label in SERIOUS | STYLE
        if not any(_meets(finding, label) for finding in findings)
    }

    assert missed == set()


def test_a_habit_of_the_whole_plan_is_said_once_with_its_places_counted() -> None:
    habits = {
        finding.rule: finding.message
        for finding in _structure(_published())
        if finding.rule in {"QTR107", "LST006"}
    }

    assert "อีก ๑๕ แห่ง: ลำดับที่ 2, 3, 4, " in habits["QTR107"]
    assert "อีก ๗ แห่ง: " in habits["LST006"]


def test_nothing_but_labelled_mistakes_is_an_error_or_a_warning() -> None:
    findings = _structure(_published())

    false_alarms = [
        (finding.rule, finding.project, finding.found)
        for finding in findings
        if finding.severity is not Severity.INFO
        and not any(_meets(finding, label) for label in SERIOUS)
    ]

    assert false_alarms == []


def test_what_is_said_besides_is_labelled_too_or_of_the_plan_itself() -> None:
    findings = _structure(_published())

    unlabelled = [
        (finding.rule, finding.project, finding.found)
        for finding in findings
        if not any(_meets(finding, label) for label in SERIOUS | STYLE)
    ]

    assert unlabelled == [("RSP003", None, ""), ("RSP004", None, "")]


def test_the_example_has_no_mistake_of_structure() -> None:
    findings = _structure(_example())

    assert findings == ()


@given(texts=st.lists(_TYPED, min_size=9, max_size=9))
def test_no_text_in_a_detail_is_an_exception(texts: list[str]) -> None:
    typed = dict(
        zip((f"{DETAILS}!{column}3" for column in "BCDEFGHIJ"), texts, strict=True)
    )

    findings = _structure(type_in(clean_sheet(), typed))

    assert all(finding.message for finding in findings)


def _structure(sheet: Sheet) -> tuple[Finding, ...]:
    reading = read_plan(sheet, HEADERS)
    hits = find_hits(reading, compute_totals(reading.plan), (), REFERENCE)
    ours = [hit for hit in hits if hit.rule in OURS]
    return phrase(ours, reading.plan, reading.matching, HEADERS, TEXTS)


def _meets(finding: Finding, label: tuple[int, str, str]) -> bool:
    number, family, text = label
    found = finding.found
    return (
        (finding.project, finding.rule[:3]) == (number, family)
        and bool(found)
        and (text in found or found in text)
    )


def _published() -> Sheet:
    source = json.loads(shared_data("tako-2569.json").read_text("utf-8"))
    cover, table = source["cover"], source["table"]
    info = {
        Info.TITLE: cover["title"],
        Info.OFFICE: cover["organisation"],
        Info.FISCAL_YEAR: cover["fiscal_year"],
        Info.PERIOD: cover["plan_period"],
        Info.AS_OF: source["as_of"]["value"],
        Info.ISSUER: source["issuer"]["value"],
    }
    columns = ("no", "name", "dimension", "budget", "q1", "q2", "q3", "q4")
    rows = [tuple(row[column] for column in columns) for row in table["rows"]]
    return _sheet(info, rows, [_detail(detail) for detail in source["details"]])


def _detail(detail: Mapping[str, Any]) -> tuple[Value, ...]:
    results = detail["results"]
    return (
        detail["name"]["text"],
        "\n".join(part["text"] for part in detail["rationale"]["paragraphs"]),
        _lines(detail["objectives"]["items"]),
        detail["target_group"]["text"],
        _lines(detail["method"]["items"]),
        *(detail[heading]["text"] for heading in ("period", "budget", "responsible")),
        _lines(results["outputs"]["items"]),
        _lines(results["outcomes"]["items"]),
    )


def _lines(items: list[dict[str, Any]]) -> str:
    return "\n".join(" ".join(_words(item)) for item in items)


def _words(item: Mapping[str, Any]) -> Iterator[str]:
    yield from (item[part] for part in ("marker", "number", "text") if item.get(part))
    for part in item.get("sub_items", ()):
        yield from _words(part)


def _example() -> Sheet:
    plan = load_example(HEADERS, REFERENCE.frames[0].dimensions)
    columns = (Field.NUMBER, Field.NAME, Field.DIMENSION, Field.BUDGET, *QUARTERS)
    rows = [tuple(row.get(column) for column in columns) for row in plan.projects]
    details = [
        (detail.name, *(detail.texts.get(heading) for heading in Heading))
        for detail in plan.details
    ]
    return _sheet(plan.info, rows, details)


def _sheet(
    info: Mapping[Info, str],
    rows: Sequence[tuple[Value, ...]],
    details: Sequence[tuple[Value, ...]],
) -> Sheet:
    """Put a plan in the tabs; the headers are the clean sheet's."""
    _, projects, _, recipients = clean_sheet().tabs
    headings = ("รายการโครงการ", *(HEADERS.label(heading) for heading in Heading))
    return Sheet(
        tabs=(
            Tab(
                INFO, tuple((HEADERS.label(name), text) for name, text in info.items())
            ),
            Tab(PROJECTS, (*projects.rows[:2], *rows)),
            Tab(DETAILS, (headings, *details)),
            recipients,
        ),
        revision="1",
    )
