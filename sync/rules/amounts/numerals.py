"""Rules on digits of two kinds in one plan or number, and on letters for digits."""

import re
from collections.abc import Iterator, Sequence

from sync.model.findings import Hit
from sync.model.plan import Heading, Plan
from sync.rules.context import RuleContext
from sync.rules.text.normalized import NormalizedText, is_running
from sync.rules.text.signs import only_with
from sync.rules.text.wordlists import WordLists
from sync.thai.digits import DIGITS, in_digits_of

_MIXED = re.compile(
    "(?<![๐-๙])[๐-๙]+[,.]?[0-9][๐-๙0-9,.]*|(?<![0-9])[0-9]+[,.]?[๐-๙][๐-๙0-9,.]*"
)
_WITH_LETTER = re.compile(
    "(?<![๐-๙,.])[๐-๙][๐-๙,.]*[oOlI][๐-๙oOlI]*(?:[,.][๐-๙oOlI]+)*(?![a-zA-Z])"
    "|(?<![a-zA-Z0-9,.])(?=[0-9,]*[oO])[0-9][0-9oO]{0,2}(?:,[0-9oO]{3})+(?![a-zA-Z0-9])"
)
_GROUP, _LEAST = 3, 2
_UNIT = (
    "คน|ราย|ท่าน|รูป|บาท|ครั้ง|ชุด|เล่ม|ฉบับ|แผ่น|ป้าย|ชั่วโมง|ครัวเรือน|หลังคาเรือน|ต้น|แห่ง|เรื่อง|โครงการ|หมู่บ้าน|ชุมชน|โรงเรียน"
    "|ไร่|ตารางเมตร|เมตร|กิโลเมตร|ลิตร|กิโลกรัม|ตัน|หลัง|คัน|ตัว|ชิ้น|เครื่อง|ใบ|รายการ|คะแนน|เสียง|สัญญา|ฎีกา"
)
_GROUPS = re.compile(
    rf"(?<![\d,./-])(?P<figure>\d{{1,6}}(?:,\d{{1,6}})+)(?![\d,.]*\d)\s?(?P<unit>{_UNIT})(?![\u0e30-\u0e4e])",
    re.ASCII,
)
_NEAR = 10
_OF_ITEMS = re.compile(r"(?:(?<!พื้น)ที่|ข้อ|หมู่|มาตรา|ปี|เลข)\s*\Z")
_DIGIT_MEANT = str.maketrans("oOlI", "0011")
_ARABIC = re.compile("(?<![๐-๙])[0-9]+(?:[.,][0-9]+)*(?![0-9]*[๐-๙])")
_FOREIGN = re.compile("[A-Za-z]+")
_NAMED_BEFORE = re.compile(r"(?:[A-Za-z)][-\s]?|ค\.?\s?ศ\.?\s?|โควิด[-\s]?)\Z")
"""Before figures that belong to a foreign name or era: COVID-19, ISO 9001, ค.ศ. 2025."""
_TOKEN = re.compile(r"[A-Za-z0-9.,:/_+-]+")
_IN_A_LINK = re.compile(r"(?:https?://|www\.)\S*\Z", re.IGNORECASE)
_UNIT_AFTER = re.compile(r"\s?[A-Za-z]")
_OF_ITS_TIME = re.compile(r"(?:19|20)[0-9]{2}|[0-9]\.0")
"""Figures of a name: a Christian year, as of a disease or a goal, or a version."""
_AS_A_NAME = re.compile(r"(?<!จำนวน)(?<!เงิน)(?<!รวม)(?<!ปี)(?<!พ\.ศ\.)\s\Z")


def _count(digits: str, texts: Sequence[NormalizedText]) -> int:
    return sum(typed.plain.count(digit) for typed in texts for digit in digits)


def arabic_among_thai(_plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """Arabic digits in sentences, where the plan writes Thai ones. Once a cell.

    Beside foreign letters, as in COVID-19, and in the table they are usual.
    """
    running = [typed for typed in context.texts if _is_detail(typed)]
    if _count("๐๑๒๓๔๕๖๗๘๙", running) <= _count("0123456789", running):
        return
    for typed in running:
        for match in _ARABIC.finditer(typed.plain):
            if not _is_of_a_name(typed.plain, match):
                yield typed.hit("TRM011", *match.span())
                break


def _is_of_a_name(text: str, figure: re.Match[str]) -> bool:
    """Whether a figure belongs to a foreign word, a model, or a name with a year."""
    token = next(
        (t for t in _TOKEN.finditer(text) if t.start() <= figure.start() < t.end()),
        figure,
    )
    before = text[max(0, token.start() - 8) : token.start()]
    if _IN_A_LINK.search(text, 0, figure.start()):
        return True
    if _FOREIGN.search(token[0]) or _NAMED_BEFORE.search(before):
        return True
    is_name = _OF_ITS_TIME.fullmatch(figure[0]) and _AS_A_NAME.search(before)
    return bool(_UNIT_AFTER.match(text, token.end()) or is_name)


def _is_detail(typed: NormalizedText) -> bool:
    return is_running(typed.passage) and isinstance(typed.passage.what, Heading)


@only_with("๐๑๒๓๔๕๖๗๘๙", "0123456789")
def mixed_digits(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """One number in Thai and Arabic digits."""
    for match in _MIXED.finditer(typed.plain):
        yield typed.hit("TRM012", *match.span())


@only_with(DIGITS, ",")
def odd_groups(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """``1,2000 ฉบับ``: groups are of three digits, so that one is too many or lost.

    Only of what is counted: numbers without a space between may be of items (ข้อ 1,12).
    What a budget says in baht is another rule's.
    """
    is_budget = typed.passage.what is Heading.BUDGET
    for match in _GROUPS.finditer(typed.arabic):
        first, *groups = match["figure"].split(",")
        is_odd = len(first) > _GROUP or any(len(group) != _GROUP for group in groups)
        is_list = len(set(map(len, (first, *groups)))) == 1
        is_list = is_list or bool(
            _OF_ITEMS.search(match.string, max(0, match.start() - _NEAR), match.start())
        )
        is_told = is_budget and match["unit"] == "บาท"
        if is_odd and not (is_list or is_told or max(map(len, groups)) < _LEAST):
            start, end = match.span()
            figure = in_digits_of(typed.plain[start:end])(
                f"{int(first + ''.join(groups)):,}"
            )
            yield typed.hit("TRM017", start, end, grouped=figure)


@only_with(DIGITS, "oOlI")
def letter_for_digit(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """A letter O or l in a number, which looks like 0 or 1 and counts as neither."""
    for match in _WITH_LETTER.finditer(typed.plain):
        letters = _FOREIGN.findall(match[0])
        right = in_digits_of(match[0])(match[0].translate(_DIGIT_MEANT))
        facts = {"letter": letters[0][0], "right": right}
        yield typed.hit("TRM013", *match.span(), **facts)
