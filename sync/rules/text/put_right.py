"""A line with some of its slips put right, and where what it has stands in the line typed."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sync.rules.text.reading import Slip


class PutRight:
    """A line with slips put right.

    Attributes:
        text: the line.
    """

    def __init__(self, typed: str, slips: Iterable[Slip]) -> None:
        """Put slips right; of those that overlap the first, and of these the longest."""
        self.text = ""
        self._spans: list[tuple[int, int]] = []
        self._moved = [0]
        done = 0
        for slip in sorted(slips, key=lambda slip: (slip.start, -slip.end)):
            if slip.start < done:
                continue
            self.text += typed[done : slip.start]
            start = len(self.text)
            self.text += slip.word
            self._spans.append((start, len(self.text)))
            self._moved.append(slip.end - len(self.text))
            done = slip.end
        self.text += typed[done:]

    def as_typed(self, slips: Sequence[Slip]) -> Iterator[Slip]:
        """Yield slips of this line as those of the line typed, but for what was put right."""
        ends = [end for _, end in self._spans]
        for slip in slips:
            before = bisect_right(ends, slip.start)
            if before == len(ends) or slip.end <= self._spans[before][0]:
                by = self._moved[before]
                yield replace(slip, start=slip.start + by, end=slip.end + by)
