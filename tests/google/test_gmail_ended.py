"""Mail through Gmail by a worker that is ended after any step: none lost, none twice.

A step is a request that was answered, or a commit of the ledger.
"""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests

from emulator.server import WorkspaceServer
from sync.adapters.clock import BANGKOK
from sync.errors import Stopped, WorkerError
from sync.ledger import Ledger
from sync.ledger.connection import Database
from sync.mail.deliver import deliver
from sync.model.mail import Message
from sync.worker.shutdown import Stopping
from tests.fakes import FixedClock
from tests.google.conftest import Pauses
from tests.google.test_gmail import SENDING, befalls, delegated, mailbox, message, sent

NIGHT = datetime(2026, 11, 23, 2, 0, tzinfo=BANGKOK)
LETTERS = [message(1), message(2, to="chief@example.com")]

_SAYS = "Invalid To header"
_NOBODY = {
    "code": 400,
    "message": _SAYS,
    "errors": [{"message": _SAYS, "domain": "global", "reason": "invalidArgument"}],
    "status": "INVALID_ARGUMENT",
}
REFUSALS = {
    "nobody there": {"status": 400, "body": {"error": _NOBODY}},
    "refused": {"status": 403, "reason": "forbidden"},
    "a bad request": {"status": 400, "reason": "invalidArgument"},
    "no quota": {"status": 403, "reason": "quotaExceeded"},
    "failing": {"status": 503, "after": False},
}


pytestmark = pytest.mark.slow


class Killed(BaseException):
    """The process is gone: nothing heeds it."""


Step = Callable[[], None]


@contextmanager
def watched(step: Step) -> Iterator[None]:
    """Within, ``step`` hears of each request that was answered and of each commit."""
    send, transaction = requests.adapters.HTTPAdapter.send, Database.transaction

    def noted_send(self: Any, *how: Any, **more: Any) -> Any:  # noqa: ANN401
        answer = send(self, *how, **more)
        try:
            step()
        except BaseException:
            answer.close()  # as the system does of a process that is gone
            raise
        return answer

    @contextmanager
    def noted_transaction(self: Database) -> Iterator[Any]:
        with transaction(self) as db:
            yield db
        step()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(requests.adapters.HTTPAdapter, "send", noted_send)
        patch.setattr(Database, "transaction", noted_transaction)
        yield


def end_by_kill() -> None:
    raise Killed


def end_by_being_asked() -> None:
    signal.raise_signal(signal.SIGTERM)
    signal.raise_signal(signal.SIGALRM)  # as ten seconds later


ENDS = [
    pytest.param(end_by_kill, id="kill"),
    pytest.param(
        end_by_being_asked,
        id="stop",
        marks=pytest.mark.skipif(os.name != "posix", reason="no such signals"),
    ),
]


class Life:
    """A mailbox and a ledger, and workers one after another at them."""

    def __init__(self, server: WorkspaceServer, pauses: Pauses, path: Path) -> None:
        self._server, self._pauses, self._path = server, pauses, path
        self.clock = FixedClock(NIGHT)
        self.steps = 0
        with closing(Ledger.open(path)) as ledger:
            ledger.outbox.queue(LETTERS, NIGHT)

    def round(self, end: Step, after: int = 0) -> bool:
        """Send what is due; tell whether it was ended, ``after`` so many steps."""
        self.steps = 0

        def step() -> None:
            self.steps += 1
            if self.steps == after:
                end()

        stopping = Stopping()
        with (
            closing(Ledger.open(self._path)) as ledger,
            mailbox(self._server, delegated(self._server), self._pauses) as gmail,
            stopping.on_signals(),
            watched(step),
        ):
            try:
                deliver(ledger.outbox, gmail, self.clock)
            except WorkerError:
                return False
            except (Killed, Stopped):
                return True
        return False

    def failed(self) -> list[Message]:
        with closing(Ledger.open(self._path)) as ledger:
            return [it.message for it in ledger.outbox.undelivered()]

    def waits(self) -> bool:
        with closing(Ledger.open(self._path)) as ledger:
            return bool(ledger.outbox.waiting())


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("refusal", REFUSALS)
@pytest.mark.parametrize("refused", [1, 2])
def test_a_refused_message_is_neither_lost_nor_doubled_wherever_the_worker_ends(
    workspace: WorkspaceServer,
    pauses: Pauses,
    tmp_path: Path,
    end: Step,
    refusal: str,
    refused: int,
) -> None:
    after, ended = 0, True
    while ended:
        after += 1
        workspace.world.mail.clear()
        workspace.world.drafts.clear()
        workspace.control.clear_faults()
        befalls(workspace, SENDING, REFUSALS[refusal], refused)
        life = Life(workspace, pauses, tmp_path / f"{after}.db")

        ended = life.round(end, after)
        workspace.control.clear_faults()
        for _ in range(2):
            life.clock.move(timedelta(days=1))
            life.round(end)

        # each is either known to be undelivered, or came once
        bodies = [raw.rsplit(b"\r\n\r\n", 1)[1] for _, raw in sent(workspace)]
        arrived = [
            it for it in LETTERS if it.content.rsplit(b"\r\n\r\n", 1)[1] in bodies
        ]
        assert len(bodies) == len(arrived), after
        assert [it for it in LETTERS if it in life.failed()] == [
            it for it in LETTERS if it not in arrived
        ], after
        assert not life.waits()
        assert len(workspace.world.drafts) <= ended
    assert after > 5
