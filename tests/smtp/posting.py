"""Mail opened to a server of the tests that behaves as it is told."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from sync.adapters.smtp.mail import SmtpMail
from sync.model.mail import Message
from sync.settings.values import SmtpSettings
from tests.smtp.certificates import authority
from tests.smtp.server import ADDRESS, LATE, SLEEP, Behaviour, MailServer, Stage

PASSWORD, ANOTHER = "รหัส-secret", "another"
GIVEN = "s3cret-9vT"
SENDER = "plan@example.com"
CONTENT = b"Subject: 1\r\n\r\n.\r\n..two\r\nthe end\r\n"


def message(number: int = 1, content: bytes = CONTENT) -> Message:
    recipient = f"person{number}@example.com"
    return Message(f"<{number}@example.com>", recipient, "เรื่อง", content)


@contextmanager
def posting(
    behaviour: Behaviour | None = None,
    *,
    trust: ssl.SSLContext | None = None,
    password: str = PASSWORD,
    **settings: object,
) -> Iterator[tuple[SmtpMail, MailServer]]:
    """Open mail to a server that behaves so; patience is short with one that sleeps."""
    wrongs = [happens for _, happens in behaviour.wrongs] if behaviour else []
    timeout = 0.3 if {SLEEP, LATE} & set(wrongs) else 5
    with MailServer(behaviour) as server:
        chosen = {"host": ADDRESS, "port": server.port, "timeout": timeout, **settings}
        mail = SmtpMail(
            SmtpSettings.model_validate(chosen),
            SENDER,
            lambda: password,
            trust=trust or authority().trusted(),
        )
        try:
            yield mail, server
        finally:
            mail.close()


def wrong(*wrongs: tuple[Stage, str]) -> Behaviour:
    return Behaviour(wrongs=list(wrongs))
