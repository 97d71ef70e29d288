"""What pages for the public say besides their document, and the page that lists them.

Every text is finished; a template only prints.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LinkView:
    """Something to open: what it is called, where it is, and how large (or nothing)."""

    name: str
    address: str
    size: str = ""


@dataclass(frozen=True, slots=True)
class PublicView:
    """Where a page for the public stands among the others.

    ``state`` says how the version stands, ``lines`` what more is known of that.
    ``newer`` is the address of the version that counts, empty where this is it.
    ``home`` is the page that lists all, ``files`` are the same version to download.
    """

    state: str
    lines: tuple[str, ...]
    newer: str
    home: str
    files: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class ListedView:
    """A plan or report in the list of all.

    ``kind`` is ``good`` where something speaks for the version, ``plain`` where nothing
    does, ``none`` where no version is shown. ``code`` names what it says. ``earlier``
    are versions shown before.
    """

    title: str
    address: str
    state: str
    kind: str
    lines: tuple[str, ...]
    as_of: str
    version: str
    code: str
    signed: str
    files: tuple[LinkView, ...]
    earlier: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class YearView:
    """A fiscal year and what is shown of it."""

    year: str
    documents: tuple[ListedView, ...]


@dataclass(frozen=True, slots=True)
class EventView:
    """A version that was published: on which day, which, and what changed in it."""

    day: str
    title: str
    address: str
    change: str


@dataclass(frozen=True, slots=True)
class IndexView:
    """The page that lists all that an office shows.

    ``history`` is what changed when, the latest first. ``files`` are data and lists of
    the whole folder. ``code`` is that of the chain's end.
    """

    office: str
    place: str
    years: tuple[YearView, ...]
    history: tuple[EventView, ...]
    files: tuple[LinkView, ...]
    maintainer: str
    contact: str
    licence: str
    code: str
    thai_digits: bool


@dataclass(frozen=True, slots=True)
class NoticeView:
    """The page in place of a document that is shown no more."""

    title: str
    office: str
    state: str
    home: str
    thai_digits: bool
