"""Word lists that rules consult: ``config/words.toml`` as values."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from sync.headers import CONFIG


@dataclass(frozen=True, slots=True)
class WordLists:
    """Words of the trade. ``placeholders`` are what a sample leaves to fill in."""

    placeholders: tuple[str, ...]


def load_word_lists(path: Path = CONFIG / "words.toml") -> WordLists:
    """Read the word lists that ship with the worker."""
    raw = tomllib.loads(path.read_text("utf-8"))
    return WordLists(placeholders=tuple(raw["placeholders"]))
