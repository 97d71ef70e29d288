"""Rules on figures in any text that have to agree: products, sums and counts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, pairwise
from math import prod

from sync.model.findings import Hit
from sync.rules.text.lines import line_begin
from sync.rules.text.normalized import NormalizedText
from sync.rules.text.signs import only_with
from sync.rules.text.wordlists import WordLists
from sync.thai.digits import DIGITS, in_digits_of

FIGURE = r"(?:\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.\d{1,2})?"
"""A number in Arabic digits, as a pattern."""
ORDINAL = r"(?:หมู่|ครั้ง|รุ่น|วัน|ปี|ชั้น|ลำดับ|ไตรมาส|ข้อ|เลข|สมัย|กลุ่ม|ฉบับ|ระยะ|หน้า(?<!เจ้าหน้า))ที่"
"""What makes the number after it one of a row, and no count."""

_LETTER = "[\u0e01-\u0e2f\u0e30-\u0e39\u0e40-\u0e45\u0e47-\u0e4e]"
_LONGEST_THING = 20
_THING = f"{_LETTER}{{1,{_LONGEST_THING}}}?"
NOT_INSIDE = "(?![\u0e30-\u0e4e])"
"""A thing's name is not cut before a vowel or a tone."""

_TOTAL = r"(?:\s|,|และ|คิด|รวม|ทั้งสิ้น|ทั้งหมด|ทั้งหมดรวม|เป็นเงิน|เป็น|จำนวน|ผู้เข้าร่วม|ผู้เข้าอบรม|ผู้เข้าประชุม|=|≈)*"
_IS_TOTAL = re.compile("รวม|ทั้ง|เป็น|=")
_BEGIN = re.compile(rf"(?<![\d,.])(?P<many>{FIGURE})\s*(?={_LETTER})", re.ASCII)
_EACH = re.compile(
    rf"(?!ร้อยละ)(?P<unit>{_THING})(?:\s*(?:ๆ|\(|,|โดย|แต่ละ)*\s*(?P=unit)?"
    rf"|(?<={_LETTER}{_LETTER})\s[^\d\n]{{0,40}}?(?P=unit))"
    rf"\s*ละ\s*(?:จำนวน\s*)?(?P<each>{FIGURE})\s*",
    re.ASCII,
)
"""A link of a chain: the thing counted last, said again or not, and so many for each."""

_WHOLE = re.compile(
    rf"(?P<thing>{_THING})\)?(?P<total>{_TOTAL})(?P<whole>{FIGURE})\s*(?P=thing){NOT_INSIDE}",
    re.ASCII,
)
_TIMES_MORE = re.compile(
    rf"(?P<thing>{_THING})\s*(?:,|จำนวน|เป็นเวลา|เป็นระยะเวลา|รวม|[x×]|\s)+(?P<times>{FIGURE})\s*{_THING}"
    rf"(?P<total>{_TOTAL})(?P<whole>{FIGURE})\s*(?P=thing){NOT_INSIDE}",
    re.ASCII,
)
"""A last factor behind the price: ``600 บาท จำนวน 2 คน เป็นเงิน 7,200 บาท``."""

_WHOLE_BEFORE = re.compile(
    rf"(?<![\d,.])(?P<whole>{FIGURE})\s*(?P<thing>{_THING})\s*\(\s*(?:จำนวน\s*)?\Z",
    re.ASCII,
)
_COUNTS_BEFORE = re.compile(
    rf"(?:(?<![\d,.]){FIGURE}\s*{_THING}(?:\s|จำนวน|เป็นเวลา|[x×])+){{1,3}}\Z", re.ASCII
)
"""Counts right before a chain, which may be its factors: ``60 คน จำนวน |2 วัน วันละ …``."""
_MONEY = "บาท"
_NO_COUNT = re.compile(
    rf"(?:ละ|{ORDINAL}|เลข|มาตรา|ข้อ|[-–—]|ถึง)\s*(?:จำนวน\s*)?\Z|{ORDINAL}\s*(?:\d+\s*(?:,|และ)\s*)+\Z"
)
"""Before a figure that is for each, the number of something, be it the last of several, or
the end of a range."""

_OF_ALL = re.compile(
    rf"(?!ร้อยละ)(?P<unit>{_THING})\s*ละ\s*(?:จำนวน\s*)?(?P<each>{FIGURE})\s*(?P<thing>{_THING})"
    rf"\s*(?:\(|,|จำนวน|จาก|ใน|ทั้งหมด|ทั้ง|รวม|[x×]|\s)*(?P<many>{FIGURE})\s*(?P=unit)\)?"
    rf"(?P<total>{_TOTAL})(?P<whole>{FIGURE})\s*(?P=thing){NOT_INSIDE}",
    re.ASCII,
)
_TIMES = re.compile(
    rf"(?<![\d,.])(?P<first>{FIGURE})\s*{_THING}\s*(?P<more>(?:[x×X*]\s*{FIGURE}\s*{_THING}\s*)+?)"
    rf"(?:\)|=|เป็นเงิน|รวม|ทั้งสิ้น|เป็น|\s)+(?P<whole>{FIGURE})\s*บาท",
    re.ASCII,
)


_SHARE = re.compile(r"ละ\s*(?:จำนวน\s*)?\d", re.ASCII)
_SHARES = re.compile(rf"ละ\s*(?:จำนวน\s*)?({FIGURE})", re.ASCII)
_SIGN = re.compile("[x×X*]")
"""Without such a share or sign nothing is multiplied; it is sought more quickly."""


@dataclass(frozen=True, slots=True)
class _Product:
    """Factors and the whole named with them, at a span of a text."""

    start: int
    end: int
    factors: tuple[Decimal, ...]
    whole: Decimal

    @property
    def is_right(self) -> bool:
        return prod(self.factors, start=Decimal(1)) == self.whole


@only_with(DIGITS)
def product(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """So many, each so many, of these each so many, make the whole named beside them."""
    folded = typed.arabic
    shares = (*_chains(folded), *_of_all(folded)) if _SHARE.search(folded) else ()
    times = _times(folded) if _SIGN.search(folded) else ()
    for one in _one_for_each_whole((*shares, *times)):
        computed = prod(one.factors, start=Decimal(1))
        if not (one.is_right or _is_explained(folded, one)):
            write = in_digits_of(typed.plain[one.start : one.end])
            facts = {
                "product": write(" × ".join(f"{factor:,}" for factor in one.factors)),
                "computed": write(f"{computed:,}"),
            }
            yield typed.hit("SUM001", one.start, one.end, **facts)


def _one_for_each_whole(products: Iterable[_Product]) -> list[_Product]:
    """Return of the products read for one whole that which makes it, or the longest."""
    best: dict[int, _Product] = {}
    for one in products:
        other = best.setdefault(one.end, one)
        is_longer = one.start < other.start and not other.is_right
        if is_longer or (one.is_right and not other.is_right):
            best[one.end] = one
    return list(best.values())


def _is_explained(text: str, product: _Product) -> bool:
    """Whether a whole is of more than was read: other shares, or counts before in the line."""
    if _is_of_all_shares(text, product):
        return True
    begins = max(line_begin(text, product.start), product.start - _NEAR)
    before = [number(met) for met in re.findall(FIGURE, text[begins : product.start])]
    computed = prod(product.factors, start=Decimal(1))
    if product.whole - computed in _sums_of_last(before):
        return True
    factors = {*before, *(one * other for one, other in combinations(before, 2))}
    return any(computed * factor == product.whole for factor in factors)


def _sums_of_last(figures: Sequence[Decimal]) -> Iterator[Decimal]:
    """Yield what amounts before a product may add to it, or other products of two."""
    near = figures[-_MOST_BEFORE:]
    yield from sums_of_some(near)
    yield from (one * other for one, other in pairwise(near))


def _is_of_all_shares(text: str, product: _Product) -> bool:
    """Whether a whole is of several shares of so many (หมู่บ้านละ 1 คน … หมู่บ้านละ 2 คน)."""
    begins = line_begin(text, product.start)
    each = [number(met[1]) for met in _SHARES.finditer(text, begins, product.end)]
    return len(product.factors) == 2 and sum(each) * product.factors[0] == product.whole


def _chains(text: str) -> Iterator[_Product]:
    """Read chains such as ``2 คน คนละ 6 ชั่วโมง ชั่วโมงละ 600 บาท เป็นเงิน 7,200 บาท``."""
    place = 0
    while begin := _BEGIN.search(text, place):
        factors, place = [number(begin["many"])], begin.end()
        while link := _EACH.match(text, place):
            factors.append(number(link["each"]))
            place = link.end()
        before = text[max(0, begin.start() - 30) : begin.start()]
        if len(factors) > 1 and not _NO_COUNT.search(before):
            for one in _with_whole(text, begin.start(), place, tuple(factors)):
                yield _with_counts_before(text, one)


def _with_counts_before(text: str, product: _Product) -> _Product:
    """Return a product that does not come out with the counts right before it.

    How many of them belong to it, its whole tells; a price that no number of them
    explains is of all.
    """
    if product.is_right:
        return product
    begins = max(line_begin(text, product.start), product.start - _NEAR)
    met = _COUNTS_BEFORE.search(text, begins, product.start)
    counts = re.finditer(FIGURE, met[0], re.ASCII) if met else ()
    longer = product
    for count in reversed(list(counts)):
        start = met.start() + count.start() if met else product.start
        factors = (number(count[0]), *longer.factors)
        longer = replace(longer, start=start, factors=factors)
        if prod(factors) == product.whole:
            return longer
    is_money = text[: product.end].endswith(_MONEY)
    return longer if is_money else product


_NEAR = 60
_MOST_BEFORE = 4


def _with_whole(
    text: str, start: int, end: int, factors: tuple[Decimal, ...]
) -> Iterator[_Product]:
    after = _WHOLE.match(text, end)
    if after and _IS_TOTAL.search(after["total"]):
        yield _Product(start, after.end(), factors, number(after["whole"]))
    elif (more := _TIMES_MORE.match(text, end)) and _IS_TOTAL.search(more["total"]):
        whole = number(more["whole"])
        if whole != prod(factors):  # what is said again is no factor
            all_factors = (*factors, number(more["times"]))
            yield _Product(start, more.end(), all_factors, whole)
    elif before := _WHOLE_BEFORE.search(text, max(0, start - 60), start):
        close = re.compile(rf"{re.escape(before['thing'])}\s*\)").match(text, end)
        if close:
            whole = number(before["whole"])
            yield _Product(before.start(), close.end(), factors, whole)


def _of_all(text: str) -> Iterator[_Product]:
    """Read ``หมู่บ้านละ 10 คน จำนวน 12 หมู่บ้าน รวม 120 คน``, the share before the number."""
    done = 0
    for share in _SHARE.finditer(text):
        unit_ends = len(text[: share.start()].rstrip())
        begins = range(max(done, unit_ends - _LONGEST_THING), unit_ends)
        match = next(filter(None, (_OF_ALL.match(text, at) for at in begins)), None)
        if match is None:
            continue
        done = match.end()
        if _IS_TOTAL.search(match["total"]):
            factors = (number(match["each"]), number(match["many"]))
            yield _Product(*match.span(), factors, number(match["whole"]))


def _times(text: str) -> Iterator[_Product]:
    for match in _TIMES.finditer(text):
        figures = re.findall(rf"[x×X*]\s*({FIGURE})", match["more"], re.ASCII)
        factors = tuple(number(figure) for figure in (match["first"], *figures))
        product = _Product(*match.span(), factors, number(match["whole"]))
        yield _with_counts_before(text, product)


def sums_of_some(figures: Sequence[Decimal]) -> Iterator[Decimal]:
    """Yield what each of some figures, and any of them together, come to."""
    for size in range(1, len(figures) + 1):
        yield from map(sum, combinations(figures, size))


def number(figure: str) -> Decimal:
    """Read what ``FIGURE`` matches."""
    return Decimal(figure.replace(",", ""))
