"""Forms of notes: those in the ledger that are more than words, and how each is written.

A note is read by the form that wrote it, and never by what it looks like: words may
begin like JSON. What is noted under a name that is not here is words.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from sync.ledger.facts import from_json, to_json
from sync.model.changes import Facts
from sync.model.records import QuietNight

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Form(Generic[T]):
    """A note by its ``name``: what it says is written by ``encode`` and read by ``decode``.

    ``nothing`` is what it says where nothing was noted.
    """

    name: str
    encode: Callable[[T], str]
    decode: Callable[[str], T]
    nothing: T

    def of(self, key: str) -> "Form[T]":
        """Return the note of one of several that are of this form."""
        return replace(self, name=f"{self.name} {key}")


def _number_and_day(kept: str) -> tuple[int, date]:
    number, day = json.loads(kept)
    return int(number), date.fromisoformat(day)


def _text_and_moment(kept: str) -> tuple[str, str]:
    text, since = json.loads(kept)
    return str(text), datetime.fromisoformat(since).isoformat()


def _number_and_named(kept: str) -> tuple[int, Mapping[str, str]]:
    number, named = json.loads(kept)
    return int(number), dict(named)


def _quiet_night(kept: str) -> QuietNight | None:
    known: dict[str, Any] = json.loads(kept)
    return QuietNight(**known)


_NEVER: tuple[int, Mapping[str, str]] = (0, {})

DECISIONS_TOLD = Form("decisions told", str, int, 0)
"""The last entry of a decision of which mail was queued."""
CALLED_AFTER_CHECK = Form("called after_check", str, int, 0)
"""The cycle that the office's command was told of last."""
CALLED_AFTER_PUBLISH = Form(
    "called after_publish",
    lambda called: json.dumps(called, ensure_ascii=False),
    _number_and_named,
    _NEVER,
)
"""How often the office's command was told of documents, and how these were then."""
TURNED = Form(
    "turned",
    lambda turned: json.dumps([turned[0], turned[1].isoformat()]),
    _number_and_day,
    (0, date.min),
)
"""To which year the sheet was turned last, and on which day."""
TURN_CAUTIONED = Form(
    "turn cautioned",
    lambda cautioned: json.dumps([cautioned[0], cautioned[1].isoformat()]),
    _number_and_day,
    (0, date.min),
)
"""Of which year's turn a person was told last that it is early, and on which day."""
CLOCK_TRUSTED = Form("clock trusted", str, int, 0)
"""The last cycle of a day to come that tells nothing: a clock was ahead then."""
CLOCK_DOUBTED = Form(
    "clock doubted",
    lambda doubted: json.dumps([doubted[0], doubted[1].isoformat()]),
    _number_and_day,
    (0, date.min),
)
"""Up to which cycle a person was told last that the clock is behind, and on which day."""
STANDING_NOTICES = Form("notices", json.dumps, _text_and_moment, ("", ""))
"""What administrators are told each night until it changes, and since when."""
QUIET: Form[QuietNight | None] = Form(
    "quiet",
    lambda night: json.dumps(asdict(night), ensure_ascii=False) if night else "",
    _quiet_night,
    None,
)
"""The night that was seen to change nothing."""
REPORT_TOLD: Form[Facts | None] = Form(
    "told", lambda facts: to_json(facts or ()), from_json, None
)
"""Of each report by its key: what it said when people heard last that it is whole."""

FORMS: tuple[Form[Any], ...] = (
    DECISIONS_TOLD,
    CALLED_AFTER_CHECK,
    CALLED_AFTER_PUBLISH,
    TURNED,
    TURN_CAUTIONED,
    CLOCK_TRUSTED,
    CLOCK_DOUBTED,
    STANDING_NOTICES,
    QUIET,
)
"""Every note that has a form, but for those of which there is one a report."""
