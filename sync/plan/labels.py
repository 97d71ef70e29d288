"""What tabs and columns are called: ``config/headers.toml`` as values."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from sync.errors import TabsAlike
from sync.memo import Memo, remembered
from sync.model.plan import QUARTERS, REPORT_LINKS, Field, Heading, Info, Mark, Role
from sync.resources import CONFIG
from sync.settings.frames import load_frames
from sync.thai.folding import key, without_marks

_LONGEST = 200
"""Letters: no header is longer, and folding a long text takes its time."""

_MEMO = 2**20
"""Bytes: the first cells of a tab are looked at in every cycle, and seldom change."""

COLUMNS: Mapping[str, Sequence[str]] = {
    "projects": (Field.NAME, Field.DIMENSION, Field.BUDGET, *QUARTERS, Field.REMARK),
    "details": ("name", *Heading),
    "recipients": ("name", "email", "role", "wants"),
}
"""The columns that staff fill in, of each tab that has some."""


@dataclass(frozen=True)
class Headers:
    """The spellings of every tab, header and heading; the first is the one we write.

    ``dimensions`` are the names of dimensions in all frames, folded, each with its
    number.
    """

    tabs: Mapping[str, str]
    spellings: Mapping[str, Mapping[str, tuple[str, ...]]]
    dimensions: tuple[tuple[str, int], ...] = ()
    memo: Memo = field(
        default_factory=lambda: Memo(_MEMO), init=False, repr=False, compare=False
    )

    @cached_property
    def _by_key(self) -> Mapping[str, Mapping[str, str]]:
        return {
            section: {
                key(spelling): name
                for name, spellings in names.items()
                for spelling in spellings
            }
            for section, names in self.spellings.items()
        }

    def find(self, section: str, text: str) -> str | None:
        """Return which header of a section a text spells; ``None`` if none of them."""
        if len(text) > _LONGEST:
            return None
        return self._by_key[section].get(_key(self, text))

    @cached_property
    def _by_letters(self) -> Mapping[str, Mapping[str, str]]:
        return {
            section: {without_marks(known): name for known, name in names.items()}
            for section, names in self._by_key.items()
        }

    def find_by_letters(self, section: str, text: str) -> str | None:
        """Return which header a text has the letters of, wherever its marks have gone."""
        if len(text) > _LONGEST:
            return None
        return self._by_letters[section].get(without_marks(_key(self, text)))

    def write(self, section: str, name: str) -> str:
        """Return the spelling we write for a header of a section."""
        return self.spellings[section][name][0]

    def write_alone(self, section: str, name: str) -> str:
        """Return the spelling that tells a column without another header above it."""
        if name in QUARTERS:
            return self.spellings[section][name][1]
        return self.write(section, name)

    def label(self, word: Info | Field | Heading | Mark | Role) -> str:
        """Return one of our words as staff know it."""
        section = {
            Info: "info",
            Field: "projects",
            Heading: "details",
            Mark: "marks",
            Role: "roles",
        }[type(word)]
        if word.startswith("quarter_"):
            return f"{self.write(section, 'quarters')} {self.write(section, word)}"
        return self.write(section, word)


@remembered
def _key(_headers: Headers, text: str) -> str:
    return key(text)


@cache
def load_headers() -> Headers:
    """Read the table of headers that ships with the worker, once."""
    raw = tomllib.loads((CONFIG / "headers.toml").read_text("utf-8"))
    tabs = raw.pop("tabs")
    spellings = {
        section: {name: tuple(spelled) for name, spelled in names.items()}
        for section, names in raw.items()
    }
    names = {
        (key(name), number)
        for frame in load_frames()
        for number, name in enumerate(frame.dimensions, 1)
    }
    return Headers(tabs=tabs, spellings=spellings, dimensions=tuple(sorted(names)))


def shown_titles(titles: Sequence[str]) -> list[str]:
    """Return the titles by which tabs are known: one of ours however it was typed.

    A space at its end, or letters composed in another way, make no other tab of it.

    Raises:
        TabsAlike: two tabs bear one of our titles, and nobody knows which is meant.
    """
    ours = _our_titles()
    shown = [ours.get(key(title), title) for title in titles]
    counts = Counter(shown)
    for own in ours.values():
        if counts[own] > 1:
            alike = [t for t, s in zip(titles, shown, strict=True) if s == own]
            raise TabsAlike(own, alike)
    return shown


@cache
def _our_titles() -> Mapping[str, str]:
    return {key(title): title for title in load_headers().tabs.values()}


HEADER_ROWS = 30
"""Rows from the top in which a header may stand; titles and notes come before it."""

HEADINGS = tuple(i for i in Info if i not in {Info.UNPLACED, *REPORT_LINKS})
"""The headings of ข้อมูลแผน that are laid out; staff add those they want besides."""


def missing_headings(there: Iterable[str], headers: Headers) -> tuple[Info, ...]:
    """Return the headings of ข้อมูลแผน that no text is one of.

    Args:
        there: the texts that stand in the tab.
        headers: how headings may be spelt.

    Returns:
        None where none is there at all: then the tab is something else. The link of
        drafts is for those who want one, and not missed.
    """
    found = {headers.find("info", text) for text in there}
    if not found.intersection(HEADINGS):
        return ()
    return tuple(info for info in HEADINGS if info not in {*found, Info.DRAFT_LINK})
