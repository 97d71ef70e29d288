"""What is wrong with settings, in words for whoever has to put them right."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from sync.messages import Words
from sync.settings.lines import line_of
from sync.settings.parts import Unusable
from sync.thai.folding import shorten

_KINDS = (
    "int",
    "float",
    "bool",
    "string",
    "tuple",
    "dict",
    "model",
    "time",
    "date",
)
"""What a setting can be that is something else; pydantic has several names for each."""


_SHOWN = ("literal", "greater", "less", "int", "float", "bool", "time", "date")
"""Of these kinds what was set is shown; any other text may hold a secret."""
_LONGEST_SHOWN = 40


def problems_of(
    error: ValidationError, words: Words, file: str, text: str
) -> list[str]:
    """Return each problem, with the address of the setting, its line, and what it is.

    ``file`` is the name of the one of ours that explains every setting, ``text`` the
    whole of theirs.
    """
    return [
        f"{_address(problem['loc'], words)}: {_in_words(problem, words, file)}".removeprefix(
            ": "
        )
        + _where(problem, words, text)
        for problem in error.errors()
    ]


def _where(problem: Mapping[str, Any], words: Words, text: str) -> str:
    """Return in which line a setting stands, and what it is set to."""
    line, value = line_of(text, problem["loc"]), problem.get("input")
    if line is None:
        return ""
    said = words.say("settings.line", number=str(line))
    kind = problem["type"].partition("_")[0]
    if kind in _SHOWN and isinstance(value, str | int | float):
        said += words.say(
            "settings.is_set_to", value=shorten(str(value), _LONGEST_SHOWN)
        )
    return f" · {said}"


def _address(loc: Sequence[str | int], words: Words) -> str:
    """Return where a setting stands; of several, people count from one."""
    parts = (
        f" {words.say('settings.nth', number=str(part + 1))}"
        if isinstance(part, int)
        else f".{part}"
        for part in loc
    )
    return "".join(parts).removeprefix(".")


def _in_words(problem: Mapping[str, Any], words: Words, file: str) -> str:
    facts = problem.get("ctx", {})
    if isinstance(own := facts.get("error"), Unusable):
        return words.say(f"settings.{own.code}", **own.facts)
    kind = problem["type"].partition("_")[0]
    names = (problem["type"], f"is_{kind}" if kind in _KINDS else "", "other")
    name = next(name for name in names if f"settings.{name}" in words.sentences)
    said = {blank: str(fact).replace(" or ", ", ") for blank, fact in facts.items()}
    return words.say(f"settings.{name}", **{**said, "file": file})
