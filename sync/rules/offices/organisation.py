"""Rules on words of another kind of office: its officers, its by-laws, its names.

Plans travel from office to office: what is left of the last one is found here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sync.memo import made_once
from sync.model.cells import Cell
from sync.model.findings import Hit
from sync.model.plan import Heading, Plan
from sync.rules.context import RuleContext, shared
from sync.rules.offices import thai_places
from sync.rules.offices.as_spelt import spelt_at
from sync.rules.offices.counterparts import (
    OwnOffice,
    counterpart,
    of_its_kind,
    own_office,
)
from sync.rules.offices.others import (
    DECIDES,
    is_a_guest,
    is_any_law,
    is_by_law_of_others,
    is_decided,
    is_of_a_law,
    is_officer_of_others,
    is_told_of,
    tells_of_neighbours,
)
from sync.rules.offices.own_name import kind_of
from sync.rules.offices.strangers import name_at
from sync.rules.text.normalized import NormalizedText
from sync.rules.text.patterns import any_of
from sync.rules.text.wordlists import OfficeKind, WordLists

_PROVINCE = "องค์การบริหารส่วนจังหวัด"
_BESIDE = r" *(?:/|,|และ|หรือ|กับ| ) *"


@dataclass(frozen=True, slots=True)
class _Strange:
    """A word of another kind of office, met at a span."""

    typed: NormalizedText
    start: int
    end: int
    right: str
    is_pair: bool
    is_own: bool


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


@shared
def _strange(plan: Plan, context: RuleContext) -> Sequence[_Strange]:
    kind = kind_of(plan, context)
    if kind is None:
        return ()
    own = own_office(plan, kind)
    words: dict[tuple[Cell, int], _Strange] = {}
    for typed in context.texts:
        for other in context.lists.offices:
            if other is not kind:
                for word in _words_of_another(typed, own, other, context.lists):
                    words.setdefault((typed.passage.cell, word.start), word)
    return tuple(words.values())


def _words_of_another(
    typed: NormalizedText, office: OwnOffice, other: OfficeKind, lists: WordLists
) -> Iterator[_Strange]:
    """Yield the words of another kind in a text that it does not have on purpose."""
    text, kind, own = typed.plain, office.kind, office.name
    has_guests = False
    for match in _words_of(lists)[other].finditer(text):
        start, end = match.span()
        word, near = match[0], max(0, start - 60)
        if word == other.law and (word == kind.law or is_any_law(text, start, end)):
            continue
        if is_of_a_law(text, near, start):
            continue
        is_named = _is_of_a_named_office(typed, end, own, lists)
        if _is_of_others(text, match, other, own, is_named=is_named) or (
            has_guests and not is_decided(text, start, end)
        ):
            has_guests |= is_named
            has_guests |= tells_of_neighbours(text, end)
            continue
        if _is_guest(typed, start, word, kind, other):
            continue
        if is_named and (word == other.law or is_a_guest(text, start, end)):
            continue
        # officers of the province are invited everywhere, and a province works for all
        # others: somebody may look, no more
        is_own = word not in other.names and _PROVINCE not in other.names
        is_own = is_own and (_PROVINCE not in kind.names or word == other.law)
        is_own = is_own and not is_named
        if word in other.names and _PROVINCE in other.names:
            continue
        yield _Strange(typed, *_advised(typed, match, other, office, lists), is_own)


def _is_of_others(
    text: str, word: re.Match[str], other: OfficeKind, own: str, *, is_named: bool
) -> bool:
    """Whether a word of another kind is of others that are told of on purpose."""
    start, end = word.span()
    if word[0] == other.law:
        return is_by_law_of_others(text, start, end)
    if word[0] not in other.names and not is_named:
        return is_officer_of_others(text, start, end)
    is_ours = word[0] in other.names and bool(own) and text.startswith(own, end)
    return is_told_of(text, start, end, is_ours=is_ours)


def _advised(
    typed: NormalizedText,
    word: re.Match[str],
    other: OfficeKind,
    office: OwnOffice,
    lists: WordLists,
) -> tuple[int, int, str, bool]:
    """Return the span of a word and of its name, what to write there, and if it is a pair."""
    start, end = word.span()
    kind = office.kind
    beside = _beside(typed.plain, start, end, (*kind.own, *kind.names, kind.law))
    if beside in kind.names and word[0] in other.names:
        return start, end, of_its_kind(office, beside), True
    gap, end = _name_behind(typed, word, other, office, lists)
    return start, end, counterpart(office, word[0], other, gap=gap), bool(beside)


def _name_behind(
    typed: NormalizedText,
    word: re.Match[str],
    other: OfficeKind,
    own: OwnOffice,
    lists: WordLists,
) -> tuple[str | None, int]:
    """Return what parts a word from the place's name behind it, and where that ends.

    No gap, and the word's own end, where there is no name, or a by-law has one. Behind
    an officer only what is surely a place's name is taken for one.
    """
    text, end = typed.plain, word.end()
    if word[0] == other.law:
        return None, end
    is_office = word[0] in other.names
    befores = (_AT_ONCE,) if is_office else (_OF_A_TOWN, _AT_ONCE)
    for before in filter(None, (pattern.match(text, end) for pattern in befores)):
        start, gap = before.end(), before["gap"]
        ours = spelt_at(text, start, own.name, lists)
        name = ours or name_at(text, start, lists, apart=bool(gap))
        is_sure = is_office or name == ours or thai_places.known_at(name) == name
        if name and is_sure:
            return gap, start + len(name)
    return None, end


_AT_ONCE = re.compile("(?P<gap> ?)")
_OF_A_TOWN = re.compile("(?:ตำบล|เมือง|นคร)(?P<gap> ?)")
"""Between a town's officer and its name: ปลัดเทศบาล|เมือง|น่าน."""


def _is_guest(
    typed: NormalizedText, start: int, word: str, kind: OfficeKind, other: OfficeKind
) -> bool:
    """Whether officers of others are a province's guests: it works for all of them."""
    what = typed.passage.what
    if _PROVINCE not in kind.names or word == other.law or what not in _OF_GUESTS:
        return False
    near = typed.plain[max(0, start - 12) : start + len(word) + 12]
    return what is not Heading.METHOD or not DECIDES.search(near)


def _is_of_a_named_office(
    typed: NormalizedText, end: int, own: str, lists: WordLists
) -> bool:
    """Whether the office meant is named: a person or a by-law of another, not a slip."""
    if typed.passage.what is Heading.RESPONSIBLE:
        return False
    full = _OFFICE_BEFORE_NAME.match(typed.plain, end)
    for start in {end, full.end() if full else end}:
        near = typed.plain[start : start + 25]
        if spelt_at(typed.plain, start, own, lists):
            return False
        named = thai_places.known_at(near) if near[:1].strip() else ""
        if len(named) > 2:
            return True
    return False


_OFFICE_BEFORE_NAME = re.compile(
    r"\s?(?:(?:ของ|แห่ง)\s?)?(?:เทศบาล(?:ตำบล|เมือง|นคร)|องค์การบริหารส่วน(?:ตำบล|จังหวัด)|อบ[ตจ]\.|ตำบล|เมือง|นคร)\s?"
)
"""What may stand between an officer's post and the place: ปลัดเทศบาล|เมือง|น่าน."""


_OF_GUESTS = frozenset(Heading) - {Heading.RESPONSIBLE, Heading.BUDGET}
"""Where a province's office may speak of other offices' people."""


@made_once
def _words_of(lists: WordLists) -> Mapping[OfficeKind, re.Pattern[str]]:
    """Return what finds the words of every kind of office."""
    return {
        kind: re.compile(any_of((*kind.own, *kind.names, kind.law)))
        for kind in lists.offices
    }


def _beside(text: str, start: int, end: int, words: tuple[str, ...]) -> str:
    """Return which of some words stands beside a span; empty for none."""
    any_word = "|".join(map(re.escape, words))
    before = re.compile(rf"({any_word}){_BESIDE}$")
    after = re.compile(rf"{_BESIDE}({any_word})")
    met = before.search(text, max(0, start - 60), start) or after.match(text, end)
    return met[1] if met else ""
