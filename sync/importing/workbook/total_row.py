"""The row of the plan's total, its label where the sheet reads it.

Staff number that row as the projects, put its word under any header, or split it over
two cells. What is written must be read as the same total again. How many projects there
are, and the amount in words, stand there as well: the worker counts and spells anew.
"""

from collections.abc import Mapping, Sequence

from sync.model.plan import QUARTERS, Field
from sync.plan.labels import Headers
from sync.thai.money import parse_baht
from sync.thai.spoken_money import spoken_baht
from sync.thai.total_labels import Sum, read_label

_LABELLED = (Field.NUMBER, Field.NAME, Field.DIMENSION)
"""Columns that the label of a new sheet's total takes together."""


def with_label(
    row: Mapping[Field, str], headers: Headers
) -> tuple[Mapping[Field, str], Sequence[str]]:
    """Put the label of a total into the first column.

    Args:
        row: the total's texts by column.
        headers: what a total is called.

    Returns:
        The row, and the texts that stood there and are neither label nor figure.
    """
    texts = [text for name in _LABELLED if (text := row.get(name, ""))]
    label = next(filter(_is_label, (" ".join(texts), *texts)), "")
    rest = [text for text in texts if text not in label and not text.isdecimal()]
    label = label or headers.write("projects", "total")
    # a count of ticks is figures alone
    said = {n: text for n in QUARTERS if any(map(str.isalpha, text := row.get(n, "")))}
    cleared = dict.fromkeys((*_LABELLED, *said), "")
    return {**row, **cleared, Field.NUMBER: label}, [*rest, *said.values()]


def _is_label(text: str) -> bool:
    label = read_label(text)
    return label is not None and label.sums in {Sum.ALL, Sum.SOME}


def says_amount(text: str, amount: str) -> bool:
    """Whether a text is an amount in words, and the same as these figures."""
    read = parse_baht(amount)
    return read is not None and "บาท" in text and spoken_baht(text) == read.baht
