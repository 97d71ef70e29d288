"""A line of text as it is judged: its runs of Thai letters, cut into words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sync.rules.text.counts import FIGURE, GAP
from sync.rules.text.segment import RUN, Segmented, Vocabulary, segmented


@dataclass(frozen=True, slots=True)
class Slip:
    """A span of a text, and the word that would stand there but for one slip.

    It is unsure where words stand there, and only those beside it say that it is one.
    """

    start: int
    end: int
    word: str
    is_space: bool = False
    is_unsure: bool = False


@dataclass(frozen=True, slots=True)
class ThaiRun:
    """A run of Thai letters, cut into words, and what stands on either side."""

    start: int
    way: Segmented
    words: Sequence[str]
    before: str
    after: str

    @property
    def end(self) -> int:
        """Where the run ends in its line."""
        return self.start + len(self.way.run)


def thai_runs(text: str, known: Vocabulary) -> Sequence[ThaiRun]:
    """Cut each run of a line into its likeliest words."""
    runs = list(RUN.finditer(text))
    starts = [0, *(run.end() for run in runs)]
    ends = [*(run.start() for run in runs), len(text)]
    gaps = [
        FIGURE if any(map(str.isdigit, text[start:end])) else GAP
        for start, end in zip(starts, ends, strict=True)
    ]
    read = []
    for run, before, after in zip(runs, gaps, gaps[1:], strict=False):
        way = segmented(run[0], known)
        words = way.words_to(len(run[0]))
        read.append(ThaiRun(run.start(), way, words, before, after))
    return read


def words_at(thai_runs: Sequence[ThaiRun]) -> Mapping[int, str]:
    """Return the words of a line by where they begin."""
    words: dict[int, str] = {}
    for reading in thai_runs:
        place = reading.start
        for word in reading.words:
            words[place] = word
            place += len(word)
    return words


def over(words: Sequence[str], start: int, end: int) -> list[str]:
    """Return the words that a span of a run touches."""
    touched, place = [], 0
    for word in words:
        if place < end and place + len(word) > start:
            touched.append(word)
        place += len(word)
    return touched
