"""One cause, one finding: what another finding says already is not said again."""

from collections.abc import Iterable, Iterator

from sync.model.findings import Hit
from sync.rules.words.damaged import is_sign, told_by_pdf
from sync.sheet.rivals import IN_DOUBT

_SPELLING = frozenset({"SPL003", "SPL008", "SPL014", "SPL016", "SPL017"})
_OF_A_PDF = frozenset({"SPL002", "SPL003", "SPL008", "SPL016"})
_NAMES = frozenset({"ORG001", "ORG002"})
_WITH = {"LST002": "LST009", "QTR104": "QTR106", "YRS020": "YRS001"}
"""What a finding is not said with, of one cell."""
_UNFILLED = frozenset({"INF001", "PRJ001", "DET003"})
_HOLDS_A_PLACE = frozenset({"PLH001", "PLH002", "PLH003", "PLH004", "PLH006"})


def without_repeats(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Leave out what follows from the cause of another hit.

    A mark that cannot be read leaves no quarter ticked; a slip in the office's or its
    place's name is a slip in a word as well; a text out of a PDF has lost more than a
    few letters; an item pasted twice brings its number twice; a period that ends before
    it begins lies in no year; a day far from the plan's year need not have come. Of a cell that is not filled in nothing else is said, and
    that not again where the signs are told that stand there. In a column of which nobody
    knows whether it is ours nothing is missed.

    Args:
        hits: what all the rules met.

    Yields:
        The hits, in their order, without those that repeat another.
    """
    known = list(hits)
    unread = {(hit.cell.tab, hit.cell.row) for hit in known if hit.rule == "QTR002"}
    copied = {hit.cell for hit in known if told_by_pdf(hit)}
    names = [(hit.cell, hit.found) for hit in known if hit.rule in _NAMES]
    told = {(hit.rule, hit.cell) for hit in known if hit.rule in _WITH.values()}
    unfilled = {hit.cell for hit in known if hit.rule in _UNFILLED and hit.found}
    signs = {hit.cell for hit in known if hit.rule in _HOLDS_A_PLACE}
    doubts = {
        (hit.cell.tab, hit.cell.column): hit.cell.row
        for hit in known
        if hit.rule == IN_DOUBT
    }
    for hit in known:
        if hit.cell.row > doubts.get((hit.cell.tab, hit.cell.column), hit.cell.row):
            continue
        follows = hit.rule in _WITH and (_WITH[hit.rule], hit.cell) in told
        is_unread = hit.rule == "QTR001" and (hit.cell.tab, hit.cell.row) in unread
        is_name = hit.rule in _SPELLING and any(
            hit.cell == cell and (hit.found in found or found in hit.found)
            for cell, found in names
        )
        is_copied = hit.cell in copied and hit.rule in _OF_A_PDF and _is_lost(hit)
        if hit.cell in unfilled:
            tells = _HOLDS_A_PLACE if hit.cell in signs else _UNFILLED
            follows = hit.rule not in tells
        if not (is_unread or is_name or is_copied or follows):
            yield hit


def _is_lost(hit: Hit) -> bool:
    """Whether a hit is at what a PDF leaves out, and no slip of somebody's hand."""
    return is_sign(hit) or " " in hit.found or "right" not in hit.facts
