"""Ledgers of many offices in one PostgreSQL database, for several machines."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from sync.errors import LedgerUnreachable, OfficeBusy, WorkerError
from sync.ledger import Ledger
from sync.ledger.file import refuse_if_lost
from sync.ledger.homes import FileHome
from sync.ledger.moving import (
    begin,
    copy_of,
    end_move,
    is_there,
    mark_moved,
    move_in,
    move_out,
)
from sync.ledger.postgres_schema import SCHEMA, bring_up_to_date, version_in
from sync.ledger.postgres_tables import PostgresTables, connect, guarded, shown

_MASK = 0xFFFF_FFFF


@dataclass(frozen=True, slots=True)
class PostgresHome:
    """The ledger of one office among many in a database.

    ``address`` is libpq's (``postgresql://…``) and may hold a password; ``file`` is where
    the office's ledger would be alone: one that is there is moved into the database by
    whoever is first to work at the office, which ``alone`` makes sure of on this machine.
    """

    address: str = field(repr=False)
    office: str
    file: Path
    alone: Callable[[], AbstractContextManager[object]] = field(repr=False)

    def open(self) -> Ledger:
        """Open it over a connection of its own."""
        tables = self._connected()
        try:
            if not is_there(tables):
                with self.alone():
                    self._hold(tables)
                    self._settle(tables)
                    self._let_go(tables)
        except BaseException:
            tables.close()
            raise
        return Ledger(tables, self.file.parent)

    @contextmanager
    def hold(self) -> Iterator[Ledger]:
        """Open it over the connection that holds the office.

        What is lost with that connection is the right to write as well as the way.
        """
        with closing(self._connected()) as tables:
            self._hold(tables)
            try:
                self._settle(tables)
                yield Ledger(tables, self.file.parent)
            finally:
                # at once: the database sees only later that a connection is closed
                with suppress(LedgerUnreachable):
                    self._let_go(tables)

    def copy(self) -> Ledger:
        """Open a copy, in a temporary file of SQLite's own."""
        with closing(self._looking()) as tables:
            if not self._has(tables):
                try:
                    return FileHome(self.file).copy()
                except WorkerError:
                    if not self._has(tables):  # else it was moved since we asked
                        raise
            return copy_of(tables, self.file)

    def exists(self) -> bool:
        """Whether the database has one of the office, or its folder."""
        with closing(self._looking()) as tables:
            return self._has(tables) or self.file.exists()

    def stamp(self) -> str:
        """Return the number of the last transaction, or what tells of the file."""
        number = stamps(self.address).get(self.office)
        return FileHome(self.file).stamp() if number is None else number

    def holder(self) -> str | None:
        """Return whose connection holds the office."""
        with closing(self._looking()) as tables:
            return self._holder(tables)

    def in_the_way(self) -> WorkerError | None:
        """Return nothing: who could look at it can reach the database."""
        return None

    def move_out(self) -> None:
        """Move it back into a file; the office must not be of this home afterwards."""
        with self.alone(), closing(self._connected()) as tables:
            self._hold(tables)
            self._settle(tables)
            move_out(tables, self.file)

    def _looking(self) -> PostgresTables:
        connection = connect(self.address, self.office)
        return PostgresTables(connection, shown(self.address))

    def _connected(self) -> PostgresTables:
        tables = self._looking()
        try:
            with tables.guarded():
                bring_up_to_date(tables.connection, tables.where)
        except BaseException:
            tables.close()
            raise
        return tables

    def _has(self, tables: PostgresTables) -> bool:
        with tables.guarded():
            made = version_in(tables.connection, tables.where)
        return made > 0 and is_there(tables)

    def _settle(self, tables: PostgresTables) -> None:
        """See to it that there is one ledger, and in the database."""
        there, filed = is_there(tables), self.file.exists()
        if there and filed:
            end_move(tables, self.file)
        elif filed:
            move_in(tables, self.file)
        elif not there:
            refuse_if_lost(self.file)
            begin(tables)
        mark_moved(self.file)

    def _hold(self, tables: PostgresTables) -> None:
        """Have nobody else hold the office while the connection lasts."""
        key = (_number(self.office),)
        with tables.guarded():
            (held,) = tables.execute("SELECT pg_try_advisory_lock(?)", key).fetchone()
        if not held:
            raise OfficeBusy(self.file.parent, self._holder(tables) or "?")

    def _let_go(self, tables: PostgresTables) -> None:
        with tables.guarded():
            tables.execute("SELECT pg_advisory_unlock(?)", (_number(self.office),))

    def _holder(self, tables: PostgresTables) -> str | None:
        number = _number(self.office)
        with tables.guarded():
            row = tables.execute(
                "SELECT application_name, to_char(backend_start, 'YYYY-MM-DD HH24:MI')"
                " FROM pg_locks JOIN pg_stat_activity USING (pid)"
                " WHERE locktype = 'advisory' AND granted AND objsubid = 1"
                " AND classid::bigint = ? AND objid::bigint = ?"
                " AND pg_locks.database = (SELECT oid FROM pg_database"
                " WHERE datname = current_database())",
                (number >> 32 & _MASK, number & _MASK),
            ).fetchone()
        return ", ".join(row) if row else None


def stamps(address: str) -> Mapping[str, str]:
    """Return the number of the last transaction on each office's ledger, by its name.

    Raises:
        LedgerUnreachable: the database cannot be reached.
    """
    where = shown(address)
    with closing(connect(address)) as connection, guarded(where):
        if not version_in(connection, where):
            return {}
        query = f"SELECT office, changed::text FROM {SCHEMA}.offices"  # noqa: S608
        return dict(connection.execute(query.encode()).fetchall())


def _number(office: str) -> int:
    """Return the number of the lock that holds an office, signed in 64 bits."""
    digest = sha256(f"plan-sync office {office}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
