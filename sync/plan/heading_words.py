"""Heading words: what the headings of a project's detail are called by other offices.

A title is read piece by piece, as headers of the table are (``header_words.py``): it is a
heading's if one of its pieces says so, and all others are such as stand around it. So
“งบประมาณดำเนินการ” is the budget's, and “รายละเอียดงบประมาณ”, “แหล่งงบประมาณ” or a title of
two headings are nobody's: where that is not sure a title says nothing. Above a column a
few words more are sure: a unit's name is whose the project is, details are of what is
done. “หน่วยงานสนับสนุน” is nobody's who is responsible.
"""

import re

from sync.model.plan import Heading
from sync.plan.header_words import ASKED_OR_GIVEN, UNIT, YEAR, bare_title, pieces

_DONE = "การ|ดำเนินการ|ดำเนินงาน|ดำเนินโครงการ|ดำเนินกิจกรรม|ปฏิบัติงาน|ปฏิบัติ|จัดทำ|จัด"
_OF = f"ของ|ใน|ที่|และ|หรือ|โครงการ|กิจกรรม|มาตรการ|{_DONE}"
_UNITS = "ส่วนราชการ|หน่วยงาน|สำนัก|กอง(?!ทุน)|ฝ่าย"
_OF_WHOM = f"ผู้(?!ดำเนิน)|หลัก|งาน|ส่วน(?!ราชการ)|หน่วย(?!งาน)|เรื่อง|บุคคล|{_OF}"
_METHOD = "วิธี|ขั้นตอน|แนวทาง(?=การดำเนิน|ดำเนิน|ปฏิบัติ|การปฏิบัติ)"
_FROM = "เกิดขึ้น|จาก"
_RESULT = f"คาดว่า|คาดหวัง|จะ|ได้รับ|{_FROM}|{_OF}"
_TITLES: tuple[tuple[Heading, re.Pattern[str]], ...] = (
    (
        Heading.RATIONALE,
        pieces(
            # alone these are how much something matters
            "หลักการ|เหตุผล|ความเป็นมา|ความ(?:จำเป็น|สำคัญ)(?!$)|(?<!^)ความ(?:จำเป็น|สำคัญ)",
            f"ที่มา|ของปัญหา|ต้อง|{_OF}",
        ),
    ),
    (Heading.OBJECTIVES, pieces("วัตถุประสงค์|จุดประสงค์|จุดมุ่งหมาย|ความมุ่งหมาย", _OF)),
    (
        Heading.TARGET_GROUP,
        pieces(
            "กลุ่มเป้าหมาย|เป้าหมาย|ผู้เข้าร่วม(?=โครงการ|กิจกรรม|อบรม|การ)|ผู้เข้ารับการอบรม",
            f"จำนวน|ผู้เข้าร่วม(?=กลุ่ม)|อบรม|{_OF}",
        ),
    ),
    (Heading.METHOD, pieces(_METHOD, f"งาน|{_OF}")),
    (
        Heading.PERIOD,
        pieces(
            "(?:ห้วง|กำหนด)?ระยะเวลา|ช่วงเวลา|ห้วงเวลา|กำหนดเวลา|กำหนดการ(?=ดำเนิน|จัด)|ไตรมาส(?=ที่|การ|ดำเนิน)"
            "|วัน(?=เวลา|และเวลา|ที่ดำเนิน|ดำเนิน)|เดือน(?=ที่ดำเนิน)|ปี(?=ที่ดำเนิน)",
            f"เวลา|เริ่มต้น|เริ่ม|สิ้นสุด|ถึง|แผน|{_OF}",
        ),
    ),
    (
        Heading.RESPONSIBLE,
        pieces(
            "รับผิดชอบ|เจ้าของ(?=โครงการ|กิจกรรม|เรื่อง)|ผู้ดำเนิน(?:การ|งาน|โครงการ|กิจกรรม)",
            f"{_UNITS}|{_OF_WHOM}",
        ),
    ),
    (
        Heading.BUDGET,
        # in a project's paper no other column stands beside it
        pieces(
            "งบประมาณ|วงเงิน|จำนวนเงิน|ค่าใช้จ่าย|งบ|งปม",
            rf"{YEAR}|{UNIT}|จำนวน(?!เงิน)|รวม|ที่(?:ใช้|ตั้ง|ได้รับ|ขอ)(?:ไว้|จ่าย)?|หน่วย(?={UNIT})"
            rf"|{ASKED_OR_GIVEN}|(?:ได้รับ|ขอ)?(?:รับ)?(?:การ)?(?:จัดสรร|อนุมัติ|สนับสนุน)|ทั้งสิ้น|ทั้งหมด|ประมาณการ"
            "|ดำเนิน(?:การ|งาน|โครงการ|กิจกรรม)|ในการ|จัด(?=โครงการ)|ตาม(?:แผน|ข้อบัญญัติ|เทศบัญญัติ)|โครงการ|รายจ่าย|ของ"
            "|(?:และ|(?<=งบประมาณ)|(?<=วงเงิน))(?:แหล่ง(?:ที่มา|งบประมาณ|เงิน)|ที่มา)"
            "|แหล่งที่มา(?=(?:และ)?งบประมาณ|(?:และ)?วงเงิน)|และ(?=งบประมาณ|วงเงิน|ค่าใช้จ่าย)",
        ),
    ),
    (Heading.OUTPUTS, pieces("ผลผลิต|เป้าหมายผลผลิต(?=ของ)", f"outputs?|{_RESULT}")),
    (Heading.OUTCOMES, pieces("ผลลัพ(?:ธ์|ท์|ธ)", f"outcomes?|{_RESULT}")),
)
_ABOVE_COLUMNS: tuple[tuple[Heading, re.Pattern[str]], ...] = (
    (Heading.RESPONSIBLE, pieces(f"รับผิดชอบ|เจ้าของ|{_UNITS}", f"{_OF_WHOM}|{_FROM}")),
    (Heading.METHOD, pieces(f"รายละเอียด|{_METHOD}", f"งาน|{_OF}|{_FROM}")),
    (Heading.OUTPUTS, pieces("ผลผลิต", f"เป้าหมาย|{_RESULT}")),
)
_NAME = pieces("ชื่อ", "โครงการ|กิจกรรม|มาตรการ|และ|หรือ|รายการ|ตั้งต้น")
_APART = (
    pieces(
        "ตัวชี้วัด|ดัชนีชี้วัด|ค่าเป้าหมาย|kpis?|เกณฑ์ชี้วัด",
        f"ความสำเร็จ|ผลสำเร็จ|เชิงปริมาณ|เชิงคุณภาพ|ผลผลิต|ผลลัพธ์|หน่วยนับ|ระดับ|{_OF}",
    ),
    pieces("ประโยชน์|ผลประโยชน์|ผล(?=ที่(?:คาดว่า)?จะ)|ผลกระทบ", f"ต่อ|ประชาชน|{_RESULT}"),
    pieces("พื้นที่|สถานที่", f"เป้าหมาย|อบรม|{_OF}"),
    pieces("ติดตาม|ประเมิน|วัดผล", f"ผล|วิธี|แผน|ความสำเร็จ|เครื่องมือ|รายงาน|{_OF}"),
    pieces(
        "ความสอดคล้อง|สอดคล้อง|ความเชื่อมโยง|เชื่อมโยง|ยุทธศาสตร์",
        f"กับ|แผน|แผนงาน|พัฒนา|ท้องถิ่น|ชาติ|จังหวัด|นโยบาย|{_OF}",
    ),
    pieces("ปัญหา|อุปสรรค|ความเสี่ยง", f"แนวทาง|แก้ไข|ป้องกัน|ข้อเสนอแนะ|คาดว่า|จะ|เกิดขึ้น|{_OF}"),
)
"""Headings that projects' papers have and the form has not."""


_TORN = re.compile(
    r"(?:และ|หรือ|ที่(?!มา)|ของ|ใน|จาก|ต่อ|ตาม).*"
    r"|.*(?:และ|หรือ|(?<!พื้น)(?<!สถาน)ที่|ของ|ใน|จาก|ต่อ|ตาม)"
)
"""What begins or ends as no title does: a piece of a sentence."""


def _bare(title: str) -> str:
    """Return a title as it is read; nothing where it is none."""
    bare = bare_title(title)
    return "" if _TORN.fullmatch(bare) else bare


def read_heading(title: str) -> Heading | None:
    """Return which heading a title surely is; ``None`` for none of ours, or for two."""
    bare = _bare(title)
    return next((heading for heading, told in _TITLES if told.fullmatch(bare)), None)


def read_heading_of_column(title: str) -> Heading | None:
    """Return which heading a title above a column surely is; ``None`` for none of ours."""
    if heading := read_heading(title):
        return heading
    bare = bare_title(title)
    return next((name for name, told in _ABOVE_COLUMNS if told.fullmatch(bare)), None)


def is_name(title: str) -> bool:
    """Whether a title is that of a project's name."""
    bare = _bare(title)
    return bare != "ชื่อ" and _NAME.fullmatch(bare) is not None


def is_apart(title: str) -> bool:
    """Whether a title is one that projects' papers have beside those of the form."""
    bare = _bare(title)
    return any(told.fullmatch(bare) for told in _APART)
