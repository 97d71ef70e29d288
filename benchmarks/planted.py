"""Mistakes of many kinds planted in the plans of invented offices.

A generator plants one mistake of its kind at a place drawn by chance, in words drawn by
chance: what a rule finds of them was not listed for it. Found means an error or a
warning in the very cell. ``python -m benchmarks.planted`` prints the table of the
offices held out; with ``--chosen`` that of the others.
"""

import random
import re
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal

from benchmarks.offices import (
    CHOSEN,
    HEADERS,
    HELD_OUT,
    OfficePlan,
    judge,
    load_office,
)
from sync.model.findings import Severity
from sync.model.plan import Heading, Info
from sync.thai.dates import MONTHS, SHORT_MONTHS
from sync.thai.digits import to_arabic

TRIES = 40

Mistake = tuple[OfficePlan, int, Heading | str]
"""The plan with the mistake, the number of the project (from 0), and the heading."""
Plant = Callable[[OfficePlan, random.Random], Mistake | None]

_FIRST = [
    "หนอง",
    "บ้าน",
    "โคก",
    "นา",
    "ห้วย",
    "ท่า",
    "ดอน",
    "วัง",
    "บาง",
    "คลอง",
    "เขา",
    "โพธิ์",
    "ป่า",
]
_SECOND = [
    "แก้ว",
    "ใหญ่",
    "สูง",
    "แดง",
    "ทอง",
    "ยาว",
    "หิน",
    "ไทร",
    "งาม",
    "ขวาง",
    "เสือ",
    "กลาง",
    "ม่วง",
]
_PROSE = (Heading.RATIONALE, Heading.METHOD, Heading.OUTCOMES)


def _thai(plan: OfficePlan, number: int) -> str:
    """Write a number in the digits of the plan."""
    typed = str(number)
    if re.search("[๐-๙]", plan.info[Info.TITLE]):
        return typed.translate({ord("0") + n: ord("๐") + n for n in range(10)})
    return typed


def _place(chance: random.Random) -> str:
    return chance.choice(_FIRST) + chance.choice(_SECOND)


def _kind(plan: OfficePlan, chance: random.Random) -> str:
    kind = plan.info[Info.OFFICE_TYPE]
    short = {"องค์การบริหารส่วนตำบล": "อบต. ", "องค์การบริหารส่วนจังหวัด": "อบจ. "}
    return chance.choice([kind, short.get(kind, kind)])


def _stranger(plan: OfficePlan, chance: random.Random) -> str:
    """Name an office of the same kind that is not this one."""
    kind = _kind(plan, chance)
    provinces = ["ลำปาง", "ชุมพร", "สุรินทร์", "นครพนม", "ตราด", "พิจิตร"]
    is_province = "จังหวัด" in plan.info[Info.OFFICE_TYPE]
    return kind + (chance.choice(provinces) if is_province else _place(chance))


def _project(plan: OfficePlan, chance: random.Random) -> int:
    return chance.randrange(len(plan.projects))


def other_responsible(plan: OfficePlan, chance: random.Random) -> Mistake | None:
    """Another office of the same kind is responsible."""
    at, heading = _project(plan, chance), Heading.RESPONSIBLE
    text = f"{plan.text(at, heading)} {_stranger(plan, chance)}"
    return plan.with_text(at, heading, text), at, heading


def other_named(plan: OfficePlan, chance: random.Random) -> Mistake | None:
    """Another office of the same kind in a sentence that is the office's own."""
    own = plan.info[Info.OFFICE]
    places = [
        (at, heading)
        for at in range(len(plan.projects))
        for heading in _PROSE
        if own in plan.text(at, heading)
    ]
    if places and chance.random() < 0.6:
        at, heading = chance.choice(places)
        text = plan.text(at, heading).replace(own, _stranger(plan, chance), 1)
        return plan.with_text(at, heading, text), at, heading
    at = _project(plan, chance)
    said = chance.choice(
        ["ทั้งนี้ {}จะดำเนินการให้แล้วเสร็จ", "บุคลากรของ{}ปฏิบัติตามมาตรการ", "{}มีความโปร่งใสยิ่งขึ้น"]
    )
    heading = chance.choice(_PROSE)
    text = f"{plan.text(at, heading)}\n{said.format(_stranger(plan, chance))}"
    return plan.with_text(at, heading, text), at, heading


def other_place(plan: OfficePlan, chance: random.Random) -> Mistake | None:
    """A district or a province that is not the office's."""
    at, heading = _project(plan, chance), chance.choice(_PROSE)
    place = chance.choice(
        [
            "จังหวัดลำปาง",
            "จังหวัดสุรินทร์",
            "อำเภอแม่เมาะ จังหวัดลำปาง",
            "อำเภอท่าแซะ",
            "จังหวัดนครพนม",
        ]
    )
    said = chance.choice(["ประชาชนในพื้นที่{}ได้รับประโยชน์", "บุคลากรในเขต{}มีความเข้าใจ"])
    text = f"{plan.text(at, heading)}\n{said.format(place)}"
    return plan.with_text(at, heading, text), at, heading


def other_address(plan: OfficePlan, chance: random.Random) -> Mistake | None:
    """Another office's web or mail address."""
    at, heading = _project(plan, chance), Heading.METHOD
    host = chance.choice(["nongkaew", "banyai", "thahin", "dondaeng", "wangthong"])
    form = chance.choice(
        [
            "เผยแพร่ทาง www.{}.go.th",
            "ส่งมาที่ saraban@{}.go.th",
            "ดูที่ https://www.{}.go.th/news",
        ]
    )
    text = f"{plan.text(at, heading)}\n{form.format(host)}"
    return plan.with_text(at, heading, text), at, heading


def other_kind(plan: OfficePlan, chance: random.Random) -> Mistake | None:
    """A post that an office of this kind does not have."""
    at, heading = _project(plan, chance), Heading.METHOD
    posts = ["นายกเทศมนตรี", "ปลัดเทศบาล", "พนักงานเทศบาล"]
    if "เทศบาล" in plan.info[Info.OFFICE_TYPE]:
        posts = ["นายกองค์การบริหารส่วนตำบล", "ปลัดองค์การบริหารส่วนตำบล", "พนักงานส่วนตำบล"]
    said = chance.choice(["เสนอ{}เพื่อพิจารณา", "{}ลงนามในประกาศ"])
    text = f"{plan.text(at, heading)}\n{said.format(chance.choice(posts))}"
    return plan.with_text(at, heading, text), at, heading


def product(plan: OfficePlan, chance: random.Random) -> Mistake | None:
    """So many, each so many: the whole is another number."""
    at = _project(plan, chance)
    heading = chance.choice([Heading.TARGET_GROUP, Heading.METHOD, Heading.OUTPUTS])
    one, each = chance.randrange(3, 19), chance.randrange(5, 41)
    wrong = one * each + chance.choice([-10, 5, 10, 20, each])
    unit = chance.choice(["หมู่บ้าน", "ชุมชน", "โรงเรียน", "ครั้ง", "รุ่น"])
    n, m, t = (_thai(plan, number) for number in (one, each, wrong))
    text = chance.choice(
        [
            f"ผู้เข้าร่วม {n} {unit} {unit}ละ {m} คน รวมทั้งสิ้น {t} คน",
            f"จัดอบรมประชาชน จำนวน {t} คน ({n} {unit} {unit}ละ {m} คน)",
            f"ประชาชน {n} {unit} ๆ ละ {m} คน รวม {t} คน",
            f"จัดประชุม จำนวน {n} {unit} {unit}ละ {m} คน รวมเป็น {t} คน",
        ]
    )
    if heading is not Heading.TARGET_GROUP:
        text = f"{plan.text(at, heading)}\n{text}"
    return plan.with_text(at, heading, text), at, heading


def people_sum(plan: OfficePlan, chance: random.Random) -> Mistake | None:
    """Groups of people that do not add up to the whole that is named."""
    at, heading = _project(plan, chance), Heading.TARGET_GROUP
    groups = ["ผู้นำชุมชน", "ประชาชน", "อาสาสมัครสาธารณสุข", "ผู้สูงอายุ"]
    counts = [chance.randrange(5, 60) for _ in range(chance.randrange(2, 4))]
    parts = [
        f"{name} {_thai(plan, count)} คน"
        for name, count in zip(groups, counts, strict=False)
    ]
    whole = _thai(plan, sum(counts) + chance.choice([-4, 3, 10]))
    text = (
        f"{' '.join(parts)} {chance.choice(['รวม', 'รวมทั้งสิ้น', 'รวมจำนวน'])} {whole} คน"
    )
    return plan.with_text(at, heading, text), at, heading


def budget_parts(plan: OfficePlan, chance: random.Random) -> Mistake | None:
    """Parts of a budget that do not add up to the total named beside them."""
    at, heading = _project(plan, chance), Heading.BUDGET
    total = int(plan.projects[at]["budget"])
    if not total:
        return None
    first = total * chance.choice([3, 4, 6]) // 10 // 100 * 100
    last = total - first + chance.choice([-500, 500, 1000])
    whole, one, other = (_grouped(plan, n) for n in (total, first, last))
    text = chance.choice(
        [
            f"ค่าอาหาร {one} บาท ค่าวัสดุ {other} บาท รวมเป็นเงิน {whole} บาท จากงบประมาณรายจ่าย",
            f"งบประมาณ {whole} บาท จากงบประมาณรายจ่าย แยกเป็น\n- ค่าอาหาร {one} บาท\n- ค่าวัสดุ {other} บาท",
            f"รวมทั้งสิ้น {whole} บาท จากงบประมาณรายจ่าย ประกอบด้วย ค่าจ้าง {one} บาท และค่าป้าย {other} บาท",
        ]
    )
    return plan.with_text(at, heading, text), at, heading


def _grouped(plan: OfficePlan, number: int) -> str:
    return _in_digits(plan, f"{number:,}")


def _in_digits(plan: OfficePlan, typed: str) -> str:
    if _thai(plan, 1) == "1":
        return typed
    return typed.translate({ord("0") + n: ord("๐") + n for n in range(10)})


def impossible_day(plan: OfficePlan, chance: random.Random) -> Mistake | None:
    """A day that no month has."""
    at, heading = (
        _project(plan, chance),
        chance.choice([Heading.METHOD, Heading.PERIOD]),
    )
    month = chance.choice([2, 4, 6, 9, 11])
    day = chance.choice([30, 31]) if month == 2 else 31
    year = 2569 if month == 11 else 2570
    name = chance.choice([MONTHS[month - 1], SHORT_MONTHS[month - 1]])
    text = _in_digits(plan, f"{day} {name} {year}")
    if chance.random() < 0.3:
        text = _in_digits(plan, f"{day}/{month}/{year}")
    said = f"{plan.text(at, heading)}\nรายงานผลภายในวันที่ {text}"
    return plan.with_text(at, heading, said), at, heading


def last_year(plan: OfficePlan, chance: random.Random) -> Mistake | None:
    """Last year's year in the results."""
    at, heading = (
        _project(plan, chance),
        chance.choice([Heading.OUTPUTS, Heading.OUTCOMES]),
    )
    year = _in_digits(plan, chance.choice(["2569", "2568"]))
    said = chance.choice(
        [
            "มีการจัดกิจกรรม ในปีงบประมาณ พ.ศ. {} ครบถ้วน",
            "รายงานผลประจำปี พ.ศ. {} เผยแพร่ครบ 1 ฉบับ",
            "ผลการดำเนินงานปี {} เป็นไปตามเป้าหมายร้อยละ 80",
        ]
    )
    text = f"{plan.text(at, heading)}\n{_in_digits(plan, said.format(year))}"
    return plan.with_text(at, heading, text), at, heading


def lost_figure(plan: OfficePlan, chance: random.Random) -> Mistake | None:
    """A percentage or a count whose figure was lost."""
    at = _project(plan, chance)
    heading = chance.choice([Heading.OUTPUTS, Heading.OUTCOMES])
    said = chance.choice(
        [
            "ผู้เข้าร่วมไม่น้อยกว่าร้อยละ ได้รับความรู้",
            "ประชาชนอย่างน้อยร้อยละ มีความพึงพอใจ",
            "ผู้เข้าอบรมมีความเข้าใจ ไม่ต่ำกว่าร้อยละ",
            "จัดอบรม จำนวน ครั้ง",
            "มีผู้เข้าร่วมไม่น้อยกว่า คน",
            "บุคลากรไม่น้อยกว่าร้อยละ เข้าใจมาตรการ",
        ]
    )
    return plan.with_text(at, heading, f"{plan.text(at, heading)}\n{said}"), at, heading


def run_together(plan: OfficePlan, chance: random.Random) -> Mistake | None:
    """The next project's beginning stands in a heading of this one."""
    at = _project(plan, chance)
    heading = chance.choice([Heading.OUTCOMES, Heading.OUTPUTS, Heading.RESPONSIBLE])
    said = chance.choice(
        [
            "ชื่อโครงการ : โครงการปลูกจิตสำนึก",
            "ลำดับที่ 4 ชื่อโครงการ มาตรการเปิดเผยข้อมูล",
            "1. ชื่อโครงการ: กิจกรรมคนดีศรีท้องถิ่น",
            "โครงการที่ 5\nหลักการและเหตุผล\nการทุจริตเป็นปัญหา",
        ]
    )
    return plan.with_text(at, heading, f"{plan.text(at, heading)}\n{said}"), at, heading


def placeholder(plan: OfficePlan, chance: random.Random) -> Mistake | None:
    """What a sample leaves to be filled in, in any brackets or in none."""
    at = _project(plan, chance)
    heading = chance.choice([Heading.RATIONALE, Heading.METHOD, Heading.OUTCOMES])
    what = chance.choice(
        [
            *(
                "ใส่ชื่ออำเภอ",
                "จำนวน",
                "ชื่อ อปท.",
                "ระบุชื่อหน่วยงาน",
                "กรอกจำนวนคน",
                "โปรดระบุวันที่",
            )
        ]
    )
    opening, closing = chance.choice([("(", ")"), ("[", "]"), ("<", ">"), ("{", "}")])
    said = f"ดำเนินการใน{opening}{what}{closing}ให้แล้วเสร็จ"
    if chance.random() < 0.25:
        said = chance.choice(
            ["บุคลากรของ ชื่อ อปท. เข้าร่วม", "ประชาชนตำบล ใส่ชื่อตำบล เข้าร่วม"]
        )
    return plan.with_text(at, heading, f"{plan.text(at, heading)}\n{said}"), at, heading


def doubled_word(plan: OfficePlan, chance: random.Random) -> Mistake | None:
    """A word typed twice running."""
    at, heading = (
        _project(plan, chance),
        chance.choice([Heading.RATIONALE, Heading.METHOD]),
    )
    text = plan.text(at, heading)
    words = "ประชาชน|เทศบาล|หมู่บ้าน|การ|ให้|และ|ของ|ที่|ใน|เพื่อ|ผู้|จัดทำ|ตรวจ|ประกาศ|สัญญา|ติดตาม|เรื่อง|ทุก|โดย|จาก|เป็น"
    places = list(re.finditer(words, text))
    if not places:
        return None
    match = chance.choice(places)
    space = chance.choice(["", " "])
    wrong = text[: match.end()] + space + match[0] + text[match.end() :]
    return plan.with_text(at, heading, wrong), at, heading


def list_number(plan: OfficePlan, chance: random.Random) -> Mistake | None:
    """A number of a list taken twice or passed over."""
    at, heading = _project(plan, chance), Heading.METHOD
    lines = plan.text(at, heading).split("\n")
    numbered = [n for n, line in enumerate(lines) if re.match(r"\(?[\d๐-๙]+[.)]", line)]
    if len(numbered) < 3:
        return None
    place = chance.choice(numbered[1:])
    number = "".join(re.findall(r"[\d๐-๙]+", lines[place])[:1])
    wrong = int(to_arabic(number)) + chance.choice([-1, 1, 2])
    lines[place] = lines[place].replace(number, _thai(plan, max(1, wrong)), 1)
    return plan.with_text(at, heading, "\n".join(lines)), at, heading


def table_number(plan: OfficePlan, chance: random.Random) -> Mistake | None:
    """A number of the table taken twice or passed over."""
    at = chance.randrange(1, len(plan.projects))
    wrong = str(at + 1 + chance.choice([-1, 1, 3]))
    return plan.with_text(at, "number", wrong), at, "ลำดับ"


KINDS: dict[str, Plant] = {
    "หน่วยงานอื่นเป็นผู้รับผิดชอบ": other_responsible,
    "ชื่อหน่วยงานอื่นประเภทเดียวกัน": other_named,
    "อำเภอหรือจังหวัดอื่น": other_place,
    "เว็บไซต์หรืออีเมลของหน่วยงานอื่น": other_address,
    "ตำแหน่งของหน่วยงานประเภทอื่น": other_kind,
    "จำนวนคูณกันไม่ได้ยอด": product,
    "จำนวนคนรวมไม่ได้ยอด": people_sum,
    "รายการย่อยรวมไม่ได้ยอด": budget_parts,
    "วันที่ที่ไม่มีอยู่จริง": impossible_day,
    "ปีก่อนค้างในผลผลิตผลลัพธ์": last_year,
    "ตัวเลขหายไป": lost_figure,
    "สองโครงการติดกัน": run_together,
    "ข้อความตัวอย่างที่ค้างไว้": placeholder,
    "คำซ้ำ": doubled_word,
    "เลขข้อซ้ำหรือข้าม": list_number,
    "เลขลำดับโครงการซ้ำหรือข้าม": table_number,
}


def mistakes(
    plan: OfficePlan, plant: Plant, tries: int, seed: int
) -> Iterator[Mistake]:
    """Plant one mistake at a time, always the same ones."""
    chance = random.Random(seed)  # noqa: S311 - the same each run
    made = 0
    for _ in range(10 * tries):
        if made < tries and (mistake := plant(plan, chance)):
            made += 1
            yield mistake


def is_found(mistake: Mistake) -> bool:
    """Whether an error or a warning stands in the very cell."""
    plan, at, heading = mistake
    label = HEADERS.label(heading) if isinstance(heading, Heading) else heading
    return any(
        finding.severity is not Severity.INFO
        and (finding.project == at + 1 or heading == "ลำดับ")
        and finding.field.startswith(label)
        for finding in judge(plan)
    )


def score(
    name: str, plant: Plant, tries: int = TRIES, seed: int = 2570
) -> tuple[int, int]:
    """Return how many of a kind were found in an office's plan, and planted."""
    found = [
        is_found(mistake) for mistake in mistakes(load_office(name), plant, tries, seed)
    ]
    return sum(found), len(found)


def lines(offices: tuple[str, ...], tries: int = TRIES) -> Iterator[str]:
    """Yield the lines of the table."""
    yield "| mistake planted | planted | found | share |"
    yield "| --- | --- | --- | --- |"
    all_found = all_planted = 0
    for kind, plant in KINDS.items():
        scores = [score(name, plant, tries) for name in offices]
        found, planted = (sum(column) for column in zip(*scores, strict=True))
        if planted:
            yield f"| {kind} | {planted} | {found} | {Decimal(100 * found) / planted:.0f} % |"
        all_found, all_planted = all_found + found, all_planted + planted
    share = Decimal(100 * all_found) / all_planted
    yield f"| together | {all_planted} | {all_found} | {share:.0f} % |"
    for name in offices:
        alarms = [
            f for f in judge(load_office(name)) if f.severity is not Severity.INFO
        ]
        yield f"\nFalse alarms on the clean plan {name}: {len(alarms)}"


def main() -> None:
    """Print the table."""
    offices = CHOSEN if "--chosen" in sys.argv else HELD_OUT
    for line in lines(offices):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
