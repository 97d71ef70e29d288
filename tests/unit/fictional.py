"""A plan of an office that does not exist, for tests of what is made from a plan."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from sync.model.cells import Cell
from sync.model.plan import Detail, Heading, Info, Plan, PlanInfo, Project

DIMENSIONS = (
    "การสร้างวัฒนธรรมสุจริต",
    "การบริหารราชการด้วยความโปร่งใส",
    "การส่งเสริมบทบาทของประชาชน",
    "การยกระดับกลไกการตรวจสอบ",
)

INFO = PlanInfo(
    texts={
        Info.TITLE: "แผนปฏิบัติการป้องกันการทุจริต",
        Info.ENGLISH_TITLE: "Action Plan\nFor an Honest & Open Office",
        Info.OFFICE: "องค์การบริหารส่วนตำบลธารสมมุติ",
        Info.AMPHOE: "อำเภอตัวอย่าง",
        Info.PROVINCE: "แบบแผน",
        Info.PERIOD: "(พ.ศ. ๒๕๖๖ - ๒๕๗๐)",
        Info.PREPARED_BY: "สำนักปลัด องค์การบริหารส่วนตำบลธารสมมุติ",
        Info.ISSUER: "นางสาวสมมุติ ใจซื่อ",
        Info.ISSUER_POSITION: "นักวิเคราะห์นโยบายและแผน",
        Info.APPROVER: "นายตัวอย่าง รักสุจริต",
        Info.APPROVER_POSITION: "นายกองค์การบริหารส่วนตำบลธารสมมุติ",
    },
    fiscal_year=2570,
)

TEXTS: Mapping[Heading, str] = {
    Heading.RATIONALE: "งานท้องถิ่นใกล้ชิดประชาชน\nจึงเห็นควรจัดโครงการ E-Service 4.0",
    Heading.OBJECTIVES: "๑) เพื่อสร้างจิตสำนึก\n๒) เพื่อป้องกันการทุจริต",
    Heading.TARGET_GROUP: "บุคลากร จำนวน 50 คน",
    Heading.METHOD: "- ๑) ประชุม\n- ๒) อบรม\n• สรุปผล",
    Heading.PERIOD: "ปีงบประมาณ พ.ศ. ๒๕๗๐",
    Heading.BUDGET: "๓๐,๐๐๐ บาท (สามหมื่นบาทถ้วน)",
    Heading.RESPONSIBLE: "สำนักปลัด",
    Heading.OUTPUTS: "อบรม ๑ ครั้ง",
    Heading.OUTCOMES: "บุคลากรปฏิบัติงานด้วยความสุจริต",
}

PROJECT = Project(
    number="1",
    name="โครงการอบรมแยกแยะผลประโยชน์",
    dimension=1,
    budget=Decimal("30000.00"),
    quarters=frozenset({2}),
    remark="",
    key="",
    row=3,
    cells={},
)

SECOND = replace(
    PROJECT,
    number="2",
    name="มาตรการ No Gift Policy",
    dimension=2,
    budget=Decimal("0.00"),
    quarters=frozenset({1, 4}),
    remark="ประกาศก่อนปีใหม่",
    row=4,
)


def detail(name: str, texts: Mapping[Heading, str] = TEXTS, row: int = 2) -> Detail:
    return Detail(name, texts, row, name_cell=Cell("รายละเอียด", row, 1), cells={})


PLAN = Plan(
    info=INFO,
    projects=(PROJECT, SECOND),
    details=(detail(PROJECT.name), detail("โครงการที่ไม่มีในตาราง", row=3)),
    recipients=(),
)


def plan_with(text: str) -> Plan:
    """Return the plan with a text in every place that staff type in."""
    project = replace(PROJECT, name=text, remark=text)
    return replace(
        PLAN,
        info=replace(INFO, texts=dict.fromkeys(Info, text)),
        projects=(project,),
        details=(detail(text, dict.fromkeys(Heading, text)),),
    )


def plan_of(count: int) -> Plan:
    """Return a plan of so many projects, each with its detail."""
    names = [f"โครงการ {number}" for number in range(1, count + 1)]
    return replace(
        PLAN,
        projects=tuple(
            replace(PROJECT, number=str(number), name=name)
            for number, name in enumerate(names, 1)
        ),
        details=tuple(detail(name) for name in names),
    )
