"""Rules on words of another kind of office: its officers, its by-laws, its names.

Plans travel from office to office: what is left of the last one is found here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sync.memo import made_once
from sync.model.cells import Cell
from sync.model.findings import Hit
from sync.model.plan import Heading, Info, Plan
from sync.rules.context import RuleContext, shared
from sync.rules.offices import thai_places
from sync.rules.offices.others import (
    DECIDES,
    is_a_guest,
    is_any_law,
    is_decided,
    is_of_a_law,
    is_told_of,
    tells_of_neighbours,
)
from sync.rules.offices.own_name import begins_nearly, kind_of, names_the_office
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
    """Yield the words of another kind in a text that it does not have on purpose.

    Args:
        typed: the text.
        kind: the office's own kind.
        own_name: how its name begins, and the rest of it.
        other: the other kind.
        pattern: finds that one's words.
    """
    text, (begins, own) = typed.plain, own_name
    ours = (*kind.own, *kind.names, kind.law)
    has_guests = False
    for match in pattern.finditer(text):
        start, end = match.span()
        word, near = match[0], max(0, start - 60)
        if word == other.law and (word == kind.law or is_any_law(text, start, end)):
            continue
        if is_of_a_law(text, near, start):
            continue
        is_ours = word in other.names and bool(own) and text.startswith(own, end)
        if is_told_of(text, start, end, is_ours=is_ours) or (
            has_guests and not is_decided(text, start, end)
        ):
            has_guests |= _is_of_a_named_office(typed, end, own)
            has_guests |= tells_of_neighbours(text, end)
            continue
        if _is_guest(typed, start, word, kind, other):
            continue
        is_named = _is_of_a_named_office(typed, end, own)
        if is_named and (word == other.law or is_a_guest(text, start, end)):
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
    return what is not Heading.METHOD or not DECIDES.search(near)


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


_OF_GUESTS = frozenset(Heading) - {Heading.RESPONSIBLE, Heading.BUDGET}
"""Where a province's office may speak of other offices' people."""


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
