"""A made-up plan of a made-up office: sixteen projects, all in Thai."""

from sync.model.imports import ImportedDetail, ImportedPlan, ImportedRecipient
from sync.model.plan import Field, Heading, Info, Role

_ROWS = (
    ("กิจกรรมปลูกจิตสำนึกสุจริตในองค์กร", "1", "0.00", "1"),
    ("โครงการอบรมคุณธรรมและจริยธรรมสำหรับพนักงานส่วนตำบล สมาชิกสภา และผู้นำชุมชน", "1", "15,000.00", "2"),
    ("มาตรการส่งเสริมการปฏิบัติตามประมวลจริยธรรม", "1", "ไม่ใช้งบประมาณ", "1"),
    ("กิจกรรมเยาวชนต้นกล้าซื่อสัตย์", "1", "12500 บาท", "3"),
    ("มาตรการ No Gift Policy", "2", "-", "1"),
    ("โครงการบริการประชาชนผ่านระบบอิเล็กทรอนิกส์ (E-Service)", "2", "0.00", "1"),
    ("โครงการประเมินความพึงพอใจของผู้รับบริการ", "2", "20,000.00", "4"),
    ("มาตรการมอบหมายงานอย่างโปร่งใส", "2", "0.00", "1"),
    ("กิจกรรมบัตรคิวอัจฉริยะ", "๒", "๓,๐๐๐", "2"),
    ("โครงการคู่มือประชาชนฉบับออนไลน์", "2", "0.00", "1"),
    ("กิจกรรมช่องทางรับเรื่องร้องเรียนออนไลน์", "3", "0.00", "1"),
    ("กิจกรรมหน่วยรับเรื่องร้องทุกข์เคลื่อนที่", "3", "4,500.50", "3"),
    ("มาตรการรายงานผลเรื่องร้องเรียน", "3", "0.00", "4"),
    ("โครงการเวทีประชาคมหมู่บ้าน", "3", "8,000.00", "2"),
    ("มาตรการเฝ้าระวังการทุจริต", "4", "0.00", "1"),
    ("=กิจกรรมพัฒนาศักยภาพสมาชิกสภา", "4", "0.00", "1"),
)  # fmt: skip

_RATIONALE = (
    "การบริหารราชการที่ดีต้องอาศัยความซื่อสัตย์สุจริตของบุคลากรทุกระดับ"
    "และการมีส่วนร่วมของประชาชนในการติดตามตรวจสอบการทำงานอย่างต่อเนื่อง "
) * 4


def example_plan() -> ImportedPlan:
    """Return the plan, with the unusual forms that staff type."""
    return ImportedPlan(
        info={
            Info.TITLE: "แผนปฏิบัติการป้องกันการทุจริต",
            Info.ENGLISH_TITLE: "Action Plan\nFor Zero Tolerance & Clean Thailand",
            Info.OFFICE: "องค์การบริหารส่วนตำบลบ้านสมมุติ",
            Info.OFFICE_TYPE: "องค์การบริหารส่วนตำบล",
            Info.AMPHOE: "เมืองสมมุติ",
            Info.PROVINCE: "สมมุติบุรี",
            Info.FISCAL_YEAR: "2569",
            Info.PERIOD: "พ.ศ. ๒๕๖๖ - ๒๕๗๐",
            Info.AS_OF: "18 มิถุนายน 2569",
            Info.ISSUER: "นางสาวทดสอบ ใจดี",
        },
        projects=tuple(_row(number, *row) for number, row in enumerate(_ROWS, 1)),
        totals={
            Field.NUMBER: "รวมทั้งสิ้น",
            Field.BUDGET: "63,000.50",
            Field.QUARTER_1: "9",
            Field.QUARTER_2: "3",
            Field.QUARTER_3: "2",
            Field.QUARTER_4: "2",
        },
        details=tuple(_detail(name) for name, *_ in _ROWS[:3]),
        unplaced=("** หมายเหตุท้ายหน้า", "-๕-"),
        recipients=(
            ImportedRecipient("นายสมมุติ หนึ่ง", "one@example.com", Role.EXECUTIVE, True),
            ImportedRecipient(
                "นางสมมุติ สอง", "two@example.com", Role.ADMINISTRATOR, False
            ),
        ),
    )


def _row(
    number: int, name: str, dimension: str, budget: str, quarter: str
) -> dict[Field, str]:
    return {
        Field.NUMBER: str(number),
        Field.NAME: name,
        Field.DIMENSION: dimension,
        Field.BUDGET: budget,
        Field(f"quarter_{quarter}"): "☑",
        Field.REMARK: "+เลื่อนได้" if number == 4 else "",
    }


def _detail(name: str) -> ImportedDetail:
    return ImportedDetail(
        name,
        {
            Heading.RATIONALE: _RATIONALE,
            Heading.OBJECTIVES: "๑) เพื่อสร้างจิตสำนึก\n๒) เพื่อป้องกันการทุจริต",
            Heading.METHOD: "- ประชุมชี้แจง\n- ดำเนินการ\n- ติดตามผล",
            Heading.BUDGET: "@ไม่ใช้งบประมาณ",
            Heading.OUTCOMES: "บุคลากรมีจิตสำนึกสุจริต",
        },
    )
