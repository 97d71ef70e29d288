"""The rule on abbreviations that are written with dots."""

import re
from collections.abc import Iterator

from sync.model.findings import Hit
from sync.rules.text.normalized import NormalizedText
from sync.rules.text.signs import only_with
from sync.rules.text.wordlists import WordLists

_WITHOUT_LAST = re.compile(
    r"(?<![\u0e01-\u0e4e.])(?:[\u0e01-\u0e2e]\.)+[\u0e01-\u0e2e](?![.…\u0e01-\u0e4e])"
)
_AT_A_PLACE = "น.ณ"
"""16.30 น.ณ ห้องประชุม: what lacks is a space."""


@only_with(".")
def last_dot_lost(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """An abbreviation with dots between its letters has one behind the last: พ.ศ., ป.ป.ช."""
    for match in _WITHOUT_LAST.finditer(typed.plain):
        if match[0] != _AT_A_PLACE:
            yield typed.hit("TRM014", *match.span(), right=f"{match[0]}.")
