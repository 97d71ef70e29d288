"""Standing: how a version is said to stand, never more strongly than is known."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sync.messages import Words
from sync.model.approvals import Approval, Strength
from sync.plan.text import printable
from sync.public.data import Value, written
from sync.public.masking import without_personal
from sync.public.shown import Shown
from sync.thai.dates import long_date


@dataclass(frozen=True, slots=True)
class Stands:
    """How the current version stands: a word, lines about it, and the same as data.

    ``is_good`` where more speaks for it than that somebody typed it; ``signed`` links to
    the signed paper.
    """

    state: str
    facts: Mapping[str, Value]
    lines: tuple[str, ...] = ()
    is_good: bool = False
    signed: str = ""


def stands(shown: Shown, words: Words) -> Stands:
    """Return how what is shown of a document stands."""
    approval = shown.approval
    if shown.current is None:
        return Stands(words.say("public.state_withdrawn"), _facts(""))
    if approval is None:
        return Stands(words.say("public.state_finished"), _facts("finished"))
    announced = bool(approval.announcement and approval.announced and approval.signed)
    noted = approval.strength is Strength.NOTED
    state = "announced" if announced else "approved"
    lines = _lines(approval, words, announced=announced)
    if shown.is_changed:
        lines.append(words.say("public.changed"))
    link = printable(approval.signed)
    return Stands(
        words.say(f"public.state_{'noted' if noted else state}"),
        _facts(state, approval),
        tuple(lines),
        is_good=not noted,
        signed=link if link.startswith(("https://", "http://")) else "",
    )


def _lines(approval: Approval, words: Words, *, announced: bool) -> list[str]:
    who = " ".join(
        filter(None, map(_public, (approval.name, approval.position)))
    ) or words.say("public.unknown_who")
    day = _day(approval.decided, words)
    said = words.say("public.approved_by", date=day, who=who)
    lines = [f"{said} {words.say(f'public.strength_{approval.strength}')}"]
    if announced:
        number, on = _public(approval.announcement), _day(approval.announced, words)
        said = words.say("public.announced_as", announcement=number, date=on)
        lines.append(said)
    return lines


def _public(text: str) -> str:
    return without_personal(printable(text))


def _day(day: date | None, words: Words) -> str:
    return long_date(day) if day else words.say("public.unknown_day")


def _facts(state: str, approval: Approval | None = None) -> Mapping[str, Value]:
    """Return the same for programs; what is not known is nothing."""
    return {
        "state": state,
        "approved_on": _iso(approval.decided if approval else None),
        "approved_by": _public(approval.name) if approval else "",
        "approver_position": _public(approval.position) if approval else "",
        "approval_evidence": str(approval.strength) if approval else "",
        "announcement": _public(approval.announcement) if approval else "",
        "announced_on": _iso(approval.announced if approval else None),
    }


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


EARLIER: Mapping[str, Value] = _facts("earlier")
"""Of a version that counts no more: what was decided on another is not said of it."""


def as_earlier(content: bytes) -> bytes:
    """Return the JSON of a version that counted as that of one that does no more."""
    return written({**json.loads(content), **EARLIER})
