"""The rules' catalogue: severity and words of every rule, and an office's choices."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from sync.model.findings import Severity
from sync.resources import CONFIG


@dataclass(frozen=True, slots=True)
class RuleText:
    """One rule's entry in the catalogue, in one ``language``.

    ``otherwise`` is advised where there is nothing to put in a blank of ``suggestion``.
    ``confirmable``: staff may confirm that what it met is right as it is. ``why``: the
    reason in Thai; empty in English, where the rule's docstring says it.
    """

    severity: Severity
    message: str
    suggestion: str
    otherwise: str
    confirmable: bool
    why: str
    language: str

    def advice(self, facts: Mapping[str, str]) -> str:
        """Return what is advised, with these facts in its blanks."""
        is_empty = any(
            f"{{{name}}}" in self.suggestion and not fact
            for name, fact in facts.items()
        )
        said = self.otherwise if is_empty and self.otherwise else self.suggestion
        return said.format(**facts)


RuleTexts = Mapping[str, RuleText]


@cache
def load_rule_texts() -> Mapping[str, RuleTexts]:
    """Read the catalogue that ships with the worker, once; by language."""
    return read_rule_texts(CONFIG / "rules.toml")


def read_rule_texts(path: Path) -> Mapping[str, RuleTexts]:
    """Return a catalogue of rules by language, ``th`` and ``en``.

    Raises:
        ValueError: an error does not say whether staff may confirm it away, or a rule
            has no reason in Thai.
    """
    raw = tomllib.loads(path.read_text("utf-8"))
    return {
        language: {
            code: RuleText(
                severity=Severity(entry["severity"]),
                message=entry[language],
                suggestion=entry[f"suggest_{language}"],
                otherwise=entry.get(f"otherwise_{language}", ""),
                confirmable=_confirmable(code, entry),
                why=_why(code, entry) if language == "th" else "",
                language=language,
            )
            for code, entry in raw.items()
        }
        for language in ("th", "en")
    }


def _confirmable(code: str, entry: Mapping[str, object]) -> bool:
    """Whether staff may confirm a rule's findings; an error must say so itself."""
    said = entry.get("confirmable", entry["severity"] != Severity.ERROR or None)
    if not isinstance(said, bool):
        raise ValueError(f"{code}: confirmable must be true or false")  # noqa: TRY004
    return said


def _why(code: str, entry: Mapping[str, object]) -> str:
    """Return a rule's reason in Thai; every rule must have one."""
    said = entry.get("why")
    if not isinstance(said, str) or not said.strip():
        raise ValueError(f"{code}: why must say the reason")
    return said


def choose_rules(texts: RuleTexts, chosen: Mapping[str, str]) -> RuleTexts:
    """Apply an office's choices.

    Args:
        texts: every rule, by code.
        chosen: by code: ``off``, or another severity.

    Returns:
        The rules that are left, each with its severity there.
    """
    return {
        code: replace(text, severity=Severity(chosen[code])) if code in chosen else text
        for code, text in texts.items()
        if chosen.get(code) != "off"
    }
