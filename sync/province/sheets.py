"""The Google Sheets of a province's own: its list of offices, and how each is.

One look every five minutes, and a write only where something has changed.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from sync.adapters.google.drive import file_id_of
from sync.adapters.google.session import GoogleSession, Patience
from sync.adapters.google.spreadsheet import GoogleSpreadsheet, id_in
from sync.errors import SheetChanged, WorkerError
from sync.messages import Words, load_words
from sync.model.cells import Sheet
from sync.plan.labels import load_headers
from sync.province.board import Board, beside_list, in_own_tab
from sync.province.listed import as_listed, note_known
from sync.province.pace import Quota, SharedPace
from sync.province.places import ProvincePaths
from sync.province.pools import sign_in_pool
from sync.province.records import Records
from sync.province.registry import (
    Known,
    Listing,
    Problem,
    There,
    follow,
    problem,
    read_list,
)
from sync.province.report import Row, address_of, overview
from sync.province.setting_up import add_at_google
from sync.province.sharing import Sharing, sharing_of
from sync.province.survey import Survey
from sync.province.values import OwnSheet, ProvinceSettings
from sync.province.visits import OfficeState

_log = logging.getLogger(__name__)

_PATIENCE = Patience(look=60, change=190, whole=240, budget=60)
"""There are five minutes until the next look."""


@dataclass(slots=True)
class OwnSheets:
    """Follows the list and keeps up what is shown of offices, look by look."""

    paths: ProvincePaths
    settings: ProvinceSettings
    _sharing: Sharing = field(init=False)
    _survey: Survey = field(init=False)
    _tongues: Sequence[Words] = field(init=False)

    def __post_init__(self) -> None:
        """Take the words of the province's language, and those of the other to read by."""
        language = self.settings.language
        others = (it for it in ("th", "en") if it != language)
        self._tongues = [load_words(it) for it in (language, *others)]
        self._sharing = sharing_of(self.paths, self.settings)
        self._survey = Survey(
            self.paths, Records(self.paths.records, self.settings.database)
        )

    def look(self, now: datetime) -> None:
        """Look once; what Google does not tell now is asked again, and what is known goes on."""
        _, before = as_listed(self.paths, self.settings)
        self._survey.renew()  # whoever plans has read most ledgers by now
        states = self._survey.states(now)
        registry, board = self.settings.registry, self.settings.board
        together = is_one(registry, board)
        known = replace(before, problems=())
        if registry:
            try:
                known = self._keep_list(registry, known, states, now, shows=together)
            except WorkerError as stop:
                known = _with(known, self._stop("no_registry", stop))
        if board and not together:
            try:
                known = _with(known, *self._keep_board(board, known, states, now))
            except WorkerError as stop:
                known = _with(known, self._stop("no_board", stop))
        if known != before:
            note_known(self._sharing, known)

    def _keep_list(
        self,
        registry: OwnSheet,
        known: Known,
        states: Sequence[OfficeState],
        now: datetime,
        *,
        shows: bool,
    ) -> Known:
        offices = {state.name: state.standing.sheet for state in states}
        with opened(self.paths, self.settings, registry) as spreadsheet:
            sheet = spreadsheet.read()
            listing = listed_in(sheet, self.settings, offices)
            known = self._follow(known, listing, states)
            rows = self._rows(states, known, now) if shows else None
            shown = beside_list(listing, rows, self._tongues)
            return _with(known, *self._write(spreadsheet, sheet, shown))

    def _keep_board(
        self,
        board: OwnSheet,
        known: Known,
        states: Sequence[OfficeState],
        now: datetime,
    ) -> Sequence[Problem]:
        with opened(self.paths, self.settings, board) as spreadsheet:
            sheet = spreadsheet.read()
            rows = self._rows(states, known, now)
            shown = in_own_tab(sheet, rows, self._tongues)
            return self._write(spreadsheet, sheet, shown)

    def _follow(
        self, known: Known, listing: Listing, states: Sequence[OfficeState]
    ) -> Known:
        """Note what the list says, then make the folders of new offices."""
        there = frozenset(it.name for it in states if self._is_made(it.name))
        known, new = follow(known, listing, there)
        note_known(self._sharing, known)
        for line in new:
            try:
                add_at_google(self.paths, line.name, address_of(line.sheet))
                _log.info("made from the list office=%s", line.name)
            except WorkerError as stop:
                known = _with(known, self._stop("not_made", stop, office=line.name))
        return known

    def _is_made(self, name: str) -> bool:
        """Whether an office has all that adding one makes, or had it once.

        A process may be killed while it adds one; settings that were lost are another thing.
        """
        office = self.paths.office(name)
        return office.settings.exists() or office.has_been_worked_at

    def _rows(
        self, states: Sequence[OfficeState], known: Known, now: datetime
    ) -> Sequence[Row]:
        settings = self.settings.as_listed(known.pools)
        paused = self.paths.paused_names() | known.paused
        return overview(states, settings, now, paused).rows

    def _write(
        self, spreadsheet: GoogleSpreadsheet, sheet: Sheet, board: Board
    ) -> Sequence[Problem]:
        try:
            for edits in board.writes():
                sheet = sheet.after(edits, spreadsheet.write(edits, seen=sheet))
                _log.info("shown cells=%d", len(edits))
        except SheetChanged:
            _log.info("people are at the sheet: it is written another time")
        except WorkerError as stop:  # what the list says holds all the same
            return [*board.problems, self._stop("no_board", stop)]
        return board.problems

    def _stop(self, code: str, stop: WorkerError, **facts: str) -> Problem:
        _log.warning("own sheet code=%s stop=%s", code, stop.code)
        says, _ = self._tongues[0].say_stop(stop)
        return problem(code, says=says, **facts)


def _with(known: Known, *problems: Problem) -> Known:
    return replace(known, problems=(*known.problems, *problems))


def is_one(registry: OwnSheet | None, board: OwnSheet | None) -> bool:
    """Whether how offices are is shown beside the list of them."""
    if registry is None or board is None:
        return False
    return id_in(registry.spreadsheet) == id_in(board.spreadsheet)


def listed_in(
    sheet: Sheet, settings: ProvinceSettings, offices: Mapping[str, str]
) -> Listing:
    """Return the list that a spreadsheet holds; ``offices`` are there, with their sheets."""
    pools = frozenset(pool.name for pool in settings.pools)
    return read_list(sheet, load_headers(), There(file_id_of, pools, offices))


@contextmanager
def opened(
    paths: ProvincePaths, settings: ProvinceSettings, own: OwnSheet
) -> Iterator[GoogleSpreadsheet]:
    """Open a spreadsheet with a pool's key, at the pace that its offices keep as well.

    Raises:
        SignInMissing: there is no key, or it is none.
    """
    pool = settings.pool_named(own.pool) or settings.pools[0]
    signed_in = sign_in_pool(paths.folder, pool)
    quota = Quota(pool.reads, pool.writes)
    project = Quota(settings.project_reads, settings.project_writes)
    with GoogleSession(
        signed_in.credentials,
        signed_in.account,
        address=pool.address or None,
        patience=_PATIENCE,
        pace=SharedPace(paths.pace, quota, project, database=settings.database),
    ) as session:
        yield GoogleSpreadsheet(session, id_in(own.spreadsheet))
