"""The row of the plan's total, its label where the sheet reads it.

Staff number that row as the projects, put its word under any header, or split it over
two cells. What is written must be read as the same total again.
"""

from collections.abc import Mapping, Sequence

from sync.model.plan import Field
from sync.plan.labels import Headers
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
        The row, and the texts that stood with its label and are none of it.
    """
    texts = [text for name in _LABELLED if (text := row.get(name, ""))]
    label = next(filter(_is_label, (" ".join(texts), *texts)), "")
    rest = [text for text in texts if text not in label and not text.isdecimal()]
    label = label or headers.write("projects", "total")
    return {**row, **dict.fromkeys(_LABELLED, ""), Field.NUMBER: label}, rest


def _is_label(text: str) -> bool:
    label = read_label(text)
    return label is not None and label.sums in {Sum.ALL, Sum.SOME}
