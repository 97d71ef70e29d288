"""The tables of many offices in one PostgreSQL database.

They are made of the tables that an office's file has: the same columns in the same order,
and ``office`` before them, which is first in each key. Nobody works on these tables: a
connection is of one office, and sees its rows through a view of each table that has no
column ``office``. So no query can name, see or change another's rows, whatever it says.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from sync.errors import LedgerNewer, LedgerUnreachable
from sync.ledger.schema import MIGRATIONS, migrate
from sync.ledger.tables import KEYS

if TYPE_CHECKING:
    import psycopg

SCHEMA, VIEWS = "plan_sync", "plan_sync_office"
OFFICE = "plan_sync.office"
"""What the office of a connection is set as."""

_LOCK = 7_415_009_306_142_181_017
"""Held by who brings the tables up to date; any number that nobody else takes."""

_TYPES = {"TEXT": 'text COLLATE "C"', "INTEGER": "bigint", "BLOB": "bytea"}
"""Texts are told apart and put in order by their letters' numbers, as in a file."""

_HERE = f"current_setting('{OFFICE}')"

_OWN = f"""
CREATE SCHEMA {SCHEMA};
CREATE SCHEMA {VIEWS};
CREATE TABLE {SCHEMA}.version (number bigint NOT NULL);
CREATE TABLE {SCHEMA}.offices (
    office text COLLATE "C" PRIMARY KEY DEFAULT {_HERE},
    changed bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
    moved text NOT NULL DEFAULT ''
);
"""
"""``changed`` is the last transaction that wrote; ``moved`` tells of which file it is."""

SINCE: Mapping[int, str] = {}
"""By number, what does to these tables as the migration of a file does, from 20 on.

A view is made anew where its table got a column (``view_of``).
"""


def bring_up_to_date(db: "psycopg.Connection", where: str) -> None:
    """Make the tables that a database lacks.

    Raises:
        LedgerNewer: a newer version of the worker made them.
        LedgerUnreachable: the database cannot hold every letter.
    """
    newest = len(MIGRATIONS)
    if version_in(db, where) == newest:
        return
    with db.transaction():
        db.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        db.execute("SET LOCAL statement_timeout = 0")  # all offices' rows take a while
        version = version_in(db, where)  # somebody may have been quicker
        if version == 0:
            encoding = db.info.parameter_status("server_encoding")
            if encoding != "UTF8":
                raise LedgerUnreachable(where, f"encoding {encoding}, not UTF8")
            db.execute(script(newest).encode())
            return
        for number in range(version + 1, newest + 1):
            db.execute(SINCE[number].encode())
        db.execute(f"UPDATE {SCHEMA}.version SET number = {newest}".encode())  # noqa: S608


def version_in(db: "psycopg.Connection", where: str) -> int:
    """Return the number of the last migration of a database; 0 if it has no tables.

    Raises:
        LedgerNewer: a newer version of the worker made them.
    """
    # to_regclass would go by what this session knew before it waited for a lock
    there = "SELECT 1 FROM pg_tables WHERE schemaname = %s AND tablename = 'version'"
    if db.execute(there, (SCHEMA,)).fetchone() is None:
        return 0
    query = f"SELECT max(number) FROM {SCHEMA}.version"  # noqa: S608
    ((version,),) = db.execute(query.encode()).fetchall()
    if version > len(MIGRATIONS):
        raise LedgerNewer(where, version)
    return int(version)


def script(number: int) -> str:
    """Return what makes the tables as they are after the migration of a number."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as file:
        migrate(file, 0, number)
        tables = {
            table: file.execute(f"PRAGMA table_info({table})").fetchall()
            for table in KEYS
        }
    made = [_table(table, tables[table]) for table in KEYS if tables[table]]
    made += [view_of(table, [column[1] for column in tables[table]]) for table in KEYS]
    noted = f"INSERT INTO {SCHEMA}.version VALUES ({number});"  # noqa: S608
    return "\n".join((_OWN, *made, noted))


def view_of(table: str, columns: Sequence[str]) -> str:
    """Return what makes the view by which a connection has its own office's rows."""
    return (
        f"CREATE OR REPLACE VIEW {VIEWS}.{table} AS SELECT {', '.join(columns)}"  # noqa: S608
        f" FROM {SCHEMA}.{table} WHERE office = {_HERE} WITH CASCADED CHECK OPTION;"
    )


def _table(table: str, columns: Sequence[Sequence[object]]) -> str:
    """Return what makes a table, of what SQLite tells of the one in a file."""
    lines = [f'office text COLLATE "C" NOT NULL DEFAULT {_HERE}']
    for _, name, kind, needed, default, key in columns:
        line = f"{name} {_TYPES[str(kind)]}"
        line += " NOT NULL" if needed or key else ""
        lines.append(line if default is None else f"{line} DEFAULT {default}")
    keyed = sorted(
        (column for column in columns if column[5]), key=lambda it: int(str(it[5]))
    )
    key = [str(column[1]) for column in keyed] or KEYS[table]
    lines.append(f"PRIMARY KEY (office, {', '.join(key)})")
    return f"CREATE TABLE {SCHEMA}.{table} ({', '.join(lines)});"
