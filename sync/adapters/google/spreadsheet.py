"""The office's Google spreadsheet: read in one request, written in two.

Sheets has no lock and no compare-and-set. So everything is read again just before a
write; the write is one ``batchUpdate``, whose answer holds the whole spreadsheet as it
is after, which is the check that nothing else changed in between.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, count

from sync.adapters.google.comparing import (
    contents_of,
    edited,
    unlike,
)
from sync.adapters.google.drive import Drive, file_id_of
from sync.adapters.google.grid import GoogleSheet
from sync.adapters.google.misplaced import going_after, misplaced, putting_back
from sync.adapters.google.session import GoogleSession
from sync.adapters.google.sheets_api import SheetsApi
from sync.adapters.google.writing import requests_for
from sync.errors import GoogleError, GoogleRefused, SheetChanged
from sync.model.cells import Cell, Edit, Sheet

_log = logging.getLogger(__name__)

_PUT_BACK = 3
"""How often we try to undo what fell in the wrong place while staff go on moving."""


def id_in(link: str) -> str:
    """Return a spreadsheet's id out of its link; an id is given as it is."""
    return file_id_of(link) or link.strip()


class GoogleSpreadsheet:
    """The spreadsheet with an id, in the name of the session's account.

    ``known`` are titles of tabs and the ids they had once: a tab that staff renamed
    since is found by its id, and shown under the title it is known by. ``remember``
    hears what is to be given as ``known`` another time.
    """

    def __init__(
        self,
        session: GoogleSession,
        spreadsheet_id: str,
        known: Mapping[str, int] | None = None,
        remember: Callable[[Mapping[str, int]], None] = lambda _: None,
    ) -> None:
        self._api = SheetsApi(session, spreadsheet_id, known or {}, remember)

    @property
    def link(self) -> str:
        """An address at which staff open the spreadsheet."""
        return f"{self._api.spreadsheet.url}/edit"

    @property
    def tabs(self) -> Mapping[str, int]:
        """The ids of the tabs by the titles they are known by; to be kept as ``known``."""
        return dict(self._api.known)

    def cell_link(self, cell: Cell) -> str | None:
        """Return the address of a cell, in a tab that was there when it was last read."""
        tab = self._api.known.get(cell.tab)
        return None if tab is None else f"{self.link}#gid={tab}&range={cell.a1}"

    def read(self) -> Sheet:
        """Return every tab as it is now, with the notes on its cells, in one request.

        Raises:
            GoogleError: it cannot be read.
        """
        return self._api.fetch().sheet

    def editor(self) -> str:
        """Return who else changed the spreadsheet last; empty where Drive does not say.

        Drive can be minutes behind, and it is never worth stopping for.
        """
        try:
            there = Drive(self._api.session).get(self._api.spreadsheet.id)
        except GoogleError as stop:
            _log.info("nobody knows who changed the spreadsheet code=%s", stop.code)
            return ""
        person = there.get("lastModifyingUser", {})
        return "" if person.get("me") else str(person.get("displayName", ""))

    def write(self, edits: Sequence[Edit], *, seen: Sheet) -> str:
        """Make all the edits at once or none of them, and return the revision after.

        Nothing else changes. A tab that an edit names and that is not there is added,
        empty, at the end.

        Raises:
            SheetChanged: the spreadsheet is no longer what ``seen`` shows, or somebody
                changed it in the moment of writing; a fresh read tells what is there.
            GoogleError: it cannot be written.
        """
        if not edits:
            return seen.revision
        try:
            return self._api.session.persevere(_Write(self._api, edits, seen))
        except GoogleRefused:
            # a tab or rows that were there a moment ago are no reason to give up
            _refuse_when_changed(seen, self._api.fetch().sheet)
            raise

    def keep(self, titles: Sequence[str], name: str) -> str:
        """Keep these tabs as they are now in tabs of their own; return the address.

        Raises:
            GoogleError: they cannot be copied.
        """
        self._api.session.persevere(lambda: self._keep(titles, name))
        return self.link

    def _keep(self, titles: Sequence[str], name: str) -> None:
        now = self._api.fetch()
        copies = list(_copies(now.sheet, titles, name))
        if copies:
            end = len(now.sheet.tabs)
            self._api.update(
                [
                    {
                        "duplicateSheet": {
                            "sourceSheetId": now.ids[title],
                            "newSheetName": copy,
                            "insertSheetIndex": end + place,
                        }
                    }
                    for place, (title, copy) in enumerate(copies)
                ]
            )


def _copies(
    sheet: Sheet, titles: Sequence[str], name: str
) -> Iterator[tuple[str, str]]:
    """Yield the tabs that are not kept yet as they are, and what to call the copies."""
    there = {tab.title: tab for tab in sheet.tabs}
    for title in titles:
        tab = there.get(title)
        if tab is None:
            continue
        numbered = (f"{title} {name} ({number})" for number in count(2))
        for copy in chain([f"{title} {name}"], numbered):
            if copy not in there:
                yield title, copy
                break
            if there[copy].rows == tab.rows:
                break


def _refuse_when_changed(seen: Sheet, now: Sheet, *, written: bool = False) -> None:
    if now.revision != seen.revision:
        where = unlike(contents_of(seen), contents_of(now), ignoring=frozenset())
        raise SheetChanged(str(where or ""), written)


class _Write:
    """One write, which may take several attempts; each begins with a look.

    An attempt that was left unanswered may have been made all the same.
    """

    def __init__(self, api: SheetsApi, edits: Sequence[Edit], seen: Sheet) -> None:
        self._api = api
        self._edits = edits
        self._seen = seen
        self._before: GoogleSheet | None = None

    def __call__(self) -> str:
        """Make the edits, unless an earlier attempt has, and return the revision after."""
        now = self._api.fetch()
        if self._before is not None:
            if self._place_unlike(now, now) is None:
                return now.sheet.revision
            self._put_back(self._before, now)
        tried = self._before is not None
        _refuse_when_changed(self._seen, now.sheet, written=tried)
        if unexpected := self._seen.unexpected(self._edits):
            raise SheetChanged(str(unexpected))
        requests = requests_for(self._edits, now)
        self._before = now
        after = self._api.update(requests)
        place = self._place_unlike(after, now)
        if place is not None:
            self._put_back(now, after)
            raise SheetChanged(place, written=True)
        return after.sheet.revision

    def _put_back(self, before: GoogleSheet, after: GoogleSheet) -> None:
        """Undo what fell in the wrong place, and an undoing that did as well."""
        edits: Sequence[Edit] = self._edits
        for attempt in range(_PUT_BACK):
            found = misplaced(before, after, edits)
            if not found:
                return
            again = going_after(found) if attempt else ()
            edits = (*putting_back(before, found), *again)
            _log.warning("staff moved cells meanwhile: put back cells=%d", len(edits))
            before, after = after, self._api.update(requests_for(edits, after))

    def _place_unlike(self, after: GoogleSheet, before: GoogleSheet) -> str | None:
        """Return the first place that is not as seen, but for the edits and formulas."""
        wanted = edited(contents_of(self._seen), self._edits)
        computed = before.computed | after.computed
        place = unlike(
            wanted,
            contents_of(after.sheet),
            ignoring=computed - {edit.cell for edit in self._edits},
        )
        return None if place is None else str(place)
