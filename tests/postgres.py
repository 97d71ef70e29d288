"""A PostgreSQL of the tests' own, where its programs are; in CI they must be."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

import psycopg
import pytest

_PLACES = "/usr/lib/postgresql/*/bin"
"""Where Debian has them, each version beside the others."""
_USER = "postgres"
"""Who runs it where we are root, as whom it refuses to run."""


class Server:
    """A server on a socket in a folder of its own; ``address`` is of a database in it."""

    def __init__(self, programs: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="plan-sync-postgres-"))
        self._programs, self._numbers = programs, count(1)
        if os.geteuid() == 0:
            shutil.chown(self.folder, _USER)
        # a language whose order of words is not the order of their letters' numbers
        language = ("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=th")
        self._run("initdb", "--no-sync", "-E", "UTF8", *language, "-A", "trust").wait()
        self.start()
        self.database = self.new_database()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        quick = [f"-c{it}=off" for it in ("fsync", "full_page_writes")]
        place = f"-cunix_socket_directories={self.folder}"
        self._process = self._run("postgres", "-clisten_addresses=", place, *quick)
        while True:
            with suppress(psycopg.OperationalError):
                psycopg.connect(self.address_of("postgres")).close()
                return
            assert self._process.poll() is None, (self.folder / "log").read_text()
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop it as if its machine had lost its power."""
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(60)

    def close(self) -> None:
        """Stop it, and leave nothing."""
        self.stop()
        shutil.rmtree(self.folder)

    def empty(self) -> None:
        """End all connections to the database, and take out what tests put in."""
        with psycopg.connect(self.database, autocommit=True) as db:
            db.execute(
                "SELECT pg_terminate_backend(pid, 9000) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid != pg_backend_pid()"
            )
            for (name,) in db.execute(
                "SELECT quote_ident(nspname) FROM pg_namespace"
                " WHERE nspname !~ '^(pg_|information_schema|public)'"
            ).fetchall():
                db.execute(f"DROP SCHEMA {name} CASCADE".encode())

    def new_database(self) -> str:
        """Return the address of a new database."""
        name = f"province{next(self._numbers)}"
        with psycopg.connect(self.address_of("postgres"), autocommit=True) as db:
            db.execute(f"CREATE DATABASE {name}".encode())
        return self.address_of(name)

    def address_of(self, name: str) -> str:
        """Return the address of a database."""
        return f"postgresql://{_USER}@/{name}?host={self.folder}"

    def _run(self, program: str, *given: str) -> "subprocess.Popen[bytes]":
        data = ("-D", str(self.folder / "data"))
        root = os.geteuid() == 0
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [self._programs / program, *data, *given],
                cwd=self.folder,
                stdout=log,
                stderr=log,
                user=_USER if root else None,
                group=_USER if root else None,
                extra_groups=() if root else None,
            )


def programs() -> Path | None:
    """Return the folder of PostgreSQL's programs, the newest there are."""
    found = shutil.which("initdb")
    places = [Path(found).resolve().parent] if found else []
    places += sorted(Path("/").glob(_PLACES.lstrip("/")), key=_version)
    return next((it for it in reversed(places) if (it / "postgres").exists()), None)


def _version(place: Path) -> int:
    return int(place.parent.name) if place.parent.name.isdigit() else 0


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """Return the server; tests that need one are skipped where there is none."""
    there = programs()
    if there is None:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is not installed")
        pytest.skip("PostgreSQL is not installed")
    server = Server(there)
    yield server
    server.close()


@pytest.fixture
def database(postgres: Server) -> str:
    """Return the address of an empty database."""
    postgres.empty()
    return postgres.database
