"""Where rules come from: ``config/sources.toml`` as values."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sync.resources import CONFIG


@dataclass(frozen=True, slots=True)
class Source:
    """What a rule cites: its name by language, where it is, and when it was ``seen``."""

    names: Mapping[str, str]
    address: str
    seen: date


def load_sources(
    path: Path = CONFIG / "sources.toml",
) -> Mapping[str, tuple[Source, ...]]:
    """Return the sources of each rule that cites any, by the rule's code."""
    found: dict[str, tuple[Source, ...]] = {}
    for entry in tomllib.loads(path.read_text("utf-8")).values():
        names = {language: entry[language] for language in ("th", "en")}
        source = Source(names, entry["address"], entry["seen"])
        for code in entry["rules"]:
            found[code] = (*found.get(code, ()), source)
    return found
