"""Mail that waits: whether any leaves at all, and why a message has not."""

import re
from datetime import datetime

from sync.ledger import Ledger
from sync.model.mail import MailState, Queued

_REASONS = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"$", "not_tried"),
        (r"[45][0-9]{2}[ -][45]\.2\.2\b|[45]52\b", "full"),
        (r"(504|53[0458])\b", "password"),
        (r"4[0-9]{2}\b", "later"),
        (r"5[0-9]{2}[ -]5\.1\.|55[013]\b(?![ -]5\.)", "address"),
        (r"5[0-9]{2}\b", "refused"),
        (r"", "no_server"),
    )
)
"""What an answer means to people; the first that fits."""


def stuck_mail(ledger: Ledger, now: datetime) -> Queued | None:
    """Return the oldest message that waits if it was tried and no mail left since."""
    tried = [queued for queued in ledger.outbox.waiting() if queued.answer]
    if not tried or ledger.outbox.has_left(tried[0].since, now):
        return None
    return tried[0]


def reason_of(queued: Queued) -> str:
    """Name the reason why a message has not left, as people understand it."""
    if queued.state is MailState.SENDING:
        return "in_doubt"
    if queued.state is MailState.FAILED and queued.repeated:
        return "never_confirmed"
    return next(name for said, name in _REASONS if said.match(queued.answer))
