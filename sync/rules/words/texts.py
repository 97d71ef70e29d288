"""Rules on any text, whatever it says."""

from collections.abc import Iterator

from sync.model.findings import Hit
from sync.model.plan import Plan
from sync.rules.context import RuleContext
from sync.rules.text.length import LONGEST
from sync.rules.text.passages import passages
from sync.thai.folding import shorten


def too_long(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """A text far longer than a plan has any use for is judged in its beginning only."""
    for passage in passages(plan):
        if len(passage.text) > LONGEST:
            facts = {"limit": f"{LONGEST:,}"}
            begins = shorten(passage.text, _QUOTED).removesuffix("…")
            yield Hit("TXT001", passage.cell, begins, facts)


_QUOTED = 41
"""Columns of it that are quoted, with the mark that it goes on, which the words have."""
