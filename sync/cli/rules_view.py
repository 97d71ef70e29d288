"""Rules, as a person at a terminal sees them."""

import re
from collections.abc import Sequence

from sync.cli.terminal import Terminal
from sync.plan.days import day_in_words
from sync.rules.rulebook import Entry
from sync.rules.sources import Source

_BLANK = re.compile(r"\{[a-z_]+\}…?")


def show_rules(entries: Sequence[Entry], shown: Terminal, *, whole: bool) -> None:
    """List rules, a line each; ``whole`` explains them."""
    for entry in entries:
        level = shown.words.say(f"severity.{entry.severity}")
        shown.line(f"{entry.code}\t{level}\t{_shown(entry.message)}")
        if whole:
            shown.line(f"→ {_shown(entry.suggestion)}")
            said = "confirmable" if entry.confirmable else "not_confirmable"
            shown.line(shown.words.say(f"rules.{said}"))
            shown.line(entry.reason)
            _show_sources(entry.sources, shown)


def _shown(sentence: str) -> str:
    """Return a sentence of a rule with an ellipsis for what only a finding fills in."""
    return _BLANK.sub("…", sentence)


def _show_sources(sources: Sequence["Source"], shown: Terminal) -> None:
    words = shown.words
    for source in sources:
        name, seen = source.names[words.language], source.seen
        said = words.say("rules.source", name=name, seen=day_in_words(seen, words))
        shown.line(said)
        shown.line(f"  {source.address}")
    if not sources:
        shown.line(words.say("rules.custom"))
