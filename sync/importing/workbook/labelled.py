"""Rows as lines of running text, where headings stand in one column and texts in the next."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sync.importing.openings import heading_of
from sync.importing.source import SourceLine
from sync.importing.workbook.reading import filled_cells
from sync.model.cells import Tab
from sync.plan.labels import Headers
from sync.thai.digits import to_arabic
from sync.thai.folding import clean
from sync.thai.money import parse_baht

_LABEL_WITHIN = 2
"""Cells from the left in which a heading stands, before its text: a number, itself."""

_FEWEST_LABELS = 2
"""Headings of ours with texts beside them that show where labels stand."""

_LONGEST_LABEL = 60
_NUMBER = re.compile(r"\d{1,2}")
_WORDS_FIRST = re.compile(r"(?:\d{1,2}[.)]\s*)?[ก-ฮเ-ไA-Za-z]")


def lines_of(tab: Tab, rows: Iterable[int], headers: Headers) -> list[SourceLine]:
    """Return rows as lines of running text, a heading's text behind a colon.

    Whoever typed them broke the lines where they are broken: each opens anew. Where
    headings stand in one column and their texts in the next, a label that is none of
    ours is a heading all the same, and what stands farther right is a note beside.
    """
    every = [(row, filled_cells(tab, row)) for row in rows]
    layout = _layout([texts for _, texts in every], headers)
    lines: list[SourceLine] = []
    is_below_text = False
    for row, texts in every:
        labelled = layout.split(texts)
        is_ours = any(heading_of(text, headers) for text in labelled.label.values())
        is_heading = is_ours or (is_below_text and labelled.may_be_heading)
        own = labelled.own if is_heading else texts
        found = list(_with_colon(list(own.values()), headers, whole=is_heading))
        first, rest = found[:1], found[1:]
        lines += (
            SourceLine(text, row, opens=True, heading=is_heading) for text in first
        )
        lines += (SourceLine(text, row, opens=True) for text in rest)
        if is_heading:
            lines += (SourceLine(text, row, beside=True) for text in labelled.notes)
        if texts:
            is_below_text = is_heading and bool(labelled.text)
    return lines


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A row cut at its label: what stands before it, itself, its text, and beside."""

    before: Mapping[int, str]
    label: Mapping[int, str]
    text: Mapping[int, str]
    beside: Mapping[int, str]

    @property
    def own(self) -> Mapping[int, str]:
        """The row without what stands beside."""
        return {**self.before, **self.label, **self.text}

    @property
    def notes(self) -> Iterator[str]:
        """What stands beside, each with the label it stands beside."""
        label = clean(next(iter(self.label.values()), "")).rstrip(" :")
        return (clean(f"{label}: {text}") for text in self.beside.values())

    @property
    def may_be_heading(self) -> bool:
        """Whether it has a label in words, and a text: no amount and no tick."""
        label, text = next(iter(self.label.values()), ""), "".join(self.text.values())
        in_words = _WORDS_FIRST.match(to_arabic(label)) and len(label) <= _LONGEST_LABEL
        says = any(map(str.isalpha, text)) and parse_baht(text) is None
        return bool(in_words) and says


@dataclass(frozen=True, slots=True)
class _Layout:
    """The columns of labels and of their texts in a tab; 0 where it has none."""

    label: int = 0
    text: int = 0
    is_narrow: bool = False

    def split(self, texts: Mapping[int, str]) -> _Labelled:
        """Cut a row by these columns."""
        width = max(texts, default=0)
        end = self.text if self.is_narrow and self.text else width
        return _Labelled(
            {at: own for at, own in texts.items() if at < self.label},
            {at: own for at, own in texts.items() if at == self.label},
            {at: own for at, own in texts.items() if self.label < at <= end},
            {at: own for at, own in texts.items() if at > max(end, self.label)},
        )


def _layout(rows: Sequence[Mapping[int, str]], headers: Headers) -> _Layout:
    """Find where labels stand: as most headings of ours that have a text beside them."""
    places: Counter[tuple[int, int]] = Counter()
    wide: Counter[tuple[int, int]] = Counter()
    for texts in rows:
        for label, text in pairwise(list(texts)[: _LABEL_WITHIN + 1]):
            if heading_of(texts[label], headers):
                places[label, text] += 1
                wide[label, text] += max(texts) > text
                break
    if not places:
        return _Layout()
    (place, count), *_ = places.most_common(1)
    if count < _FEWEST_LABELS:
        return _Layout()
    return _Layout(*place, is_narrow=wide[place] * 2 < count)


def _with_colon(
    texts: list[str], headers: Headers, *, whole: bool = False
) -> Iterator[str]:
    for at, text in enumerate(texts[:_LABEL_WITHIN]):
        is_label = heading_of(text, headers) or (whole and _WORDS_FIRST.match(text))
        if not is_label or at + 1 == len(texts):
            continue
        if at and not _NUMBER.fullmatch(to_arabic(texts[0]).rstrip(".)")):
            break
        number = f"{texts[0].rstrip('.)')}. " if at else ""
        rest = "\n".join(texts[at + 1 :])
        yield from _lines(f"{number}{clean(text).rstrip(' :')}: {rest}")
        return
    yield from _lines(" ".join(texts))


def _lines(text: str) -> Iterator[str]:
    return (line for each in text.splitlines() if (line := clean(each)))
