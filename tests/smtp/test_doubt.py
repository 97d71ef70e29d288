"""Mail in doubt, and a worker that is asked to stop again and again."""

import contextlib
import signal
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from sync.adapters.smtp.mail import SmtpMail
from sync.errors import Stopped
from sync.ledger import Ledger
from sync.mail.deliver import deliver
from sync.model.documents import Publication
from sync.model.mail import MailState, Message
from sync.settings.values import SmtpSettings
from tests.fakes import FixedClock
from tests.smtp.certificates import authority
from tests.smtp.server import ADDRESS, SLEEP, Behaviour, MailServer

NIGHT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
PUBLICATION = Publication("plan", "abc", "file:///x", date(2026, 11, 16), ())
MESSAGES = [
    Message(f"<{n}@example.com>", f"p{n}@example.com", "เรื่อง", b"Subject: %d\r\n" % n)
    for n in (1, 2)
]

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "setitimer"), reason="stops as POSIX does"
)


@contextlib.contextmanager
def stopped_after(seconds: float) -> Iterator[None]:
    """Be broken off, as by a SIGTERM that was waited for long enough."""

    def break_off(*_: object) -> None:
        raise Stopped

    before = signal.signal(signal.SIGALRM, break_off)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_a_server_that_answers_too_late_gets_the_same_bytes_twice_at_most(
    tmp_path: Path,
) -> None:
    path, clock = tmp_path / "ledger.db", FixedClock(NIGHT)
    first = Ledger.open(path)
    first.publications.record(PUBLICATION, MESSAGES, NIGHT)
    first.close()
    states = []
    with MailServer(Behaviour(wrongs=[("END", SLEEP)] * 2)) as server:
        for _ in range(4):
            ledger = Ledger.open(path)
            mail = SmtpMail(
                SmtpSettings(host=ADDRESS, port=server.port, timeout=20),
                "plan@example.com",
                lambda: "",
                trust=authority().trusted(),
            )
            begun = time.monotonic()
            with contextlib.suppress(Stopped), stopped_after(0.7):
                deliver(ledger.outbox, mail, clock)
            assert time.monotonic() - begun < 5
            states.append([it.state for it in ledger.outbox.waiting()])
            clock.move(timedelta(days=1))
            ledger.close()

    pending, sending = MailState.PENDING, MailState.SENDING
    # who is in no doubt goes first, and gets the second late answer
    assert states == [[sending, pending], [sending, sending], [], []]
    got = [one for taken in server.taken for one in taken.recipients]
    assert Counter(got) == {"p1@example.com": 2, "p2@example.com": 2}
    assert len(set(server.contents)) == 2
    assert "QUIT" not in server.commands[:-1]
