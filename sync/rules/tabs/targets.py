"""Rules on the target group of a detail: how many, of whom, and can that be."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sync.model.findings import Hit
from sync.model.plan import Detail, Heading, Info, Plan
from sync.rules.context import RuleContext
from sync.thai.digits import to_arabic
from sync.thai.folding import key

_PEOPLE = r"(?:คน|ราย|ท่าน|รูป(?:/คน)?)"
_FIGURE = r"\d{1,3}(?:,\d{3})+|\d{1,9}"
_LEAST = r"(?:ทั้งสิ้น|ทั้งหมด|รวม|ประมาณ|ไม่น้อยกว่า|ไม่ต่ำกว่า|อย่างน้อย|ไม่เกิน)?"
_COUNT = re.compile(
    rf"จำนวน\s*{_LEAST}\s*(?P<figure>{_FIGURE})\s*{_PEOPLE}(?![ก-๙])", re.ASCII
)
_HEADS = re.compile(rf"(?<!ละ)(?<!ละ )(?<![\d,])({_FIGURE})\s*{_PEOPLE}")
_TWO_COUNTS = re.compile(
    rf"จำนวน\s*(?:{_LEAST}\s*(?:{_FIGURE})|[^\d\n]{{0,60}}?)\s*{_PEOPLE}\s*จำนวน\s*(?:{_FIGURE})\s*{_PEOPLE}"
    rf"|จำนวน\s*(?:{_FIGURE})\s*{_PEOPLE}\s*(?:{_FIGURE})\s*{_PEOPLE}",
    re.ASCII,
)
_TWICE = re.compile(r"จำนวน\s*จำนวน")
_LEFT_BLANK = re.compile(
    rf"จำนวน(?:\s|[.…_])[-–.…_\s]*{_PEOPLE}(?![ก-๙])|(?<!จำกัด)จำนวน[\s.…_]*$"
)
_EVERYBODY = re.compile("ทุก|ทั้งหมด|ทั้งสิ้น|ทั้งตำบล|ทั่วไป|ทั้งปวง")
_THINGS = re.compile(
    rf"จำนวน\s*(?:{_FIGURE})\s*(?:ครั้ง|ฉบับ|เรื่อง|ช่องทาง|บาท|ระบบ|เล่ม)", re.ASCII
)
_TOTAL = re.compile(
    rf"รวม(?:ทั้งสิ้น|ทั้งหมด|เป็น|จำนวน|\s)*({_FIGURE})\s*{_PEOPLE}", re.ASCII
)
_EACH = re.compile(
    rf"({_FIGURE})\s*{_PEOPLE}\s*\(([ก-๎]*?)\s*ละ\s*({_FIGURE})\s*{_PEOPLE}\)", re.ASCII
)
_SO_MANY = re.compile(r"(?<!\d)(\d{1,4})\s*")
_PERSON = re.compile(
    "ผู้|คณะ|สมาชิก|พนักงาน|ข้าราชการ|บุคลากร|บุคคล|เจ้าหน้าที่|ลูกจ้าง|ประชาชน|ประชากร"
    "|ราษฎร|นักเรียน|นักศึกษา|ครู|อาจารย์|เด็ก|เยาวชน|สตรี|กลุ่ม|เครือข่าย|ตัวแทน|อาสา"
    "|แกนนำ|กรรมการ|กำนัน|ชาวบ้าน|คน|นายก|ปลัด|หัวหน้า|พระ|เกษตรกร|แม่บ้าน|อสม|ภาค"
)
_PLACE = "(?:ชุมชน|หมู่บ้าน|ตำบล|โรงเรียน|สถานศึกษา|ศูนย์พัฒนาเด็กเล็ก|ครัวเรือน|วัด)"
_PLACES = re.compile(
    rf"{_PLACE}(?:\s*(?:/|,|และ|หรือ|\s)\s*{_PLACE})*\s*(?:(?:ใน|ทุก|ของ|สังกัด|ตาม|รอบ).*)?"
)
_OFFICE = re.compile("องค์การบริหารส่วน|เทศบาล(?:ตำบล|เมือง|นคร)|อบ[ตจ]|หน่วยงาน$")
_COUNCIL = re.compile(r"สมาชิกสภา(?:ท้องถิ่น|องค์การบริหารส่วน\S*|เทศบาล\S*|อบ[ตจ]\.?\S*)?")
_OTHERS = re.compile(r"และ|กับ|พร้อม|หรือ|,|/")
_LARGEST_COUNCIL = {
    "องค์การบริหารส่วนตำบล": 30,
    "เทศบาลตำบล": 12,
    "เทศบาลเมือง": 18,
    "เทศบาลนคร": 24,
    "องค์การบริหารส่วนจังหวัด": 48,
}
_WHOLE_BODY = re.compile("(พนักงาน|ข้าราชการ|บุคลากร|ลูกจ้าง|เจ้าหน้าที่|สมาชิกสภา|คณะผู้บริหาร)")


@dataclass(frozen=True, slots=True)
class _Group:
    """One counted group: who as typed, how many, and the count as typed."""

    name: str
    number: int
    count: str
    text: str


def _groups(text: str) -> Iterator[_Group]:
    """Yield each ``… จำนวน … คน``; a doubled count belongs to the group before it."""
    begin = 0
    for match in _COUNT.finditer(to_arabic(text)):
        head = text[begin : match.start()].partition("จำนวน")[0]
        name = head.strip(" ,\n").removeprefix("และ").strip()
        start = text.index(name, begin)
        figure = int(match["figure"].replace(",", ""))
        count = text[match.start() : match.end()]
        yield _Group(name, figure, count, text[start : match.end()])
        begin = match.end()


def _targets(plan: Plan) -> Iterator[tuple[Detail, str]]:
    for detail in plan.details:
        if text := detail.texts[Heading.TARGET_GROUP]:
            yield detail, text


def _hit(code: str, detail: Detail, found: str, **facts: str) -> Hit:
    return Hit(code, detail.cells[Heading.TARGET_GROUP], found, facts)


def two_counts(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """A sample's blank left before the real count, or one count after another."""
    for detail, text in _targets(plan):
        for match in _TWO_COUNTS.finditer(to_arabic(text)):
            yield _hit("TGT001", detail, text[match.start() : match.end()])


def doubled_word(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """``จำนวน จำนวน ๔๕ คน`` stands in a real plan: the sample's blank taken out."""
    for detail, text in _targets(plan):
        for match in _TWICE.finditer(text):
            yield _hit("TGT002", detail, match[0])


def left_blank(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """``จำนวน … คน`` with no figure in it prints as a form not filled in."""
    for detail, text in _targets(plan):
        doubled = [match.span() for match in _TWO_COUNTS.finditer(to_arabic(text))]
        for match in _LEFT_BLANK.finditer(text):
            if not any(start <= match.start() < end for start, end in doubled):
                yield _hit("TGT003", detail, match[0].strip())


def no_count(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """The form of the NACC asks for the target's number; "everybody" is one too."""
    for detail, text in _targets(plan):
        told = re.search(r"\d", text) or _EVERYBODY.search(text)
        if not told and not _LEFT_BLANK.search(text):
            yield _hit("TGT004", detail, text)


def unit_of_places(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """Villages and schools are not counted in persons, as they are in a real plan.

    Not where the places have a count of their own: then the persons are theirs.
    """
    for detail, text in _targets(plan):
        for group in _groups(text):
            who = group.name
            if re.search(r"\d", who) or _PERSON.search(who):
                continue
            if _PLACES.fullmatch(who):
                yield _hit("TGT005", detail, group.text)


def unit_of_things(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """A target group is of persons: papers and times are outputs."""
    for detail, text in _targets(plan):
        match = _THINGS.search(to_arabic(text))
        if match and not _HEADS.search(to_arabic(text)):
            yield _hit("TGT006", detail, text[match.start() : match.end()])


def organisation(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """An office cannot attend; its staff can, and should be named."""
    for detail, text in _targets(plan):
        for group in _groups(text):
            if _OFFICE.match(group.name) and not _PERSON.search(group.name):
                yield _hit("TGT007", detail, group.text)


def too_large_a_council(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """A council has the size its law gives, whoever else comes.

    A subdistrict's has a member a village since 2562 (section 45 of its Act), which
    is 30 at the very most; a municipality's 12, 18 or 24; a province's up to 48.
    """
    office = f"{plan.info.text(Info.OFFICE_TYPE)} {plan.info.text(Info.OFFICE)}"
    largest = next(
        (size for kind, size in _LARGEST_COUNCIL.items() if kind in office), None
    )
    if largest is None:
        return
    for detail, text in _targets(plan):
        for group in _groups(text):
            is_council = _COUNCIL.fullmatch(group.name) and not _OTHERS.search(
                group.name
            )
            if is_council and group.number > largest:
                yield _hit("TGT008", detail, group.count, largest=str(largest))


def other_count_elsewhere(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """A body of known size has one size throughout the plan: staff, council.

    The public is another matter: fifty citizens here and five hundred there are two
    samples.
    """
    office = key(plan.info.text(Info.OFFICE)) or "-"
    bodies: dict[str, list[tuple[Detail, _Group]]] = defaultdict(list)
    for detail, text in _targets(plan):
        for group in _groups(text):
            if body := _body(group.name, office):
                bodies[body].append((detail, group))
    for counted in bodies.values():
        sizes = Counter(group.number for _, group in counted)
        usual = sizes.most_common(1)[0][0]
        first = next(detail for detail, group in counted if group.number == usual)
        for detail, group in counted:
            if group.number != usual:
                hit = _hit("TGT009", detail, group.count, usual=str(usual))
                called = {"other": [context.matching.called_of(first)]}
                yield replace(hit, projects=called)


def _body(name: str, office: str) -> str:
    """Name the body a group is, empty if it is none; all the staff go by one name."""
    folded = key(name).replace(office, "หน่วยงาน").replace("องค์กร", "หน่วยงาน")
    whole = folded.removeprefix("ข้าราชการและ").replace("ของ", "").replace("ใน", "")
    if whole in {"หน่วยงาน", "บุคลากรหน่วยงาน", "บุคลากร", "บุคลากรสังกัดหน่วยงาน"}:
        return "บุคลากร"
    return folded if _WHOLE_BODY.match(folded) else ""


def wrong_sum(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """The groups before ``รวม`` add up to it; what stands in brackets is a part.

    A total on the way is a group of the next (``รวมทั้งสิ้น``). Where some are told of
    again (``ในจำนวนนี้``), nobody knows which, and nothing is added up.
    """
    for detail, text in _targets(plan):
        bare = re.sub(r"\([^()]*\)", lambda part: " " * len(part[0]), to_arabic(text))
        if not _TOLD_AGAIN.search(bare):
            for total, computed in _wrong_totals(bare):
                found = text[total.start() : total.end()]
                yield _hit("TGT010", detail, found, computed=f"{computed:,}")


def _wrong_totals(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Yield the totals of all that are no sum of the groups before, and what is."""
    above: list[int] = []
    begin = 0
    totals = (*_TOTAL.finditer(text), *_TOTAL_OF_SOME.finditer(text))
    for total in sorted(totals, key=lambda met: met.start()):
        whole, end = _number(total[1]), total.start()
        here = [_number(match[1]) for match in _HEADS.finditer(text, begin, end)]
        groups, more = above + here, _from_shares(text, begin, end)
        if total.re is _TOTAL and _is_wrong(whole, groups, here, more):
            of_all = above and (len(here) < 2 or _ALL.search(total[0]))
            alone = sum(groups if of_all else here)
            sums = (alone, alone + (more or 0))
            yield total, min(sums, key=lambda made: abs(made - whole))
        is_more = total.re is not _TOTAL or bool(_SHARED.search(text, begin, end))
        above = _with_total(whole, groups, is_more=is_more)
        begin = total.end()


def _is_wrong(
    whole: int, groups: Sequence[int], here: Sequence[int], more: int | None
) -> bool:
    """Whether groups do not make a whole; of places that nobody counted only where it is less."""
    if len(groups) < 2 or _makes(whole, groups, here, more or 0):
        return False
    return more is not None or whole < sum(groups)


def _makes(whole: int, groups: Sequence[int], here: Sequence[int], more: int) -> bool:
    """Whether a whole is of all groups, or of the last ones named since another total.

    ``more`` are those of whom so many each are named: they may be of a group, or none.
    """
    return whole in {sum(groups), sum(groups) + more} or any(
        whole == sum(here[start:]) for start in range(len(here) - 1)
    )


def _from_shares(text: str, begin: int, end: int) -> int | None:
    """Return how many people so many each (แห่งละ ๑ คน) are; ``None`` where nobody knows."""
    people = 0
    for share in _SHARED.finditer(text, begin, end):
        of = text[max(begin, share.start() - 12) : share.start()]
        counted = (c for c in _SO_MANY.finditer(text) if _ends(of, text[c.end() :]))
        places = next(counted, None)
        if places is None:
            return None
        people += _number(share[1]) * int(places[1])
    return people


def _ends(text: str, unit: str) -> bool:
    """Whether a text ends with what another begins with: แห่ง."""
    return any(text.endswith(unit[:size]) for size in range(3, len(text) + 1))


def _with_total(whole: int, groups: Sequence[int], *, is_more: bool) -> list[int]:
    """Return the groups above what follows a total: those it is not of, and itself.

    One of so many each may be of none that were named before: they are more.
    """
    for start in range(len(groups)):
        if sum(groups[start:]) == whole:
            return [*groups[:start], whole]
    return [*groups, whole] if is_more else [whole]


_TOTAL_OF_SOME = re.compile(
    rf"รวม(?!ทั้ง|ถึง|กับ|เป็น|จำนวน)[ก-๎]{{2,20}}\s*(?:จำนวน\s*)?({_FIGURE})\s*{_PEOPLE}",
    re.ASCII,
)
"""A total that says of whom: รวมนักเรียน ๙๕ คน."""
_TOLD_AGAIN = re.compile("ใน(?:จำนวน)?(?:นี้|นั้น|ดังกล่าว)")
_ALL = re.compile("ทั้งสิ้น|ทั้งหมด")
_SHARED = re.compile(rf"ละ\s*(?:จำนวน\s*)?({_FIGURE})\s*{_PEOPLE}")


def wrong_share(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """``๖๐๐ คน (หมู่บ้านละ ๕๐ คน)`` has to come out even, and at the villages named."""
    for detail, text in _targets(plan):
        folded = to_arabic(text)
        for match in _EACH.finditer(folded):
            whole, unit, each = _number(match[1]), match[2], _number(match[3])
            counts = _SO_MANY.finditer(folded)
            named = next((c for c in counts if folded.startswith(unit, c.end())), None)
            uneven = each == 0 or whole % each
            if uneven or (unit and named and int(named[1]) * each != whole):
                yield _hit("TGT011", detail, text[match.start() : match.end()])


def more_than_target(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """More people in the results than in the target group: one figure is wrong."""
    for detail, text in _targets(plan):
        folded = to_arabic(text)
        counts = [_number(figure) for figure in _HEADS.findall(folded)]
        totals = [_number(figure) for figure in _TOTAL.findall(folded)]
        target = max(totals, default=sum(counts))
        for heading in (Heading.METHOD, Heading.OUTPUTS, Heading.OUTCOMES):
            typed = detail.texts[heading]
            for match in _HEADS.finditer(typed):
                if 0 < target < _number(match[1]):
                    facts = {"target": f"{target:,}"}
                    yield Hit("TGT012", detail.cells[heading], match[0], facts)


def _number(figure: str) -> int:
    return int(figure.replace(",", ""))
