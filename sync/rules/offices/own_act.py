"""The rule on acts that are of another kind of office, quoted as this one's ground."""

import re
from collections.abc import Iterator

from sync.memo import made_once
from sync.model.findings import Hit
from sync.model.plan import Plan
from sync.rules.context import RuleContext
from sync.rules.offices.others import was_once
from sync.rules.offices.own_name import kind_of
from sync.rules.text.lines import line_begin, line_end
from sync.rules.text.normalized import NormalizedText
from sync.rules.text.wordlists import OfficeKind, WordLists

_GROUND = re.compile(
    r"(?:มาตรา\s*[0-9๐-๙]+[^\n]{0,40}?(?:แห่ง|ของ|ตาม)|อาศัยอำนาจ(?:ตาม)?(?:ความใน)?|หน้าที่(?:ของ[ก-๎]{0,40})?ตาม(?:ความใน)?)\s*\Z"
)
_ACT = r"(?:พระราชบัญญัติ|พ\.?ร\.?บ\.?)\s*"
_NEAR = 120
"""Letters behind an act in which it says whose duty it is."""


def other_act(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """The act of another kind of office, as the ground of what this one has to do.

    Not where the own act is named in the text as well, or the other kind of office is:
    then it is spoken of, and ORG004 tells where it should not be.
    """
    kind = kind_of(plan, context)
    if kind is None:
        return
    acts = _acts(context.lists)
    for typed in context.texts:
        if acts[kind].search(typed.plain):
            continue
        for other in context.lists.offices:
            if other is not kind:
                yield from _grounds(typed, kind, other, acts[other])


def _grounds(
    typed: NormalizedText, kind: OfficeKind, other: OfficeKind, act: re.Pattern[str]
) -> Iterator[Hit]:
    text = typed.plain
    for match in act.finditer(text):
        if not _GROUND.search(text, max(0, match.start() - _NEAR), match.start()):
            continue
        start, end = match.span()
        beyond = text[end : line_end(text, end)][:_NEAR]
        line = text[line_begin(text, start) : start] + beyond
        is_of_other = any(name in line for name in other.names)
        if not is_of_other and not was_once(text, start):
            yield typed.hit("LAW008", start, end, right=f"พระราชบัญญัติ{kind.act}")


@made_once
def _acts(lists: WordLists) -> dict[OfficeKind, re.Pattern[str]]:
    """Return what finds the act of each kind of office, in full or with ฯ for the rest."""
    return {kind: re.compile(_ACT + _named(kind.act)) for kind in lists.offices}


def _named(act: str) -> str:
    first, _, rest = map(re.escape, act.partition("และ"))
    return rf"{first}(?:\s*และ\s*{rest}|\s?ฯ)" if rest else first
