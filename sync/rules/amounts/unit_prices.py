"""The rule on a budget that is not its only price times how many there are."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from math import prod

from sync.model.findings import Hit
from sync.model.plan import Heading, Plan
from sync.rules.amounts.breakdown import Amount, Breakdown
from sync.rules.amounts.figures import FIGURE, ORDINAL, number
from sync.rules.amounts.read_budgets import read_budgets
from sync.rules.context import RuleContext
from sync.thai.digits import in_digits_of, to_arabic

_COUNT = re.compile(
    rf"(?<![\d,./-])(?<!ละ)(?<!ละ )(?P<figure>{FIGURE})\s*(?P<unit>(?!บาท|ปี|%)[ก-ฮเ-ไ][ก-๎]*)",
    re.ASCII,
)
_EACH = re.compile(
    r"(?:(?P<unit>[ก-ฮเ-ไ][ก-๎]{0,19})|ๆ)\s*ละ\s*(?:เป็นเงิน|ราคา|จำนวน|\s)*\Z|[x×X*]\s*\Z"
)
_PER = re.compile(r"\s*(?:(?:ต่อ|/)\s*(?P<unit>[ก-ฮเ-ไ][ก-๎]{0,19})|[x×X*])")
"""Before and behind a price: of what it is; a sign, or ๆ, is of what stands beside."""
_NO_COUNT = re.compile(rf"(?:{ORDINAL}|พ\.?\s?ศ\.?|[-–—]|ถึง|ข้อ|มาตรา)\s*\Z")
_VAGUE = re.compile("ไม่เกิน|อย่างน้อย|ไม่น้อยกว่า|(?<!งบ)ประมาณ|ขึ้นไป|ฯลฯ|อื่น|ถัว")
_PART = re.compile("ค่า(?=[ก-ฮเ-ไ])")
_UNIT_OF_EACH = re.compile(r"(?P<unit>[ก-ฮเ-ไ][ก-๎]{0,19}?)(?<!ร้อย)\s*ๆ?\s*ละ(?![ก-๙])")
_RATE = re.compile(r"(?:ต่อ|/)\s*(?P<unit>[ก-ฮเ-ไ][ก-๎]{0,19}?)(?=ต่อ|/|[^ก-๎]|\Z)")
"""What prices are for each of; a rate stands right behind them."""
_COUNT_OF_EACH = re.compile(rf"ละ\s*(?:จำนวน\s*)?{FIGURE}\s*(?!บาท)[ก-ฮเ-ไ]", re.ASCII)
_NEAR = 30
_NOT_MULTIPLIED = re.compile(
    r"\+|ชาย|หญิง|\d\s*ปี|(?:ตลอด|ทั้ง|ต่อ|ราย|ทุก|/)\s*(?:ปี|เดือน|สัปดาห์)|ปีละ|ปี\s*ๆ\s*ละ"
    r"|ขนาด|กว้าง|ยาว|เมตร|ตร\.|\d\s*[x×X*]\s*\d",
    re.ASCII,
)
"""Counts that are added, times that are counted otherwise, and sizes."""
_PEOPLE = frozenset({"คน", "ราย", "ท่าน", "รูป"})
_YEARS = range(2500, 2600)
_MOST_COUNTS = 4


def other_product(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """A budget whose only price is by the head is that price times the heads.

    Nothing is said where there are more parts or prices, where something is vague, where
    counts may be added, where a rate, a year or a size stands, or where any of the counts
    named makes the amount; nor of what rounding explains, such
    as an average.
    """
    for detail, text, read in read_budgets(plan, context):
        for price, factors in _priced(to_arabic(text), read):
            found = text[price.start : price.end]
            write = in_digits_of(found)
            facts = {
                "product": write(" × ".join(f"{one:,}" for one in factors)),
                "computed": write(f"{prod(factors):,}"),
            }
            yield Hit("BUD115", detail.cells[Heading.BUDGET], found, facts)


def _priced(text: str, read: Breakdown) -> Iterator[tuple[Amount, tuple[Decimal, ...]]]:
    """Yield the only price of a text whose product is not the only other amount."""
    whole = [one for one in read.amounts if one not in read.prices]
    if (
        len(read.prices) != 1
        or len(whole) != 1
        or whole[0].end > min(read.prices).start
    ):
        return
    (price,), (total,) = read.prices, whole
    passage = text[total.end :]
    if _NOT_MULTIPLIED.search(passage) or _COUNT_OF_EACH.search(passage):
        return
    if _VAGUE.search(passage) or len(_PART.findall(passage)) > 1:
        return
    counts = [
        met for met in _COUNT.finditer(text, total.end) if not _is_no_count(text, met)
    ]
    if not 1 <= len(counts) <= _MOST_COUNTS or not _is_of(text, price, counts):
        return
    if _have_one_unit(counts) or not _has_all_units(text, price, counts):
        return
    figures = [number(met["figure"]) for met in counts]
    if any(figure in _YEARS for figure in figures):
        return
    if not any(_makes(total.baht, price.baht, some) for some in _readings(figures)):
        yield price, (price.baht, *figures)


def _have_one_unit(counts: list[re.Match[str]]) -> bool:
    """Whether two counts are of one thing: such are added, or told again."""
    units = [met["unit"].rstrip("ๆ") for met in counts]
    return sum(unit in _PEOPLE for unit in units) > 1 or any(
        one.startswith(other) or other.startswith(one)
        for one, other in combinations(units, 2)
    )


def _has_all_units(text: str, price: Amount, counts: list[re.Match[str]]) -> bool:
    """Whether all that prices and rates are for each of is counted."""
    rates = _RATE.finditer(text, price.end, price.end + _NEAR)
    each = _UNIT_OF_EACH.finditer(text, max(0, price.start - _NEAR), price.end)
    return all(_is_counted(met["unit"], counts) for met in (*rates, *each))


def _is_of(text: str, price: Amount, counts: list[re.Match[str]]) -> bool:
    """Whether a price is of something that is counted."""
    before = _EACH.search(text, max(0, price.start - 40), price.start)
    met = before or _PER.match(text, price.end)
    if met is None or met["unit"] is None:
        return met is not None
    return _is_counted(met["unit"], counts)


def _is_counted(unit: str, counts: list[re.Match[str]]) -> bool:
    ends_with = unit.endswith
    starts = (one["unit"][:size] for one in counts for size in range(2, 20))
    return any(map(ends_with, starts))


def _is_no_count(text: str, met: re.Match[str]) -> bool:
    return bool(_NO_COUNT.search(text, max(0, met.start() - 12), met.start()))


def _readings(figures: list[Decimal]) -> Iterator[tuple[Decimal, ...]]:
    """Yield which counts may multiply a price, be some of them added before."""
    yield from _subsets(figures)
    for some in combinations(range(len(figures)), 2):
        rest = [figure for at, figure in enumerate(figures) if at not in some]
        yield from _subsets([sum((figures[at] for at in some), Decimal(0)), *rest])


def _subsets(figures: list[Decimal]) -> Iterator[tuple[Decimal, ...]]:
    for size in range(1, len(figures) + 1):
        yield from combinations(figures, size)


def _makes(total: Decimal, price: Decimal, counts: tuple[Decimal, ...]) -> bool:
    """Whether a price makes a total, but for what is rounded off each."""
    many = prod(counts)
    return abs(total - price * many) < many
