"""Sheets whose texts look as they did, and whose spaces are of every other kind."""

import random
from dataclasses import replace

from sync.model.cells import Sheet, Value

BLANKS = "\t\u00a0\u1680\u2000\u2007\u2009\u200a\u202f\u205f\u3000"
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u180e\ufe0f"


def in_disguise(sheet: Sheet, seed: int) -> Sheet:
    """Disguise every text; the same one in the same way, so that it is judged once."""

    def typed(value: Value) -> Value:
        if type(value) is not str:
            return value
        choose = random.Random(f"{seed} {value}")  # noqa: S311 - no secret hangs on it
        return _disguised(value, choose)

    tabs = tuple(
        replace(tab, rows=tuple(tuple(map(typed, row)) for row in tab.rows))
        for tab in sheet.tabs
    )
    return Sheet(tabs, sheet.revision)


def _disguised(text: str, choose: random.Random) -> str:
    """Exchange each space for a relative, and put what is not seen at word borders."""
    words = text.split(" ")
    shown = words[0]
    for word in words[1:]:
        shown += choose.choice(("", *UNSEEN)) + choose.choice(BLANKS)
        shown += choose.choice(("", *UNSEEN)) + word
    return choose.choice(UNSEEN) + shown + choose.choice(UNSEEN)
