"""Quiet nights: a night that was seen to change nothing is not done again.

What a night does follows from what it is given: the sheet, the documents as they are,
what the ledger knows, the settings, templates, words and the program, and of the day no
more than which rounds and occasions it brings. A night that did nothing at all notes
what it was given. While all of that is the same, the next one would do nothing either:
its sheet is read and its documents are looked at as ever, its mail leaves, and its
record says what the last one's did. Anything else, or any doubt, is a whole night.
"""

import hashlib
import logging
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sync.cycle.assessed import assessed_as_it_is
from sync.cycle.judging import Tell, tell_nobody
from sync.cycle.links import mail_in_words
from sync.cycle.mail import occasions_due, send_all, untold_failures
from sync.cycle.public import public_as_it_is
from sync.cycle.record import recorded
from sync.cycle.services import Services
from sync.errors import WorkerError
from sync.ledger.forms import CALLED_AFTER_CHECK, CALLED_AFTER_PUBLISH, QUIET
from sync.ledger.outbox import UNCOPIED
from sync.model.cells import Sheet
from sync.model.documents import Kind, Publication
from sync.model.mail import Message, Queued
from sync.model.progress import Round
from sync.model.records import CycleKind, CycleRecord, Outcome, QuietNight
from sync.progress.rounds import (
    FIRST,
    LAST,
    dates_of,
    is_over,
    recent_years,
    rounds_due,
)
from sync.thai.dates import fiscal_year, quarter

# it takes long to load, and a quiet night prints nothing
if TYPE_CHECKING:
    from sync.cycle.check import SheetUpdate
    from sync.cycle.night import Report

_log = logging.getLogger(__name__)

_APART = ("outbox", "troubles")
"""What of the ledger is asked by itself, or never by a night."""
_NOTES_APART = (
    QUIET.name,
    "copied",
    UNCOPIED,
    "mail setup",
    CALLED_AFTER_CHECK.name,
    CALLED_AFTER_PUBLISH.name,
)


@dataclass(frozen=True, slots=True)
class Quiet:
    """A night that would have changed nothing, and what became of its mail."""

    messages: tuple[Message, ...]
    undelivered: tuple[Queued, ...]
    mail_stop: WorkerError | None
    refused: None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What a night is given besides its sheet, before it does anything.

    ``made_of`` is empty where that cannot be told; ``places`` are links under which
    documents would go by their names; ``public`` is how the public folder is, ``None``
    where something is to be done there; ``pages`` is how staff's are.
    """

    made_of: str
    places: tuple[str | None, ...]
    public: str | None
    pages: str
    ledger: str
    today: date
    mail: str


def given(services: Services) -> Given:
    """Look what a night is given now."""
    known = services.ledger.publications.all()
    try:
        made_of = services.made_of()
        places = tuple(services.documents.find(it.key, it.kind) for it in known)
        public, pages = public_as_it_is(services), assessed_as_it_is(services)
    except (OSError, WorkerError):
        # a whole night meets it as well, and tells of it
        made_of, places, public, pages = "", (), None, ""
    return Given(
        made_of,
        places,
        public,
        pages,
        services.ledger.fingerprint(but_tables=_APART, but_notes=_NOTES_APART),
        services.clock.now().date(),
        mail_in_words(services),
    )


def run_night(services: Services, tell: Tell = tell_nobody) -> "Report | Quiet":
    """Run a night's cycle, all of it unless it would change nothing.

    Args:
        services: the office's.
        tell: hears the name of each stage as it begins, and may raise to stop there.
    """
    seen = _quietly(services, tell)
    if isinstance(seen, Quiet):
        return seen
    from sync.cycle.night import run_cycle  # noqa: PLC0415  see above

    return run_cycle(services, tell, seen)


def note_if_quiet(
    services: Services,
    before: Given,
    sheet: Sheet,
    update: "SheetUpdate",
    report: "Report",
) -> None:
    """Note what a night was given, if it did nothing; else that it did something.

    Args:
        services: the office's, the night's record closed, no mail sent yet.
        before: what it was given.
        sheet: as it was read first.
        update: what became of it.
        report: what became of the documents.
    """
    notes, last = services.ledger.notes, services.ledger.cycles.last(1)[0]
    nothing = (
        before.made_of
        and before.public is not None
        and before == given(services)
        and report.public.stop is None
        and not update.judgement.awaits_a_day(services.clock.now().date())
        and last.outcome is Outcome.DONE
        and update.judgement.reading.sheet is sheet
        and not (update.edits or update.changes or last.why)
        and update.revision == sheet.revision
        and report.looked.all_there
        and not report.looked.tried
        and services.ledger.cycles.ahead_of(services.clock.now()) is None
    )
    if not nothing:
        if notes.read_as(QUIET):
            notes.write_as(QUIET, None)
        return
    year = update.judgement.plan.info.fiscal_year
    noted = QuietNight(
        given=_digest(before, sheet),
        day=_day(services, year),
        on=before.today.isoformat(),
        year=year,
        cycle=last.number,
        looked=[(it.key, str(it.kind)) for it in report.looked.same],
        soon=sorted(report.looked.soon),
    )
    notes.write_as(QUIET, noted)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is as it was, before anybody is asked."""

    noted: QuietNight
    before: Given
    last: CycleRecord
    looked: tuple[Publication, ...]


def _quietly(services: Services, tell: Tell) -> Quiet | Sheet | None:
    """Do a night that would change nothing; give its sheet where another is needed."""
    known, sent = _known(services), services.sent()
    if known is None:
        return None
    sheet, same = _look(services, known, tell)
    if sheet is None or not same:
        return sheet
    with recorded(services, CycleKind.NIGHT, sent) as finish:
        finish.as_before(known.last, sheet.revision)
        _log.info("nothing is new since cycle=%d", known.last.number)
        tell("notify")
        mailed, stop = send_all(services)
    if untold_failures(services):
        # whom to tell stands in the sheet; the whole night's record takes this one's place
        services.ledger.cycles.drop(finish.record)
        return sheet
    return Quiet(mailed.sent, (*mailed.failed, *mailed.waiting), stop)


def _known(services: Services) -> _Known | None:
    """Return what is as it was at the night noted; ``None`` where anything is not."""
    ledger, known = services.ledger, services.ledger.notes.read_as(QUIET)
    if not known or untold_failures(services):
        return None
    before = given(services)
    last = ledger.cycles.numbered(known.cycle)
    looked = tuple(
        found
        for key, kind in known.looked
        if (found := ledger.publications.find(key, Kind(kind)))
    )
    same = (
        before.made_of
        and ledger.cycles.ahead_of(services.clock.now()) is None
        # a clock that was put back may bring a day that was over
        and before.today >= date.fromisoformat(known.on)
        and _day(services, known.year) == known.day
        and len(looked) == len(known.looked)
    )
    return _Known(known, before, last, looked) if same and last else None


def _look(services: Services, known: _Known, tell: Tell) -> tuple[Sheet | None, bool]:
    """Return the sheet as it is now, and whether it and the documents are as they were.

    What stops a look, a whole night meets as well, and tells of it.
    """
    sheet: Sheet | None = None
    try:
        tell("read")
        sheet = services.spreadsheet.read()
        if _digest(known.before, sheet) != known.noted.given:
            return sheet, False
        there = services.documents.intact(known.looked, known.noted.soon)
    except WorkerError as trouble:
        _log.info("not seen whether the night is quiet stop=%s", trouble.code)
        return sheet, False
    return sheet, there.issuperset(it.link for it in known.looked)


def _digest(before: Given, sheet: Sheet) -> str:
    known = before.made_of, before.places, before.public, before.pages, before.ledger
    digest = hashlib.sha256(repr(known).encode())
    digest.update(repr(sheet.revision).encode())
    for tab in sheet.tabs:
        # a formula's error and the same letters typed are equal to Python alone
        cells = [[(type(it).__name__, it) for it in row] for row in tab.rows]
        rest = (
            *(tab.title, dict(tab.notes), tab.merged, dict(tab.links)),
            tab.guards,
        )
        digest.update(repr((cells, rest)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _day(services: Services, year: int | None) -> str:
    """Return all that a night takes from the day: equal days bring the same."""
    today, settings = services.clock.now().date(), services.settings.reports
    years = recent_years(year)
    every = [
        dates_of(Round(it, months), settings)
        for it in years
        for months in (FIRST, LAST)
    ]
    rounds = [(dates.opens <= today, is_over(dates, today)) for dates in every]
    opened = rounds_due(today, years, settings)
    events = [it.event for it in occasions_due(services, year, opened)]
    says = (fiscal_year(today), quarter(today), rounds, events, mail_in_words(services))
    return hashlib.sha256(repr(says).encode()).hexdigest()
