"""What judging a plan needs to know besides: headers, word lists, rules' words."""

import tomllib
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from sync.config import Frame
from sync.headers import Headers
from sync.model import Hit, Severity
from sync.resources import CONFIG
from sync.wordlists import WordLists


@dataclass(frozen=True, slots=True)
class RuleText:
    """One rule's entry in the catalogue, in one language.

    ``confirmable``: staff may confirm that what it met is right as it is.
    """

    severity: Severity
    message: str
    suggestion: str
    confirmable: bool


RuleTexts = Mapping[str, RuleText]


def load_rule_texts(path: Path = CONFIG / "rules.toml") -> Mapping[str, RuleTexts]:
    """Read the catalogue of rules; give it by language, ``th`` and ``en``.

    Raises:
        ValueError: an error does not say whether staff may confirm it away.
    """
    raw = tomllib.loads(path.read_text("utf-8"))
    return {
        language: {
            code: RuleText(
                severity=Severity(entry["severity"]),
                message=entry[language],
                suggestion=entry[f"suggest_{language}"],
                confirmable=_confirmable(code, entry),
            )
            for code, entry in raw.items()
        }
        for language in ("th", "en")
    }


def _confirmable(code: str, entry: Mapping[str, object]) -> bool:
    """Tell whether staff may confirm a rule's findings; an error must say so itself."""
    said = entry.get("confirmable", entry["severity"] != Severity.ERROR or None)
    if not isinstance(said, bool):
        raise ValueError(f"{code}: confirmable must be true or false")  # noqa: TRY004
    return said


@dataclass(frozen=True, slots=True)
class Lore:
    """What rules know besides the plan, the same for every cycle of an office.

    ``domains`` are those that mail may go to; none named means any. ``met`` is kept for
    judging: what rules met in each text of the plan that was judged last.
    """

    headers: Headers
    lists: WordLists
    frames: tuple[Frame, ...]
    unknown: Callable[[str], Iterator[tuple[int, int]]] | None = None
    domains: tuple[str, ...] = ()
    met: dict[Hashable, tuple[Hit, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )


def choose_rules(texts: RuleTexts, chosen: Mapping[str, str]) -> RuleTexts:
    """Apply an office's choices: rules turned ``off``, or of another severity."""
    return {
        code: replace(text, severity=Severity(chosen.get(code, text.severity)))
        for code, text in texts.items()
        if chosen.get(code) != "off"
    }
