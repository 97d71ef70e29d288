"""The rule on the words of reports, which the public reads as it does the plan's."""

from collections.abc import Iterator

from sync.model.findings import Hit
from sync.model.plan import Heading
from sync.model.progress import Reported
from sync.rules.outcome.reports import ReportContext
from sync.rules.own_words import stands_in
from sync.rules.text.normalized import even
from sync.rules.text.passages import Passage
from sync.rules.words.spelling import misspelt, one_slip

_TOLD = (
    Reported.RESULT,
    Reported.INDICATOR,
    Reported.PROBLEMS,
    Reported.SUGGESTIONS,
    Reported.REMARK,
)
"""The columns that staff write sentences in."""


def misspelt_in_report(context: ReportContext) -> Iterator[Hit]:
    """A word misspelt, or but for one letter, as the plan's rules find it (SPL007, SPL008).

    Not in the names that the plan itself gives.
    """
    for row in context.rows:
        for column in _TOLD:
            text = row.text(column)
            typed = even(Passage(row.cells[column], text, Heading.OUTCOMES))
            for rule in (misspelt, one_slip) if text else ():
                for hit in rule(typed, context.lists):
                    if not stands_in(hit.found, context.names):
                        yield Hit("PRG122", hit.cell, hit.found, hit.facts)
