"""Rules that ask for certain signs: most texts have none, which is seen at once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from typing import TypeAlias

from sync.model.findings import Hit
from sync.rules.text.normalized import NormalizedText
from sync.rules.text.wordlists import WordLists

_Rule: TypeAlias = Callable[[NormalizedText, WordLists], Iterator[Hit]]


_WANTED: dict[Callable[..., object], Sequence[frozenset[str]]] = {}


def that_may_find(rules: Iterable[_Rule], typed: NormalizedText) -> Iterator[_Rule]:
    """Yield the rules that a text has the signs for: most need some that most have not."""
    lacks = typed.signs.isdisjoint
    for rule in rules:
        for kind in _WANTED.get(rule, ()):
            if lacks(kind):
                break
        else:
            yield rule


def only_with(*kinds: str) -> Callable[[_Rule], _Rule]:
    """Let a rule be asked only about texts that have a sign of each kind.

    Args:
        kinds: signs without one of which the rule finds nothing (``NormalizedText``
            tells which are signs), digits as they are typed.
    """
    all_ = tuple(map(frozenset, kinds))

    def given(rule: _Rule) -> _Rule:
        @wraps(rule)
        def ask(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
            if any(map(typed.signs.isdisjoint, all_)):
                return iter(())
            return rule(typed, lists)

        _WANTED[ask] = all_
        return ask

    return given
