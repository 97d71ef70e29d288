"""One office's tables in a PostgreSQL database, over one connection that is its alone."""

import os
import re
import socket
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from sync.errors import LedgerDamagedThere, LedgerLocked, LedgerUnreachable
from sync.ledger.postgres_schema import OFFICE, SCHEMA, VIEWS
from sync.ledger.stored import Illegible
from sync.ledger.tables import Found

_LONGEST_NAME = 63
NO_LEDGER = "no ledger of this office"
LIMITS = {
    # what stands still holds nobody up
    "statement_timeout": "60s",
    "idle_in_transaction_session_timeout": "60s",
    # a machine that lost its power says no goodbye: what it held is free after a minute
    "tcp_keepalives_idle": "20",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "4",
}
"""What the server is to bear of any connection of ours."""
_SETTINGS = {
    **LIMITS,
    "search_path": VIEWS,
    # what was committed is on disk, whatever the server's default is
    "synchronous_commit": "on",
    "lock_timeout": "5s",
}
PATIENCE = {
    "connect_timeout": 10,
    "keepalives_idle": 20,
    "keepalives_interval": 10,
    "keepalives_count": 4,
    "tcp_user_timeout": 60_000,
}
"""A network that fails says no goodbye: no answer is waited for longer than a minute."""
_OUR_MISTAKES = (
    psycopg.DataError,
    psycopg.IntegrityError,
    psycopg.NotSupportedError,
    psycopg.ProgrammingError,
)


def connect(address: str, office: str = "") -> psycopg.Connection:
    """Return a connection that is an office's alone, or nobody's.

    Its office is given with the connection itself: where something between us and the
    server hands connections around, as some poolers do, that is refused.

    Raises:
        LedgerUnreachable: there is no connection.
    """
    try:
        given = conninfo_to_dict(address)
    except psycopg.Error:  # which would quote it, and what is secret in it
        raise LedgerUnreachable("?", "no address of a database") from None
    settings = {**_SETTINGS, OFFICE: office}
    options = [f"-c {name}={_escaped(value)}" for name, value in settings.items()]
    whole = {
        **PATIENCE,
        **given,
        "options": " ".join((str(given.get("options", "")), *options)),
        "application_name": _name(),
        "client_encoding": "utf8",
    }
    with guarded(shown(address)):
        return psycopg.connect(make_conninfo("", **whole), autocommit=True)


def shown(address: str) -> str:
    """Return a database's address without user and password."""
    try:
        given = conninfo_to_dict(address)
    except psycopg.Error:
        return "?"
    place = ":".join(str(given[it]) for it in ("host", "port") if it in given)
    return f"{place or 'localhost'}/{given.get('dbname', '')}"


@contextmanager
def guarded(where: str) -> Iterator[None]:
    """Have what a database cannot do be a stop.

    Raises:
        LedgerDamagedThere: what is kept there is nothing that we wrote.
        LedgerLocked: somebody else has been writing to the same ledger for long.
        LedgerUnreachable: the connection is lost, or the server refuses.
    """
    try:
        yield
    except Illegible as error:
        raise LedgerDamagedThere(where, str(error)) from error
    except psycopg.errors.LockNotAvailable:
        raise LedgerLocked(where) from None
    except psycopg.Error as error:
        refused = isinstance(error, psycopg.errors.InsufficientPrivilege)
        if isinstance(error, _OUR_MISTAKES) and not refused:
            raise
        why = error.diag.message_primary or str(error) or type(error).__name__
        raise LedgerUnreachable(where, why.strip().splitlines()[0]) from None


class PostgresTables:
    """One office's tables; each use of them goes over the same connection.

    Once that is lost nothing can be read or written any more, and nothing is tried
    again: whether the last transaction was kept is not known here.
    """

    def __init__(self, connection: psycopg.Connection, where: str) -> None:
        self.connection = connection
        self.where = where

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Have what the database cannot do within be a stop."""
        with guarded(self.where):
            yield

    @contextmanager
    def transaction(self) -> Iterator["PostgresTables"]:
        """Do all that is done within, or nothing; whoever else writes waits.

        Raises:
            LedgerUnreachable: the office has no ledger here any more.
        """
        with self.guarded(), self.connection.transaction():
            touched = self.execute(
                f"UPDATE {SCHEMA}.offices"  # noqa: S608
                " SET changed = pg_current_xact_id()::text::bigint"
                f" WHERE office = current_setting('{OFFICE}')"
            )
            if not touched.rowcount:
                raise LedgerUnreachable(self.where, NO_LEDGER)
            yield self

    def execute(self, query: str, values: Sequence[object] = (), /) -> Found:
        """Run one query; to be read within ``guarded``."""
        return self.connection.execute(_marked(query), _kept(values))

    def executemany(self, query: str, rows: Iterable[Sequence[object]], /) -> None:
        """Run one query for each row of values."""
        with self.connection.cursor() as cursor:
            cursor.executemany(_marked(query), [_kept(row) for row in rows])

    def shrink(self) -> None:
        """Do nothing: the server sees to its room itself."""

    def close(self) -> None:
        """Let go of the connection, and of all that it holds."""
        self.connection.close()


def _marked(query: str) -> bytes:
    """Return a query with PostgreSQL's marks for values."""
    return query.replace("%", "%%").replace("?", "%s").encode()


def _kept(values: Sequence[object]) -> list[object]:
    """Return values as they can be kept: truth as a number, and no letter of number 0."""
    return [
        int(it)
        if isinstance(it, bool)
        else it.replace("\0", "\N{SYMBOL FOR NULL}")
        if isinstance(it, str) and "\0" in it
        else it
        for it in values
    ]


def _escaped(value: str) -> str:
    return re.sub(r"([\\\s])", r"\\\1", value)


def _name() -> str:
    """Return who we are, for whoever looks at the server's connections."""
    return f"plan-sync {socket.gethostname()}, {os.getpid()}"[:_LONGEST_NAME]
