"""Mistakes in what a text is made of: headings, blanks, words and the numbers of lists."""

import random
import re

from benchmarks.mistakes.planting import Mistake, in_digits, some_project
from benchmarks.offices import OfficePlan
from sync.model.plan import Heading
from sync.thai.digits import to_arabic


def run_together(plan: OfficePlan, chance: random.Random) -> Mistake | None:
    """The next project's beginning stands in a heading of this one."""
    at = some_project(plan, chance)
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
    at = some_project(plan, chance)
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
        some_project(plan, chance),
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
    at, heading = some_project(plan, chance), Heading.METHOD
    lines = plan.text(at, heading).split("\n")
    numbered = [n for n, line in enumerate(lines) if re.match(r"\(?[\d๐-๙]+[.)]", line)]
    if len(numbered) < 3:
        return None
    place = chance.choice(numbered[1:])
    number = "".join(re.findall(r"[\d๐-๙]+", lines[place])[:1])
    wrong = int(to_arabic(number)) + chance.choice([-1, 1, 2])
    lines[place] = lines[place].replace(number, in_digits(plan, max(1, wrong)), 1)
    return plan.with_text(at, heading, "\n".join(lines)), at, heading


def table_number(plan: OfficePlan, chance: random.Random) -> Mistake | None:
    """A number of the table taken twice or passed over."""
    at = chance.randrange(1, len(plan.projects))
    wrong = str(at + 1 + chance.choice([-1, 1, 3]))
    return plan.with_text(at, "number", wrong), at, "ลำดับ"
