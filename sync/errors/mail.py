"""No mail can leave; and what befalls one message, which stops nothing."""

from sync.errors.base import WorkerError


class MailError(WorkerError):
    """No mail can leave until a person puts it right; what waits goes on waiting."""

    exit_code = 14


class MailSecretMissing(MailError):
    """There is no password; ``where`` is a path or a variable's name."""

    code = "mail_secret_missing"

    where: str
    why: str


class MailSignInRefused(MailError):
    """The mail server does not take the password, or wants one; ``why`` in its words."""

    code = "mail_sign_in_refused"

    host: str
    username: str
    why: str


class MailUntrusted(MailError):
    """Nobody can tell that the mail server is the one it should be."""

    code = "mail_untrusted"

    host: str
    why: str


class MailSenderRefused(MailError):
    """The mail server takes nothing from the sender's address."""

    code = "mail_sender_refused"

    host: str
    sender: str
    why: str


class MailContentRefused(MailError):
    """The mail server takes no message of ours once it has heard what it says."""

    code = "mail_content_refused"

    host: str
    why: str


class MessageTrouble(Exception):
    """A message was not simply sent; ``answer`` is what the other side said to it."""

    def __init__(self, answer: str) -> None:
        super().__init__(answer)
        self.answer = answer


class MessageRefused(MessageTrouble):
    """The message, or its recipient, is refused for good.

    ``if_everybody`` is the stop that it is if everybody is refused alike; ``None``
    where it surely concerns this message alone.
    """

    def __init__(self, answer: str, if_everybody: WorkerError | None = None) -> None:
        super().__init__(answer)
        self.if_everybody = if_everybody


class MessageDelayed(MessageTrouble):
    """The message was surely not taken; later it may be."""


class MailUnavailable(MessageDelayed):
    """No message can be handed over now, neither this nor another."""


class MessageUncertain(MessageTrouble):
    """The message was handed over, and nobody said whether it was taken."""
