"""Three messages that wait, and mail that does what it is told with them."""

from datetime import UTC, date, datetime

from sync.errors import MailSenderRefused, MailSignInRefused, MessageUncertain, Stopped
from sync.ledger import Ledger
from sync.model.documents import Publication
from sync.model.mail import MailState, Message
from sync.ports import Handing, unheard

NIGHT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
PUBLICATION = Publication("plan", "abc", "file:///x", date(2026, 11, 16), ())
ONE, TWO, THREE = (
    Message(f"<{n}@example.com>", f"{n}@example.com", "เรื่อง", b"%d" % n)
    for n in (1, 2, 3)
)
RELAY = MailSenderRefused("mail.example.com", "plan@example.com", "554 5.7.1 no")
SIGN_IN = MailSignInRefused("mail.example.com", "plan", "535 no")


class Post:
    """Mail that does what it is told; ``taken`` is every copy that arrived."""

    def __init__(self, *, tells: bool) -> None:
        self.taken: list[bytes] = []
        self.asked: list[Message] = []
        self.tried: list[Message] = []
        self.wrongs: dict[Message, list[BaseException]] = {}
        self.lost: set[Message] = set()
        self.closed = 0
        self.drafts: list[str] = []
        self.discarded: list[str] = []
        self.early = False
        self._tells = tells

    def goes_wrong(self, message: Message, *wrongs: BaseException) -> None:
        self.wrongs[message] = list(wrongs)

    def send(
        self, message: Message, draft: str = "", handing: Handing = unheard
    ) -> None:
        self.tried.append(message)
        self.drafts.append(draft)
        if self.early and self.wrongs.get(message):
            raise self.wrongs[message].pop(0)
        handing(f"draft {message.message_id}" if self._tells else "")
        wrong = next(iter(self.wrongs.get(message, ())), None)
        if wrong is None:
            self.taken.append(message.content)
            return
        self.wrongs[message].pop(0)
        unsure = isinstance(wrong, MessageUncertain | Stopped)
        if unsure and message not in self.lost:
            self.taken.append(message.content)
        raise wrong

    def took(self, message: Message, draft: str = "") -> bool | None:  # noqa: ARG002
        self.asked.append(message)
        return message.content in self.taken if self._tells else None

    def discard(self, draft: str) -> None:
        self.discarded.append(draft)

    def close(self) -> None:
        self.closed += 1


class Killed(BaseException):
    """The process is gone: nothing catches it."""


def states(ledger: Ledger) -> list[tuple[MailState, int]]:
    return [(it.state, it.attempts) for it in ledger.outbox.waiting()]


def kept(ledger: Ledger, message: Message) -> tuple[str, str, bool]:
    row = ledger._db.execute(
        "SELECT state, answer, repeated FROM outbox WHERE message_id = ?",
        (message.message_id,),
    ).fetchone()
    return str(row[0]), str(row[1]), bool(row[2])
