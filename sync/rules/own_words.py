"""Words of a plan's own: names that the plan itself gives, or writes again and again.

A name is in no list of words and looks like a slip of one that is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sync.model.cells import Cell
from sync.model.findings import Hit
from sync.model.plan import Info, Plan
from sync.rules.text.normalized import NormalizedText, without_spaces

_SPELLING = frozenset({"SPL002", "SPL008", "SPL016"})
_NAMES = (Info.OFFICE, Info.AMPHOE, Info.PROVINCE, Info.ISSUER, Info.APPROVER)
_OFTEN = 4
"""In so many cells a spelling is no slip of one hand, if no cell has the other."""


def without_own_words(
    hits: Iterable[Hit], plan: Plan, texts: Sequence[NormalizedText]
) -> Iterator[Hit]:
    """Leave out what is said of the spelling of a plan's own words."""
    hits = list(hits)
    cells: dict[str, set[Cell]] = defaultdict(set)
    for hit in hits:
        if hit.rule in _SPELLING:
            cells[hit.found].add(hit.cell)
    if not cells:
        yield from hits
        return
    named = without_spaces("\n".join(plan.info.text(info) for info in _NAMES))
    own = {found for found in cells if without_spaces(found) in named}
    own |= {
        hit.found
        for hit in hits
        if len(cells[hit.found]) >= _OFTEN
        and not any(hit.facts.get("right", hit.found) in typed.plain for typed in texts)
    }
    yield from (h for h in hits if h.rule not in _SPELLING or h.found not in own)
