"""Documents: what they are made from, where they are, who can open them."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sync.model.changes import Facts


class Kind(StrEnum):
    """What a document is; the value is its file's suffix."""

    WORD = "docx"
    PAGE = "html"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Template:
    """What a document is made from; ``name`` says which, where something is wrong."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Document:
    """A rendered document. ``key`` names it for ever, whatever its title becomes.

    Documents of one key and different kinds are different documents. ``home`` is the
    address of the document that people made for this one: empty where they may and have
    not, ``None`` where it needs none. ``year`` is the plan's fiscal year in digits,
    empty where it is not known; ``clean`` a plan without errors, as of ``as_of``.
    ``yearless_key`` names the same document while that year could not be read yet.
    ``name`` is what a file is called besides its key when it is first put there.
    """

    key: str
    title: str
    content: bytes
    kind: Kind = Kind.WORD
    home: str | None = None
    year: str = ""
    clean: bool = False
    as_of: date | None = None
    yearless_key: str = ""
    name: str = ""

    @property
    def digest(self) -> str:
        """The SHA-256 of the content: equal means nothing to publish."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Before:
    """A document as the ledger knows that it was put in its place last.

    ``clean_as_of`` is the day of the plan it showed, if that was one without errors.
    """

    link: str
    digest: str
    clean_as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a document is now.

    ``updated`` is false where it was left as it is: since somebody has ``changed`` it,
    or since it shows the plan without errors as of ``held``, and this one has some.
    ``kept`` is the address of a copy of what somebody had changed; ``lost`` are texts
    that its place does not show.
    """

    link: str
    updated: bool = True
    changed: bool = False
    held: date | None = None
    kept: str = ""
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a document is shared with; addresses and domains are case-folded.

    ``groups``: it is shared with groups as well, and nobody tells us who is in them.
    """

    anyone: bool = False
    groups: bool = False
    people: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()

    def shut_out(self, addresses: Iterable[str]) -> tuple[str, ...]:
        """Return those who surely cannot open the document."""
        if self.anyone or self.groups:
            return ()
        return tuple(
            address
            for address in addresses
            if address.casefold() not in self.people
            and address.casefold().rpartition("@")[2] not in self.domains
        )


@dataclass(frozen=True, slots=True)
class Publication:
    """A document as it was last published, and the plan it showed.

    ``clean``: that plan had no errors; ``None`` where an older worker did not note it.
    ``version`` counts what was told of the document.
    """

    key: str
    digest: str
    link: str
    as_of: date
    facts: Facts
    kind: Kind = Kind.WORD
    clean: bool | None = None
    version: int = 1
