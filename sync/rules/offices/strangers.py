"""Rules on another office of the same kind, and on other places.

A plan copied from a neighbour keeps the neighbour's name where nobody looked. What
follows a word such as อบต. or เทศบาลเมือง is a name where it is a known place, sounds
like one, or is a short word of its own; a sentence that speaks of others on purpose
(partners, visits, lists of places, laws) is left alone.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sync.memo import made_once
from sync.model.findings import Hit
from sync.model.plan import Heading, Info, Plan
from sync.rules.context import RuleContext, shared
from sync.rules.offices import thai_places
from sync.rules.offices.as_spelt import spelt_at
from sync.rules.offices.counterparts import OwnOffice, of_its_kind, own_office
from sync.rules.offices.others import on_purpose, was_once
from sync.rules.offices.own_name import kind_of
from sync.rules.offices.ranks import RANKS
from sync.rules.text.normalized import NormalizedText
from sync.rules.text.patterns import any_of
from sync.rules.text.reading import thai_runs
from sync.rules.text.wordlists import OfficeKind, WordLists
from sync.rules.words.spelling import language_of

_ALONE = "(?<![\u0e01-\u0e4e.].)"
"""An abbreviation's letter may be the end of a word or of a longer one.

Asked behind the letter: a pattern that begins with one is sought quickly.
"""

_WORD = re.compile("[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]+")
_NAME_ENDS = re.compile(
    "(?:จึง|จะ|ได้|ต้อง|สามารถ|เห็น|ดำเนินการ|ปฏิบัติ|เพื่อ|โดย|และ|หรือ|มีความ|มีหน้าที่|ตระหนัก|กำหนด|จัดทำ|จัดให้|ลงนาม|เป็น|ให้|ที่|ใน"
    "|ทุก|ทั้ง|ร้อยละ|จำนวน|ไม่|อย่าง|ซึ่ง|แล้ว|กับ|ของ|จาก|ตาม|ต่อ(?!แต้)|ประกาศ|เข้า|ร่วม|มอบ|เสนอ|พิจารณา|มี(?=[\u0e40-\u0e44]?[\u0e01-\u0e2e]{2}))"
)
_POST = re.compile(
    "(?:รอง)?ประธาน|(?:อนุ)?กรรมการ|คณะ(?:กรรมการ|ทำงาน)|เลขานุการ|ที่ปรึกษา|ผู้ช่วย|หัวหน้า|เหรัญญิก"
)
"""What somebody is in a committee stands behind his office (ปลัด อบต. ประธานกรรมการ)."""
_BEGINS = 3
"""Letters: a known place of no more may be the beginning of another word."""

_FIRST_WORD = 30
"""Letters that are cut into words to know the first."""
_SHORT_NAME = 14
"""Letters: what is longer, and no known place, is a sentence."""

_SIGNS = frozenset({Info.PREPARED_BY, Info.ISSUER_POSITION, Info.APPROVER_POSITION})
"""Where an office names itself as the plan's author."""


@dataclass(frozen=True, slots=True)
class _Stranger:
    """Another's name met at a span; ``right`` is this office's own, whole."""

    typed: NormalizedText
    start: int
    end: int
    right: str

    @property
    def is_responsible(self) -> bool:
        what = self.typed.passage.what
        return what is Heading.RESPONSIBLE or what in _SIGNS

    @property
    def line(self) -> int:
        return self.typed.plain.count("\n", 0, self.start)

    @property
    def name(self) -> str:
        return self.typed.plain[self.start : self.end]

    def hit(self, code: str) -> Hit:
        return self.typed.hit(code, self.start, self.end, right=self.right)


def other_responsible(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """Another office is responsible for a project, or the author of the plan.

    It has no part in this plan: it was copied from a plan of the same kind.
    """
    for stranger in _others(plan, context):
        if stranger.is_responsible:
            yield stranger.hit("ORG006")


def other_named(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """Another office of the same kind, in a sentence that does not speak of others."""
    for stranger in _others(plan, context):
        if not stranger.is_responsible:
            yield stranger.hit("ORG007")


@shared
def _others(plan: Plan, context: RuleContext) -> Sequence[_Stranger]:
    kind = kind_of(plan, context)
    if kind is None:
        return ()
    own = own_office(plan, kind)
    before = _before_names(kind)
    met: list[_Stranger] = []
    for typed in context.texts:
        if typed.passage.what is Info.OFFICE or typed.passage.what is Info.OFFICE_TYPE:
            continue
        found = list(_names_after(before, typed, own, context.lists))
        is_list = typed.passage.what is not Heading.RESPONSIBLE
        met += _not_listed(found) if is_list else found
    return met


def _before_names(kind: OfficeKind) -> re.Pattern[str]:
    """Make what stands before the name of an office of a kind."""
    full = [name for name in kind.names if not name.endswith(".") and name != "เทศบาล"]
    heads = [name.replace("เทศบาล", "นายกเทศมนตรี") for name in full if "เทศบาล" in name]
    short = [name for name in kind.names if name.endswith(".")]
    words = "|".join(map(re.escape, (*heads, *full)))
    abbreviated = "|".join(map(re.escape, short)) or "(?!)"
    return re.compile(rf"(?:{words}|{abbreviated})(?P<gap>\s?)")


def _names_after(
    before: re.Pattern[str], typed: NormalizedText, own: OwnOffice, lists: WordLists
) -> Iterator[_Stranger]:
    """Yield the names behind some words that are not the office's own, nor on purpose."""
    text, listed = typed.plain, 0
    for match in before.finditer(text) if own.name else ():
        start = match.end()
        word = text[match.start() : match.start("gap")]
        right = of_its_kind(own, word)
        is_other_rank = own.begins in RANKS and word != right
        name = spelt_at(text, start, own.name, lists)
        if name and not is_other_rank:
            continue
        name = name or name_at(text, start, lists, apart=bool(match["gap"]))
        if name and _is_told_of(text, match.start(), start + len(name), listed):
            listed = start + len(name)
        elif name and not (is_other_rank and was_once(text, match.start())):
            right = f"{right}{match['gap']}{own.name}"
            yield _Stranger(typed, match.start(), start + len(name), right)


def _not_listed(found: Iterable[_Stranger]) -> list[_Stranger]:
    """Leave out several strangers in one line: those are a list of places."""
    strangers = list(found)
    in_line: dict[int, set[str]] = defaultdict(set)
    for each in strangers:
        in_line[each.line].add(each.name)
    return [each for each in strangers if len(in_line[each.line]) == 1]


def name_at(text: str, start: int, lists: WordLists, *, apart: bool) -> str:
    """Return the place's name that stands at a place of a text; empty for none.

    ``apart``: a space stands before it, so that a word of the sentence may follow.
    """
    match = _WORD.match(text, start)
    if match is None:
        return ""
    word = match[0]
    known = thai_places.known_at(word)
    rest = word[len(known) :]
    is_post = apart and _POST.match(word)
    if is_post or _is_done(known or word, lists) or _is_of_a_word(known, word, lists):
        return ""
    if known and (not rest or (len(known) > _BEGINS and _goes_on(rest, lists))):
        return known
    if word.startswith(lists.not_names) or _frequent(lists).match(word):
        return ""
    end = _NAME_ENDS.search(word, 2)
    name = word[: end.start()] if end else word
    is_short = 3 <= len(name) <= _SHORT_NAME
    if thai_places.sounds_like_a_place(word):
        return name if is_short else known
    return name if is_short and not apart else ""


def _is_done(word: str, lists: WordLists) -> bool:
    """Whether a known name is a verb, or what is none begins with one: it is done there."""
    words = language_of(lists)
    known = word in words.known.chances
    return words.is_verb(word if known else _first_word(word, lists))


def _is_of_a_word(name: str, text: str, lists: WordLists) -> bool:
    """Whether a known name only begins a longer word of a text (ประกอบ, ประกอบด้วย)."""
    first = _first_word(text, lists) if name and name != text else name
    is_longer = len(first) > len(name) and first.startswith(name)
    return is_longer and language_of(lists).is_common(first)


def _first_word(text: str, lists: WordLists) -> str:
    return thai_runs(text[:_FIRST_WORD], language_of(lists).known)[0].words[0]


def _goes_on(rest: str, lists: WordLists) -> bool:
    """Whether what follows a known name is a sentence that goes on, not more of it."""
    return bool(_NAME_ENDS.match(rest)) or rest.startswith(lists.not_names)


@made_once
def _frequent(lists: WordLists) -> re.Pattern[str]:
    words = (word.replace("-", "") for word in lists.spelling.frequent)
    return re.compile(any_of(word for word in words if len(word) > 3))


def _is_told_of(text: str, start: int, end: int, listed: int) -> bool:
    """Whether a name stands there on purpose, or a list goes on to it from ``listed``."""
    goes_on = 0 < listed < start and _LISTS.fullmatch(text, listed, start)
    return bool(goes_on) or on_purpose(text, start, end)


_WITH_ANYBODY = re.compile(r"[^\n]{0,80}?ร่วมกับ")
"""What authorities of a district or a province do with others (สาธารณสุขจังหวัด…ร่วมกับ)."""
_LISTS = re.compile(r"(?: |,|และ|หรือ|กับ|รวมทั้ง|ตลอดจน)+")


def other_place(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """A district or a province that is not the office's, in a sentence about itself."""
    kind = kind_of(plan, context)
    if kind is None:
        return
    province = thai_places.bare(plan.info.text(Info.PROVINCE))
    district = thai_places.bare(plan.info.text(Info.AMPHOE))
    own = own_office(plan, kind)
    is_of_a_subdistrict = "องค์การบริหารส่วนตำบล" in kind.names
    is_of_a_province = "องค์การบริหารส่วนจังหวัด" in kind.names
    before = _PROVINCE_APART if is_of_a_province else _PROVINCE
    for typed in context.texts:
        if typed.passage.what in {
            Info.AMPHOE,
            Info.PROVINCE,
            Info.OFFICE,
            Info.OFFICE_TYPE,
        }:
            continue
        known = (thai_places.provinces(), thai_places.districts())
        strangers = [
            *_not_listed(
                _places_after(before, typed, province, known[0], context.lists)
            ),
            *_not_listed(
                _places_after(
                    _DISTRICT, typed, district, known[1], context.lists, province
                )
            ),
        ]
        if is_of_a_subdistrict:
            after = _names_after(_SUBDISTRICT, typed, own, context.lists)
            strangers += _not_listed(after)
        for stranger in strangers:
            yield stranger.hit("ORG008")


_PROVINCE = re.compile(rf"จ(?:ังหวัด|{_ALONE}\.)\s?")
_PROVINCE_APART = re.compile(rf"จ(?:(?<!ส่วน.)ังหวัด|{_ALONE}\.)\s?")
"""And not in the name of a province's office, of which ORG007 speaks."""
_DISTRICT = re.compile(rf"อ(?:(?<!นาย.)(?<!ปลัด.)ำเภอ|{_ALONE}\.)\s?")
_SUBDISTRICT = re.compile(
    rf"ต(?:(?<!ส่วน.)(?<!สุขภาพ.)(?<!เทศบาล.)(?<!เทศมนตรี.)ำบล|{_ALONE}\.)(?P<gap>\s?)"
)


def _places_after(
    before: re.Pattern[str],
    typed: NormalizedText,
    own: str,
    known: Mapping[str, object],
    lists: WordLists,
    province: str = "",
) -> Iterator[_Stranger]:
    """Yield the known places behind some words that are not the office's, nor on purpose.

    ``province``: of an office of the whole of it, every district there is its own.
    """
    text, listed = typed.plain, 0
    for match in before.finditer(text):
        start = match.end()
        if spelt_at(text, start, own, lists):
            continue
        name = thai_places.known_at(text[start : start + 25], known)
        is_capital = name == thai_places.CAPITAL and own.startswith(name)
        if len(name) < 2 or is_capital or _is_ours(name, province, has_own=bool(own)):
            continue
        end = start + len(name)
        if _WITH_ANYBODY.match(text, end) or _is_told_of(
            text, match.start(), end, listed
        ):
            listed = end
        else:
            right = f"{text[match.start() : start]}{own}" if own else ""
            yield _Stranger(typed, match.start(), end, right)


def _is_ours(district: str, province: str, *, has_own: bool) -> bool:
    """Whether a district is one of the province, for an office of the whole province."""
    code = thai_places.provinces().get(province)
    if has_own or not code:
        return False
    return any(each.startswith(code) for each in thai_places.districts()[district])
