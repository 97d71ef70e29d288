"""Rules on the lists of a detail: their markers, and whether they count up."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sync.memo import remembered
from sync.model.cells import Cell
from sync.model.findings import Hit
from sync.model.plan import Detail, Heading, Plan
from sync.rules.context import RuleContext, shared
from sync.thai.digits import to_arabic

LISTS = (Heading.OBJECTIVES, Heading.METHOD, Heading.OUTPUTS, Heading.OUTCOMES)

_LINE = re.compile(
    r"(?P<bullet>[-–—•●▪◦*·]*)\s*"
    r"(?P<number>\(?(?P<count>\d{1,3}(?:\.\d{1,2})*)[).](?!\d|\s*[+×=])|\d{1,2}(?:\.\d{1,2})+(?=\s))?"
    r"\s*(?P<text>.*)",
    re.DOTALL,
)
_OPENS_A_LIST = re.compile(
    r"(?:ดังนี้|ได้แก่|คือ|เช่น|:)\Z|ประกอบด้วย|ดังต่อไปนี้"
    r"|\A(?:หลักการ|เป้าประสงค์|เป้าหมาย|วัตถุประสงค์|แนวทาง|ขั้นตอน|วิธี|ตัวชี้วัด|สาระสำคัญ|ผลที่คาด)\S{0,25}\Z"
    r"|\A(?:สถานการณ์|สรุป|รายงาน|ข้อมูล)[^\n]{0,40}(?:25\d\d|๒๕[๐-๙]{2}|น\.)\Z"
)
"""An item that announces a list, or is the heading of one, as of a day."""
_INLINE_NUMBER = re.compile(r"(?<![\d/.])\(?(\d{1,2}(?:\.\d{1,2})*)\)(?=\s*[ก-ฮเ-ไ“])")
_INLINE_COUNT = re.compile(r"(?<![\d/.,])\(?(\d{1,2})[).](?=\s*[ก-ฮเ-ไ“A-Za-z])")
_BARE_COUNT = re.compile(r"^(\d{1,2}) +[.)]?(?=[ก-ฮเ-ไ])", re.M)  # its point is lost
_GOES_TO = re.compile(r"[-–—]\s*\d")  # 9.15 – 9.45 is a time
_ONLY_JOINED = re.compile(r"\s*(?:และ|หรือ|ถึง|,)?\s*")  # มาตรา ๙ (๘) และ (๙)
_INLINE_DASHES = re.compile(r"(?:เช่น|ได้แก่|ดังนี้|คือ|:)\s*(-\s.*\s-)(?=\s|$)")
_MORE_DASHES = re.compile(r"\s-(?=\s[ก-ฮเ-ไ])")
_INLINE_BULLETS = re.compile(r"[•●▪](?:.*[•●▪])?")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list; ``bullet`` and ``number`` as typed, either may be empty.

    ``count`` is what a number of one level counts, ``None`` for a number of two.
    """

    bullet: str
    number: str
    count: int | None
    text: str
    marker: str


def read_item(line: str) -> Item:
    """Take a line apart into its markers and its text."""
    match = _LINE.match(line)
    if match is None:
        return Item("", "", None, line, "")
    count = match["count"] or ""
    return Item(
        bullet=match["bullet"],
        number=match["number"] or "",
        count=int(count) if count.isdecimal() else None,
        text=match["text"],
        marker=line[: match.end("number" if match["number"] else "bullet")],
    )


def items_of(
    detail: Detail, heading: Heading, context: RuleContext
) -> tuple[Item, ...]:
    """Return the items of a heading, one a line."""
    return _items(context, detail.lines(heading))


@remembered  # many rules ask
def _items(_context: RuleContext, lines: tuple[str, ...]) -> tuple[Item, ...]:
    return tuple(map(read_item, lines))


@shared
def _lists(plan: Plan, context: RuleContext) -> Sequence[tuple[Cell, tuple[Item, ...]]]:
    return [
        (detail.cells[heading], items)
        for detail in plan.details
        for heading in LISTS
        if (items := items_of(detail, heading, context))
    ]


@shared
def _miscounted(
    plan: Plan, context: RuleContext
) -> Sequence[tuple[Cell, Sequence[tuple[Item, int]], Sequence[tuple[Item, str]]]]:
    """Return what does not count up in each list, of one level and of two."""
    return [
        (cell, list(_out_of_order(items)), list(_levels_out_of_order(items)))
        for cell, items in _lists(plan, context)
    ]


def number_missing(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """A number that jumps ahead says that an item was lost on the way."""
    for cell, odd, odd_of_levels in _miscounted(plan, context):
        for item, expected in odd:
            if item.count and item.count > expected:
                yield Hit("LST001", cell, item.number, {"expected": str(expected)})
        for item, right in odd_of_levels:
            if _last_of(item) > int(right.rpartition(".")[2]):
                yield Hit("LST001", cell, item.number, {"expected": right})


def number_again(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """A number that goes back was copied from another list, as in a real plan.

    A count that begins at 1 under a line of its own, under an item that announces a
    list, with another kind of marker, or in brackets under 1.2, is a list of its own; so
    it is under each dash of a list whose first marker is a dash.
    """
    for cell, odd, odd_of_levels in _miscounted(plan, context):
        for item, expected in odd:
            if item.count is not None and item.count < expected:
                yield Hit("LST002", cell, item.number, {"expected": str(expected)})
        for item, right in odd_of_levels:
            head, _, last = right.rpartition(".")
            if _last_of(item) < int(last) or _head_of(item) != head:
                yield Hit("LST002", cell, item.number, {"expected": right})


def _out_of_order(items: tuple[Item, ...]) -> Iterator[tuple[Item, int]]:
    """Yield the items that do not count up, and the number each should have.

    After an odd number the count goes on from it, so that one slip is one finding; not
    where the next item has the number after the one expected: then this one is the
    slip. Where one item has a list of its own, so may the last, after which nothing goes on.
    """
    expected, outer, opens, kind = 1, list[int](), False, ""
    of_kind: dict[str, int] = {}
    counted, dashes_hold = _counted(items), _dashes_hold(items)
    place, above, nested = -1, "", False
    for item in items if counted else ():
        own = kind_of_marker(item)
        if item.count is None:
            opens = opens or (not item.number and (dashes_hold or not item.bullet))
            kind = own if item.number else kind
            above = f"{above}\n{item.text}"
            continue
        place += 1
        before, above = {expected - 1, *_counts_in(above)}, item.text
        if own != kind:  # two lists may run through one another: 1. and 1)
            before.add(of_kind.get(own, 0))
        if (item.count > 1 and item.count - 1 in before) or item.count == expected:
            pass
        elif item.count in outer:
            del outer[outer.index(item.count) :]
        elif item.count == 1 and (
            opens
            or own != kind
            or _is_inner(counted[place:], expected)
            or (nested and counted[place + 1 : place + 2] == [2])
        ):
            outer.append(expected)
            nested = True
        else:
            yield item, expected
            if counted[place + 1 : place + 2] == [expected + 1]:
                expected += 1
                continue
        expected = item.count + 1
        opens, kind = bool(_OPENS_A_LIST.search(item.text)), own
        of_kind[kind] = item.count


def _counts_in(text: str) -> Iterator[int]:
    """Yield what a text counts within its lines, or at their heads without a point."""
    yield from map(int, _INLINE_COUNT.findall(text))
    yield from map(int, _BARE_COUNT.findall(text))


def _counted(items: tuple[Item, ...]) -> list[int]:
    """Return what the items count; one number alone below a text counts nothing."""
    counted = [item.count for item in items if item.count is not None]
    return [] if len(counted) == 1 and not items[0].marker else counted


def _dashes_hold(items: tuple[Item, ...]) -> bool:
    """Whether the outer list is one of dashes: its marker comes first."""
    first = next((item for item in items if item.marker), None)
    return first is not None and not first.number


def _is_inner(counted: Sequence[int], expected: int) -> bool:
    """Whether a count from 1 ends where the one around it goes on."""
    inner = next((n for n, count in enumerate(counted) if count != n + 1), len(counted))
    return counted[inner : inner + 1] == [expected]


def _levels_out_of_order(items: tuple[Item, ...]) -> Iterator[tuple[Item, str]]:
    """Yield the items of two levels (๔.๒) that do not count up, and what each should be.

    A time of day is none, and a count may begin anew at 1. One that goes on from the item
    above, under an item before, has that one's number by mistake (1.1, 2.1, 1.2).
    """
    last: dict[str, int] = {}
    levels = [item for item in items if _is_of_levels(item)]
    above = ""
    for place, item in enumerate(levels):
        head, number = _head_of(item), _last_of(item)
        if head in last and head != above and number == last[above] + 1:
            last[above] = number
            yield item, f"{above}.{number}"
            continue
        above = head
        expected = last.get(head, 0) + 1
        last[head] = number
        if expected == 1 or number in {1, expected}:
            continue
        yield item, f"{head}.{expected}"
        following = levels[place + 1 : place + 2]
        if any(
            _head_of(one) == head and _last_of(one) == expected + 1 for one in following
        ):
            last[head] = expected


def _is_of_levels(item: Item) -> bool:
    is_time = item.text.startswith("น.") or ".0" in to_arabic(item.number)
    is_time = is_time or bool(_GOES_TO.match(item.text))
    return item.count is None and bool(item.number) and not is_time


def _head_of(item: Item) -> str:
    return to_arabic(item.number).strip("().").rpartition(".")[0]


def _last_of(item: Item) -> int:
    return int(to_arabic(item.number).strip("().").rpartition(".")[2])


def mixed_markers(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """One list has one kind of marker: not some with a dash before the number."""
    for cell, items in _lists(plan, context):
        counted = [item for item in items if item.count is not None]
        kinds = Counter(kind_of_marker(item) for item in counted)
        goes_on = any(
            after.count == (item.count or 0) + 1
            and kind_of_marker(item) != kind_of_marker(after)
            for item, after in pairwise(counted)
        )
        if goes_on:
            usual = kinds.most_common(1)[0][0]
            odd = next(item for item in counted if kind_of_marker(item) != usual)
            example = next(item for item in counted if kind_of_marker(item) == usual)
            yield Hit("LST003", cell, odd.marker, quotes={"usual": example.marker})


def kind_of_marker(item: Item) -> str:
    """The marker without its figures: ``- ๑)`` and ``๑)`` are two, 1. and 1.2 are one."""
    digits = "0." if item.number.isascii() else "๐."
    return re.sub(r"\d+(?:\.\d+)*\.?", digits, f"{bool(item.bullet)}{item.number}")


def empty_item(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """A marker with nothing behind it was left over, or its text was lost.

    Not where a line without marker follows: that is its text, broken off.
    """
    for cell, items in _lists(plan, context):
        for place, item in enumerate(items):
            follows = items[place + 1] if place + 1 < len(items) else None
            broken_off = follows and not follows.marker
            is_drawn = len(item.marker) >= _DRAWN and not item.number
            if item.marker and not item.text and not broken_off and not is_drawn:
                yield Hit("LST004", cell, item.marker)


_DRAWN = 4
"""So many dashes or stars are a line that is drawn, and mark nothing."""


def run_together(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """A list typed into one line is hard to read; each item has a line of its own."""
    for cell, items in _lists(plan, context):
        for item in items:
            if found := _inline_list(item):
                yield Hit("LST005", cell, found)
    for detail in plan.details:
        for line in detail.lines(Heading.RATIONALE):
            if match := _INLINE_BULLETS.search(line[1:]):
                yield Hit("LST005", detail.cells[Heading.RATIONALE], match[0])


def _inline_list(item: Item) -> str:
    text = item.text
    inline = [(match[1], *match.span()) for match in _INLINE_NUMBER.finditer(text)]
    numbers = [(str(item.count), 0, 0), *inline] if item.count else inline
    counting = [
        (begin, end)
        for (one, begin, after), (other, before, end) in pairwise(numbers)
        if _next_number(one) == to_arabic(other)
        and not _ONLY_JOINED.fullmatch(text[after:before])
    ]
    if counting:
        return text[counting[0][0] : counting[-1][1]]
    if match := _INLINE_DASHES.search(text):
        return match[1]
    dashes = list(_MORE_DASHES.finditer(text))
    if item.bullet and not item.number and len(dashes) > 1:
        return text[: dashes[-1].end()]
    bullets = _INLINE_BULLETS.search(text)
    return bullets[0] if bullets else ""


def _next_number(number: str) -> str:
    *levels, last = to_arabic(number).split(".")
    return ".".join([*levels, str(int(last) + 1)])


def dash_and_number(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """A dash and a number are two markers; said once a list, where all have both."""
    for cell, items in _lists(plan, context):
        marked = [item for item in items if item.number]
        if len(marked) > 1 and all(item.bullet for item in marked):
            quotes = {"number": marked[0].number}
            yield Hit("LST006", cell, marked[0].marker, quotes=quotes)


def only_item(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """A number on the only item makes a reader look for the second."""
    for cell, items in _lists(plan, context):
        marked = [item for item in items if item.marker]
        if len(marked) == 1 and marked[0].count == 1:
            yield Hit("LST007", cell, marked[0].marker)
