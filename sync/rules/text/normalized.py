"""Text as staff typed it, made even for judging, with the way back to what was typed.

Marks typed in another order or SARA AM in two pieces look right on paper: rules judge
the even text, and a finding quotes what stands in the cell. Spaces are even already
where a plan was read.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from sync.memo import Made
from sync.model.findings import Hit
from sync.model.plan import LINKS, Field, Heading, Info, Plan
from sync.rules.text.passages import Passage, passages
from sync.thai.digits import to_arabic
from sync.thai.folding import PRIVATE

UNEVEN = re.compile(
    "(?P<private>[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*[\uf700-\uf71a\uf884-\uf89e]+"
    "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\uf700-\uf71a\uf884-\uf89e]*\u0e32?)"
    "|(?P<am>\u0e4d[\u0e48-\u0e4b]?\u0e32|[\u0e48-\u0e4b]\u0e4d\u0e32|\u0e33[\u0e48-\u0e4b])"
    "|(?P<order>[\u0e48-\u0e4c][\u0e31\u0e34-\u0e39])"
    "|(?P<ae>เเ)"
)
_TONE = re.compile("[\u0e48-\u0e4b]")
_SIGN = re.compile("[^ \u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e49\u0e4c]")
_NOT_PROSE = {
    *LINKS,
    Info.ENGLISH_TITLE,
    Info.AS_OF,
    Info.ISSUER,
    Info.APPROVER,
}
RUNNING = frozenset(Heading) - {Heading.RESPONSIBLE}
"""The headings under which staff write sentences."""


@dataclass(frozen=True)  # without slots: what many rules ask of it is kept
class NormalizedText:
    """One passage: ``plain`` is its even text, ``starts`` where each letter came from.

    ``starts`` is empty where the text was even already. ``made`` is what several rules
    ask of the text, found once.
    """

    passage: Passage
    plain: str
    starts: tuple[int, ...] = ()

    @cached_property
    def signs(self) -> frozenset[str]:
        """Return what the even text has besides common letters, marks and spaces."""
        return frozenset(_SIGN.findall(self.plain))

    @cached_property
    def arabic(self) -> str:
        """Return the even text with its digits as 0-9."""
        return to_arabic(self.plain)

    @cached_property
    def made(self) -> Made:
        """Return what it is kept in."""
        return Made()

    def found(self, start: int, end: int) -> str:
        """Return what was typed where the even text has ``start`` to ``end``."""
        if not self.starts:
            return self.plain[start:end]
        after = end
        while self.starts[after] == self.starts[end - 1]:
            after += 1
        return self.passage.text[self.starts[start] : self.starts[after]]

    def hit(self, code: str, start: int, end: int, **facts: str) -> Hit:
        """Return the hit of a rule from ``start`` to ``end`` of the even text."""
        return Hit(code, self.passage.cell, self.found(start, end).strip(), facts)


def normalized_texts(plan: Plan) -> tuple[NormalizedText, ...]:
    """Return every text of a plan that is written in words; links and names are not."""
    return tuple(
        even(passage)
        for passage in passages(plan)
        if passage.text and passage.what not in _NOT_PROSE
    )


def is_running(passage: Passage) -> bool:
    """Whether staff write sentences here, and not a name or a heading."""
    return passage.what in RUNNING or passage.what is Field.REMARK


def even(passage: Passage) -> NormalizedText:
    """Make a passage's text even."""
    text = passage.text
    if not UNEVEN.search(text):
        return NormalizedText(passage, text)
    pieces: list[str] = []
    starts: list[int] = []
    done = 0
    for match in UNEVEN.finditer(text):
        start, end = match.span()
        pieces.append(text[done:start])
        starts += range(done, start)
        piece = _evened(match)
        pieces.append(piece)
        starts += [start] * len(piece)
        done = end
    pieces.append(text[done:])
    starts += range(done, len(text) + 1)
    return NormalizedText(passage, "".join(pieces), tuple(starts))


def even_text(text: str) -> str:
    """Make a text even, when nobody needs to know where its letters came from."""
    return UNEVEN.sub(_evened, text)


def _evened(match: re.Match[str]) -> str:
    text = match[0]
    if match["private"]:
        return even_text(text.translate(PRIVATE))
    if match["ae"]:
        return "แ"
    tone = _TONE.search(text)
    if match["am"]:
        return (tone[0] if tone else "") + "\u0e33"
    return text[1] + text[0]


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text without its spaces, and where each letter stood."""

    text: str
    starts: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the text with its spaces."""
        return self.starts[start], self.starts[end - 1] + 1


def without_spaces(plain: str) -> str:
    """Take out the spaces, when nobody needs to know where they were."""
    return "".join(plain.split())


def squeeze(plain: str) -> Squeezed:
    """Take out the spaces: Thai has none between words, but scans put them anywhere."""
    starts = tuple(place for place, char in enumerate(plain) if not char.isspace())
    return Squeezed(without_spaces(plain), starts)
