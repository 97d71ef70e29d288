"""Word lists that rules consult: ``words.toml`` as values."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from sync.errors import ConfigError
from sync.memo import Made, Memo
from sync.resources import CONFIG
from sync.storage.texts import NotUtf8, read_people_text
from sync.storage.toml import toml_problem

BREAK = "-"
"""Stands in a listed word where it is made of two."""

_MEMO = 32 * 2**20
"""Bytes for what is made of texts; a plan of a thousand projects takes some ten million."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """A text that is wrong where ``before`` and ``after`` stand beside it (patterns).

    Empty patterns fit anywhere: then the text is wrong wherever it stands.
    """

    wrong: str
    right: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Spelling:
    """How words are spelt, and what is mistaken for them.

    ``frequent`` words are the trade's, as likely as any; ``right`` are an office's own
    that look like a slip and are none. ``advised`` is style.
    """

    look_alikes: tuple[str, ...]
    frequent: tuple[str, ...]
    right: tuple[str, ...]
    confusions: tuple[Confusion, ...]
    advised: tuple[Confusion, ...]


@dataclass(frozen=True, slots=True)
class OfficeKind:
    """A kind of office: how names begin, words only it uses, its by-law's name.

    ``act`` is the name of the act by which there are such offices.
    """

    names: tuple[str, ...]
    own: tuple[str, ...]
    law: str
    act: str


@dataclass(frozen=True, slots=True)
class Act:
    """A law: its kind, its name after the kind, and the Buddhist years it may bear."""

    kind: str
    name: str
    years: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NationalPlan:
    """A plan of the whole state: its name, and the years it was announced with.

    Of several the first is said; years are written ``2561-2580``.
    """

    name: str
    years: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class WordLists:
    """Words of the trade. ``placeholders`` are what a sample leaves to fill in.

    ``made`` is what rules made of the lists; ``memo`` what they made of texts by them.
    ``blanks`` stand in brackets to be filled in; ``prompts`` are a word processor's.
    ``connectives`` pairs a word that opens a sentence with the one that answers it.
    ``not_names`` begin what goes on after an office's kind and is no name;
    ``national_hosts`` begin addresses that are of no office in particular.
    ``constitutions`` are the years of all there were, the one in force first;
    ``terms`` are official spellings, ``pairs`` spellings of which a plan uses one.
    """

    placeholders: tuple[str, ...]
    blanks: tuple[str, ...]
    prompts: tuple[str, ...]
    doubled: tuple[str, ...]
    connectives: tuple[tuple[str, str], ...]
    terms: tuple[str, ...]
    pairs: tuple[tuple[str, ...], ...]
    repeated: tuple[str, ...]
    offices: tuple[OfficeKind, ...]
    law_kinds: tuple[tuple[str, ...], ...]
    acts: tuple[Act, ...]
    constitutions: tuple[str, ...]
    national_plans: tuple[NationalPlan, ...]
    not_names: tuple[str, ...]
    national_hosts: tuple[str, ...]
    spelling: Spelling
    made: Made = field(default_factory=Made, init=False, repr=False)
    memo: Memo = field(default_factory=lambda: Memo(_MEMO), repr=False)


def load_word_lists(office: Path | None = None) -> WordLists:
    """Read the word lists that ship with the worker, and the office's own on top.

    Args:
        office: the office's file, if it has one. Where it has none, all have the same
            lists, and what these remember.

    Raises:
        ConfigError: the office's file has a list that there is none of, or of
            another form.
    """
    if office is None or not office.exists():
        return _shipped()
    try:
        text = read_people_text(office)
        own = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(office, [toml_problem(error, text)]) from error
    except NotUtf8 as error:
        raise ConfigError(office, [str(error)]) from error
    problems: list[str] = []
    merged = _merged(_ours(), own, "", problems)
    problems.extend(_unusable(merged["spelling"]["confused"]))
    if problems:
        raise ConfigError(office, problems)
    return _word_lists(merged)


@cache
def _shipped() -> WordLists:
    return _word_lists(_ours())


def _ours() -> Mapping[str, Any]:
    return tomllib.loads((CONFIG / "words.toml").read_text("utf-8"))


def _merged(
    ours: Mapping[str, Any], own: Mapping[str, Any], place: str, problems: list[str]
) -> dict[str, Any]:
    """Put an office's lists on top of ours; a table takes new names, a list more."""
    merged = dict(ours)
    for name, entry in own.items():
        here: Any = merged.get(name)
        if here is None and type(entry) is _OPEN_TABLES.get(place):
            merged[name] = entry
        elif type(here) is not type(entry):
            problems.append(
                f"{place}{name}: ไม่มีรายการชื่อนี้ หรือรูปแบบไม่ตรง · no such list, or of another form"
            )
        elif isinstance(entry, dict):
            merged[name] = _merged(merged[name], entry, f"{place}{name}.", problems)
        elif isinstance(entry, str):
            merged[name] = f"{here}\n{entry}"
        else:
            merged[name] = list(here) + list(entry)
    return merged


def _unusable(confused: list[dict[str, str]]) -> Iterator[str]:
    """Yield which confusions lack a text, or have a pattern that is none."""
    for entry in confused:
        name = f"spelling.confused: {entry.get('wrong', '?')}"
        if (
            not {"wrong", "right"}
            <= set(entry)
            <= {"wrong", "right", "before", "after"}
        ):
            yield f"{name}: ต้องมี wrong และ right และมี before, after ได้ · needs wrong and right, and may have before and after"
        for place in ("before", "after"):
            try:
                re.compile(entry.get(place, ""))
            except re.error:
                yield f"{name}: {place} ไม่ใช่รูปแบบที่ใช้ได้ · is no pattern"


_OPEN_TABLES: Mapping[str, object] = {
    "spelling.misspelt.": list,
    "spelling.advised.": list,
    "connectives.": str,
}
"""Tables whose names are words, not ours, and what they hold: an office adds any."""


def _word_lists(raw: Mapping[str, Any]) -> WordLists:
    spelling = raw["spelling"]
    right = frozenset(spelling["right"].split())
    return WordLists(
        placeholders=tuple(raw["placeholders"]),
        blanks=tuple(raw["blanks"]),
        prompts=tuple(raw["prompts"]),
        doubled=tuple(raw["doubled"]),
        connectives=tuple(raw["connectives"].items()),
        terms=tuple(raw["terms"]),
        pairs=tuple(tuple(pair) for pair in raw["pairs"]),
        repeated=tuple(raw["repeated"]),
        offices=tuple(
            OfficeKind(
                tuple(kind["names"]), tuple(kind["own"]), kind["law"], kind["act"]
            )
            for kind in raw["offices"].values()
        ),
        law_kinds=tuple(tuple(kind) for kind in raw["law_kinds"]),
        acts=tuple(
            Act(act["kind"], act["name"], tuple(map(str, act["years"])))
            for act in raw["acts"]
        ),
        constitutions=tuple(map(str, raw["constitutions"])),
        national_plans=tuple(
            NationalPlan(plan["name"], tuple(plan["years"]))
            for plan in raw["national_plans"]
        ),
        not_names=tuple(raw["not_names"].split()),
        national_hosts=tuple(f"{name}." for name in raw["national_hosts"]),
        spelling=Spelling(
            look_alikes=tuple(spelling["look_alikes"]),
            frequent=tuple(dict.fromkeys(spelling["frequent"].split())),
            right=tuple(right),
            confusions=(
                *(Confusion(**entry) for entry in spelling["confused"]),
                *_confusions(spelling["misspelt"], right),
            ),
            advised=_confusions(spelling["advised"], right),
        ),
    )


def _confusions(
    table: Mapping[str, list[str]], right: frozenset[str]
) -> tuple[Confusion, ...]:
    return tuple(
        Confusion(wrong, word)
        for word, all_wrong in table.items()
        for wrong in all_wrong
        if wrong not in right
    )
