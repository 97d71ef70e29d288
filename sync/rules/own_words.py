"""Words of a plan's own: names that the plan itself gives, or writes again and again.

A name is in no list of words and looks like a slip of one that is.
"""

from collections.abc import Iterable, Iterator, Sequence

from sync.model.findings import Hit
from sync.model.plan import Info, Plan
from sync.rules.text.normalized import NormalizedText, without_spaces

_NO_WORD = "SPL014"
_SPELLING = frozenset({"SPL002", "SPL008", "SPL016", "SPL017", _NO_WORD})
_NAMES = (Info.OFFICE, Info.AMPHOE, Info.PROVINCE, Info.ISSUER, Info.APPROVER)
_NO_ACCIDENT = 4
_OFTEN = 4
"""A spelling met so often is no slip of one hand, if the other is met nowhere."""


def without_own_words(
    hits: Iterable[Hit], plan: Plan, texts: Sequence[NormalizedText]
) -> Iterator[Hit]:
    """Leave out what is said of the spelling of a plan's own words."""
    hits = list(hits)
    spelt = [hit for hit in hits if hit.rule in _SPELLING]
    named = names_of(plan)
    own = {hit.found for hit in spelt if stands_in(hit.found, named)}
    own |= {
        hit.found
        for hit in spelt
        if _count(hit.found, texts) >= _OFTEN
        and (hit.rule == _NO_WORD or not _count(_right(hit), texts))
    }
    yield from (h for h in hits if h.rule not in _SPELLING or h.found not in own)


def names_of(plan: Plan) -> str:
    """Return the names that a plan gives itself, without their spaces."""
    return without_spaces("\n".join(plan.info.text(info) for info in _NAMES))


def stands_in(found: str, names: str) -> bool:
    """Whether a spelling stands in a name; a few letters with a space do by accident."""
    bare = without_spaces(found)
    return bare in names and (bare == found or len(bare) >= _NO_ACCIDENT)


def _right(hit: Hit) -> str:
    """Return what would stand there; a word that a space parts stands there as it is."""
    return hit.facts.get("right", hit.found)


def _count(spelling: str, texts: Sequence[NormalizedText]) -> int:
    return sum(typed.plain.count(spelling) for typed in texts)
