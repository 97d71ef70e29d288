"""The rule on how many there are of something in a month, a quarter and a year."""

import re
from collections.abc import Iterator
from decimal import Decimal

from sync.model.findings import Hit
from sync.rules.amounts.figures import FIGURE, NOT_INSIDE, number
from sync.rules.text.normalized import NormalizedText
from sync.rules.text.signs import only_with
from sync.rules.text.wordlists import WordLists
from sync.thai.digits import DIGITS, in_digits_of

_A_YEAR = {"ปี": 1, "ไตรมาส": 4, "เดือน": 12, "สัปดาห์": 52}
_TIME = f"(?:{'|'.join(_A_YEAR)})"
_ABOUT = r"(?:จำนวน|ประมาณ|เฉลี่ย|ราว|\s)*"
_RATE = re.compile(
    rf"(?P<first>{_TIME})ละ{_ABOUT}(?P<many>{FIGURE})\s*(?P<unit>[ก-ฮเ-ไ][ก-๎]{{1,15}}?)"
    rf"(?P<apart>(?:หรือ|เฉลี่ย|คิดเป็น|เท่ากับ|เป็น|=|ประมาณ|รวม|[ ,(])*)"
    rf"(?P<last>{_TIME})ละ{_ABOUT}(?P<other>{FIGURE})\s*(?P=unit){NOT_INSIDE}",
    re.ASCII,
)
_SAYS_SAME = re.compile("เฉลี่ย|คิดเป็น|เท่ากับ|=|รวม|หรือ")
_VAGUE = re.compile("ประมาณ|ราว|กว่า|เกิน|อย่างน้อย|ขึ้นไป")
_MONEY = "บาท"
"""By the year it may cost less: “หรือ” tells another price there."""
_EVERY = r"(?:ทุก(?:\s*ๆ)?|ราย)\s*(?:สิ้น)?(?:(?P<months>[2346])\s*)?(?P<time>เดือน|ไตรมาส|สัปดาห์)"
_TIMES_A_YEAR = (
    rf"(?:(?:รวม)?ปีละ\s*(?:จำนวน\s*)?(?P<times>{FIGURE})\s*(?:ครั้ง|รอบ|ฉบับ)"
    rf"|(?<![\d,.])(?P<times_>{FIGURE})\s*(?:ครั้ง|รอบ|ฉบับ)\s*(?:ต่อ|/|ใน)\s*(?:รอบ)?\s*(?:หนึ่ง)?ปี)"
)
_SEPARATE = r"(?:รวม|หรือ|คือ|เป็น|จำนวน|=|[ ,(])*"
_RECURS = (
    re.compile(_EVERY + _SEPARATE + _TIMES_A_YEAR, re.ASCII),
    re.compile(_TIMES_A_YEAR + _SEPARATE + _EVERY, re.ASCII),
)
_LEEWAY = Decimal("0.1")
"""Of what is about so many, and of weeks, which are fewer without holidays."""


@only_with(DIGITS)
def other_rate(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """1,200 a year are 100 a month, and every quarter is four times a year."""
    folded = typed.arabic
    for start, end, computed in (*_rates(folded), *_recurring(folded)):
        write = in_digits_of(typed.plain[start:end])
        yield typed.hit("SUM010", start, end, computed=write(computed))


def _rates(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _RATE.finditer(text):
        first, last = match["first"], match["last"]
        says_same = _SAYS_SAME.search(match[0])
        if (
            first == last
            or not says_same
            or (match["unit"] == _MONEY and says_same[0] == "หรือ")
        ):
            continue
        computed = number(match["many"]) * _A_YEAR[first] / _A_YEAR[last]
        near = max(0, match.start() - 12)
        is_vague = _VAGUE.search(text, near, match.end()) or "สัปดาห์" in {first, last}
        allowed = computed * _LEEWAY if is_vague else Decimal(1)
        if abs(number(match["other"]) - computed) >= max(Decimal(1), allowed):
            yield *match.span(), f"{last}ละ {computed.quantize(Decimal(1)):,}"


def _recurring(text: str) -> Iterator[tuple[int, int, str]]:
    for pattern in _RECURS:
        for match in pattern.finditer(text):
            months, said = match["months"], number(match["times"] or match["times_"])
            if months and match["time"] != "เดือน":
                continue
            computed = Decimal(_A_YEAR[match["time"]]) / int(months or 1)
            allowed = computed * _LEEWAY if match["time"] == "สัปดาห์" else Decimal(0)
            near = max(0, match.start() - 12)
            if abs(said - computed) > allowed and not _VAGUE.search(
                text, near, match.end()
            ):
                yield *match.span(), f"ปีละ {computed.quantize(Decimal(1)):,}"
