"""Rules on how the office's own name and its place's are spelt, and whose plan it is.

A name is held against what stands after a word such as ตำบล, cluster by cluster.
"""

import re
from collections import Counter
from collections.abc import Iterator

from sync.model.findings import Hit
from sync.model.plan import Info, Plan
from sync.rules.context import RuleContext
from sync.rules.offices.as_spelt import spelt_at
from sync.rules.text.normalized import NormalizedText
from sync.rules.text.wordlists import OfficeKind
from sync.thai.folding import clean

_QUOTE = "[\"“‘'«]?"
"""A name may be spoken of as one (ตำบล “สมมุติ”)."""
_NAME_FOLLOWS = r"(?:องค์การบริหารส่วนตำบล|อบต\.|เทศ(?:บาล|มนตรี)(?:ตำบล|เมือง|นคร)|(?<![\u0e01-\u0e2e])ท[ตมน]\.|ตำบล|(?<![\u0e01-\u0e2e])ต\.)\s*"


def kind_of(plan: Plan, context: RuleContext) -> OfficeKind | None:
    """Return the office's kind, by what staff chose, else by its name."""
    for text in (plan.info.text(Info.OFFICE_TYPE), plan.info.text(Info.OFFICE)):
        for kind in context.lists.offices:
            if text.strip().startswith(kind.names):
                return kind
    return None


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


def place_name(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """The district's or the province's name in another spelling."""
    for info, before in (
        (Info.AMPHOE, r"(?:อำเภอ|(?<![\u0e01-\u0e2e])อ\.)\s*"),
        (Info.PROVINCE, r"(?:จังหวัด|(?<![\u0e01-\u0e2e])จ\.)\s*"),
    ):
        own = clean(plan.info.text(info)).removeprefix("อำเภอ").removeprefix("จังหวัด")
        yield from _misspelt("ORG002", context, own.strip(), before)


def _misspelt(code: str, context: RuleContext, own: str, before: str) -> Iterator[Hit]:
    """Yield where a name stands behind some words otherwise than the plan mostly has it."""
    if not own:
        return
    met: list[tuple[NormalizedText, int, int, str]] = []
    pattern = re.compile(before + _QUOTE)
    for typed in context.texts:
        for match in pattern.finditer(typed.plain):
            start = match.end()
            name = spelt_at(typed.plain, start, own, context.lists)
            if name:
                met.append((typed, start, start + len(name), name))
    spellings = Counter(name for _, _, _, name in met)
    spellings[own] = max(spellings[own], 1)
    most = max(spellings.values())
    right = own if spellings[own] == most else spellings.most_common(1)[0][0]
    for typed, start, end, name in met:
        if name != right:
            yield typed.hit(code, start, end, right=right)
