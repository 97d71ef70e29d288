"""Masking: numbers of people that stand in reports are hidden in all that is made of them.

Whoever types one is told at its cell; until it is taken out, or staff say with a reason
that it is none, no document, page, letter or record of ours repeats it.
"""

from collections.abc import Collection
from dataclasses import replace

from sync.model.cells import Cell
from sync.model.progress import ProgressRow, Reported
from sync.thai.private_numbers import without_private_numbers


def without_numbers(row: ProgressRow, allowed: Collection[Cell]) -> ProgressRow:
    """Return a row in whose texts numbers of people are masked.

    Args:
        row: as staff filled it in.
        allowed: the cells of which they say that the numbers may be published.
    """
    texts = {
        column: text
        if row.cells.get(column) in allowed
        else without_private_numbers(text)
        for column, text in row.texts.items()
    }
    evidence = row.evidence
    if row.cells.get(Reported.EVIDENCE) not in allowed:
        evidence = tuple(map(without_private_numbers, evidence))
    return replace(row, texts=texts, evidence=evidence)
