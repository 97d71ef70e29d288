"""Rules on the names of laws, as the Royal Gazette has them (words.toml)."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sync.memo import made_once
from sync.model.findings import Hit
from sync.model.plan import Plan
from sync.rules.context import RuleContext
from sync.rules.text.normalized import (
    NormalizedText,
    Squeezed,
    squeeze,
)
from sync.rules.text.patterns import any_of
from sync.rules.text.signs import only_with
from sync.rules.text.wordlists import Act, NationalPlan, WordLists
from sync.rules.words.constitution import no_constitution
from sync.thai.digits import DIGITS, to_arabic
from sync.thai.likeness import alike

_YEAR = re.compile(r"(?:พ\.?ศ\.?|พุทธศักราช)?(?P<year>[๐-๙0-9]{4})")
_NAME_ENDS = re.compile(r"พ\.?ศ\.?|พุทธศักราช|[๐-๙0-9(),“”/ฯ]|มาตรา")
_OF_EVERY_YEAR = re.compile("งบประมาณรายจ่าย|ประจำปี|โอนงบประมาณ")
_NAMES = 90
"""Letters that a law's name has at most, without spaces."""

_NEARLY = 0.86
"""How alike a name must be to be a listed one misspelt: measured on the list itself,
whose likest two names stay below 0.75."""

_CUT_SHORT = 0.5
"""How much of a listed name makes it known though the rest is left out."""


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A law as quoted at a span (of the text without spaces): its kind and its name."""

    typed: NormalizedText
    even: Squeezed
    start: int
    name_start: int
    name: str
    kind: str

    def hit(self, code: str, span: tuple[int, int], **facts: str) -> Hit:
        start, end = self.even.span(*span)
        return self.typed.hit(code, start, end, **facts)


def other_name(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """A law under nearly its name: a word is left out or misspelt.

    A draft may be called otherwise than the law that came of it.
    """
    for quoted in _quoted(typed, lists):
        if quoted.even.text.endswith("ร่าง", 0, quoted.start):
            continue
        act = _nearly(quoted, lists.acts)
        end = quoted.name_start + len(quoted.name)
        if act and not quoted.even.text.startswith("ฯ", end):
            right = f"{act.kind}{act.name}"
            yield quoted.hit("LAW001", (quoted.start, end), right=right)


def other_kind(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """A royal decree quoted as an act, or the other way round."""
    for quoted in _quoted(typed, lists):
        for act in lists.acts:
            if _is_other_kind(quoted, act):
                end = quoted.name_start + len(act.name)
                right = f"{act.kind}{act.name}"
                yield quoted.hit("LAW002", (quoted.start, end), right=right)


def _is_other_kind(quoted: _Quoted, act: Act) -> bool:
    return (
        quoted.name.startswith(act.name)
        and quoted.kind != act.kind
        and len(act.name) > 20
    )


def other_year(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """A law of another year than the Royal Gazette gives it, the constitution among them."""
    yield from no_constitution(typed, lists)
    for quoted in _quoted(typed, lists):
        for act in lists.acts:
            year = _year_after(quoted, act)
            if year and to_arabic(year["year"]) not in act.years:
                facts = {"right": act.years[0], "law": f"{act.kind}{act.name}"}
                yield quoted.hit("LAW003", year.span(), **facts)


def _year_after(quoted: _Quoted, act: Act) -> re.Match[str] | None:
    if quoted.kind != act.kind or not quoted.name.startswith(act.name):
        return None
    return _YEAR.match(quoted.even.text, quoted.name_start + len(act.name))


def cut_short(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """A law's name that breaks off, with no ฯ to say so."""
    for quoted in _quoted(typed, lists):
        text = quoted.even.text[quoted.name_start :][:_NAMES]
        for act in lists.acts:
            same = _same(text, act.name)
            is_same = quoted.kind == act.kind and not _is_another(text[same:], act)
            if is_same and _breaks_off(text, act.name, same):
                end = quoted.name_start + same
                right = f"{act.kind}{act.name}"
                yield quoted.hit("LAW004", (quoted.start, end), right=right)


def _same(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next(
        (place for place, (ours, met) in enumerate(pairs) if ours != met),
        min(len(one), len(other)),
    )


def _breaks_off(text: str, name: str, same: int) -> bool:
    if same == len(name) or same < _CUT_SHORT * len(name) or same < 15:
        return False
    quoted = _NAME_ENDS.split(text, maxsplit=1)[0]
    is_whole = any(alike(name, [quoted], _NEARLY))
    return not text[same:].startswith("ฯ") and not is_whole


def _is_another(rest: str, act: Act) -> bool:
    """Whether another act goes on where a name leaves a listed one: its own year says so.

    Or whose administration it is of, which is part of the name.
    """
    own = _OWN_YEAR.match(rest)
    is_other_year = own is not None and to_arabic(own["year"]) not in act.years
    return is_other_year or bool(_WHOSE.match(rest))


_OWN_YEAR = re.compile(
    r"[ก-๎]{4,40}(?:\(ฉบับที่[๐-๙0-9]+\))?(?:พ\.?ศ\.?|พุทธศักราช)(?P<year>[๐-๙0-9]{4})"
)
_WHOSE = re.compile("กระทรวง[ก-๎]{3}|กรุงเทพ|เมืองพัทยา|ส่วน(?:จังหวัด|ตำบล|ท้องถิ่น)")
_SEVERAL = re.compile(
    "(?:[2-9๒-๙]|สอง|สาม|หลาย|ทุก)ฉบับ|ฉบับเดิม|ฉบับก่อน|ยกเลิก"
    "|(?:แต่|จาก|กฎหมาย)เดิม|ต่อมา|จนกระทั่ง|แทน(?:ที่|พระราช|กฎหมาย)|ใช้บังคับแทน"
)
"""A text that speaks of several laws, or of one before another, quotes both on purpose."""


def two_years(_plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """A law that is not listed, quoted with two years in one plan.

    The law of a year's budget is a new one every year.
    """
    listed = {act.name for act in context.lists.acts}
    met: dict[tuple[str, str], list[tuple[_Quoted, re.Match[str]]]] = defaultdict(list)
    for typed in context.texts:
        for quoted in _quoted(typed, context.lists):
            end = quoted.name_start + len(quoted.name)
            year = _YEAR.match(quoted.even.text, end)
            is_known = quoted.name in listed or _OF_EVERY_YEAR.search(quoted.name)
            is_known = is_known or _SEVERAL.search(quoted.even.text)
            if year and len(quoted.name) >= 12 and not is_known:
                met[quoted.kind, quoted.name].append((quoted, year))
    for (kind, name), places in met.items():
        years = [to_arabic(year["year"]) for _, year in places]
        for place, (quoted, year) in enumerate(places):
            if years[place] != years[0]:
                facts = {"other": places[0][1]["year"], "law": f"{kind}{name}"}
                yield quoted.hit("LAW005", year.span(), **facts)


@only_with(DIGITS)
def other_span(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """A national plan with other years than it was announced with.

    A draft had others, as the national strategy of 2560 to 2579. The years of plans that
    no source tells are those that stand in their own titles.
    """
    pattern, plans = _national_plans(lists)
    for match in pattern.finditer(typed.arabic):
        plan = plans["".join(match["name"].split())]
        is_draft = _DRAFT.search(typed.plain, 0, match.start())
        if not is_draft and f"{match['first']}-{match['last']}" not in plan.years:
            first, _, last = plan.years[0].partition("-")
            facts = {"law": plan.name, "right": f"{first} - {last}"}
            yield typed.hit("LAW006", match.start("first"), match.end("last"), **facts)


_DRAFT = re.compile(r"(?:ร่าง|กรอบ)\)?\s*\Z")


@made_once
def _national_plans(
    lists: WordLists,
) -> tuple[re.Pattern[str], dict[str, NationalPlan]]:
    plans = {"".join(plan.name.split()): plan for plan in lists.national_plans}
    names = sorted((plan.name for plan in lists.national_plans), key=len, reverse=True)
    any_name = "|".join(r"\s*".join(map(re.escape, name.split())) for name in names)
    return re.compile(
        rf"(?P<name>{any_name or '(?!)'})\s*(?:ระยะ)?\s*(?:20\s*ปี)?\s*\(?\s*(?:พ\.?\s?ศ\.?|พุทธศักราช)?"
        r"\s*(?P<first>\d{4})\s*(?:-|–|—|ถึง)\s*(?:พ\.?\s?ศ\.?)?\s*(?P<last>\d{4})(?!\d)",
        re.ASCII,
    ), plans


def _nearly(quoted: _Quoted, acts: Sequence[Act]) -> Act | None:
    if len(quoted.name) < 12 or any(quoted.name.startswith(act.name) for act in acts):
        return None
    near = list(alike(quoted.name, [act.name for act in acts], _NEARLY))
    return acts[max(near, key=lambda each: each[1])[0]] if near else None


@made_once
def _quoted(typed: NormalizedText, lists: WordLists) -> Sequence[_Quoted]:
    return tuple(_found(typed, lists))


def _found(typed: NormalizedText, lists: WordLists) -> Iterator[_Quoted]:
    pattern, kinds = _kinds(lists)
    if not pattern.search(typed.plain):
        return
    even = squeeze(typed.plain)
    for match in pattern.finditer(even.text):
        at = match.end()
        rest = even.text[at : at + _NAMES]
        name = _NAME_ENDS.split(rest, maxsplit=1)[0]
        if name:
            yield _Quoted(typed, even, match.start(), at, name, kinds[match[0]])


@made_once
def _kinds(lists: WordLists) -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {form: forms[0] for forms in lists.law_kinds for form in forms}
    return re.compile(any_of(kinds)), kinds
