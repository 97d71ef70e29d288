"""Everything the worker says to people: one catalogue a language."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sync.errors import Tellable
from sync.resources import COMMAND, CONFIG


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of one language, by dotted name."""

    language: str
    sentences: Mapping[str, str]

    def say(self, name: str, /, **facts: str) -> str:
        """Return a sentence with its blanks filled; text in a fact stays text.

        ``{command}`` is what people type to run the worker.
        """
        return self.sentences[name].format(command=COMMAND, **facts)

    def say_stop(self, stop: Tellable) -> tuple[str, str]:
        """Return two sentences: what happened, and what to do about it."""
        return self.say_stop_of(stop.code, stop.facts)

    def say_stop_of(self, code: str, facts: Mapping[str, str]) -> tuple[str, str]:
        """Return the same of a stop that is told by its code and facts.

        Facts that an earlier version did not note are left out.
        """
        known = _Known(facts, command=COMMAND)
        says, cure = (
            self.sentences[f"stops.{code}.{part}"] for part in ("says", "cure")
        )
        return says.format_map(known), cure.format_map(known)


class _Known(dict[str, str]):
    def __missing__(self, _name: str) -> str:
        return "–"


@lru_cache(maxsize=2)  # there are two
def load_words(language: str) -> Words:
    """Read a language's catalogue, once.

    Args:
        language: "th" or "en".

    Returns:
        Every sentence of the language, by its dotted name.
    """
    text = (CONFIG / "messages" / f"{language}.toml").read_text("utf-8")
    return Words(language, dict(_flatten("", tomllib.loads(text))))


def _flatten(prefix: str, table: Mapping[str, object]) -> list[tuple[str, str]]:
    flat = []
    for name, entry in table.items():
        if isinstance(entry, dict):
            flat += _flatten(f"{prefix}{name}.", entry)
        else:
            flat.append((f"{prefix}{name}", str(entry)))
    return flat
