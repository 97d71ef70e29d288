"""Header words: what a column of the table of projects is called by other offices.

Every office words its headers in its own way. A header is read piece by piece: it is a
column's if one of its pieces says so, and all others are such as stand around it. So
“วงเงินงบประมาณ ปี 2570” is the budget's, and “แหล่งงบประมาณ” is not.
"""

import re
from decimal import Decimal

from sync.model.plan import QUARTERS, Field
from sync.thai.folding import key
from sync.thai.periods import quarter_of

_LONGEST = 80
"""Letters: folding a long text takes its time, and no header is longer."""
_MARKS = re.compile(r"[()\[\]{}:;.,*/\\|+&ฯ=\-–—]+")
YEAR = r"(?:ประจำ)?ปี(?:งบประมาณ)?(?:พศ)?(?:25\d\d)?|พศ(?:25\d\d)?|25\d\d"
_UNITS: dict[str, Decimal] = {
    "ล้านบาท": Decimal(1_000_000),
    "แสนบาท": Decimal(100_000),
    "หมื่นบาท": Decimal(10_000),
    "พันบาท": Decimal(1_000),
    "บาท": Decimal(1),
}
UNIT = "|".join(_UNITS)
ASKED_OR_GIVEN = "ที่(?=จัดสรร|อนุมัติ|เสนอขอ)|เสนอขอ|ตาม(?=คำขอ)|(?<=ตาม)คำขอ"
_STATED_UNIT = re.compile(rf"(?:หน่วย|งบประมาณ|จำนวนเงิน|วงเงิน|^)(?:เป็น|นับ)?({UNIT})$")


def pieces(told: str, around: str) -> re.Pattern[str]:
    """Return what reads a header: something told, and around it anything or nothing.

    What is taken is not given back, or a text of many pieces would take its time.
    """
    return re.compile(f"(?>{around})*+(?>{told})(?>{told}|{around})*+", re.ASCII)


_COLUMNS: tuple[tuple[Field, re.Pattern[str]], ...] = (
    (Field.NUMBER, pieces("ลำดับ|no", "ที่|เลข|โครงการ")),
    (
        Field.NAME,
        pieces(
            "โครงการ|กิจกรรม|มาตรการ|รายการ$",
            "ชื่อ|รายการ(?!$)|รายชื่อ|แผนงาน|ตั้งต้น|และ|หรือ|ตามแผน(?:ปฏิบัติการ)?|ที่จะดำเนินการ"
            "|(?<=โครงการ)(?:ที่ดำเนินการ|ย่อย)|(?<=มาตรการ)(?:ที่ดำเนินการ|แนวทาง(?:ปฏิบัติ)?)",
        ),
    ),
    (
        Field.DIMENSION,
        pieces(
            "มิติ",
            "(?:ความ)?สอดคล้อง|ตรง|ภายใต้|ตาม|กับ|ของ|อยู่ใน|ภารกิจ|ด้าน|ที่เกี่ยวข้อง|ที่|1ถึง4|14"
            "|การ|ป้องกัน|ทุจริต|ปปช|แผน",
        ),
    ),
    (
        Field.BUDGET,
        pieces(
            # costs, what is spent, and who gives the money stand beside the budget in other columns
            "งบประมาณ|วงเงิน|จำนวนเงิน|งบ|งปม|จำนวน(?=บาท$)|เงิน(?=บาท$)",
            rf"{YEAR}|{UNIT}|จำนวน(?!เงิน|บาท$)|รวม|ที่(?:ใช้|ตั้งจ่าย|ตั้ง|ได้รับ|ขอ)(?:ไว้)?|{ASKED_OR_GIVEN}"
            rf"|หน่วย(?={UNIT})|(?:ได้รับ)?(?:การ)?(?:จัดสรร|อนุมัติ)|ทั้งสิ้น|ทั้งหมด"
            "|ดำเนิน(?:การ|งาน|โครงการ|กิจกรรม)|ในการ|ตาม(?:แผน|ข้อบัญญัติ|เทศบัญญัติ)|(?<!^)โครงการ|รายจ่าย|ของ"
            # the source alone is no budget
            "|(?:และ|(?<=งบประมาณ)|(?<=วงเงิน))(?:แหล่ง(?:ที่มา|งบประมาณ|เงิน)|ที่มา)"
            "|แหล่งที่มาและ(?=งบประมาณ|วงเงิน)",
        ),
    ),
    (Field.REMARK, pieces("หมายเหตุ", "ของ|หน่วยงาน|เพิ่มเติม|และ|ข้อสังเกต|ถ้ามี")),
)
_PERIOD = pieces(
    "ระยะเวลา|ช่วงเวลา|ไตรมาส|ห้วงเวลา|เดือน(?=ที่ดำเนิน)",
    rf"{YEAR}|ที่|ใน|การ|ดำเนินการ|ดำเนินงาน|ดำเนินโครงการ|แผนการ|แผน|ของ|โครงการ|เดือน(?!ที่)|ห้วง(?=ระยะ)|กำหนด",
)


def bare_title(title: str) -> str:
    """Return a title as it is read, without marks; nothing where it is too long for one."""
    return without_signs(key(title)) if len(title) <= _LONGEST else ""


def without_signs(text: str) -> str:
    """Return a text without brackets, points, dashes and their like."""
    return _MARKS.sub("", text)


def read_header(text: str) -> str | None:
    """Return which column of the table of projects a header is of; ``None`` if of none."""
    bare = bare_title(text)
    if not bare:
        return None
    if quarter := quarter_of(text):
        return QUARTERS[quarter - 1]
    found = (name for name, pieces in _COLUMNS if pieces.fullmatch(bare))
    return next(found, "quarters" if _PERIOD.fullmatch(bare) else None)


def read_unit(text: str) -> Decimal | None:
    """Return in what a text says that amounts are, such as thousands of baht."""
    found = _STATED_UNIT.search(bare_title(text))
    return _UNITS[found[1]] if found else None
