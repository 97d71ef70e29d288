"""Rows as lines of running text, where headings stand in one column and texts in the next.

In such a form a label that is none of ours is a heading all the same, whatever stands
beside it: its text is nobody's text of the field before. Only what a field has rows for
goes on with it: items of a list, amounts that a budget is made of.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sync.importing.numbered import numbered
from sync.importing.openings import NAME_LABEL, NAMES, heading_of
from sync.importing.source import SourceLine
from sync.importing.workbook.label_columns import (
    LABEL_WITHIN,
    Labelled,
    columns_of,
)
from sync.importing.workbook.label_rows import texts_beside
from sync.importing.workbook.reading import filled_cells
from sync.model.cells import Tab
from sync.model.plan import Heading
from sync.plan.labels import Headers
from sync.thai.digits import to_arabic
from sync.thai.folding import clean
from sync.thai.money import parse_baht
from sync.thai.periods import quarters_of

_LONGEST_LABEL, _LONGEST_ALONE = 60, 40
_FEWEST = 2
_LATE = 5
"""The number of a label after which one more form may begin with its first."""

_NUMBER = re.compile(r"\d{1,2}")
_WORDS_FIRST = re.compile(r"(?:\d{1,2}[.)]\s*)?[ก-ฮเ-ไA-Za-z]")
_PART = re.compile(r"(?:เชิง|ด้าน)(?:ปริมาณ|คุณภาพ|เวลา|ต้นทุน|ค่าใช้จ่าย)")
_COUNTS = re.compile(r"จำนวน(?!เงิน)|ร้อยละ|ระดับ|ปี|วัน|เวลา|เดือน|โทร|เลข|รหัส|ลำดับ|คะแนน")
"""Labels of figures that are no money."""

_QUANTITY = re.compile(r"\D{0,12}\d[\d,.]*\s*\D{0,12}")


def lines_of(tab: Tab, rows: Iterable[int], headers: Headers) -> list[SourceLine]:
    """Return rows as lines of running text, a heading's text behind a colon.

    Whoever typed them broke the lines where they are broken: each opens anew. What
    stands right of a heading's text is a note beside.
    """
    filled = ((row, filled_cells(tab, row)) for row in rows)
    every = [*texts_beside(filled, headers)]
    columns = columns_of([texts for _, texts in every], headers)
    blocks = [*columns.blocks(every)]
    places = [_place(cut, headers) for _, cut in blocks]
    if NAMES not in places:
        blocks = [(row, _with_name(cut, headers)) for row, cut in blocks]
        places = [_place(cut, headers) for _, cut in blocks]
    marks = (
        numbered(cut.title).mark
        for place, (_, cut) in zip(places, blocks, strict=True)
        if place
    )
    has_numbers = sum(map(bool, marks)) >= _FEWEST
    is_stacked = _are_stacked([cut for _, cut in blocks], headers)
    field: _Field | None = None
    lines: list[SourceLine] = []
    for place, (row, cut) in zip(places, blocks, strict=True):
        is_heading = bool(
            place
            or (field or _NO_FIELD).ends_at(cut, has_numbers=has_numbers)
            or (is_stacked and _first_line(cut))
        )
        if is_heading:
            field = _Field.of(place, cut, field)
        elif field:
            field.take(cut)
        lines += _lines_in(row, cut, headers, is_heading=is_heading)
    return lines


def _are_stacked(cuts: Sequence[Labelled], headers: Headers) -> bool:
    """Whether headings of ours stand in one cell with their texts, each on its first line."""
    alone = [cut for cut in cuts if len(cut.every) == 1]
    firsts = [heading_of(_first_line(cut), headers) for cut in alone]
    ours = [_of_cell(cut, headers) for cut in alone]
    return sum(map(bool, firsts)) >= _FEWEST and not any(ours)


def _first_line(cut: Labelled) -> str:
    """Return what may be a label above its text in a row's only cell; else nothing."""
    first, _, rest = next(iter(cut.every.values()), "").partition("\n")
    may_be = _WORDS_FIRST.match(to_arabic(first)) and len(first) <= _LONGEST_ALONE
    return first if rest and may_be and len(cut.every) == 1 else ""


def _of_cell(cut: Labelled, headers: Headers) -> str | None:
    """Return which heading a row's only cell is, and nothing else."""
    return heading_of(next(iter(cut.every.values())), headers)


def _place(cut: Labelled, headers: Headers) -> str | None:
    return heading_of(cut.title, headers) if cut.label else None


def _with_name(cut: Labelled, headers: Headers) -> Labelled:
    """Return a row of the label “โครงการ” with the words that say it is a name's."""
    if cut.text and headers.find("details", cut.title.rstrip(" :")) == NAMES:
        return replace(cut, label=dict.fromkeys(cut.label, NAME_LABEL))
    return cut


def _lines_in(
    row: int, cut: Labelled, headers: Headers, *, is_heading: bool
) -> Iterator[SourceLine]:
    """Yield a row's lines, the first of which may be a heading; then the notes beside."""
    own = cut.own if is_heading else cut.every
    found = _with_colon([*own.values()], headers, whole=is_heading)
    for at, text in enumerate(found):
        yield SourceLine(text, row, opens=True, heading=is_heading and not at)
    if is_heading:
        yield from (SourceLine(text, row, beside=True) for text in cut.notes)


@dataclass(slots=True)
class _Field:
    """A heading with what the rows below it have said so far.

    ``at_once`` says that it has a text beside it, ``is_beside`` that all of its text
    stands in that column.
    """

    place: str | None
    number: int
    at_once: bool
    is_beside: bool

    @classmethod
    def of(cls, place: str | None, cut: Labelled, before: "_Field | None") -> "_Field":
        """Return the field that a heading begins; ``place`` is of ours."""
        number = numbered(cut.title).number or (before.number if before else 0)
        at_once = bool(cut.text)
        return cls(place, number, at_once, at_once)

    def take(self, cut: Labelled) -> None:
        """Go on with a row of its text."""
        self.is_beside &= not cut.label

    def ends_at(self, cut: Labelled, *, has_numbers: bool) -> bool:
        """Whether a label is another field's.

        Args:
            cut: a row whose label is none of ours.
            has_numbers: whether labels have a number.
        """
        title, text = cut.title, " ".join(cut.text.values())
        item = numbered(title)
        if not _WORDS_FIRST.match(to_arabic(title)) or _PART.match(item.rest):
            return False
        is_new_form = item.number == 1 and self.number >= _LATE
        is_next = item.number > self.number or is_new_form
        if item.number and not (has_numbers and is_next):
            return False
        if not text:
            return self.is_beside and len(title) <= _LONGEST_ALONE
        return len(title) <= _LONGEST_LABEL and not self._has_rows_of(title, text)

    def _has_rows_of(self, title: str, text: str) -> bool:
        """Whether a label and its text are a row of this field's own."""
        in_words = any(map(str.isalpha, text)) and parse_baht(text) is None
        if self.place == Heading.METHOD:
            return not (self.at_once and in_words) or quarters_of(text) is not None
        if self.place == Heading.BUDGET and not in_words:
            return not _COUNTS.match(title)
        return not self.at_once and bool(_QUANTITY.fullmatch(to_arabic(text)))


_NO_FIELD = _Field(None, 0, at_once=True, is_beside=False)
"""Above the first heading: what stands there is nobody's, with its label all the same."""


def _with_colon(
    texts: Sequence[str], headers: Headers, *, whole: bool = False
) -> Iterator[str]:
    for at, text in enumerate(texts[:LABEL_WITHIN]):
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
