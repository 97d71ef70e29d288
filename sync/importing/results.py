"""Outputs and outcomes below one heading, each behind a word of its own.

Offices put both under ผลผลิต/ผลลัพธ์, or under indicators and benefits, and begin the
line with which it is: “ผลผลิต จัดอบรม 1 ครั้ง”. A sentence may begin with the word as well
(ผลผลิตทางการเกษตร), so the word stands apart from what follows it, and counts only below
such a heading, or where both words stand so.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sync.model.plan import Heading
from sync.plan.header_words import bare_title, pieces
from sync.thai.folding import clean

_OUTCOME = "ผลลัพ(?:ธ์|ท์|ธ)"
_WORDS = f"ผลผลิต|{_OUTCOME}|ผลกระทบ"
_AROUND = "และ|หรือ|ของ|โครงการ|กิจกรรม|ที่|คาดว่า|จะ|ได้รับ|เกิดขึ้น|outputs?|outcomes?|impacts?"
_JOINT = pieces(_WORDS, _AROUND)
_OF = (
    r"(?:\s*(?:ของ\s*)?(?:โครงการ|กิจกรรม)(?![ก-๎])|\s*ที่(?:คาดว่า)?จะ(?:ได้รับ|เกิดขึ้น)"
    r"|\s*\([A-Za-z ]{1,12}\))*+"
)
_LABEL = re.compile(
    r"(?:[-–•●▪*]\s*|\(?\d{1,2}(?:\.\d{1,2})*[.)]?\s+|\(?\d{1,2}[.)]\s*)*+"
    rf"(?P<word>{_WORDS}){_OF}(?:\s*[:：=]\s*|\s*[-–—]+\s+|\s+(?:(?:คือ|ได้แก่)\s+)?|$)"
    r"(?!และ|หรือ|ทาง|กับ|ตาม|จาก|[/,&:])(?P<text>.*)",
    re.DOTALL,
)
_NEXT = re.compile(
    rf"(?<=[^\s:/,&-])(?<!และ)(?<!หรือ)(?<!เกิด)(?<!เป็น)(?<!ของ)(?<!ตาม)(?<!ให้)(?<!ได้)\s+"
    rf"(?=(?:{_WORDS}){_OF}(?:\s*[:：]|\s+\S))"
)
"""Where the next of them begins in the line of one."""


@dataclass(frozen=True, slots=True)
class Result:
    """A line that is an output or an outcome, or neither, and what it says."""

    heading: Heading | None
    text: str


def is_joint(title: str) -> bool:
    """Whether a heading is that of outputs and of outcomes."""
    bare = bare_title(title)
    has_both = "ผลผลิต" in bare and re.search(_OUTCOME, bare)
    return bool(has_both and _JOINT.fullmatch(bare))


def result_of(line: str) -> Result | None:
    """Return what a line says behind such a word; ``None`` where none stands before it."""
    found = _LABEL.match(line)
    if found is None or is_joint(line):
        return None
    return Result(_heading(found["word"]), found["text"].strip())


def _heading(word: str) -> Heading | None:
    if word == "ผลผลิต":
        return Heading.OUTPUTS
    return Heading.OUTCOMES if re.fullmatch(_OUTCOME, word) else None


def parted(line: str) -> Sequence[str]:
    """Return a line in as many as it has such words with a text behind them."""
    found = _LABEL.match(line)
    if found is None:
        return [line]
    first, *others = _NEXT.split(found["text"])
    return [f"{line[: found.start('text')]}{first}", *others]


def results_among(
    lines: Sequence[str], opened: Mapping[int, str], apart: Collection[int], joint: str
) -> Mapping[int, Result]:
    """Return which lines of a section are outputs and outcomes behind such a word.

    Args:
        lines: of the section.
        opened: those that open a heading, with its place.
        apart: those that are headings which the form has not.
        joint: the place of outputs and outcomes together.
    """
    said = {
        at: result
        for at, line in enumerate(lines)
        if at not in opened and at not in apart and (result := result_of(line))
        if result.heading not in opened.values()
    }
    return dict(_first_of_each(said, _below(len(lines), opened, apart, joint)))


def _below(
    count: int, opened: Mapping[int, str], apart: Collection[int], joint: str
) -> Collection[int]:
    """Return the lines below a joint heading, or below one that the form has not."""
    found, is_below = set(), False
    for at in range(count):
        if at in apart:
            is_below = True
        elif at in opened:
            is_below = opened[at] in {joint, Heading.OUTPUTS, Heading.OUTCOMES}
        elif is_below:
            found.add(at)
    return found


def _first_of_each(
    said: Mapping[int, Result], below: Collection[int]
) -> Iterator[tuple[int, Result]]:
    """Yield what stands below such a heading, or has the other one beside it."""
    ours = {result.heading for result in said.values() if result.heading}
    taken = set[Heading | None]()
    for at, result in said.items():
        is_sure = at in below or len(ours) > 1
        if is_sure and result.heading not in taken:
            yield at, result
            taken.add(result.heading)


def results_in(text: str) -> tuple[Mapping[Heading, str], str]:
    """Part a text that stands under the joint heading.

    Returns:
        What it says of each, and what of it is said of neither.
    """
    found: dict[Heading, list[str]] = {}
    rest: list[str] = []
    into = rest
    for line in (piece for each in text.splitlines() for piece in parted(clean(each))):
        result = result_of(line)
        if result is None:
            into.append(line)
        elif result.heading is None:
            into = rest
            into.append(line)
        else:
            into = found.setdefault(result.heading, [])
            into += [result.text] if result.text else []
    return {h: "\n".join(own) for h, own in found.items() if own}, "\n".join(rest)
