"""Rules on the items of a list: whether each is whole, and said once."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from sync.model.cells import Cell
from sync.model.findings import Hit
from sync.model.plan import Field, Heading, Plan
from sync.rules.context import RuleContext
from sync.rules.tabs.lists import LISTS, Item, items_of, kind_of_marker
from sync.rules.text.length import is_cut
from sync.rules.text.passages import passages

_WANTS_MORE = re.compile(
    r"(?:(?:เสนอ|รายงาน|ยื่น)ต่อ|ให้แก่|เพื่อ(?:ให้)?|ซึ่ง|ไม่น้อยกว่า|เกี่ยวกับ|ร่วมกับ"
    r"|(?:^|(?<![0-9๐-๙])[\s,]|และ|หรือ|กับ|ได้แก่)(?:นาย|นาง|นางสาว|น\.ส\.))\Z"
)
_WANTS_A_LAST = re.compile(rf"(?:{_WANTS_MORE.pattern}|(?:และ|หรือ|โดย|ได้แก่|ระหว่าง)\Z)")
"""Words that end nothing; some may stand before the next item: 1) …, และ 2) …."""
_LONG = 15
"""Letters of an item that two lists do not have by chance."""


def breaks_off(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """An item or a text ends in a word that wants another after it: its end was lost.

    Not where the next line goes on with it, or is the first of its own items.
    """
    for cell, items in _lists(plan, context):
        for item, after in pairwise(items):
            is_next = item.marker and kind_of_marker(item) == kind_of_marker(after)
            if is_next and _WANTS_MORE.search(item.text.rstrip()):
                yield Hit("LST008", cell, item.text.strip())
        last = items[-1]
        if last.marker and _WANTS_A_LAST.search(last.text.rstrip()):
            yield Hit("LST008", cell, last.text.strip())
    lists = {cell for cell, items in _lists(plan, context) if items[-1].marker}
    for passage in passages(plan):
        text = passage.text.rstrip()
        is_judged = passage.what in _WHOLE and passage.cell not in lists
        if is_judged and _WANTS_A_LAST.search(text) and not is_cut(text):
            yield Hit("LST008", passage.cell, re.split(r"\s", text)[-1])


_WHOLE = frozenset({*Heading, Field.NAME})
"""What is written in sentences or names, to its end."""


def said_again(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """An item that stands in the same list already, word for word, was pasted twice.

    Under another item, what is to be done may be the same; so may what has lines of its
    own below it.
    """
    for cell, items in _lists(plan, context):
        met: dict[str, set[str]] = {}
        for item, after in zip_longest(items, items[1:]):
            kind = kind_of_marker(item)
            for other in [each for each in met if each != kind and item.count]:
                met[other].clear()  # the items below this one are a list of their own
            said, folded = met.setdefault(kind, set()), "".join(item.text.split())
            holds_more = after and kind_of_marker(after) != kind and not after.count
            is_long = item.marker and len(folded) >= _LONG
            if is_long and folded in said and not holds_more:
                yield Hit("LST009", cell, item.text.strip())
            said.add(folded)


def _lists(plan: Plan, context: RuleContext) -> Iterator[tuple[Cell, Sequence[Item]]]:
    for detail in plan.details:
        for heading in LISTS:
            items = items_of(detail, heading, context)
            if items and not is_cut(detail.texts[heading]):
                yield detail.cells[heading], items
