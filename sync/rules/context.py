"""What a rule may know besides the plan."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sync.model.cells import Cell
from sync.model.plan import CorrectedTotal, Field, Heading, Info, Totals
from sync.plan.matching import Matching
from sync.rules.text.wordlists import WordLists


@dataclass(frozen=True, slots=True)
class RuleContext:
    """The computed totals, those typed instead of them, and the words on screen.

    ``corrected`` are totals that staff typed and the worker puts right; ``matching`` tells
    whose detail is whose; ``lists`` are the word lists of ``config/words.toml``;
    ``dimensions`` the names of dimensions 1 to 4 in this plan's frame; ``unknown`` finds
    words that no dictionary has, where there is one. The three cells are where a
    finding goes that has no row of its own; ``domains`` those that mail may go to;
    ``changed`` is the day on which the plan changed last, if it ever did.
    """

    totals: Totals
    corrected: Sequence[CorrectedTotal]
    label: Callable[[Info | Field | Heading], str]
    matching: Matching
    lists: WordLists
    dimensions: Sequence[str]
    unknown: Callable[[str], Iterator[tuple[int, int]]] | None
    info: Cell
    projects: Cell
    recipients: Cell
    domains: Sequence[str] = ()
    changed: date | None = None
