"""In which columns of a form its labels stand, and in which their texts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sync.importing.openings import heading_of
from sync.plan.labels import Headers
from sync.thai.folding import clean

LABEL_WITHIN = 2
"""Cells from the left in which a heading stands, before its text: a number, itself."""

_FEWEST = 2
"""Headings of ours with texts beside them that show where labels stand."""

Texts = Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Labelled:
    """Cells cut at their label: what stands before it, itself, its text, and beside."""

    before: Texts
    label: Texts
    text: Texts
    beside: Texts

    @property
    def title(self) -> str:
        """The label as one line; empty where it has none."""
        return clean(next(iter(self.label.values()), ""))

    @property
    def own(self) -> Texts:
        """The cells without what stands beside."""
        return {**self.before, **self.label, **self.text}

    @property
    def every(self) -> Texts:
        """All of them."""
        return {**self.own, **self.beside}

    @property
    def notes(self) -> Iterator[str]:
        """What stands beside, each with the label it stands beside."""
        label = self.title.rstrip(" :")
        return (clean(f"{label}: {text}") for text in self.beside.values())


@dataclass(frozen=True, slots=True)
class LabelColumns:
    """The columns of labels and of their texts, from the left; none where it is no form.

    Where texts stand in one column alone (``is_narrow``), what stands farther right is
    a note.
    """

    pairs: tuple[tuple[int, int], ...] = ()
    is_narrow: bool = False

    def blocks(
        self, rows: Iterable[tuple[int, Texts]]
    ) -> Iterator[tuple[int, Labelled]]:
        """Yield the cells of each label by row, and below them those that go on with it.

        A row of several labels is read one after the other, with what stands below each.
        """
        band: dict[int, list[tuple[int, Labelled]]] = {}
        for row, texts in rows:
            starts = self._starts(texts)
            own = texts
            if starts or len(band) < _FEWEST:
                first = self._first[0]
                left = {
                    at: text for at, text in texts.items() if at < min(starts or [0])
                }
                if left and first in band and first not in starts:
                    # what stands left of a row's labels goes on with the one above
                    band[first].append((row, self._cut(left, first)))
                    own = {at: text for at, text in texts.items() if at not in left}
                yield from _one_by_one(band)
                band = {start: [] for start in starts or [0]}
            for start, part in _parted(own, sorted(band)):
                band[start].append((row, self._cut(part, start)))
        yield from _one_by_one(band)

    def _starts(self, texts: Texts) -> list[int]:
        """Return the columns of a row in which labels stand, and a text beside each."""
        labels = [label for label, _ in self.pairs if texts.get(label)]
        ends = [*labels[1:], max(texts, default=0) + 1]
        return [
            label
            for label, end in zip(labels, ends, strict=False)
            if label == self._first[0] or any(label < at < end for at in texts)
        ]

    def _cut(self, texts: Texts, start: int) -> Labelled:
        label, text = next((p for p in self.pairs if p[0] == start), self._first)
        right = [at for at in texts if at > label]
        # merged cells may have moved a text farther right
        end = max([text, *right[:1]]) if self.is_narrow else max(right, default=0)
        return Labelled(
            {at: own for at, own in texts.items() if at < label},
            {at: own for at, own in texts.items() if at == label},
            {at: own for at, own in texts.items() if label < at <= end},
            {at: own for at, own in texts.items() if at > max(end, label)},
        )

    @property
    def _first(self) -> tuple[int, int]:
        return self.pairs[0] if self.pairs else (0, 0)


def _one_by_one(
    band: Mapping[int, Sequence[tuple[int, Labelled]]],
) -> Iterator[tuple[int, Labelled]]:
    return (each for block in band.values() for each in block)


def _parted(texts: Texts, starts: Sequence[int]) -> Iterator[tuple[int, Texts]]:
    """Yield the cells of a row by the label they stand at or right of."""
    bounds = [*starts[1:], max(texts, default=0) + 1]
    for nth, (start, end) in enumerate(zip(starts, bounds, strict=True)):
        begin = start if nth else 0
        own = {at: text for at, text in texts.items() if begin <= at < end}
        if own or not nth:
            yield start, own


def columns_of(rows: Sequence[Texts], headers: Headers) -> LabelColumns:
    """Find where labels stand: as most headings of ours that have a text beside them."""
    found = [pair for texts in rows if (pair := _label_in(texts, headers))]
    places = Counter(found)
    if not places or max(places.values()) < _FEWEST:
        return LabelColumns()
    (label, text), count = places.most_common(1)[0]
    ours = [texts for texts in rows if (label, text) == _label_in(texts, headers)]
    more = {pair for texts in ours for pair in _farther(texts, text, headers)}
    farther = dict(sorted(more, reverse=True))
    ends = min(farther, default=0)
    wide = sum(any(text < at < (ends or at + 1) for at in texts) for texts in ours)
    pairs = ((label, text), *sorted(farther.items()))
    return LabelColumns(pairs, is_narrow=wide * 2 < count)


def _label_in(texts: Texts, headers: Headers) -> tuple[int, int] | None:
    """Return the columns of a row's first heading and of the text beside it."""
    for label, text in pairwise(list(texts)[: LABEL_WITHIN + 1]):
        if heading_of(texts[label], headers):
            return label, text
    return None


def _farther(texts: Texts, column: int, headers: Headers) -> Iterator[tuple[int, int]]:
    """Yield where other headings of ours stand right of a column, each with its text."""
    for label, text in pairwise(at for at in texts if at > column):
        if heading_of(texts[label], headers) and not heading_of(texts[text], headers):
            yield label, text
