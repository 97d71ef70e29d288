"""What the parts of a budget may add up to: each way in which its amounts can be read."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from sync.rules.amounts.breakdown import Amount, Breakdown, is_of_a_part
from sync.rules.text.lines import line_begin
from sync.thai.digits import to_arabic

_SUBTOTAL = re.compile(r"[^ก-๙]*รวม(?!ถึง|ทั้ง(?!สิ้น|หมด))")
"""What the line of a sub-total begins with; ``รวมถึง`` and ``รวมทั้ง`` go on with a list."""
_FEWEST = 2


def without_subtotals(text: str, read: Breakdown) -> Sequence[Amount]:
    """Return the parts but those in lines that begin with รวม, which sum up others."""
    parts = read.parts or ()
    return [one for one in parts if not _is_subtotal(text, read, one)]


def sums_of_parts(text: str, read: Breakdown) -> Iterator[Decimal]:
    """Yield what the parts come to in each reading that a text allows.

    The first may be the whole they are of; one that is the sum of those beside it, or
    whose line begins with รวม, may be a sub-total.
    """
    for parts in (read.parts or (), without_subtotals(text, read)):
        yield from _sums(parts)
        if parts and not is_of_a_part(to_arabic(text), parts[0]):
            yield from _sums(parts[1:])


def _sums(parts: Sequence[Amount]) -> Iterator[Decimal]:
    figures = [one.baht for one in parts]
    yield sum(figures, Decimal(0))
    yield sum(without_sums(figures), Decimal(0))


def without_sums(figures: Sequence[Decimal]) -> Sequence[Decimal]:
    """Return figures but those that are the sum of some right beside them."""
    return [one for at, one in enumerate(figures) if not _is_sum(figures, at)]


def _is_sum(figures: Sequence[Decimal], at: int) -> bool:
    """Whether a figure is the sum of some that stand right before it, or behind it."""
    runs = (figures[:at][::-1], figures[at + 1 :])
    return any(figures[at] in [*accumulate(run)][_FEWEST - 1 :] for run in runs)


def _is_subtotal(text: str, read: Breakdown, part: Amount) -> bool:
    ends = [0, *(one.end for one in read.amounts if one.end <= part.start)]
    begins = max(line_begin(text, part.start), *ends)
    return bool(_SUBTOTAL.match(text, begins, part.start))
