"""Headings of a project's paper that the official form has not: what to tell them by.

Projects' papers have more headings than the form: indicators, the place, the benefits,
whatever an office likes. What stands under such a heading is nobody's text of the one
before it. It is told by words that such papers use, by a number that goes on with those
of the headings, or by standing out as they do; an item of a list is none of these.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sync.importing.numbered import Numbered
from sync.importing.openings import spelt_heading
from sync.importing.source import SourceLine
from sync.plan.heading_words import is_apart
from sync.plan.labels import Headers
from sync.thai.folding import key

_FEWEST = 2
"""Headings of ours that must show by what headings stand out here."""

_LONGEST = 60
_LONGEST_LABEL = 40
_MOST_MISSING = 2
_LEADS_ON = re.compile(
    r".*(?:ดังนี้|ดังต่อไปนี้|ได้แก่|เช่น|คือ|ว่า|ประกอบด้วย|จำนวน|\d)|(?:เชิง|ด้าน).*", re.DOTALL
)
"""Words before a colon that is none of a label, or a label of a part of the text."""


_SIGNATURE = re.compile(
    r"\(?\s*(?:ลงชื่อ|ลงนาม|ลายมือชื่อ)\s*\)?\s*:?\s*(?:[.…_]{3,}.*|…+.*|ผู้\S{2,30}|)",
    re.DOTALL,
)
"""Where somebody signs a project's paper: what stands below is no text of it."""


@dataclass(slots=True)
class _Count:
    """The number of the last heading, and those of lists below it."""

    number: int = 0
    mark: str = ""
    items: set[int] = field(default_factory=set)

    def goes_on_with(self, line: Numbered) -> bool:
        """Whether a number is the next heading's, and not that of the next item.

        Some forms have no heading of a number; where no item stands below the last one
        a few may be missing.
        """
        missing = line.number - self.number - 1
        is_next = 0 <= missing <= (0 if self.items else _MOST_MISSING)
        is_item = line.number - 1 in self.items
        return bool(self.mark) and line.mark == self.mark and is_next and not is_item

    def take(self, line: Numbered) -> None:
        """Go on from a heading."""
        if line.number and line.mark:
            self.number, self.mark = line.number, line.mark
        self.items = set()


def headings_apart(
    lines: Sequence[SourceLine],
    numbered: Sequence[Numbered],
    ours: Collection[int],
    headers: Headers,
) -> Mapping[int, str]:
    """Return which lines are headings that the form has not, with their words.

    Args:
        lines: of one project's section.
        numbered: the same lines, cut.
        ours: which of them are headings of the form.
        headers: what headings are called.
    """
    stands_out = sum(lines[at].heading for at in ours) >= _FEWEST
    has_numbers = sum(bool(numbered[at].mark) for at in ours) >= _FEWEST
    is_plain = not (stands_out or has_numbers)
    at_once = (
        is_plain and sum(_says_at_once(numbered[at]) for at in ours) > len(ours) / 2
    )
    is_said = False
    count, found = _Count(), dict[int, str]()
    for at, line in enumerate(numbered):
        if at in ours:
            count.take(line)
            is_said = _says_at_once(line)
            continue
        may_be = bool(line.words) and len(line.words) <= _LONGEST
        is_next = count.goes_on_with(line)
        is_one = may_be and bool(
            (_is_known(line, headers) and (not line.number or is_next))
            or (has_numbers and is_next and not _is_broken(numbered, at, headers))
            or (stands_out and lines[at].heading)
            or (is_plain and not line.number and spelt_heading(line.rest, headers))
            or (at_once and is_said and _is_label(line))
        )
        if is_one or _SIGNATURE.fullmatch(lines[at].text):
            found[at] = line.words
            count.take(line)
            is_said = _says_at_once(line)
        elif line.number and line.mark == count.mark:
            count.items.add(line.number)
    return found


def _says_at_once(line: Numbered) -> bool:
    """Whether a line has a text behind a colon."""
    return bool(line.rest.partition(":")[2].strip())


def _is_label(line: Numbered) -> bool:
    """Whether what stands before a colon is a label as those of ours are."""
    words, text = line.words, line.rest.partition(":")[2]
    return (
        not line.number
        and len(words) <= _LONGEST_LABEL
        and words[0].isalpha()
        and bool(text.strip())
        and not text.startswith("//")
        and not _LEADS_ON.fullmatch(words)
    )


def _is_known(line: Numbered, headers: Headers) -> bool:
    return headers.find("apart", line.words) is not None or is_apart(line.words)


def _is_broken(numbered: Sequence[Numbered], at: int, headers: Headers) -> bool:
    """Whether a line begins a heading of ours that goes on in the lines below it."""
    whole = key("".join(line.rest for line in numbered[at : at + 3]))
    labels = (
        key(headers.write("details", name)) for name in headers.spellings["details"]
    )
    begun = key(numbered[at].words)
    return any(label.startswith(begun) and whole.startswith(label) for label in labels)
