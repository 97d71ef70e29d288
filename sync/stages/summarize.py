"""Summarize: the rows of the tab สรุป, which charts in the sheet refer to."""

from collections.abc import Sequence
from decimal import Decimal

from sync import __version__
from sync.model import Finding, Sheet, Totals
from sync.stages.tables import text_of
from sync.stages.validate import counts_in_words
from sync.stages.write_back import Linked, Row
from sync.words import Words

_CHECKED_ROW = 16


def checked_at(sheet: Sheet, title: str) -> str:
    """Give what the tab says of when it was last checked."""
    tab = sheet.tab(title)
    return text_of(tab.value(_CHECKED_ROW, 2)) if tab else ""


def summary_rows(
    totals: Totals,
    findings: Sequence[Finding],
    link: str | None,
    others: Sequence[tuple[str, str]],
    checked: str,
    words: Words,
) -> Sequence[Row]:
    """Give the whole tab; the places are fixed, for the charts beside them.

    ``others`` are the names and links of all documents, below everything else.
    """
    dimensions = zip(totals.per_dimension, totals.budget_per_dimension, strict=True)
    document = Linked(words.say("summary.open"), link) if link else None
    return [
        (words.say("summary.title"),),
        (),
        tuple(words.say(f"summary.{name}") for name in _DIMENSION_HEADER),
        *(
            (words.say("summary.one_dimension", number=str(n)), Decimal(count), budget)
            for n, (count, budget) in enumerate(dimensions, 1)
        ),
        (words.say("summary.total"), Decimal(totals.projects), totals.budget),
        (),
        (words.say("summary.quarter"), words.say("summary.projects")),
        *(
            (words.say("summary.one_quarter", number=str(n)), Decimal(count))
            for n, count in enumerate(totals.per_quarter, 1)
        ),
        (),
        (words.say("summary.checked"), checked),
        (words.say("summary.findings"), counts_in_words(findings, words)),
        (words.say("summary.document"), document),
        (words.say("summary.version"), __version__),
        *([(), (words.say("summary.documents"),)] if others else []),
        *(
            (name, Linked(words.say("summary.open"), address))
            for name, address in others
        ),
    ]


_DIMENSION_HEADER = ("dimension", "projects", "budget")
