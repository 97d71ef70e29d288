"""Rules on the office's own name, and on words of another kind of office.

Plans travel from office to office: what is left of the last one is found here.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sync.memo import made_once
from sync.model.cells import Cell
from sync.model.findings import Hit
from sync.model.plan import Heading, Info, Plan
from sync.rules.context import RuleContext, shared
from sync.rules.offices import thai_places
from sync.rules.text.normalized import NormalizedText
from sync.rules.text.patterns import any_of
from sync.rules.text.wordlists import OfficeKind, WordLists
from sync.thai.folding import clean

_CLUSTER = re.compile(
    "[^\u0e31\u0e34-\u0e3a\u0e47-\u0e4e][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*"
)
_SHORTEST = 4
"""Clusters a name has at least, for another to be called nearly the same."""

_NAME_FOLLOWS = r"(?:องค์การบริหารส่วนตำบล|อบต\.|เทศบาล(?:ตำบล|เมือง|นคร)|(?<![\u0e01-\u0e2e])ท[ตมน]\.|ตำบล|(?<![\u0e01-\u0e2e])ต\.)\s*"
_OF_A_LAW = re.compile(
    r"(?:พระราชบัญญัติ|พ\.ร\.บ\.?|พรบ\.?|พระราชกฤษฎีกา|ประกาศ|ระเบียบ|กฎกระทรวง|โรงเรียน|สันนิบาต|สมาคม"
    r"|มาตรฐานทั่วไป|ก\.ท\.)(?:(?!ต่อ(?!ต้าน)|เสนอ|โดย|แล้ว|ไปยัง|ผ่าน|ลงนาม|แจ้ง)[^\n]){0,25}\Z"
)
_ITS_OWN = re.compile(r"(?:ประกาศ|ระเบียบ|คำสั่ง|บัญญัติ)(?:ของ)?\s*\Z")
"""Whose a paper is stands behind it at once; what a law is called has more before it."""
WITH_OTHERS = "ร่วมกับ|หน่วยงานร่วม|ภาคี|ประสาน|เครือข่าย|ใกล้เคียง|ข้างเคียง|ดูงาน|ระหว่าง|เช่น|ได้แก่|สนับสนุนจาก|เชิญ|จาก|วิทยากร|ผู้แทน"
"""Words after which a sentence speaks of other offices on purpose."""
_GUESTS = "เชิญ|ดูงาน|วิทยากร|แขก|ผู้มีเกียรติ|บรรยาย|เสวนา|อภิปราย|ความร่วมมือ|แลกเปลี่ยน|ผู้ว่าราชการ|นายอำเภอ|ท้องถิ่นอำเภอ|ท้องถิ่นจังหวัด"
"""What a list of guests, speakers, partners or visited places begins with, however long."""
GUESTS_BEFORE = re.compile(rf"(?:{_GUESTS})(?:(?!เสนอ|ลงนาม|อนุมัติ)[^\n]){{0,150}}\Z")
_TOGETHER = re.compile(rf"(?:{WITH_OTHERS})[^\n]{{0,40}}\Z|{GUESTS_BEFORE.pattern}")
AFTER_OTHERS = re.compile(
    r"[^\n]{0,80}?(?:ร่วมกับ(?=[^\n]{0,60}?(?:อบ[ตจ]|องค์การบริหาร|เทศบาล|หน่วยงาน))|มาดูงาน|มาศึกษาดูงาน|เยี่ยมชม|มาร่วม|ร่วมเป็น|เป็นเจ้าภาพ|สนับสนุน(?:งบ|วิทยากร)"
    r"|เชิญมา|ถ่ายทอด|ผู้สังเกตการณ์|รอยต่อ|ใกล้เคียง|ข้างเคียง|รางวัล|ชนะเลิศ|(?:มา|นำไป)ปรับใช้|เป็นแบบอย่าง|เป็นต้นแบบ)"
)
"""What is said of other offices after their names."""
FAR = 180
_PROVINCE = "องค์การบริหารส่วนจังหวัด"
_BESIDE = r" *(?:/|,|และ|หรือ|กับ| ) *"


def is_of_a_law(text: str, near: int, start: int) -> bool:
    """Whether the name of a law or of a school goes on at a place, sought from ``near`` on."""
    return bool(
        _OF_A_LAW.search(text, near, start) and not _ITS_OWN.search(text, near, start)
    )


def own_name(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """The office's name in another spelling than it has most often in the plan.

    Judged on what stands after a word such as ตำบล, cluster by cluster; names of fewer
    than four are left alone, for too many words are nearly those.
    """
    kind = kind_of(plan, context)
    own = names_the_office(plan, kind) if kind else clean(plan.info.text(Info.OFFICE))
    yield from _misspelt("ORG001", context, own, _NAME_FOLLOWS)


def names_the_office(plan: Plan, kind: OfficeKind) -> str:
    """Return the office's own name, without the words of its kind."""
    own = clean(plan.info.text(Info.OFFICE))
    for begin in kind.names:
        own = own.removeprefix(begin).strip()
    return own


def begins_nearly(text: str, start: int, own: str) -> bool:
    """Whether the office's own name stands at a place of a text, misspelt."""
    clusters = len(_CLUSTER.findall(own))
    near = text[start : start + len(own) + 8]
    return clusters >= _SHORTEST and bool(_nearly(near, own, clusters))


def place_name(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """The district's or the province's name in another spelling."""
    for info, before in (
        (Info.AMPHOE, r"(?:อำเภอ|(?<![\u0e01-\u0e2e])อ\.)\s*"),
        (Info.PROVINCE, r"(?:จังหวัด|(?<![\u0e01-\u0e2e])จ\.)\s*"),
    ):
        own = clean(plan.info.text(info)).removeprefix("อำเภอ").removeprefix("จังหวัด")
        yield from _misspelt("ORG002", context, own.strip(), before)


def _misspelt(code: str, context: RuleContext, own: str, before: str) -> Iterator[Hit]:
    clusters = _CLUSTER.findall(own)
    if len(clusters) < _SHORTEST:
        return
    met: list[tuple[NormalizedText, int, int, str]] = []
    pattern = re.compile(before)
    for typed in context.texts:
        for match in pattern.finditer(typed.plain):
            start = match.end()
            name = _nearly(
                typed.plain[start : start + len(own) + 8], own, len(clusters)
            )
            if name:
                met.append((typed, start, start + len(name), name))
    spellings = Counter(name for _, _, _, name in met)
    spellings[own] = max(spellings[own], 1)
    most = max(spellings.values())
    right = own if spellings[own] == most else spellings.most_common(1)[0][0]
    for typed, start, end, name in met:
        if name != right:
            yield typed.hit(code, start, end, right=right)


def _nearly(text: str, own: str, size: int) -> str:
    """Return the beginning of a text that is the name, or nearly; empty where none is.

    ``size`` is the name's length in clusters: a name is not cut inside of one.
    """
    if text.startswith(own):
        return own
    allowed = 1 if size < 2 * _SHORTEST else 2
    if len(set(own).difference(text)) > allowed:
        return ""  # each letter that is not there was changed
    met = _CLUSTER.findall(text)
    best, least = "", allowed + 1
    for length in range(size - 1, min(size + 1, len(met)) + 1):
        name = "".join(met[:length])
        distance = _distance(name, own)
        if distance < least or (distance == least and name[-1] == own[-1]):
            best, least = name, distance
    return best if least <= allowed and not re.search(r"\s", best) else ""


def _distance(one: str, other: str) -> int:
    """Count the letters and marks to put in, leave out or exchange (Levenshtein)."""
    row = list(range(len(other) + 1))
    for place, met in enumerate(one, 1):
        above, row[0] = row[0], place
        for column, own in enumerate(other, 1):
            above, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, above + (met != own)),
            )
    return row[-1]


@dataclass(frozen=True, slots=True)
class _Strange:
    """A word of another kind of office, met at a span."""

    typed: NormalizedText
    start: int
    end: int
    right: str
    is_own: bool
    is_pair: bool


def other_kind(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """Officers and by-laws that an office of this kind does not have.

    Names of laws and schools keep theirs; beside the office's own word it is a pair.
    """
    for word in _strange(plan, context):
        if word.is_own and not word.is_pair:
            yield _strange_hit("ORG003", word)


def other_office(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """An office of another kind is named, and not as one this office works with."""
    for word in _strange(plan, context):
        if not word.is_own and not word.is_pair:
            yield _strange_hit("ORG004", word)


def pair_of_kinds(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """“ข้อบัญญัติ/เทศบัญญัติ”: a sample for every kind, of which this office has one."""
    for word in _strange(plan, context):
        if word.is_pair:
            yield _strange_hit("ORG005", word)


def _strange_hit(code: str, word: _Strange) -> Hit:
    return word.typed.hit(code, word.start, word.end, right=word.right)


def kind_of(plan: Plan, context: RuleContext) -> OfficeKind | None:
    """Return the office's kind, by what staff chose, else by its name."""
    for text in (plan.info.text(Info.OFFICE_TYPE), plan.info.text(Info.OFFICE)):
        for kind in context.lists.offices:
            if text.strip().startswith(kind.names):
                return kind
    return None


@shared
def _strange(plan: Plan, context: RuleContext) -> Sequence[_Strange]:
    kind = kind_of(plan, context)
    if kind is None:
        return ()
    begins, own = _begins(plan, kind), names_the_office(plan, kind)
    words: dict[tuple[Cell, int], _Strange] = {}
    for typed in context.texts:
        for other, pattern in _kinds(context.lists):
            if other is not kind:
                strange = _words_of_another(typed, kind, (begins, own), other, pattern)
                for word in strange:
                    words.setdefault((typed.passage.cell, word.start), word)
    return tuple(words.values())


def _begins(plan: Plan, kind: OfficeKind) -> str:
    """Return how the office's own name begins: a town is no เทศบาลตำบล."""
    texts = (plan.info.text(Info.OFFICE), plan.info.text(Info.OFFICE_TYPE))
    own = (name for text in texts for name in kind.names if text.startswith(name))
    return next(own, kind.names[0])


def _words_of_another(
    typed: NormalizedText,
    kind: OfficeKind,
    own_name: tuple[str, str],
    other: OfficeKind,
    pattern: re.Pattern[str],
) -> Iterator[_Strange]:
    text, (begins, own) = typed.plain, own_name
    ours = (*kind.own, *kind.names, kind.law)
    has_guests = False
    for match in pattern.finditer(text):
        start, end = match.span()
        word, near = match[0], max(0, start - 60)
        if word == other.law and (word == kind.law or _is_any_law(text, start, end)):
            continue
        if is_of_a_law(text, near, start):
            continue
        is_ours = word in other.names and bool(own) and text.startswith(own, end)
        if _is_told_of(text, start, end, is_ours=is_ours) or (
            has_guests and not _is_decided(text, start, end)
        ):
            has_guests |= _is_of_a_named_office(typed, end, own)
            has_guests |= _NEIGHBOURS.match(text, end) is not None
            continue
        if _is_guest(typed, start, word, kind, other):
            continue
        is_named = _is_of_a_named_office(typed, end, own)
        if is_named and (word == other.law or _is_named_on_purpose(text, start, end)):
            continue
        # officers of the province are invited everywhere, and a province works for all
        # others: somebody may look, no more
        is_own = word not in other.names and _PROVINCE not in other.names
        is_own = is_own and (_PROVINCE not in kind.names or word == other.law)
        is_own = is_own and not is_named
        if word in other.names and _PROVINCE in other.names:
            continue
        right = _counterpart(word, kind, begins, other)
        is_pair = _is_beside(text, start, end, ours)
        yield _Strange(typed, start, end, right, is_own, is_pair)


def _is_guest(
    typed: NormalizedText, start: int, word: str, kind: OfficeKind, other: OfficeKind
) -> bool:
    """Whether officers of others are a province's guests: it works for all of them."""
    what = typed.passage.what
    if _PROVINCE not in kind.names or word == other.law or what not in _OF_GUESTS:
        return False
    near = typed.plain[max(0, start - 12) : start + len(word) + 12]
    return what is not Heading.METHOD or not _DECIDES.search(near)


def _is_of_a_named_office(typed: NormalizedText, end: int, own: str) -> bool:
    """Whether the office meant is named: a person or a by-law of another, not a slip."""
    if typed.passage.what is Heading.RESPONSIBLE:
        return False
    full = _OFFICE_BEFORE_NAME.match(typed.plain, end)
    for start in {end, full.end() if full else end}:
        near = typed.plain[start : start + 25]
        if own and (near.startswith(own) or begins_nearly(typed.plain, start, own)):
            return False
        named = thai_places.known_at(near) if near[:1].strip() else ""
        if len(named) > 2:
            return True
    return False


_OFFICE_BEFORE_NAME = re.compile(
    r"\s?(?:เทศบาล(?:ตำบล|เมือง|นคร)|องค์การบริหารส่วน(?:ตำบล|จังหวัด)|อบ[ตจ]\.|ตำบล|เมือง|นคร)\s?"
)
"""What may stand between an officer's post and the place: ปลัดเทศบาล|เมือง|น่าน."""


def _is_named_on_purpose(text: str, start: int, end: int) -> bool:
    """Whether an office named in full is a guest, or told of, in its line."""
    if _is_decided(text, start, end):
        return False
    begins = max(text.rfind("\n", 0, start) + 1, start - 60)
    after = _on_its_line(text, end, 60)
    return bool(_AS_A_GUEST.search(text[begins:start]) or _AS_A_GUEST.search(after))


_NEIGHBOURS = re.compile(r"[\u0e01-\u0e4e]{0,20}?(?:ข้างเคียง|ใกล้เคียง|เพื่อนบ้าน|อื่น)")
_ONCE = re.compile("ยกฐานะ|เคยเป็น|เดิมเป็น|แต่เดิม|เปลี่ยนแปลงฐานะ")
"""An office may have been of another kind once."""


def _is_told_of(text: str, start: int, end: int, *, is_ours: bool) -> bool:
    """Whether the sentence around a span speaks of others on purpose, or of what once was."""
    near = max(text.rfind("\n", 0, start) + 1, start - FAR)
    return bool(
        _TOGETHER.search(text, max(0, start - FAR), start)
        or (not is_ours and AFTER_OTHERS.match(text, end))
        or _ONCE.search(text[near:start] + _on_its_line(text, start, FAR))
    )


def _is_decided(text: str, start: int, end: int) -> bool:
    """Whether something is decided just beside a span of a line."""
    begins = max(text.rfind("\n", 0, start) + 1, start - 25)
    return bool(_DECIDES.search(text[begins:start] + _on_its_line(text, end, 25)))


def _on_its_line(text: str, place: int, letters: int) -> str:
    """Return at most so many letters that go on from a place of a line."""
    return text[place : place + letters].partition("\n")[0]


_AS_A_GUEST = re.compile(
    "วิทยากร|ดูงาน|เยี่ยม|ประธาน|เกียรติ|บรรยาย|ถ่ายทอด|แลกเปลี่ยน|บทเรียน|ตัวอย่าง|ต้นแบบ|แบบอย่าง|รางวัล|สังเกตการณ์"
    "|สักขีพยาน|ร่วมงาน|ร่วมพิธี|ร่วมประชุม|เข้าร่วม|ผู้แทน|โอนย้าย|ย้ายมา|คดี"
)

_OF_GUESTS = frozenset(Heading) - {Heading.RESPONSIBLE, Heading.BUDGET}
"""Where a province's office may speak of other offices' people."""

_DECIDES = re.compile("เสนอ|ลงนาม|อนุมัติ|เห็นชอบ|พิจารณา|มอบหมาย|สั่งการ")
"""What an office's own officers do in its projects, and no guest."""


def _is_any_law(text: str, start: int, end: int) -> bool:
    """ข้อบัญญัติท้องถิ่น is a by-law of every kind of office, ข้อบัญญัติของกฎหมาย none.

    Nor is an article of a charter (ข้อบัญญัติ ๓๔), or what a city of its own law makes.
    """
    return bool(
        _ANY_LAW.match(text, end)
        or _CITY_OF_ITS_LAW.search(text, max(0, start - 60), start)
    )


_ANY_LAW = re.compile(
    r"\s*(?:ท้องถิ่น|(?:ของ|แห่ง|ใน|ตาม)?กฎหมาย|(?:ข้อ)?(?:ที่)?\s*[0-9๐-๙]+(?![0-9๐-๙/]))"
)
_CITY_OF_ITS_LAW = re.compile(r"(?:กรุงเทพมหานคร|กทม\.|เมืองพัทยา)[^\n]*\Z")


@made_once
def _kinds(lists: WordLists) -> Sequence[tuple[OfficeKind, re.Pattern[str]]]:
    """Return every kind of office, and what finds its words."""
    return [
        (kind, re.compile(any_of((*kind.own, *kind.names, kind.law))))
        for kind in lists.offices
    ]


def _counterpart(word: str, kind: OfficeKind, begins: str, other: OfficeKind) -> str:
    """Return this kind's word for the other's; empty where it is not plain which."""
    if word == other.law:
        return kind.law
    if word in _DEPUTIES or word.startswith(_DEPUTY):
        head = _HEAD if word in _DEPUTIES else word.removeprefix(_DEPUTY)
        return f"{_DEPUTY}{_counterpart(head, kind, begins, other)}"
    for role in _ROLES:
        if word.startswith(role):
            return next((own for own in kind.own if own.startswith(role)), "")
    if word not in other.names:
        of = next((name for name in other.names if word.endswith(name)), None)
        return f"{word.removesuffix(of)}{begins}" if of else ""
    short = (name for name in kind.names if name.endswith("."))
    return next(short, begins) if word.endswith(".") else begins


_HEAD, _DEPUTY, _DEPUTIES = "นายก", "รอง", frozenset({"เทศมนตรี"})
"""Towns once had เทศมนตรี for what is รองนายก now."""
_ROLES = (_HEAD, "ปลัด", "สมาชิกสภา", "สภา", ("พนักงาน", "ข้าราชการ"))


def _is_beside(text: str, start: int, end: int, words: tuple[str, ...]) -> bool:
    any_word = "|".join(map(re.escape, words))
    before = re.compile(rf"(?:{any_word}){_BESIDE}$")
    after = re.compile(rf"{_BESIDE}(?:{any_word})")
    return bool(
        before.search(text, max(0, start - 60), start) or after.match(text, end)
    )
