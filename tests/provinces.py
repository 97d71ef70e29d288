"""Provinces as their operators have them: processes to kill, offices that hang."""

import json
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from sync.adapters.clock import BangkokClock
from sync.adapters.ledgers import ledger_home
from sync.adapters.local.lock import worker_at
from sync.errors import LedgerUnreachable
from sync.model.records import CycleKind, Outcome
from sync.province.places import ProvincePaths
from tests.children import killed_at_last
from tests.offices import ROOT

LONG = 420
"""Seconds that a night over some offices may take, on a machine that has much else to do."""


def at_google(paths: ProvincePaths, name: str, address: str = "") -> None:
    paths.office(name).folder.mkdir()
    paths.office(name).settings.write_text(
        f'[google]\nspreadsheet = "1{"a" * 30}"\naddress = "{address}"\n', "utf-8"
    )


def put_key(path: Path) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    text = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()
    content = {
        "type": "service_account",
        "client_email": "robot@plans.iam.gserviceaccount.com",
        "token_uri": "https://oauth2.googleapis.com/token",
        "private_key": text,
    }
    path.write_text(json.dumps(content), "utf-8")


@contextmanager
def a_google_that_hangs() -> Iterator[str]:
    """A machine that takes every connection and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


class Worker:
    """One process of the province, which a test kills and starts again."""

    def __init__(self, paths: ProvincePaths, stack: ExitStack, command: str) -> None:
        self._paths, self._stack, self._command = paths, stack, command
        self.start()

    def start(self) -> None:
        # in a group of its own, so that its children end with the test
        process = subprocess.Popen(
            [
                *(sys.executable, "run.py"),
                *("province", "--province", str(self._paths.folder), self._command),
            ],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._stack.enter_context(killed_at_last(process))
        self._stack.callback(_end_group, process)
        self.process = process

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def kill_child(self, child: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)

    def kill_or_one_child(self, dice: random.Random) -> None:
        """Kill a child of it, or itself, which is then started again."""
        children = self.children()
        if children and dice.random() < 0.5:
            self.kill_child(dice.choice(children))
        else:
            self.kill()
            self.start()

    def children(self) -> Sequence[int]:
        """The processes that make visits for it, and the one that they come from."""
        found = subprocess.run(
            ["ps", "-o", "pid=,args=", "--sid", str(self.process.pid)],  # noqa: S607
            capture_output=True,
            text=True,
            check=False,
        )
        lines = [line.split(None, 1) for line in found.stdout.splitlines()]
        ways = ("spawn_main", "multiprocessing.forkserver")
        return [int(pid) for pid, what in lines if any(way in what for way in ways)]


def _end_group(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def nights(paths: ProvincePaths, office: str) -> Sequence[Outcome]:
    with closing(ledger_home(paths.office(office)).copy()) as ledger:
        cycles = ledger.cycles.last(50)
    return [it.outcome for it in cycles if it.kind is CycleKind.NIGHT]


def is_done(paths: ProvincePaths, office: str) -> bool:
    """Whether an office has had its night; where the database is away, not yet."""
    with suppress(LedgerUnreachable):
        return Outcome.DONE in nights(paths, office)
    return False


def hurry(paths: ProvincePaths, offices: Sequence[str]) -> None:
    """Have nights that were killed tried at once, not only after five minutes."""
    now = BangkokClock().now()
    for office in offices:
        office_paths = paths.office(office)
        if not office_paths.ledger.exists() or worker_at(office_paths):
            continue
        with closing(sqlite3.connect(office_paths.ledger, timeout=30)) as db, db:
            cycles = db.execute(
                "SELECT number, started FROM cycles WHERE outcome != 'done'"
            ).fetchall()
            for number, started in cycles:
                moment = datetime.fromisoformat(started)
                if now - moment < timedelta(minutes=6):
                    moved = (moment - timedelta(minutes=6)).isoformat()
                    change = "UPDATE cycles SET started = ? WHERE number = ?"
                    db.execute(change, (moved, number))
    if paths.records.exists():
        with closing(sqlite3.connect(paths.records, timeout=30)) as db, db:
            db.execute("DELETE FROM visits WHERE code = 'died'")


def sent_of(
    paths: ProvincePaths, office: str, *others: ProvincePaths
) -> Mapping[str, int]:
    """How often each mail of an office was sent: by the ledger, and as files anywhere."""
    with closing(ledger_home(paths.office(office)).copy()) as ledger:
        every = ledger.outbox._select("message_id != ''")
    states = Counter(str(it.state) for it in every)
    files = [
        it for p in (paths, *others) for it in p.office(office).outbox.glob("*.eml")
    ]
    return {**states, "files": len(files)}


def documents(paths: ProvincePaths, office: str) -> Sequence[str]:
    return sorted(it.name for it in paths.office(office).documents.iterdir())


def wait_until(
    what: Callable[[], bool], each: Callable[[], None], seconds: float = LONG
) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "the night did not end"
        each()
        time.sleep(1)
