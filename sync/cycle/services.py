"""One organisation's place, and all that the worker does its work there with."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sync.ledger import Ledger
from sync.messages import Words
from sync.ports import (
    Clock,
    Documents,
    Mail,
    Pages,
    PdfMaker,
    PublicFolder,
    PublicWay,
    Spreadsheet,
    Templates,
)
from sync.rules.catalogue import RuleTexts
from sync.rules.reference import ReferenceData
from sync.settings.values import Settings


@dataclass(frozen=True, slots=True)
class PublicPlace:
    """Where the public sees finished versions, and the ways from there.

    ``pdf`` makes PDFs that last; ``None`` where this machine makes none. ``schema``
    describes the JSON files.
    """

    folder: PublicFolder
    pdf: PdfMaker | None
    ways: tuple[PublicWay, ...]
    schema: bytes


@dataclass(frozen=True, slots=True)
class Services:
    """One organisation's place, and all that a cycle there works with.

    ``sheet_words`` are Thai, for what is written into the sheet; ``words`` are in the
    office's language, for mail and the terminal. ``hooks`` calls the office's commands,
    ``notices`` tells ``readers`` in a chat, of whom ``has_left`` knows who is none any more. ``sent`` tells how many requests have
    gone to Google. ``mail_setup`` gives another text after somebody changed how mail
    leaves, or a password or sign-in. ``begun`` hears which step begins, for whoever
    asks from outside; "" is none. ``made_of`` gives another text after the program, the
    settings, words or templates changed, and "" where nobody can tell. ``public`` is
    ``None`` where nothing is shown to the public, ``pages`` where none are made for
    staff.
    """

    spreadsheet: Spreadsheet
    documents: Documents
    mail: Mail
    clock: Clock
    ledger: Ledger
    settings: Settings
    reference: ReferenceData
    rules: Mapping[str, RuleTexts]
    sheet_words: Words
    words: Words
    templates: Templates
    pdf: PdfMaker
    mail_templates: Mapping[str, str]
    hooks: Mail
    notices: Mail
    readers: Callable[[], Sequence[str]] = tuple
    has_left: Callable[[str], bool] = lambda _reader: False
    sent: Callable[[], int] = lambda: 0
    mail_setup: Callable[[], str] = str
    begun: Callable[[str], None] = lambda _step: None
    made_of: Callable[[], str] = str
    public: PublicPlace | None = None
    pages: Pages | None = None
