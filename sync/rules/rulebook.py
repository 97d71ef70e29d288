"""The rulebook: every rule explained, for ``run.py rules`` and ``docs/rules.md``."""

from collections.abc import Sequence
from dataclasses import dataclass
from inspect import cleandoc

from sync.rules.catalogue import RuleTexts
from sync.rules.sources import Source, load_sources
from sync.rules.table import READING, RULES

_PAGE = """\
# Rules

Every rule the worker knows, by code. The reason is the rule's own docstring; severity
and words stand in `config/rules.toml`. An office can turn a rule off or give it another
severity in its `office.toml`.

Under a reason stands whom the rule cites, with an address and the day on which it was
seen there (`config/sources.toml`). A rule that cites nobody is custom: what makes sense in
a plan and in official writing.

Staff may confirm a finding, with a reason, where the column ยืนยันได้ says ได้. Where it
says ไม่ได้, a fact is missing, unreadable or impossible, a blank was left to fill, or
something written would not be printed: that can only be corrected.

This page is made by `python3 run.py rules --page`; a test keeps it true.

{count} rules: {counts}.

| code | severity | ยืนยันได้ | ข้อสังเกต | finding | why |
| --- | --- | --- | --- | --- | --- |
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule explained, in one language."""

    code: str
    severity: str
    message: str
    suggestion: str
    reason: str
    confirmable: bool
    sources: Sequence[Source]


def entries(texts: RuleTexts) -> Sequence[Entry]:
    """Explain every rule there are words for, by code."""
    sources = load_sources()
    return [
        Entry(
            code,
            text.severity,
            text.message,
            text.suggestion,
            text.why or _reason(code),
            text.confirmable,
            sources.get(code, ()),
        )
        for code, text in sorted(texts.items())
    ]


def page(thai: RuleTexts, english: RuleTexts) -> str:
    """Return the page of the documentation."""
    sources = load_sources()
    rows = [
        f"| {code} | {thai[code].severity} "
        f"| {'ได้' if thai[code].confirmable else 'ไม่ได้'} | {_cell(thai[code].message)} "
        f"| {_cell(english[code].message)} | {_cell(_reason(code))}"
        f"{_cited(sources.get(code, ()))} |"
        for code in sorted(thai)
    ]
    severities = [text.severity for text in thai.values()]
    counts = ", ".join(
        f"{severities.count(severity)} {severity}"
        for severity in dict.fromkeys(severities)
    )
    return _PAGE.format(count=len(thai), counts=counts) + "\n".join(rows) + "\n"


def _reason(code: str) -> str:
    """Return a rule's reason in English."""
    return READING.get(code) or cleandoc(RULES[code].__doc__ or "")


def _cited(sources: Sequence[Source]) -> str:
    return "".join(
        f"<br>[{_cell(source.names['en'])}]({source.address}), {source.seen}"
        for source in sources
    )


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
