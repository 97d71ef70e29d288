"""Rules on what stands around the sheet's table: whose plan it says it is, and of when.

The documents are made of the tab ข้อมูลแผน, so a title above the table that was left
from last year's file, or from another office's, spoils none of them; but people see and
print the sheet. What names laws, sources, other papers and partners is left alone.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sync.model.findings import Hit
from sync.model.plan import Caption, Info, Plan
from sync.rules.context import RuleContext
from sync.rules.offices import thai_places
from sync.rules.offices.others import on_purpose
from sync.rules.offices.own_name import kind_of, names_the_office
from sync.rules.text.wordlists import OfficeKind, WordLists
from sync.thai.dates import buddhist_year, parse_year
from sync.thai.digits import in_digits_of, to_arabic
from sync.thai.folding import clean, key

_ERA = r"พ\.?\s?ศ\.?"
_BETWEEN_YEARS = rf"\s*(?:-|–|—|~|ถึง|,|/|และ)\s*(?:ปี(?:งบประมาณ)?|{_ERA}|\s)*"
_YEAR = re.compile(
    rf"(?P<of>(?:(?:ประจำ)?ปี(?:งบประมาณ)?\s*:?\s*(?:{_ERA})?|(?<!เ){_ERA})\s*(?P<year>\d{{4}}))"
    rf"(?!\d|{_BETWEEN_YEARS}\d{{2,4}}(?!\d))",
    re.ASCII,
)
_SPAN_BEFORE = re.compile(rf"\d{{2,4}}{_BETWEEN_YEARS}\Z", re.ASCII)
_FROM_OCTOBER = re.compile(
    rf"(?P<of>(?:ตุลาคม|ต\.ค\.)\s*(?:{_ERA})?\s*(?P<first>\d{{4}})[^\d\n]{{1,40}}?"
    rf"(?:30\s*|31\s*)?(?:กันยายน|ก\.ย\.)\s*(?:{_ERA})?\s*(?P<year>\d{{4}}))(?!\d)",
    re.ASCII,
)
_OF_ANOTHER = re.compile(
    "บัญญัติ|ตาม(?!แผน)|จาก|สมัย|เทียบ|ผล(?!ประโยชน์)|เมื่อ|ระเบียบ|ประกาศ|มติ|แผนพัฒนา|ยุทธศาสตร์|แผนแม่บท|ลงวันที่|ที่มา|แหล่ง"
    "|ก่อน|ที่ผ่านมา|พระราช|พ\\.ร\\.|พรบ|ฉบับที่|คู่มือ|หนังสือ|คำสั่ง|แนวทาง|ประชุม|เห็นชอบ|อนุมัติ|คะแนน|ประเมิน|ITA|OIT|หมายเหตุ|ข้อมูล"
    "|รัฐธรรมนูญ|กฎหมาย|กฎกระทรวง|รางวัล|ตัวอย่าง|วันที่|เดือน",
    re.IGNORECASE,
)
"""Words before a year that make it a law's, a source's or another paper's."""
_PLAN = re.compile("แผน|โครงการ|มาตรการ|กิจกรรม|ตาราง")
_NOTHING = re.compile(r"[\W\d_]*(?:ของ|ประจำ)?[\W_]*")
_GONE_BY = re.compile(r"[^\n\d]{0,20}?(?:ที่ผ่านมา|ไปพลาง|ที่แล้ว)")

_OF_A_YEAR = re.compile("(?:ประจำ)?ปี(?:งบประมาณ)?")
"""In it stand words that tell of others elsewhere: ประจำ, and “ณ ”."""
_SIGNS = re.compile(
    r"[\s(.…_]*(?:ตำแหน่ง\s*:?\s*)?(?:รองปลัด|รองนายก|รักษา|ปฏิบัติ|ผู้ช่วย|นายก|ปลัด|ผู้อำนวยการ|หัวหน้า|นักวิเคราะห์|เจ้าพนักงาน"
    "|ประธาน|องค์การบริหาร|เทศบาล|อบ[ตจ]\\.)"
)
"""What a line of a signature below the table begins with that names an office."""
_SAMPLE = re.compile("ที่มา|แหล่ง|ตัวอย่าง|แบบฟอร์ม|ต้นแบบ|คู่มือ")
_NAME = re.compile(r"\s?(?P<name>[\u0e01-\u0e4e]{2,40})")
_NAME_ENDS = re.compile(
    "อำเภอ|จังหวัด|ประจำ|ปีงบ|ปี(?=\\s*\\d|\\s*พ)|พ\\.?ศ|จัดทำ|เรื่อง|ที่(?=[\\s\\d])|แผน|ได้|โดย|เพื่อ|และ|หรือ|ทุก|แห่ง|ใน|ของ"
)
_NO_NAME = re.compile(
    "อำเภอ|จังหวัด|ประจำ|ปีงบ|ทุก|แห่ง|ทั้ง|และ|หรือ|ของ|นี้|ที่(?![ก-ฮเ-ไ])|อื่น|ต้อง|สามารถ|จัดทำ"
)
"""What stands behind the word for an office where no name does."""
_SHORT_TOWN = r"(?<![\u0e01-\u0e4e])ท[ตมน]\."
_TOWN, _OF_A_PROVINCE = "เทศบาล", "องค์การบริหารส่วนจังหวัด"
_PLACES = re.compile(
    r"(?:อำเภอ|(?<![\u0e01-\u0e4e])อ\.)\s?(?P<amphoe>[\u0e01-\u0e4e]{2,40}?)\s*(?:จังหวัด|(?<![\u0e01-\u0e4e.])จ\.)\s?(?P<province>[\u0e01-\u0e4e]{2,40})"
)


def another_year(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """A title above the table is of another fiscal year: it was left from that year's file.

    Not where it names the plan's year as well, a span of years, or the year of a law, of
    a source, or of another paper.
    """
    year = plan.info.fiscal_year
    titles = [caption for caption in plan.captions if caption.is_title]
    named = [(title, *each) for title in titles if year for each in _years(title)]
    # two calendar years over the months of one fiscal year stand in a row
    right = {title.cell.row for title, of, _ in named if of == year}
    told: set[Caption] = set()
    for title, _, found in named:
        if title.cell.row not in right and title not in told:
            told.add(title)
            facts = {"cell": title.cell.a1, "year": in_digits_of(found)(str(year))}
            yield Hit("YRS018", title.cell, found, facts)


def _years(caption: Caption) -> Iterator[tuple[int, str]]:
    """Yield the fiscal years that a title says the plan is of, each with its passage."""
    text = to_arabic(caption.text)
    if caption.label is Info.FISCAL_YEAR:
        year = parse_year(caption.text)
        if year:
            yield year, caption.text
        return
    for match in (*_YEAR.finditer(text), *_FROM_OCTOBER.finditer(text)):
        before, at = text[: match.start()], match.start()
        starts = _NOTHING.fullmatch(_without_office(before))
        is_own = bool(_PLAN.search(before) or starts)
        if match.re is _FROM_OCTOBER:
            is_own = int(match["year"]) == int(match["first"]) + 1
        elif _SPAN_BEFORE.search(text, 0, at) or _GONE_BY.match(text, match.end()):
            continue
        if is_own and not _is_of_another(before, match):
            year = buddhist_year(int(match["year"]))
            if year:
                yield year, caption.text[slice(*match.span("of"))]


def _is_of_another(before: str, match: re.Match[str]) -> bool:
    if match.re is _FROM_OCTOBER:
        before = re.sub(r"(?:ตั้งแต่|ระหว่าง)?วันที่\s*\d{0,2}\s*\Z", "", before)
    return bool(_OF_ANOTHER.search(before))


def _without_office(text: str) -> str:
    """Return a text without an office's name that it begins with, and all behind it."""
    return "" if _SIGNS.match(text) else text


class _Office(NamedTuple):
    """An office named at a span of a line."""

    kind: OfficeKind
    name: str
    start: int
    end: int


def other_office(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """A title, or a signature below the table, names another office than the plan's.

    Nothing is said where the line names the plan's office as well, or speaks of others
    on purpose.
    """
    kind = kind_of(plan, context)
    own = names_the_office(plan, kind) if kind else ""
    if kind is None or not own:
        return
    for caption in plan.captions:
        if not (caption.is_title or _SIGNS.match(caption.text)):
            continue
        named = list(_offices(caption.text, context.lists))
        if any(_is_own(office, kind, own, caption.text) for office in named):
            continue
        for office in named:
            is_sample = _SAMPLE.search(caption.text, 0, office.start)
            is_above = _OF_A_PROVINCE in office.kind.names and office.kind is not kind
            plain = _OF_A_YEAR.sub(_blank, caption.text)
            is_meant = on_purpose(plain, office.start, office.end)
            if not (is_sample or is_above or is_meant):
                found = caption.text[office.start : office.end]
                facts = {"right": clean(plan.info.text(Info.OFFICE))}
                facts["cell"] = caption.cell.a1
                yield Hit("ORG010", caption.cell, found, facts)
                break


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _offices(text: str, lists: WordLists) -> Iterator[_Office]:
    for match in _words(lists.offices).finditer(text):
        name = _NAME.match(text, match.end())
        if name is None:
            continue
        if _NO_NAME.match(name["name"]):
            continue
        end = _NAME_ENDS.search(name["name"], 2)
        called = name["name"][: end.start()] if end else name["name"]
        if len(called) > 1:
            stop = name.start("name") + len(called)
            yield _Office(_kind(match[0], lists.offices), called, match.start(), stop)


def _words(kinds: Sequence[OfficeKind]) -> re.Pattern[str]:
    """Make what stands before an office's name; a head's title names it as well."""
    names = [name for kind in kinds for name in kind.names]
    heads = [
        name.replace(_TOWN, "นายกเทศมนตรี") for name in names if name.startswith(_TOWN)
    ]
    words = sorted((*names, *heads), key=len, reverse=True)
    return re.compile(f"{'|'.join(map(re.escape, words))}|{_SHORT_TOWN}")


def _kind(word: str, kinds: Sequence[OfficeKind]) -> OfficeKind:
    return next(
        (kind for kind in kinds if word.startswith(kind.names)),
        next(kind for kind in kinds if _TOWN in kind.names),
    )


def _is_own(office: _Office, kind: OfficeKind, own: str, text: str) -> bool:
    """Whether an office is the plan's, be its name split, or run into the next word."""
    if office.kind is not kind:
        return False
    behind, ours = key(text[office.end - len(office.name) :]), key(own)
    is_longer = behind.startswith(ours) and key(office.name) != ours
    # หนองบัว is no หนองบัวแดง
    known = thai_places.known_at(office.name) == office.name if is_longer else False
    return behind.startswith(ours) and not known


def other_place(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """A title names another district or province: offices of one name are many."""
    district = thai_places.bare(plan.info.text(Info.AMPHOE))
    province = thai_places.bare(plan.info.text(Info.PROVINCE))
    if not (district and province):
        return
    for caption in filter(lambda each: each.is_title, plan.captions):
        if hit := _labelled_place(caption, district, province):
            yield hit
        match = _PLACES.search(caption.text)
        if match is None or on_purpose(caption.text, *match.span()):
            continue
        is_own = _alike(match["amphoe"], district) and _alike(
            match["province"], province
        )
        if not is_own and not _SAMPLE.search(caption.text, 0, match.start()):
            right = f"อำเภอ{district} จังหวัด{province}"
            facts = {"cell": caption.cell.a1, "right": right}
            yield Hit("ORG011", caption.cell, match[0], facts)


def _labelled_place(caption: Caption, district: str, province: str) -> Hit | None:
    """Return what a district or a province beside its label says otherwise."""
    places = {Info.AMPHOE: ("อำเภอ", district), Info.PROVINCE: ("จังหวัด", province)}
    word, own = places.get(caption.label or Info.TITLE, ("", ""))
    if not own or _alike(thai_places.bare(caption.text), own):
        return None
    facts = {"cell": caption.cell.a1, "right": f"{word}{own}"}
    return Hit("ORG011", caption.cell, caption.text, facts)


def _alike(one: str, other: str) -> bool:
    """Whether two names are one: a capital district goes by เมือง alone as well."""
    return key(one).startswith(key(other)) or key(other).startswith(key(one))
