"""How alike texts are: where two begin alike, which of several are nearly another one."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher


def begin_alike(one: str, other: str) -> int:
    """Count the letters that two texts begin with alike."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def unlike(one: str, other: str) -> tuple[int, int]:
    """Return from where to where a text differs from another one in one place."""
    begin = begin_alike(one, other)
    most = min(len(one), len(other)) - begin
    return begin, len(one) - min(begin_alike(one[::-1], other[::-1]), most)


def alike(
    text: str, others: Sequence[str], least: float
) -> Iterator[tuple[int, float]]:
    """Yield which of ``others`` are like a text, by their places.

    Args:
        text: what they are compared with.
        others: each as it is to be compared: folded already.
        least: how like one must be, from 0 to 1, which is the very same.

    Yields:
        A place among ``others``, and how like the text there is.
    """
    likeness = SequenceMatcher(autojunk=False)
    likeness.set_seq2(text)
    for place, other in enumerate(others):
        likeness.set_seq1(other)
        # the quick one is never too low, and rules out most
        if likeness.quick_ratio() >= least and (ratio := likeness.ratio()) >= least:
            yield place, ratio
