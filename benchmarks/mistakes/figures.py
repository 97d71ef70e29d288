"""Mistakes in figures: sums, days, years, and figures that were lost."""

import random

from benchmarks.mistakes.planting import (
    Mistake,
    in_digits,
    some_project,
)
from benchmarks.offices import OfficePlan
from sync.model.plan import Heading
from sync.thai.dates import MONTHS, SHORT_MONTHS


def product(plan: OfficePlan, chance: random.Random) -> Mistake | None:
    """So many, each so many: the whole is another number."""
    at = some_project(plan, chance)
    heading = chance.choice([Heading.TARGET_GROUP, Heading.METHOD, Heading.OUTPUTS])
    one, each = chance.randrange(3, 19), chance.randrange(5, 41)
    wrong = one * each + chance.choice([-10, 5, 10, 20, each])
    unit = chance.choice(["หมู่บ้าน", "ชุมชน", "โรงเรียน", "ครั้ง", "รุ่น"])
    n, m, t = (in_digits(plan, number) for number in (one, each, wrong))
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
    at, heading = some_project(plan, chance), Heading.TARGET_GROUP
    groups = ["ผู้นำชุมชน", "ประชาชน", "อาสาสมัครสาธารณสุข", "ผู้สูงอายุ"]
    counts = [chance.randrange(5, 60) for _ in range(chance.randrange(2, 4))]
    parts = [
        f"{name} {in_digits(plan, count)} คน"
        for name, count in zip(groups, counts, strict=False)
    ]
    whole = in_digits(plan, sum(counts) + chance.choice([-4, 3, 10]))
    text = (
        f"{' '.join(parts)} {chance.choice(['รวม', 'รวมทั้งสิ้น', 'รวมจำนวน'])} {whole} คน"
    )
    return plan.with_text(at, heading, text), at, heading


def budget_parts(plan: OfficePlan, chance: random.Random) -> Mistake | None:
    """Parts of a budget that do not add up to the total named beside them."""
    at, heading = some_project(plan, chance), Heading.BUDGET
    total = int(plan.projects[at]["budget"])
    if not total:
        return None
    first = total * chance.choice([3, 4, 6]) // 10 // 100 * 100
    last = total - first + chance.choice([-500, 500, 1000])
    whole, one, other = (in_digits(plan, f"{n:,}") for n in (total, first, last))
    text = chance.choice(
        [
            f"ค่าอาหาร {one} บาท ค่าวัสดุ {other} บาท รวมเป็นเงิน {whole} บาท จากงบประมาณรายจ่าย",
            f"งบประมาณ {whole} บาท จากงบประมาณรายจ่าย แยกเป็น\n- ค่าอาหาร {one} บาท\n- ค่าวัสดุ {other} บาท",
            f"รวมทั้งสิ้น {whole} บาท จากงบประมาณรายจ่าย ประกอบด้วย ค่าจ้าง {one} บาท และค่าป้าย {other} บาท",
        ]
    )
    return plan.with_text(at, heading, text), at, heading


def impossible_day(plan: OfficePlan, chance: random.Random) -> Mistake | None:
    """A day that no month has."""
    at, heading = (
        some_project(plan, chance),
        chance.choice([Heading.METHOD, Heading.PERIOD]),
    )
    month = chance.choice([2, 4, 6, 9, 11])
    day = chance.choice([30, 31]) if month == 2 else 31
    year = 2569 if month == 11 else 2570
    name = chance.choice([MONTHS[month - 1], SHORT_MONTHS[month - 1]])
    text = in_digits(plan, f"{day} {name} {year}")
    if chance.random() < 0.3:
        text = in_digits(plan, f"{day}/{month}/{year}")
    said = f"{plan.text(at, heading)}\nรายงานผลภายในวันที่ {text}"
    return plan.with_text(at, heading, said), at, heading


def last_year(plan: OfficePlan, chance: random.Random) -> Mistake | None:
    """Last year's year in the results."""
    at, heading = (
        some_project(plan, chance),
        chance.choice([Heading.OUTPUTS, Heading.OUTCOMES]),
    )
    year = in_digits(plan, chance.choice(["2569", "2568"]))
    said = chance.choice(
        [
            "มีการจัดกิจกรรม ในปีงบประมาณ พ.ศ. {} ครบถ้วน",
            "รายงานผลประจำปี พ.ศ. {} เผยแพร่ครบ 1 ฉบับ",
            "ผลการดำเนินงานปี {} เป็นไปตามเป้าหมายร้อยละ 80",
        ]
    )
    text = f"{plan.text(at, heading)}\n{in_digits(plan, said.format(year))}"
    return plan.with_text(at, heading, text), at, heading


def lost_figure(plan: OfficePlan, chance: random.Random) -> Mistake | None:
    """A percentage or a count whose figure was lost."""
    at = some_project(plan, chance)
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
