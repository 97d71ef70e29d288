"""Who is paused, by whom, and what would end it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sync.messages import Words
from sync.province.listed import as_listed
from sync.province.places import ProvincePaths
from sync.province.values import ProvinceSettings

ALL = "*"
"""In place of a name: every office there is."""


@dataclass(frozen=True, slots=True)
class Paused:
    """Names that people paused, and those that are off in the list of offices."""

    by_hand: frozenset[str]
    in_list: frozenset[str]

    @property
    def names(self) -> frozenset[str]:
        """All of them; * is all offices."""
        return self.by_hand | self.in_list

    def among(self, offices: Iterable[str]) -> frozenset[str]:
        """Return which of these offices are paused."""
        there = frozenset(offices)
        return there if ALL in self.by_hand else there & self.names

    def told(self, offices: Iterable[str], words: Words) -> Iterator[str]:
        """Yield in a sentence each which of these offices are paused, and how to go on."""
        there = frozenset(offices)
        if ALL in self.by_hand:
            yield words.say("province.all_are_paused")
        elif by_hand := there & self.by_hand:
            names = sorted(by_hand)
            listed, given = ", ".join(names), " ".join(names)
            yield words.say("province.are_paused", names=listed, given=given)
        if in_list := there & self.in_list:
            yield words.say("province.off_in_list", names=", ".join(sorted(in_list)))


def read_paused(paths: ProvincePaths, settings: ProvinceSettings) -> Paused:
    """Return who is paused now."""
    _, known = as_listed(paths, settings)
    return Paused(paths.paused_names(), known.paused)
