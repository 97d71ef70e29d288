"""Mistakes that another office's plan leaves behind: its name, places and posts."""

import random

from benchmarks.mistakes.planting import Mistake, some_project
from benchmarks.offices import OfficePlan
from sync.model.plan import Heading, Info

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


def other_responsible(plan: OfficePlan, chance: random.Random) -> Mistake | None:
    """Another office of the same kind is responsible."""
    at, heading = some_project(plan, chance), Heading.RESPONSIBLE
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
    at = some_project(plan, chance)
    said = chance.choice(
        ["ทั้งนี้ {}จะดำเนินการให้แล้วเสร็จ", "บุคลากรของ{}ปฏิบัติตามมาตรการ", "{}มีความโปร่งใสยิ่งขึ้น"]
    )
    heading = chance.choice(_PROSE)
    text = f"{plan.text(at, heading)}\n{said.format(_stranger(plan, chance))}"
    return plan.with_text(at, heading, text), at, heading


def other_place(plan: OfficePlan, chance: random.Random) -> Mistake | None:
    """A district or a province that is not the office's."""
    at, heading = some_project(plan, chance), chance.choice(_PROSE)
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
    at, heading = some_project(plan, chance), Heading.METHOD
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
    at, heading = some_project(plan, chance), Heading.METHOD
    posts = ["นายกเทศมนตรี", "ปลัดเทศบาล", "พนักงานเทศบาล"]
    if "เทศบาล" in plan.info[Info.OFFICE_TYPE]:
        posts = ["นายกองค์การบริหารส่วนตำบล", "ปลัดองค์การบริหารส่วนตำบล", "พนักงานส่วนตำบล"]
    said = chance.choice(["เสนอ{}เพื่อพิจารณา", "{}ลงนามในประกาศ"])
    text = f"{plan.text(at, heading)}\n{said.format(chance.choice(posts))}"
    return plan.with_text(at, heading, text), at, heading
