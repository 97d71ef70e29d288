"""Hearing of staff's changes at Google: one question a minute for all sheets of a pool.

It may come late or not at all, so it is never the only way: every ten minutes all
sheets are looked over by when they were changed, and each night reads every one.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sync.adapters.google.changes import edits_after, edits_since, first_token
from sync.adapters.google.session import GoogleSession, Patience
from sync.adapters.google.sign_in import SignedIn
from sync.errors import GoogleError, GoogleMissing, GoogleRefused
from sync.province.pools import sign_in_pool
from sync.province.records import Heard, Records
from sync.province.values import Pool, ProvinceSettings

_log = logging.getLogger(__name__)

_PATIENCE = Patience(look=20, change=20, whole=30, budget=10)
"""There is another minute."""
_SWEEP = timedelta(minutes=10)
_OVERLAP = timedelta(minutes=10)
"""How late Drive may show an edit, and somewhat more."""
_LONGEST = timedelta(days=1)
"""Each night reads every sheet."""


@dataclass(slots=True)
class Feed:
    """Asks for each pool what staff changed, and notes it for the planner."""

    folder: Path
    settings: ProvinceSettings
    records: Records
    _signed_in: dict[str, SignedIn] = field(default_factory=dict)

    def hear(self, sheets: Mapping[str, str], now: datetime) -> None:
        """Ask once for each pool; what Google does not tell now is asked again.

        Args:
            sheets: the office of each spreadsheet, by id.
            now: in Bangkok.
        """
        for pool in self.settings.pools:
            try:
                self._hear(pool, sheets, now)
            except GoogleError as stop:
                _log.warning("nothing heard pool=%s stop=%s", pool.name, stop.code)
                self._signed_in.pop(pool.name, None)  # the key may be another by now

    def _hear(self, pool: Pool, sheets: Mapping[str, str], now: datetime) -> None:
        heard = self.records.heard_of(pool.name) or Heard("", now - _LONGEST)
        if pool.name not in self._signed_in:
            self._signed_in[pool.name] = sign_in_pool(self.folder, pool)
        signed_in, swept = self._signed_in[pool.name], heard.swept
        with GoogleSession(
            signed_in.credentials,
            signed_in.account,
            address=pool.address or None,
            patience=_PATIENCE,
        ) as session:
            edited, token = _told(session, heard.token)
            is_new = not token
            # before all is looked over: so nothing in between is missed
            token = token or first_token(session)
            if is_new or now - swept >= _SWEEP:
                since = max(swept - _OVERLAP, now - _LONGEST)
                edited = {**edits_after(session, since), **edited}
                swept = now
        mine = {sheets[it]: at for it, at in edited.items() if it in sheets}
        if mine:
            _log.info("edited pool=%s offices=%d", pool.name, len(mine))
        self.records.note_heard(pool.name, Heard(token, swept), mine)


def _told(session: GoogleSession, token: str) -> tuple[Mapping[str, datetime], str]:
    """Return what is told since a token, and the next; an empty one if it is no good."""
    if not token:
        return {}, ""
    try:
        told = edits_since(session, token)
    except (GoogleMissing, GoogleRefused) as stop:
        _log.warning("the token is refused stop=%s", stop.code)
        return {}, ""
    return told.files, told.token
