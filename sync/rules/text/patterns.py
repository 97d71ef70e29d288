"""Many texts sought at once, in one pass: a pattern made of a tree of their letters."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sync.rules.text.wordlists import Confusion

_Tree: TypeAlias = "dict[str, _Tree]"
_NOTHING = "(?!)"
_MARKS = re.compile("[\u0e47-\u0e4e]*")
_SYLLABLE_GOES_ON = re.compile("(?<=[\u0e01-\u0e2e])[ะาำๅ\u0e31\u0e34-\u0e3a]")
_NEAR = 60
"""Letters to look at on either side of a text for what its place asks."""


def any_of(texts: Iterable[str]) -> str:
    """Make a pattern that finds any of the texts, the longest first; none, nothing."""
    tree: _Tree = {}
    for text in filter(None, texts):
        node = tree
        for char in text:
            node = node.setdefault(char, {})
        node[""] = {}
    return _pattern(tree) or _NOTHING


def _pattern(tree: _Tree) -> str:
    branches = [
        re.escape(char) + _pattern(below) for char, below in tree.items() if char
    ]
    if not branches:
        return ""
    inner = "|".join(branches)
    if "" in tree:
        return f"(?:{inner})?"
    return inner if len(branches) == 1 else f"(?:{inner})"


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong text met at a span, and the right one."""

    start: int
    end: int
    right: str


@dataclass(frozen=True, slots=True)
class Confusions:
    """A list of confusions, ready to be sought."""

    pattern: re.Pattern[str]
    entries: Mapping[str, Sequence[tuple[Confusion, re.Pattern[str], re.Pattern[str]]]]

    def met(self, text: str) -> Iterator[Wrong]:
        """Find the wrong texts whose place is one where they are wrong.

        Marks on the last letter are of the wrong text too; a vowel behind it makes it
        the beginning of another (บุคคลกร, บุคคลกระทำ).
        """
        for match in self.pattern.finditer(text):
            start, end = match.span()
            if _SYLLABLE_GOES_ON.match(text, end):
                continue
            for entry, before, after in self.entries[match[0]]:
                if (
                    not _is_right(text, start, entry)
                    and before.search(text, max(0, start - _NEAR), start)
                    and after.match(text, end)
                ):
                    marks = _MARKS.match(text, end)
                    yield Wrong(start, marks.end() if marks else end, entry.right)
                    break


def _is_right(text: str, start: int, entry: Confusion) -> bool:
    """A wrong text may be the beginning of the right one."""
    longer = len(entry.right) > len(entry.wrong)
    return longer and text.startswith(entry.right, start)


def confusions(listed: tuple[Confusion, ...]) -> Confusions:
    """Make ready to seek a list of confusions in any number of texts."""
    entries: dict[str, list[tuple[Confusion, re.Pattern[str], re.Pattern[str]]]] = {}
    for entry in listed:
        before = re.compile(f"(?:{entry.before})$")
        after = re.compile(entry.after)
        entries.setdefault(entry.wrong, []).append((entry, before, after))
    return Confusions(re.compile(any_of(entries)), entries)
