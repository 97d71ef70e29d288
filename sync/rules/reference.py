"""What judging needs to know besides a plan: headers, word lists, frames."""

from collections.abc import Hashable
from dataclasses import dataclass, field

from sync.model.findings import Hit
from sync.plan.labels import Headers
from sync.rules.text.wordlists import WordLists
from sync.settings.values import Frame


@dataclass(frozen=True, slots=True)
class ReferenceData:
    """What rules know besides the plan, the same for every cycle of an office.

    ``domains`` are those that mail may go to; none named means any. ``met`` is kept for
    judging: what rules met in each text of the plan that was judged last.
    """

    headers: Headers
    lists: WordLists
    frames: tuple[Frame, ...]
    domains: tuple[str, ...] = ()
    met: dict[Hashable, tuple[Hit, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
