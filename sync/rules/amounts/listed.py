"""The rule on how many are announced, or summed up, and how many are named."""

import re
from collections.abc import Iterator

from sync.model.findings import Hit
from sync.rules.amounts.figures import ORDINAL
from sync.rules.text.lines import line_begin
from sync.rules.text.normalized import NormalizedText
from sync.rules.text.signs import only_with
from sync.rules.text.wordlists import WordLists
from sync.thai.digits import DIGITS, in_digits_of

_LISTED = re.compile(
    rf"(?<![\d,./:-])(?P<count>[3-9]|1\d)\s*(?P<what>(?!{ORDINAL})[\u0e01-\u0e4e]{{2,12}}?)"
    r"\s*(?:ได้แก่|คือ|ประกอบด้วย) (?P<list>[^\d\n:]+)(?P<beyond>\n.*)?",
    re.ASCII,
)
_BETWEEN_LISTED = re.compile(r"[\s,/]+|(?<=.)และ|รวมทั้ง|รวมถึง|หรือ|กับ")
_TO_THE_LAST = re.compile(r"\sและ")
_NOT_ALL = re.compile("เช่น|เป็นต้น|ฯลฯ|อาทิ|[-–•…]")
_BEGINS_AN_ITEM = re.compile(r"\n\s*(?:[-–—•●▪*]|\(?\d{1,2}[.)])", re.ASCII)
_PLACE = "(?:สำนัก|กอง|ฝ่าย|งาน|หน่วย|ศูนย์|โรงเรียน|ชุมชน|หมู่บ้าน|บ้าน|ตำบล|วัด)"
"""What the name of a place or a part of an office begins with."""
_ONLY_PLACES = re.compile(rf"{_PLACE}[ก-๎]+(?:[\s,]+(?:และ|รวมทั้ง)?{_PLACE}[ก-๎]+)*[\s,]*")
_SUMMED_UP = re.compile(
    r"(?:รวม|ทั้งสิ้น|ทั้งหมด)(?:รวม|ทั้งสิ้น|ทั้งหมด|เป็น|จำนวน|\s)*(?P<count>\d{1,2})\s*(?P<what>[ก-ฮเ-ไ][ก-๎]{1,9})(?![ก-๎])",
    re.ASCII,
)
_OF_PLACES = re.compile("แห่ง|หน่วยงาน|ส่วนราชการ|สถานที่")
_FIRST_OF_A_LIST = re.compile(r"(?:\A|[:(]|(?:ได้แก่|คือ|ประกอบด้วย|ของ|ใน|จาก|ที่)\s*)\Z")
_FEWEST, _MOST_LOST = 3, 2
"""Of a list that does not say that it ends, few are lost: else more may follow."""


@only_with(DIGITS)
def other_number_named(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """Five ways are announced, and four named: one was lost, or the number is old.

    What is named may have spaces of its own, so more is never said of what is announced;
    nor anything where the list is of examples, or goes on in the next line. Names that
    all begin with what is summed up behind them (กองช่าง และกองคลัง รวม 3 กอง) are counted.
    """
    folded = typed.arabic
    for start, end, counted in (*_announced(folded), *_summed_up(folded)):
        write = in_digits_of(typed.plain[start:end])
        yield typed.hit("SUM003", start, end, computed=write(str(counted)))


def _announced(text: str) -> Iterator[tuple[int, int, int]]:
    for match in _LISTED.finditer(text):
        named = match["list"]
        is_whole = not match["beyond"] or _BEGINS_AN_ITEM.match(match["beyond"])
        if not is_whole or _NOT_ALL.search(named):
            continue
        counted = len(list(filter(None, _BETWEEN_LISTED.split(named))))
        lacking = int(match["count"]) - counted
        ends = _TO_THE_LAST.search(named) or (
            0 < lacking <= _MOST_LOST < counted and _is_of_places(text, match)
        )
        if lacking > 0 and ends:
            yield match.start("count"), match.end("what"), counted


def _is_of_places(text: str, match: re.Match[str]) -> bool:
    """Whether a list is to its line's end of nothing but names of places."""
    is_line = text[match.end("list") :][:1] in {"", "\n"}
    return bool(is_line and _ONLY_PLACES.fullmatch(match["list"].strip()))


def _summed_up(text: str) -> Iterator[tuple[int, int, int]]:
    for total in _SUMMED_UP.finditer(text):
        begins = line_begin(text, total.start())
        line = text[begins : total.start()].rstrip(" ,(")
        what = (
            _PLACE if _OF_PLACES.fullmatch(total["what"]) else re.escape(total["what"])
        )
        one = rf"{what}[ก-๎]+"
        listed = re.search(
            rf"(?:{one}[\s,]+)*(?:{one}[\s,]*)?(?:และ|กับ|รวมทั้ง)\s*{one}\Z", line
        )
        if listed is None:
            continue
        counted = len(re.findall(rf"(?:\A|[\s,]|และ|กับ|รวมทั้ง){what}", listed[0]))
        said, is_begun = (
            int(total["count"]),
            _FIRST_OF_A_LIST.search(line[: listed.start()]),
        )
        if counted >= _FEWEST and (counted > said or (counted < said and is_begun)):
            yield *total.span(), counted
