"""The tables of the ledger, and how they came to be."""

import sqlite3
from collections.abc import Callable, Mapping

from sync.ledger.facts import from_json
from sync.ledger.stored import understood
from sync.ledger.versions import add

MIGRATIONS = (
    """
    CREATE TABLE cycles (
        number INTEGER PRIMARY KEY,
        started TEXT NOT NULL,
        finished TEXT,
        outcome TEXT NOT NULL,
        errors INTEGER NOT NULL DEFAULT 0,
        warnings INTEGER NOT NULL DEFAULT 0,
        infos INTEGER NOT NULL DEFAULT 0,
        projects INTEGER NOT NULL DEFAULT 0,
        budget TEXT NOT NULL DEFAULT '0',
        changes TEXT NOT NULL DEFAULT '[]'
    ) STRICT;
    CREATE TABLE written_totals (
        number INTEGER PRIMARY KEY,
        budget TEXT NOT NULL,
        per_quarter TEXT NOT NULL
    ) STRICT;
    CREATE TABLE publications (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        link TEXT NOT NULL,
        as_of TEXT NOT NULL,
        facts TEXT NOT NULL
    ) STRICT;
    CREATE TABLE outbox (
        message_id TEXT PRIMARY KEY,
        recipient TEXT NOT NULL,
        subject TEXT NOT NULL,
        content BLOB NOT NULL,
        queued TEXT NOT NULL,
        sent TEXT
    ) STRICT;
    """,
    """
    CREATE TABLE publications_by_kind (
        key TEXT NOT NULL,
        kind TEXT NOT NULL,
        digest TEXT NOT NULL,
        link TEXT NOT NULL,
        as_of TEXT NOT NULL,
        facts TEXT NOT NULL,
        PRIMARY KEY (key, kind)
    ) STRICT;
    INSERT INTO publications_by_kind
        SELECT key, 'docx', digest, link, as_of, facts FROM publications;
    DROP TABLE publications;
    ALTER TABLE publications_by_kind RENAME TO publications;
    """,
    """
    CREATE TABLE tabs (
        spreadsheet TEXT NOT NULL,
        title TEXT NOT NULL,
        id INTEGER NOT NULL,
        PRIMARY KEY (spreadsheet, title)
    ) STRICT;
    """,
    """
    ALTER TABLE cycles ADD COLUMN kind TEXT NOT NULL DEFAULT 'night';
    ALTER TABLE cycles ADD COLUMN requests INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE cycles ADD COLUMN editor TEXT NOT NULL DEFAULT '';
    ALTER TABLE cycles ADD COLUMN revision TEXT NOT NULL DEFAULT '';
    CREATE TABLE snapshots (
        cycle INTEGER PRIMARY KEY REFERENCES cycles (number),
        facts TEXT NOT NULL
    ) STRICT;
    CREATE TABLE troubles (
        job TEXT PRIMARY KEY,
        failures INTEGER NOT NULL,
        since TEXT NOT NULL,
        code TEXT NOT NULL,
        told INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE people (
        email TEXT NOT NULL,
        name TEXT NOT NULL,
        role TEXT
    ) STRICT;
    """,
    """
    ALTER TABLE outbox ADD COLUMN state TEXT NOT NULL DEFAULT 'pending';
    ALTER TABLE outbox ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE outbox ADD COLUMN next_try TEXT;
    ALTER TABLE outbox ADD COLUMN answer TEXT NOT NULL DEFAULT '';
    ALTER TABLE outbox ADD COLUMN repeated INTEGER NOT NULL DEFAULT 0;
    UPDATE outbox SET state = 'sent' WHERE sent IS NOT NULL;
    """,
    """
    CREATE TABLE shut_out (address TEXT PRIMARY KEY) STRICT;
    """,
    """
    ALTER TABLE cycles ADD COLUMN confirmed TEXT NOT NULL DEFAULT '[]';
    """,
    """
    CREATE TABLE corrected_totals (
        field TEXT PRIMARY KEY,
        typed TEXT NOT NULL,
        computed TEXT NOT NULL
    ) STRICT;
    """,
    """
    CREATE TABLE refusal (code TEXT NOT NULL, facts TEXT NOT NULL) STRICT;
    """,
    """
    ALTER TABLE outbox ADD COLUMN draft TEXT NOT NULL DEFAULT '';
    ALTER TABLE outbox ADD COLUMN topic TEXT NOT NULL DEFAULT '';
    CREATE TABLE untold (
        key TEXT PRIMARY KEY,
        facts TEXT,
        since TEXT NOT NULL
    ) STRICT;
    ALTER TABLE outbox ADD COLUMN told INTEGER NOT NULL DEFAULT 0;
    UPDATE outbox SET told = 1 WHERE state = 'failed';
    CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    """,
    """
    ALTER TABLE publications ADD COLUMN clean INTEGER;
    ALTER TABLE publications ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
    """,
    """
    ALTER TABLE cycles ADD COLUMN why TEXT NOT NULL DEFAULT '';
    """,
    """
    ALTER TABLE snapshots RENAME TO unpacked;
    CREATE TABLE snapshots (
        cycle INTEGER PRIMARY KEY REFERENCES cycles (number),
        base INTEGER,
        facts BLOB
    ) STRICT;
    """,
    """
    ALTER TABLE troubles ADD COLUMN facts TEXT NOT NULL DEFAULT '{}';
    """,
    """
    ALTER TABLE cycles ADD COLUMN report_findings TEXT NOT NULL DEFAULT '[0, 0, 0]';
    ALTER TABLE cycles ADD COLUMN reports TEXT NOT NULL DEFAULT '[]';
    """,
    """
    CREATE TABLE chain (
        number INTEGER PRIMARY KEY,
        entry TEXT NOT NULL,
        code TEXT NOT NULL,
        content BLOB NOT NULL
    ) STRICT;
    """,
    """
    ALTER TABLE outbox ADD COLUMN way TEXT NOT NULL DEFAULT 'mail';
    """,
    """
    CREATE TABLE decision_editors (
        number INTEGER PRIMARY KEY,
        editors TEXT NOT NULL
    ) STRICT;
    CREATE TABLE contents_now (
        document TEXT NOT NULL,
        year INTEGER NOT NULL,
        content TEXT NOT NULL,
        PRIMARY KEY (document, year)
    ) STRICT;
    CREATE TABLE version_facts (content TEXT PRIMARY KEY, facts BLOB NOT NULL) STRICT;
    """,
    """
    ALTER TABLE outbox ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
    UPDATE outbox SET number = rowid;
    ALTER TABLE people ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
    UPDATE people SET number = rowid;
    ALTER TABLE shut_out ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
    UPDATE shut_out SET number = rowid;
    """,
)
"""The schema's history; a ledger is brought up to date by the ones it lacks."""


def _pack_snapshots(db: sqlite3.Connection) -> None:
    for cycle, facts in db.execute("SELECT cycle, facts FROM unpacked ORDER BY cycle"):
        add(db, cycle, understood("snapshots", from_json, facts))
    db.execute("DROP TABLE unpacked")


AFTER: Mapping[int, Callable[[sqlite3.Connection], None]] = {13: _pack_snapshots}
"""What SQL alone cannot do: done after the migration of this number, with it."""


def migrate(db: sqlite3.Connection, version: int, last: int = len(MIGRATIONS)) -> None:
    """Bring a ledger's tables from one version to another."""
    for number, script in enumerate(MIGRATIONS[version:last], version + 1):
        # executescript commits first, so the script brings its own transaction
        db.executescript(f"BEGIN IMMEDIATE;{script}")
        if number in AFTER:
            AFTER[number](db)
        db.execute(f"PRAGMA user_version = {number}")
        db.execute("COMMIT")
