"""Where the engine keeps what it has: a file on one machine, or a database of several's."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

import sqlalchemy as sa
from dbos import DBOSClient, DBOSConfig

from sync.ledger.postgres_tables import PATIENCE
from sync.province.databases import (
    delete_database,
    identity,
    in_database,
    in_file,
    is_damage,
)

NAME = "plan-sync-province"
"""Of the application that all that is kept belongs to."""
_SCHEMA = "plan_sync_engine"
_CONNECTIONS = 6
"""Of one process, at most; visits that are being made need none."""


class Store(Protocol):
    """Where the engine keeps what it has."""

    def config(self) -> DBOSConfig:
        """Return how the engine opens it."""
        ...

    @property
    def engine(self) -> sa.Engine:
        """What it is reached through."""
        ...

    def client(self) -> DBOSClient:
        """Open it to look at, or to put in what is to be done."""
        ...

    def identity(self) -> object:
        """Return what is another value when it was made anew; ``None`` if it is gone."""
        ...

    def is_damaged(self, error: sa.exc.DatabaseError) -> bool:
        """Whether an error says that it is broken, and better made anew."""
        ...

    def delete(self) -> None:
        """Delete it."""
        ...


def store_of(file: Path, database: str) -> Store:
    """Return the store: a database if there is an address of one, else a file."""
    return _Database(database) if database else _File(file)


class _File:
    def __init__(self, file: Path) -> None:
        self._file = file
        # whoever closes the last connection folds SQLite's journal, each time: some stay
        self.engine = in_file(file, stays=True)

    def config(self) -> DBOSConfig:
        self.engine.dispose()  # those that stay may be of a file that is gone
        return {
            "system_database_url": f"sqlite:///{self._file}",
            "system_database_engine": self.engine,
        }

    def client(self) -> DBOSClient:
        return DBOSClient(
            system_database_engine=self.engine, application_name=NAME, lazy=True
        )

    def identity(self) -> object:
        there = identity(self._file)
        # a number that is free again is soon another file's, which is new and empty
        return there if there and self._has_tables() else None

    def _has_tables(self) -> bool:
        find = "SELECT 1 FROM sqlite_master WHERE name = 'workflow_status'"
        address = f"file:{quote(str(self._file.resolve()))}?mode=ro"
        try:
            with closing(sqlite3.connect(address, uri=True)) as db:
                return db.execute(find).fetchone() is not None
        except sqlite3.Error:  # that is said where it is in anybody's way
            return True

    def is_damaged(self, error: sa.exc.DatabaseError) -> bool:
        return is_damage(error)

    def delete(self) -> None:
        self.engine.dispose()
        delete_database(self._file)


class _Database:
    def __init__(self, address: str) -> None:
        self._address = address
        self.engine = in_database(address)

    def config(self) -> DBOSConfig:
        return {
            "system_database_url": self._address,
            "dbos_system_schema": _SCHEMA,
            "sys_db_pool_size": _CONNECTIONS,
            "db_engine_kwargs": {"connect_args": dict(PATIENCE)},
        }

    def client(self) -> DBOSClient:
        return DBOSClient(
            system_database_engine=self.engine,
            dbos_system_schema=_SCHEMA,
            application_name=NAME,
            lazy=True,
        )

    def identity(self) -> object:
        find = sa.text(f"SELECT to_regclass('{_SCHEMA}.workflow_status')::oid")
        with self.engine.connect() as db:
            return db.scalar(find)

    def is_damaged(self, error: sa.exc.DatabaseError) -> bool:  # noqa: ARG002
        return False  # that is its keepers' care

    def delete(self) -> None:
        raise NotImplementedError
