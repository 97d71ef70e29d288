"""The chain: what was finished, decided and published, each entry sealed by the next.

An entry is a line of text of which there is only one form, and its code is the SHA-256
of that text. It names the code of the entry before it, so nothing in the middle can be
altered, left out or put in without all that follow showing it. What nobody outside has
seen, the end and the whole, its keeper could still write anew: the codes that stand in
mail and in documents are the witnesses (docs/หลักฐาน.md).
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_SHOWN = 12
"""Letters of a code that people compare: 48 bits."""


class Chained(StrEnum):
    """The documents whose versions are chained."""

    PLAN = "plan"
    REPORT_6 = "report_6"
    REPORT_12 = "report_12"


class Kind(StrEnum):
    """What an entry is of; a version's own bears no such word."""

    VERSION = "version"
    DECISION = "decision"
    PUBLICATION = "publication"


class Break(StrEnum):
    """What is wrong with an entry."""

    UNREADABLE = "unreadable"
    ALTERED = "altered"
    ORDER = "order"
    CONTENT = "content"


def canonical(value: object) -> str:
    """Write a value as JSON in the one form it has.

    That is RFC 8785 (https://www.rfc-editor.org/rfc/rfc8785, 2026-11-29) for what is
    given here: texts, whole numbers, truth values, nothing, lists of these, and objects
    of them under names in ASCII.
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def code_of(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in 64 hexadecimal digits.

    Half a character, which a cell may hold, counts as its three bytes.
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def short(code: str) -> str:
    """Return a code as people compare it."""
    return code[:_SHOWN]


@dataclass(frozen=True, slots=True)
class Finished:
    """A version without errors: ``content`` is all it says, in canonical form."""

    document: Chained
    year: int
    office: str
    as_of: date
    content: str


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of the chain as it is kept; ``content`` is that of the version it enters.

    An entry of another kind names a version entered before, and has none of its own.
    ``code`` is what was noted beside the entry's text, to be compared with it.
    """

    number: int
    text: str
    code: str
    content: str = ""

    def facts(self) -> Mapping[str, object]:
        """Return what the entry says; nothing where it cannot be read."""
        try:
            facts = json.loads(self.text)
        except ValueError:
            return {}
        return facts if isinstance(facts, dict) else {}

    @property
    def content_code(self) -> str:
        """What the version says, as people compare it."""
        return short(str(self.facts().get("content", "")))

    @property
    def kind(self) -> str:
        """What it is an entry of."""
        return str(self.facts().get("kind", Kind.VERSION))

    def is_of(self, finished: Finished) -> bool:
        """Whether it enters a version of the same document and year."""
        return self.enters_version_of(finished.document, finished.year)

    def enters_version_of(self, document: Chained, year: int) -> bool:
        """Whether it enters a version of a document and year."""
        facts = self.facts()
        same = (facts.get("document"), facts.get("year")) == (document, year)
        return same and self.kind == Kind.VERSION


def link_after(
    last: Link | None, latest: Link | None, finished: Finished, today: date
) -> Link:
    """Return the entry of a version: a new one, or the latest where that says it already.

    Args:
        last: the end of the chain.
        latest: the last entry of the same document and year.
        finished: the version.
        today: the day; its hour would only make two nights of the same day differ.
    """
    content = code_of(finished.content)
    facts = latest.facts() if latest else {}
    stands = (facts.get("content"), facts.get("office"))
    if latest and stands == (content, finished.office):
        return latest
    version = facts.get("version", 0)
    said = {
        "as_of": finished.as_of.isoformat(),
        "content": content,
        "document": finished.document,
        "noted": today.isoformat(),
        "office": finished.office,
        "version": version + 1 if isinstance(version, int) else 1,
        "year": finished.year,
    }
    return sealed(last, said, finished.content)


def sealed(last: Link | None, facts: Mapping[str, object], content: str = "") -> Link:
    """Return an entry that says something after the end of the chain.

    Args:
        last: the end of the chain.
        facts: what the entry says besides its place.
        content: of the version that it enters; empty for an entry of another kind.
    """
    number = last.number + 1 if last else 1
    text = canonical({**facts, "number": number, "previous": last.code if last else ""})
    return Link(number, text, code_of(text), content)


def export(links: Iterable[Link]) -> str:
    """Return the chain as one text that others can check (docs/หลักฐาน.md).

    It is a JSON object: ``entries`` are their texts in order, ``contents`` those of the
    versions, each under its code.
    """
    every = tuple(links)
    versions = [link for link in every if link.kind == Kind.VERSION]
    contents = {code_of(link.content): link.content for link in versions}
    whole = {"entries": [link.text for link in every], "contents": contents}
    return json.dumps(whole, indent=1)


def first_break(links: Iterable[Link]) -> tuple[int, Break] | None:
    """Compute the chain anew.

    Args:
        links: all of it, in the order of their numbers.

    Returns:
        The number of the first entry that is not as it was written, and what is wrong
        with it; ``None`` where all are.
    """
    previous, entered = "", set[tuple[object, ...]]()
    for place, link in enumerate(links, 1):
        facts = link.facts()
        if not facts:
            return place, Break.UNREADABLE
        if code_of(link.text) != link.code:
            return place, Break.ALTERED
        stands = (facts.get("number"), facts.get("previous"), link.number)
        if stands != (place, previous, place):
            return place, Break.ORDER
        version = tuple(facts.get(name) for name in _NAMES)
        if link.kind == Kind.VERSION:
            if code_of(link.content) != facts.get("content"):
                return place, Break.CONTENT
            entered.add(version)
        elif version not in entered:
            return place, Break.CONTENT
        previous = link.code
    return None


_NAMES = ("document", "year", "version", "content")
"""What an entry of a decision or a publication names a version by."""
