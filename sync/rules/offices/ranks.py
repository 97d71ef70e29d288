"""The rule on a town's name without its rank."""

import re
from collections.abc import Iterator

from sync.model.findings import Hit
from sync.model.plan import Plan
from sync.rules.context import RuleContext
from sync.rules.offices.as_spelt import spelt_at
from sync.rules.offices.counterparts import own_office
from sync.rules.offices.own_name import kind_of

RANKS = frozenset({"เทศบาลตำบล", "เทศบาลเมือง", "เทศบาลนคร"})
"""How towns' names begin; of some only that they are towns is filled in."""
_NO_RANK = re.compile(r"เทศบาล\s?")
_NAMED_AFTER = re.compile(
    r"(?:โรง|ศูนย์|ตลาด|สวน|สถาน|สนาม|ถนน|หอ|ห้อง|อาคาร|ชุมชน|กองทุน|ชมรม|กลุ่ม|เพจ|เว็บ|เฟซบุ๊ก|[A-Za-z]{3} ?)[\u0e01-\u0e4e]*\Z"
)
_FAR = 30


def half_a_name(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """A town's own name without its rank: เทศบาลสมมุติ for เทศบาลตำบลสมมุติ.

    What is named after the town, as its market, may go without.
    """
    kind = kind_of(plan, context)
    own = own_office(plan, kind) if kind else None
    if own is None or not own.name or own.begins not in RANKS:
        return
    for typed in context.texts:
        text = typed.plain
        for match in _NO_RANK.finditer(text):
            start, begins = match.start(), max(0, match.start() - _FAR)
            name = spelt_at(text, match.end(), own.name, context.lists)
            if name and not _NAMED_AFTER.search(text, begins, start):
                yield typed.hit(
                    "ORG012", start, match.end() + len(name), right=own.called
                )
