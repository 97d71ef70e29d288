"""What a rule may know besides the plan."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from typing import TypeVar

from sync.memo import Made, Memo
from sync.model.cells import Cell
from sync.model.plan import CorrectedTotal, Field, Heading, Info, Plan, Totals
from sync.plan.matching import Matching
from sync.rules.text.normalized import NormalizedText
from sync.rules.text.wordlists import WordLists

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class RuleContext:
    """What is known of one plan: its totals, its texts, and the words on screen.

    ``texts`` are those written in words, made even; ``corrected`` are totals that staff
    typed and the worker puts right; ``matching`` tells whose detail is whose; ``lists``
    are the word lists of ``config/words.toml``; ``dimensions`` the names of dimensions
    1 to 4 in this plan's frame. The three cells are where a finding goes that has no row
    of its own; ``domains`` those that mail may go to; ``changed`` is the day on which the
    plan changed last, if it ever did, and ``today`` the day it is, if known; ``made`` is what several rules ask of the plan,
    found once.
    """

    texts: Sequence[NormalizedText]

    totals: Totals
    corrected: Sequence[CorrectedTotal]
    label: Callable[[Info | Field | Heading], str]
    matching: Matching
    lists: WordLists
    dimensions: Sequence[str]
    info: Cell
    projects: Cell
    recipients: Cell
    domains: Sequence[str] = ()
    changed: date | None = None
    today: date | None = None
    made: Made = field(default_factory=Made, init=False, repr=False, compare=False)

    @property
    def memo(self) -> Memo:
        """Return what was made of texts, in this plan and in those before it."""
        return self.lists.memo


def shared(
    work: Callable[[Plan, RuleContext], _T],
) -> Callable[[Plan, RuleContext], _T]:
    """Let several rules ask for the same of a plan: it is worked out once."""

    @wraps(work)
    def ask(plan: Plan, context: RuleContext) -> _T:
        return context.made.answer(work, lambda: work(plan, context))

    return ask
