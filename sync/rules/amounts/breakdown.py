"""What the amounts in a budget's text are: its total, its parts, prices by the head.

A line's amount is what its price comes to (``5 ชั่วโมง x 600 บาท เป็นเงิน 3,000 บาท``). Where
a price has no result, or it is not plain what an amount is of, nobody can add up.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import accumulate, chain
from typing import NamedTuple

from sync.thai.digits import to_arabic

BAHT = r"\s*(?:[.,]?-)?\s*บาท"  # 20,000.- บาท
_AMOUNT = re.compile(
    rf"(?<![\d,.])(\d{{1,3}}(?:,\d{{3}})+(?:\.\d{{1,2}})?|\d{{1,12}}(?:\.\d{{1,2}})?){BAHT}",
    re.ASCII,
)
_PRICE_BEFORE = re.compile(
    r"(?:(?<!แ)ละ(?:ไม่เกิน|ประมาณ|ราคา|เป็นเงิน|จำนวน|\s)*|[x×X*@]\s*|อัตรา\s*|คูณ(?:ด้วย)?\s*)\Z"
)
_PRICE_AFTER = re.compile(r"\s*(?:[x×X*]\s*\d|ต่อ\s*[ก-๎]|/\s*[ก-๎])", re.ASCII)
_RESULT = re.compile(r"(?:(?:คิด)?เป็น(?:จำนวน)?เงิน(?:จำนวน|ทั้งสิ้น|\s)*|=\s*)\Z")
_TOTAL = re.compile(
    r"(?:รวม(?:เป็นเงิน|ทั้งสิ้น|ทั้งหมด|เงิน|งบประมาณ|เป็น|จำนวน|\s)*|ทั้งสิ้น(?:เป็นเงิน|จำนวน|\s)*)\Z"
)
_ITEM = r"(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]|[-–•●▪*])\s*(?=[ก-ฮเ-ไ])"
_NEXT_ITEM = re.compile(
    rf"ค่า(?=[ก-ฮเ-ไ])|เงินรางวัล|(?:\s|^){_ITEM}|\n(?!\s*+(?:คิด|เป็น|=))", re.ASCII
)
_COUNTED = re.compile(
    r"\s*(?:จำนวน\s*)?(?:\d[\d,]*\s*[ก-ฮเ-ไ][ก-๎]{0,14}\s*(?:[x×X*]\s*)?)*", re.ASCII
)
"""Between a price that looks like an amount and its result: ``500 บาท| 10 แผ่น |เป็นเงิน``."""
_OF_A_PART = re.compile(rf"ค่า(?!ใช้จ่าย)|(?:\s|^){_ITEM}", re.ASCII)
_LIST_BELOW = re.compile(rf"\n[^\S\n]*{_ITEM}", re.ASCII)
_HAS_PARTS = re.compile("แยกเป็น|แบ่งเป็น|ประกอบด้วย|ดังนี้|ได้แก่|รายละเอียด|จำแนก|:")
_NAMES_THE_WHOLE = re.compile(
    r"(?:^|\n)(?:งบประมาณ|วงเงิน|เงิน|รวม|ทั้งสิ้น|ทั้งหมด|จำนวน|ขอใช้|ใช้|ดำเนินการ|เป็น|จ่าย|ที่|[^\w\s]|\s)*\Z"
)
_PART = (
    r"(?:ค่า(?=[ก-ฮเ-ไ])|เงิน(?:อุดหนุน|รายได้|สะสม|สมทบ|รางวัล|บริจาค)|งวด(?:ที่|แรก|สุดท้าย))"
)
_TO_PARTS = re.compile(
    rf"(?:(?!{_PART})[^\d\n]|(?<!\d)25\d\d(?!\d)|\d{{1,2}}\s*งวด)*?(?P<part>{_PART})",
    re.ASCII,
)
_OF_OTHER_MONEY = re.compile("ตั้งไว้|เบิก|คงเหลือ|โอน|เดิม|ใช้ไป|หมวด|ประเภท|ปีก่อน|ไม่เกิน")
"""Between an amount and the next, which is then of the ordinance or of another year."""
_HAS_PARTS_OF_ITS_OWN = re.compile("แยกเป็น|แบ่งเป็น|ประกอบด้วย|จำแนก")
_NOT_ALL = re.compile("อื่น|เป็นต้น|ฯลฯ")
_AT_ONCE = re.compile(r"[\s,)]*(?:(?:และ|รวมถึง)\s*)?(?:ค่าใช้จ่าย)?\Z")
_BRACKETS = re.compile(r"\([^()]*\)")
_BEFORE_BRACKETS = 60
"""Letters in which an amount ends, with its unit and what spaces there are."""
_ENDS_WITH_AMOUNT = re.compile(rf"\d{BAHT}(?:ถ้วน)?\s*\Z", re.ASCII)
_BARE = re.compile(
    r"(?<![\d,.])(?!25\d\d(?!\d))(?:\d{1,3}(?:,\d{3})+|\d{4,})(?![\d,]|\s*(?:คน|ราย|ท่าน|รูป|ชุด|เล่ม|แผ่น|ฉบับ|ครัวเรือน))",
    re.ASCII,
)
"""A figure as large as an amount, which may be one that does not say so."""
_BEFORE = 40


class Amount(NamedTuple):
    """Baht in figures, and where they stand in a text."""

    baht: Decimal
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The amounts of a text, and what they are.

    ``totals`` are named as such, or stand before their parts. ``parts`` are ``None`` where
    nobody can tell them, or some are left out. ``prices`` are by the head or the hour.
    """

    amounts: tuple[Amount, ...]
    totals: tuple[Amount, ...]
    parts: tuple[Amount, ...] | None
    prices: frozenset[Amount]

    @property
    def sum_of_parts(self) -> Decimal:
        """Return what the known parts make."""
        return sum((part.baht for part in self.parts or ()), Decimal(0))

    def main(self, budget: Decimal | None = None) -> Amount:
        """Return the amount that is the whole text's, as near as one can tell."""
        whole = tuple(one for one in self.amounts if one.baht == budget)
        no_price = tuple(one for one in self.amounts if one not in self.prices)
        parts = self.parts or ()
        alone = parts if len(parts) == 1 else ()
        return next(chain(self.totals, whole, alone, no_price, self.amounts))


def amounts_in(text: str) -> tuple[Amount, ...]:
    """Return the amounts of a text that say baht."""
    return tuple(
        Amount(Decimal(match[1].replace(",", "")), *match.span())
        for match in _AMOUNT.finditer(to_arabic(text))
    )


def breakdown(text: str) -> Breakdown:
    """Tell what the amounts of a budget's text are."""
    folded, amounts = to_arabic(text), amounts_in(text)
    prices = frozenset(one for one in amounts if _is_price(folded, one))
    bare = _without_asides(folded)
    shown = amounts_in(bare)
    head = _head(bare, shown, prices)
    read = _Read(bare, prices)
    read.all(shown[len(head) :], head[0].end if head else 0)
    head = head or read.take_head()
    totals = (*head, *read.totals)
    is_whole = not (_leaves_out(bare, shown, totals) or _has_bare(bare, shown))
    is_known = read.is_known and is_whole and len(read.totals) < 2
    return Breakdown(amounts, totals, tuple(read.parts) if is_known else None, prices)


def _is_price(text: str, amount: Amount) -> bool:
    before = text[max(0, amount.start - _BEFORE) : amount.start]
    return bool(_PRICE_BEFORE.search(before) or _PRICE_AFTER.match(text, amount.end))


def _without_asides(text: str) -> str:
    """Blank out what stands in brackets behind an amount: its words, what it is made of."""
    for met in _BRACKETS.finditer(text):
        near = max(0, met.start() - _BEFORE_BRACKETS)
        if _ENDS_WITH_AMOUNT.search(text, near, met.start()):
            text = text[: met.start()] + " " * len(met[0]) + text[met.end() :]
    return text


def _head(
    text: str, shown: Sequence[Amount], prices: frozenset[Amount]
) -> Sequence[Amount]:
    """Return the first amount if those that follow are its parts."""
    if len(shown) < 3 or shown[0] in prices or _is_total(text, shown[0]):
        return ()
    first, second, *_ = shown
    between, is_part = text[first.end : second.start], is_of_a_part(text, first)
    has_total = any(_is_total(text, one) for one in shown[1:])
    is_head = bool(_HAS_PARTS.search(between)) and not (has_total and is_part)
    is_head = is_head or (not has_total and _is_before_parts(text, shown))
    return shown[:1] if is_head or (not is_part and _LIST_BELOW.search(between)) else ()


def _is_before_parts(text: str, shown: Sequence[Amount]) -> bool:
    """Whether the first amount is plainly the whole, and those that follow plainly parts.

    Before it stands nothing but that it is a budget; behind it begins a part, and more.
    """
    first = shown[0]
    begins = _TO_PARTS.match(text, first.end, shown[1].start)
    if not begins or not _NAMES_THE_WHOLE.search(text[: first.start]):
        return False
    if _OF_OTHER_MONEY.search(text, first.end, begins.start("part")):
        return False
    return len(re.findall(_PART, text[first.end : shown[-1].start])) > 1


def _is_total(text: str, amount: Amount) -> bool:
    return bool(_TOTAL.search(text[max(0, amount.start - _BEFORE) : amount.start]))


def is_of_a_part(text: str, amount: Amount) -> bool:
    """Whether a part is named before an amount; else it may be the whole's."""
    return bool(_OF_A_PART.search(text[: amount.start]))


@dataclass(slots=True)
class _Read:
    """The parts and totals met so far; ``is_known`` until one cannot be told."""

    text: str
    prices: frozenset[Amount]
    parts: list[Amount] = field(default_factory=list)
    totals: list[Amount] = field(default_factory=list)
    is_known: bool = True
    has_price: bool = False
    """Whether a price waits for its result."""
    item: int = 0
    """How many parts there were before the item that is read."""

    def all(self, amounts: Sequence[Amount], begin: int) -> None:
        for amount in amounts:
            between = self.text[begin : amount.start]
            if amount in self.prices:
                self._know(not (self.has_price and _NEXT_ITEM.search(between)))
                self.has_price = True
            elif self.has_price:
                self._result_of_price(amount, between)
            else:
                self._amount(amount, between)
            begin = amount.end
        self._know(not self.has_price)

    def take_head(self) -> Sequence[Amount]:
        """Take the first amount for the whole that is told again behind the parts."""
        totals = {one.baht for one in self.totals}
        head, others = self.parts[:1], self.parts[1:]
        is_head = others and head[0].baht in totals
        if not is_head or is_of_a_part(self.text, head[0]):
            return ()
        self.parts = others
        return head

    def _know(self, is_known: bool) -> None:  # noqa: FBT001
        self.is_known = self.is_known and is_known

    def _result_of_price(self, amount: Amount, between: str) -> None:
        is_result = _is_total(self.text, amount) or _RESULT.search(between)
        self._know(bool(is_result) and not _NEXT_ITEM.search(between))
        self.parts.append(amount)
        self.has_price = False

    def _amount(self, amount: Amount, between: str) -> None:
        if _NEXT_ITEM.search(between):
            self.item = len(self.parts)
        result = _RESULT.search(between)
        is_of_last = result and _COUNTED.fullmatch(between, 0, result.start())
        if _is_total(self.text, amount):
            self.totals.append(amount)
        elif is_of_last and self.parts:
            self._result_of_last(amount)
        else:
            is_nested = self.parts and _HAS_PARTS_OF_ITS_OWN.search(between)
            self._know(not is_nested)
            self.parts.append(amount)

    def _result_of_last(self, amount: Amount) -> None:
        """Take what the last amounts come to, or the last alone, which was a price."""
        sums = accumulate(one.baht for one in reversed(self.parts))
        counts = [count for count, baht in enumerate(sums, 1) if baht == amount.baht]
        many = max((count for count in counts if count > 1), default=1)
        last = self.parts[-1].baht
        is_price = len(self.parts) == self.item + 1 and last and not amount.baht % last
        self._know(many > 1 or bool(is_price))
        self.parts[-many:] = [amount]
        self.item = min(self.item, len(self.parts) - 1)


def _leaves_out(text: str, shown: Sequence[Amount], totals: Sequence[Amount]) -> bool:
    """Whether some parts are left out: what is other, and has no amount of its own."""
    is_summed_last = bool(shown) and shown[-1] in totals
    for met in _NOT_ALL.finditer(text):
        after = next((one for one in shown if one.start > met.start()), None)
        before = next((one for one in reversed(shown) if one.end <= met.start()), None)
        if after is None and is_summed_last:
            continue
        is_at_once = before and _AT_ONCE.match(text[before.end : met.start()])
        if after is None or after in totals or (is_at_once and met[0] != "อื่น"):
            return True
    return False


def _has_bare(text: str, shown: Sequence[Amount]) -> bool:
    """Whether a figure among the amounts may be one, and does not say so."""
    starts = {one.start for one in shown}
    end = shown[-1].end if shown else 0
    return any(met.start() not in starts for met in _BARE.finditer(text, 0, end))
