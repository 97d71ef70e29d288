"""Whether a sentence speaks of other offices and places on purpose, or of a law.

Another's name in a plan is right where it is told of: a partner, a guest, a place that
is visited or lies beside, a rank the office had once, a law or a school that bears the
name. What is decided there is no guest's doing.
"""

import re

from sync.rules.text.lines import line_begin

_NEAR, _FAR = 60, 180
"""Letters of a sentence in which a word tells of what is named, and in which a word does
that begins a list, however long."""

_BESIDE_US = "ร่วมกับ|หน่วยงานร่วม|ภาคี|ประสาน|เครือข่าย|ใกล้เคียง|ข้างเคียง|ดูงาน|ระหว่าง|เช่น|ได้แก่|เชิญ|วิทยากร|ผู้แทน"
_FROM = "จาก"
_WITH_OTHERS = f"{_BESIDE_US}|{_FROM}"
"""Words after which a sentence speaks of other offices on purpose."""
_FROM_AN_OFFICE = (
    f"{_FROM}(?=[^\\n]*(?:องค์ก|อบ[ตจ]|เทศบาล|หน่วยงาน|จังหวัด|อำเภอ|กระทรวง|กรม(?!ธรรม์)))"
)
"""Money comes from one's own by-law, or from who is named before it."""
_FROM_A_GUEST = f"(?<!เห็นชอบ)(?<!อนุมัติ)(?<!อนุญาต)(?<!ยินยอม)(?<!มอบหมาย){_FROM}"
"""Leave comes from one's own officers."""
_GUESTS = "เชิญ|ดูงาน|วิทยากร|แขก|ผู้มีเกียรติ|บรรยาย|เสวนา|อภิปราย|ความร่วมมือ|แลกเปลี่ยน|ผู้ว่าราชการ|นายอำเภอ|ท้องถิ่นอำเภอ|ท้องถิ่นจังหวัด"
"""What a list of guests, speakers, partners or visited places begins with, however long."""
_GUESTS_BEFORE = re.compile(rf"(?:{_GUESTS})(?:(?!เสนอ|ลงนาม|อนุมัติ)[^\n]){{0,150}}\Z")
_TOGETHER, _WITH_A_BY_LAW, _WITH_AN_OFFICER = (
    re.compile(rf"(?:{words})[^\n]{{0,40}}\Z|{_GUESTS_BEFORE.pattern}")
    for words in (
        _WITH_OTHERS,
        f"{_BESIDE_US}|{_FROM_AN_OFFICE}",
        f"{_BESIDE_US}|{_FROM_A_GUEST}",
    )
)
_AFTER_OTHERS = re.compile(
    r"[^\n]{0,80}?(?:ร่วมกับ(?=[^\n]{0,60}?(?:อบ[ตจ]|องค์การบริหาร|เทศบาล|หน่วยงาน))|มาดูงาน|มาศึกษาดูงาน|เยี่ยมชม|มาร่วม|ร่วมเป็น|เป็นเจ้าภาพ|สนับสนุน(?:งบ|วิทยากร)"
    r"|เชิญมา|ถ่ายทอด|ผู้สังเกตการณ์|รอยต่อ|ใกล้เคียง|ข้างเคียง|รางวัล|ชนะเลิศ|(?:มา|นำไป)ปรับใช้|เป็นแบบอย่าง|เป็นต้นแบบ)"
)
"""What is said of other offices after their names."""
_ON_PURPOSE = re.compile(
    f"{_WITH_OTHERS}|อาทิ|ณ |เยี่ยม|ต้นแบบ"
    "|ตัวอย่างของ|แบบอย่าง|เปรียบเทียบ|กรณีของ|ติดต่อกับ|ติดกับ|เขตติดต่อ|ทิศ|ไปยัง|เดินทาง|ศาล|เรือนจำ|มหาวิทยาลัย"
    "|วิทยาลัย|โรงเรียน|ค่าย|สำนักงาน ?ป|ภูมิลำเนา|บ้านเกิด|ประจำ|ผู้ว่าราชการ|นายอำเภอ|ข่าว|คดี"
    "|ความร่วมมือ|แลกเปลี่ยน|รางวัล|ชนะเลิศ"
)
_OF_BORDERS = re.compile(
    "อาณาเขต|เขตติดต่อ|เขตแดน|ทิศ(?:เหนือ|ใต้|ตะวัน)|ติดต่อกับ *(?:ตำบล|อำเภอ|จังหวัด|พื้นที่|เขต)"
)
"""Words of a whole line that lists the neighbours."""
_BESIDE_A_HOUSE = re.compile(
    "(?:ชุมชน|ตลาด|ถนน|ซอย|ลาน|สนาม|สวน|ย่าน)(?:หลัง|หน้า|ข้าง|ตรงข้าม|ใกล้) ?\\Z"
)
"""What is called by the office's house that it lies beside (ชุมชนหลังเทศบาล)."""
_PATTAYA = "เมืองพัทยา"
_KINDS = re.compile(
    r"(?:(?:ข้าราชการ|พนักงาน|ลูกจ้าง)?(?:ของ)?"
    rf"(?:{_PATTAYA}|กรุงเทพมหานคร|เทศบาล(?:ตำบล|นคร|เมือง(?!พัทยา))?|องค์การบริหารส่วน(?:ตำบล|จังหวัด)|อบ[ตจ]\.|ส่วน(?:ตำบล|จังหวัด))"
    "(?: |,|และ|หรือ)*)+"
)
_IN_AN_ADDRESS = re.compile(
    r"\s*(?:จังหวัด|จ\.)?[\u0e01-\u0e4e]{0,20}\s*[1-9๑-๙][0-9๐-๙]{4}(?![0-9๐-๙])"
)
"""What follows a place in a postal address; whose it is, is said before all of it."""
_ALL = r"[^\n]{0,12}?(?:(?:หลาย|บาง|ทุก)แห่ง|ทั่วประเทศ"
_OF_ALL = re.compile(rf"{_ALL})")
_OF_SOME = re.compile(rf"{_ALL}|แห่งหนึ่ง|แห่งอื่น|ใน(?:จังหวัด|อำเภอ|ภาค)หนึ่ง)")
"""What stands behind a word of all offices of a kind; behind an officer's, of any one too."""
_IN_A_CASE = re.compile(
    r"(?:กรณีศึกษา|ชี้มูล|พิพากษา|วินิจฉัย(?:ว่า|ให้)|ลงโทษ)[^\n]{0,60}\Z|อดีต(?:รอง|ผู้ช่วย)?\Z"
)
"""What is said before somebody whom a court has judged, or who was in office once."""
_ONCE = re.compile("ยกฐานะ|เคยเป็น|เดิมเป็น|แต่เดิม|เปลี่ยนแปลงฐานะ")
"""An office may have been of another kind once."""
_AS_A_GUEST = re.compile(
    "วิทยากร|ดูงาน|เยี่ยม|ประธาน|เกียรติ|บรรยาย|ถ่ายทอด|แลกเปลี่ยน|บทเรียน|ตัวอย่าง|ต้นแบบ|แบบอย่าง|รางวัล|สังเกตการณ์"
    "|สักขีพยาน|ร่วมงาน|ร่วมพิธี|ร่วมประชุม|เข้าร่วม|ผู้แทน|โอนย้าย|ย้ายมา|คดี"
)
DECIDES = re.compile("เสนอ|ลงนาม|อนุมัติ|เห็นชอบ|พิจารณา|มอบหมาย|สั่งการ")
"""What an office's own officers do in its projects, and no guest."""
_NEIGHBOURS = re.compile(r"[\u0e01-\u0e4e]{0,20}?(?:ข้างเคียง|ใกล้เคียง|เพื่อนบ้าน|อื่น)")
_OF_A_LAW = re.compile(
    r"(?:พระราชบัญญัติ|พ\.ร\.บ\.?|พรบ\.?|พระราชกฤษฎีกา|ประกาศ|ระเบียบ|กฎกระทรวง|โรงเรียน|สันนิบาต|สมาคม"
    r"|มาตรฐานทั่วไป|ก\.ท\.|คณะกรรมการกลาง)(?:(?!ต่อ(?!ต้าน)|เสนอ|โดย|แล้ว|ไปยัง|ผ่าน|ลงนาม|แจ้ง)[^\n]){0,25}\Z"
)
_ITS_OWN = re.compile(r"(?:ประกาศ|ระเบียบ|คำสั่ง|(?<!พระราช)บัญญัติ)(?:ของ)?\s*\Z")
"""Whose a paper is stands behind it at once; what a law is called has more before it."""
_ANY_LAW = re.compile(
    r"\s*(?:ท้องถิ่น|(?:ของ|แห่ง|ใน|ตาม)?กฎหมาย|(?:ข้อ)?(?:ที่)?\s*[0-9๐-๙]+(?![0-9๐-๙/]))"
)
_OF_A_PROVINCE = re.compile(
    r"(?:งบประมาณ|รายจ่าย|ประจำปี|เพิ่มเติม|พ\.ศ\.|[0-9๐-๙ ()]){0,12}(?:ของ|แห่ง)? ?(?:องค์การบริหารส่วนจังหวัด|อบจ\.)"
)
"""A province's office pays for what others do, and says so."""
_CITY_OF_ITS_LAW = re.compile(r"(?:กรุงเทพมหานคร|กทม\.|เมืองพัทยา)[^\n]*\Z")


def on_purpose(text: str, start: int, end: int) -> bool:
    """Whether the sentence around a span speaks of others on purpose, or of a law.

    The span is a name, of an office of the same kind or of a place: of those, many words
    just before tell so.
    """
    line = line_begin(text, start)
    near = max(line, start - (_FAR if _IN_AN_ADDRESS.match(text, end) else _NEAR))
    return bool(
        _ON_PURPOSE.search(text, near, start)
        or _GUESTS_BEFORE.search(text, max(line, start - _FAR), start)
        or _OF_BORDERS.search(text, line, start)
        or _BESIDE_A_HOUSE.search(text, near, start)
        or is_of_a_law(text, near, start)
        or _AFTER_OTHERS.match(text, end)
    )


def is_told_of(text: str, start: int, end: int, *, is_ours: bool) -> bool:
    """Whether the sentence around a span speaks of others on purpose, or of what once was.

    The span is a word of another kind of office, which alone is odd: only words of
    partners and guests tell so. ``is_ours``: the office's own name follows.
    """
    line = line_begin(text, start)
    return bool(
        _OF_BORDERS.search(text, line, start)
        or _BESIDE_A_HOUSE.search(text, line, start)
        or _is_of_every_kind(text, line, start)
        or _is_among_others(_TOGETHER, text, start, end, is_ours=is_ours)
    )


def _is_of_every_kind(text: str, line: int, start: int) -> bool:
    """Whether a place is in a list of kinds of office: all of them, or with Pattaya as in laws."""
    begins = max(line, start - _FAR)
    near = text[begins:start] + _on_its_line(text, start, _FAR)
    return any(
        each.start() <= start - begins < each.end()
        and (_PATTAYA in each[0] or _OF_ALL.match(near, each.end()))
        for each in _KINDS.finditer(near)
    )


def is_by_law_of_others(text: str, start: int, end: int) -> bool:
    """Whether a by-law of another kind of office is told of: its name or whose it is says so."""
    return bool(
        _is_among_others(_WITH_A_BY_LAW, text, start, end, is_ours=False)
        or _OF_A_PROVINCE.match(text, end)
    )


def is_officer_of_others(text: str, start: int, end: int) -> bool:
    """Whether an officer of another kind of office, with no name behind, is told of."""
    return bool(
        _OF_SOME.match(text, end)
        or _is_of_every_kind(text, line_begin(text, start), start)
        or _is_among_others(_WITH_AN_OFFICER, text, start, end, is_ours=False)
    )


def _is_among_others(
    together: re.Pattern[str], text: str, start: int, end: int, *, is_ours: bool
) -> bool:
    return bool(
        together.search(text, max(0, start - _FAR), start)
        or (not is_ours and _AFTER_OTHERS.match(text, end))
        or _IN_A_CASE.search(text, max(line_begin(text, start), start - _FAR), start)
        or was_once(text, start)
    )


def was_once(text: str, start: int) -> bool:
    """Whether the line around a place tells of what an office was once."""
    near = max(line_begin(text, start), start - _FAR)
    return bool(_ONCE.search(text[near:start] + _on_its_line(text, start, _FAR)))


def is_a_guest(text: str, start: int, end: int) -> bool:
    """Whether an office named in full is a guest, or told of, in its line."""
    if is_decided(text, start, end):
        return False
    begins = max(line_begin(text, start), start - _NEAR)
    after = _on_its_line(text, end, _NEAR)
    return bool(_AS_A_GUEST.search(text[begins:start]) or _AS_A_GUEST.search(after))


def is_decided(text: str, start: int, end: int) -> bool:
    """Whether something is decided just beside a span of a line."""
    begins = max(line_begin(text, start), start - 25)
    return bool(DECIDES.search(text[begins:start] + _on_its_line(text, end, 25)))


def tells_of_neighbours(text: str, end: int) -> bool:
    """Whether what stands behind an office's word makes it any of those around."""
    return _NEIGHBOURS.match(text, end) is not None


def is_of_a_law(text: str, near: int, start: int) -> bool:
    """Whether the name of a law or of a school goes on at a place, sought from ``near`` on."""
    return bool(
        _OF_A_LAW.search(text, near, start) and not _ITS_OWN.search(text, near, start)
    )


def is_any_law(text: str, start: int, end: int) -> bool:
    """ข้อบัญญัติท้องถิ่น is a by-law of every kind of office, ข้อบัญญัติของกฎหมาย none.

    Nor is an article of a charter (ข้อบัญญัติ ๓๔), or what a city of its own law makes.
    """
    return bool(
        _ANY_LAW.match(text, end)
        or _CITY_OF_ITS_LAW.search(text, max(0, start - _NEAR), start)
    )


def _on_its_line(text: str, place: int, letters: int) -> str:
    """Return at most so many letters that go on from a place of a line."""
    return text[place : place + letters].partition("\n")[0]
