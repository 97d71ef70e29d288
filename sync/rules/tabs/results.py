"""Rules on the outputs and outcomes of a detail: can anybody measure them."""

import re
from collections.abc import Iterator

from sync.model.cells import Cell
from sync.model.findings import Hit
from sync.model.plan import Detail, Heading, Plan
from sync.rules.context import RuleContext
from sync.rules.tabs.lists import Item, items_of
from sync.rules.text.normalized import without_spaces
from sync.thai.dates import buddhist_year
from sync.thai.digits import in_digits_of

_RESULTS = (Heading.OUTPUTS, Heading.OUTCOMES)
_LONG = 50
"""Letters from which on a sentence is not met twice by chance."""
_LONG_PARAGRAPH = 120
_A_FEW_WORDS = 15
"""Letters of an item that may well stand under two headings."""

_LAW_YEAR = re.compile(r"พ\.?\s*ศ\.?\s*\d{4}|มาตรา\s*\d+|ข้อ\s*\d+")
_MEANS = re.compile(
    "แบบ(?:ประเมิน|สำรวจ|สอบถาม|ทดสอบ|วัด)|สำรวจ|วัดจาก|วัดโดย|ตรวจสอบจาก|พิจารณาจาก"
    "|นับจาก|คำนวณ|เปรียบเทียบ|ทะเบียน|ร้อยละ|เปอร์เซ็นต์|%"
    "|ทุก(?:คน|ราย|ครั้ง|เรื่อง|หมู่บ้าน|แห่ง)|ครบถ้วน|ครบทุก|ทั้งหมด"
)
_PERCENT = re.compile(
    r"(?:ร้อยละ\s*(\d{1,5}(?:\.\d+)?)(?![\d,])|(?<![\d,.])(\d{1,5}(?:\.\d+)?)\s*(?:เปอร์เซ็นต์|%))",
)
_MORE_BY = re.compile(r"(?:เพิ่ม|สูง|มาก)ขึ้น\S*\s*(?:จาก\S*\s*)?$")
_OF_WHAT_MAY_BE_PASSED = r"\s*(?:ของ|จาก|เทียบกับ|เมื่อเทียบ)\s*(?:ค่า)?(?:เป้า|ประมาณการ|แผน|ยอด|เกณฑ์|ปี|ที่(?:ตั้ง|กำหนด|ประมาณ|คาด))"
"""What was aimed at or reached before may be passed: 105 per cent of the target."""
_PASSED = re.compile(_OF_WHAT_MAY_BE_PASSED)
_MORE_THAN_ALL = re.compile(
    r"(?:มากกว่า|เกิน(?:กว่า)?|สูงกว่า)\s*ร้อยละ\s*(?:100|๑๐๐)(?![\d.])"
    rf"(?!{_OF_WHAT_MAY_BE_PASSED})"
)
_AT_LEAST_ALL = re.compile(
    r"(?:ไม่น้อยกว่า|ไม่ต่ำกว่า|อย่างน้อย)\s*ร้อยละ\s*(?:100|๑๐๐)(?![\d.])"
)
_PERCENT_TWICE = re.compile(
    r"ร้อยละ\s*(?:\d{1,5}(?:\.\d+)?\s*)?(?:(?:ไม่น้อยกว่า|อย่างน้อย)\s*)?ร้อยละ(?:\s*\d{1,5}(?:\.\d+)?)?+(?![\d.]|\s*(?:,|และ)?\s*ร้อยละ)"
    r"|ร้อยละ\s*\d{1,5}(?:\.\d+)?\s*(?:เปอร์เซ็นต์|%)",
)
_NUMBER_OF_PERCENT = re.compile(r"จำนวน\s*(?:ไม่น้อยกว่า\s*)?ร้อยละ\s*\d{1,5}")
_SPOKEN = "หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|ยี่สิบ|ร้อย"
_COUNTED = "คน|ครั้ง|ราย|เรื่อง|ฉบับ|โครงการ|หมู่บ้าน|ชุมชน|แห่ง|เล่ม|ป้าย|รุ่น|ช่องทาง|กิจกรรม|ระบบ|ชุด"
_PERCENT_BLANK = re.compile(
    r"(?:ไม่น้อยกว่า|ไม่ต่ำกว่า|อย่างน้อย|มากกว่า)\s*ร้อยละ\s*(?:\Z|(?=\())"
    r"|ร้อยละ\s*(?:[.…_]+(?![\d.…_])|ขึ้นไป)"
    rf"|(?:ไม่น้อยกว่า|ไม่ต่ำกว่า|อย่างน้อย|มากกว่า)\s*ร้อยละ(?=\s+(?!{_SPOKEN})[ก-ฮเ-ไ]|(?:ได้รับ|มีความ|เข้าใจ|ที่ได้))"
)
_PERCENT_WITHOUT = re.compile(rf"ร้อยละ\s+(?!{_SPOKEN})[ก-ฮเ-ไ]\D*")
"""A whole cell that begins so and has no figure; ``ร้อยละของ`` names what is measured."""
_COUNT_BLANK = re.compile(
    rf"(?:จำนวน|ไม่น้อยกว่า|ไม่ต่ำกว่า|อย่างน้อย)\s+(?:{_COUNTED})(?![ก-๙])"
    r"|ภายใน\s+(?:วัน(?:ทำการ)?|ชั่วโมง|นาที)(?![ก-๙])"
)
_OF_A_YEAR = re.compile(
    r"(?:(?:ปี|ประจำปี)(?:งบประมาณ)?\s*(?:พ\.?\s?ศ\.?)?|พ\.ศ\.)\s*(?P<year>\d{4})"
    r"(?!\d|\s*[-–—]|\s*ถึง)(?<!-\s\d{4})(?<!-\d{4})"
)
_CHANGE = re.compile(r"(?:ลดลง|เพิ่มขึ้น|น้อยลง)\s*(?=$|\(|และ|,)")
_BASE = re.compile("กว่า|เทียบ|เดิม|จากปี|ปีก่อน|ที่ผ่านมา|ก่อนและหลัง|ร้อยละ|%")


def _results(plan: Plan, context: RuleContext) -> Iterator[tuple[Detail, Cell, Item]]:
    for detail in plan.details:
        for heading in _RESULTS:
            for item in items_of(detail, heading, context):
                yield detail, detail.cells[heading], item


def unmeasurable(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """A result without a figure and without a means to measure it cannot be reported.

    The NACC's twelve-month report asks for the results of each project. A change
    without a base is another rule's.
    """
    for detail in plan.details:
        for heading in _RESULTS:
            items = [
                item.text for item in items_of(detail, heading, context) if item.text
            ]
            text = _LAW_YEAR.sub("", " ".join(items))
            told = re.search(r"\d", text) or _MEANS.search(text) or _CHANGE.search(text)
            if text and not told:
                facts = {"heading": context.label(heading)}
                yield Hit("RES001", detail.cells[heading], items[0], facts)


def over_hundred(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """More than all of them cannot be; a growth may pass a hundred per cent.

    So may a share of what was aimed at, or of what there was a year before.
    """
    for _, cell, item in _results(plan, context):
        for match in _PERCENT.finditer(item.text):
            grows = _MORE_BY.search(item.text[: match.start()])
            may_pass = grows or _PASSED.match(item.text, match.end())
            if float(match[1] or match[2]) > 100 and not may_pass:
                yield Hit("RES002", cell, match[0])
        if more := _MORE_THAN_ALL.search(item.text):
            yield Hit("RES002", cell, more[0])


def percent_twice(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """``ร้อยละ ๘๐ %`` and ``ร้อยละ ร้อยละ ๘๐`` say one thing twice over."""
    yield from _each_match(plan, context, "RES003", _PERCENT_TWICE)


def number_of_percent(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """``จำนวนร้อยละ ๘๐`` counts what is a share: a real plan has it twice."""
    yield from _each_match(plan, context, "RES004", _NUMBER_OF_PERCENT)


def at_least_all(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """Not less than a hundred per cent is a hundred per cent."""
    for _, cell, item in _results(plan, context):
        if match := _AT_LEAST_ALL.search(item.text):
            facts = {"right": in_digits_of(match[0])("ร้อยละ 100")}
            yield Hit("RES005", cell, match[0].strip(), facts)


def percent_left_blank(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """A percentage without its figure prints as a form not filled in.

    Looked for in the whole cell: the figure may stand in the next line.
    """
    for detail in plan.details:
        for heading in _RESULTS:
            text = detail.texts[heading]
            match = _PERCENT_BLANK.search(text)
            if match or (match := _PERCENT_WITHOUT.fullmatch(text)):
                yield Hit("RES006", detail.cells[heading], match[0].strip())


def count_left_blank(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """``จำนวน ครั้ง`` lost its figure; in the target group another rule says so."""
    for detail in plan.details:
        for heading in (Heading.METHOD, *_RESULTS):
            if match := _COUNT_BLANK.search(detail.texts[heading]):
                yield Hit("RES012", detail.cells[heading], match[0].strip())


def year_gone_by(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """A result of a year gone by was copied from that year's plan.

    Not where the year is what this one is compared with, or that of a law.
    """
    year = plan.info.fiscal_year
    for _, cell, item in _results(plan, context):
        for match in _OF_A_YEAR.finditer(item.text):
            named = buddhist_year(int(match["year"]))
            if not (year and named and named < year) or _COMPARED.search(item.text):
                continue
            if not _of_a_law(item.text[: match.start()], match[0]):
                yield Hit("YRS012", cell, match[0], {"year": _like(match, year)})


_COMPARED = re.compile(
    "เทียบ|เดิม|จากปี|กว่าปี|ปีก่อน|ที่ผ่านมา|ฐาน|(?:ลด|น้อย)ลง|(?:เพิ่ม|สูง|มาก|ดี)ขึ้น(?!ไป)"
)


def _of_a_law(before: str, year: str) -> bool:
    """Whether a year is that of a law or an order which is named before it.

    What is made anew every year (ประจำปี) is of the year it is for.
    """
    is_yearly = year.startswith(("ปีงบประมาณ", "ประจำปี"))
    return not is_yearly and bool(_LAW.search(before[-_LONGEST_NAME:]))


_LAW = re.compile(
    r"พระราช(?:บัญญัติ|กฤษฎีกา|กำหนด)|พ\.?ร\.?[บกฎป]|กฎหมาย|กฎกระทรวง|ระเบียบ|ประกาศ"
    r"|คำสั่ง|ข้อบังคับ|รัฐธรรมนูญ|ว่าด้วย|แก้ไขเพิ่มเติม|\(ฉบับที่"
)
_LONGEST_NAME = 200
"""Letters: no law has a longer name."""


def _like(match: re.Match[str], year: int) -> str:
    """Write a year in the digits of one that was typed."""
    return in_digits_of(match[0])(str(year))


def _each_match(
    plan: Plan, context: RuleContext, code: str, pattern: re.Pattern[str]
) -> Iterator[Hit]:
    for _, cell, item in _results(plan, context):
        if match := pattern.search(item.text):
            yield Hit(code, cell, match[0].strip())


def no_base(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """Fewer than when, by how much? Without a base nobody can tell in a year's time."""
    for _, cell, item in _results(plan, context):
        text = item.text
        match = _CHANGE.search(text)
        if match and not re.search(r"\d", text) and not _BASE.search(text):
            yield Hit("RES007", cell, text.partition("(")[0].strip())


def same_result(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """A long result that another project has word for word was likely copied."""
    first: dict[str, Detail] = {}
    for detail, cell, item in _results(plan, context):
        folded = without_spaces(item.text)
        if len(folded) < _LONG:
            continue
        other = first.setdefault(folded, detail)
        if other.name != detail.name:
            called = {"other": [context.matching.called_of(other)]}
            yield Hit("RES008", cell, item.text, projects=called)


def same_rationale(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """A paragraph that another project has word for word gives no reason for this."""
    first: dict[str, Detail] = {}
    for detail in plan.details:
        for line in detail.lines(Heading.RATIONALE):
            folded = without_spaces(line)
            if len(folded) < _LONG_PARAGRAPH:
                continue
            other = first.setdefault(folded, detail)
            if other.name != detail.name:
                cell = detail.cells[Heading.RATIONALE]
                called = {"other": [context.matching.called_of(other)]}
                yield Hit("RES009", cell, line, projects=called)


def output_is_outcome(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """An output is what was done, an outcome what came of it: never one sentence."""
    outcomes = _said_already(plan, context, Heading.OUTCOMES, Heading.OUTPUTS)
    for cell, said in outcomes:
        yield Hit("RES010", cell, said)


def output_is_step(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """An output copied from the method says what is to be done, not what there is."""
    outputs = _said_already(plan, context, Heading.OUTPUTS, Heading.METHOD)
    for cell, said in outputs:
        yield Hit("RES011", cell, said)


def _said_already(
    plan: Plan, context: RuleContext, here: Heading, there: Heading
) -> Iterator[tuple[Cell, str]]:
    """Yield the items under one heading that stand, spaces apart, under another as well."""
    for detail in plan.details:
        items = items_of(detail, there, context)
        known = {without_spaces(item.text) for item in items}
        for item in items_of(detail, here, context):
            if len(item.text) > _A_FEW_WORDS and without_spaces(item.text) in known:
                yield detail.cells[here], item.text
