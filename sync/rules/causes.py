"""One cause, one finding: what another finding says already is not said again."""

from collections.abc import Iterable, Iterator

from sync.model.findings import Hit

_SPELLING = frozenset({"SPL003", "SPL008", "SPL014", "SPL016"})
_NAMES = frozenset({"ORG001", "ORG002"})


def without_repeats(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Leave out what follows from the cause of another hit.

    A mark that cannot be read leaves no quarter ticked; a slip in the office's or its
    place's name is a slip in a word as well.

    Args:
        hits: what all the rules met.

    Yields:
        The hits, in their order, without those that repeat another.
    """
    known = list(hits)
    unread = {(hit.cell.tab, hit.cell.row) for hit in known if hit.rule == "QTR002"}
    names = [(hit.cell, hit.found) for hit in known if hit.rule in _NAMES]
    for hit in known:
        is_unread = hit.rule == "QTR001" and (hit.cell.tab, hit.cell.row) in unread
        is_name = hit.rule in _SPELLING and any(
            hit.cell == cell and (hit.found in found or found in hit.found)
            for cell, found in names
        )
        if not is_unread and not is_name:
            yield hit
