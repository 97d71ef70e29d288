"""Mail that waits: whether any leaves at all, and why a message has not."""

import re
from datetime import datetime

from sync.errors import StorageError, WorkerError
from sync.ledger import Ledger
from sync.messages import Words
from sync.model.mail import MailState, Queued
from sync.plan.days import moment_in_words

_REASONS = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"$", "not_tried"),
        (r"\[mail_secret_missing\]", "secret"),
        (r"\[mail_untrusted\]", "untrusted"),
        (r"\[mail_sign_in_refused\]", "password"),
        (r"\[mail_sender_refused\]", "refused"),
        (r"\[mail_content_refused\]", "content"),
        (
            r"\[(google_unavailable|no_network|proxy_refuses|unanswered|quota)\]",
            "no_server",
        ),
        (r"\[", "google"),
        (r"[45][0-9]{2}[ -][45]\.2\.2\b|[45]52\b", "full"),
        (r"(504|53[0458])\b", "password"),
        (r"4[0-9]{2}\b", "later"),
        (r"5[0-9]{2}\b(?i:.*\b(?:spam|virus|malware|junk|phish))", "content"),
        (r"5[0-9]{2}[ -]5\.1\.|55[013]\b(?![ -]5\.)", "address"),
        (r"5[0-9]{2}\b", "refused"),
        (
            rf"({'|'.join(stop.code for stop in StorageError.__subclasses__())})\b",
            "folder",
        ),
        (r"", "no_server"),
    )
)
"""What an answer means to people; the first that fits."""

_PLACE = re.compile(r"(\S+:[0-9]+) (.*)")
"""An answer that no server gave, after the place where it was not got."""
_LINES = (
    (re.compile("refused"), "line_refused"),
    (re.compile("not known|nodename|getaddrinfo|name resolution"), "line_unknown"),
    (re.compile("timed out|took longer"), "line_slow"),
    (re.compile("unreachable|[Nn]o route"), "line_no_way"),
    (re.compile("closed|reset|[Bb]roken pipe"), "line_cut"),
)
_STOP = re.compile(r"\[[a-z_]+\] ?")
_SERVER_SAYS = re.compile(r"[245][0-9]{2}[ -]")


def answer_of(stop: WorkerError) -> str:
    """Return the answer to keep with mail that a stop keeps from leaving."""
    return f"[{stop.code}] {stop.facts.get('why', '')}".strip()


def said_by_server(queued: Queued) -> str:
    """Return what a mail server said of a message, in its own words, if one did."""
    said = _STOP.sub("", queued.answer, count=1)
    return said if _SERVER_SAYS.match(said) else ""


def stuck_mail(ledger: Ledger, now: datetime) -> Queued | None:
    """Return the oldest message that waits though it was tried, and no mail left since.

    Args:
        ledger: where mail waits.
        now: tells how long.
    """
    tried = [queued for queued in ledger.outbox.waiting() if queued.answer]
    if not tried or ledger.outbox.has_left(tried[0].since, now):
        return None
    return tried[0]


def words_of_other(queued: Queued, words: Words) -> str:
    """Say of a call or a notice that it did not come to its end, and why."""
    over = "given_up" if queued.state is MailState.FAILED else "waits"
    return words.say(
        f"telling.{queued.message.way}_{over}",
        whom=queued.message.recipient,
        when=moment_in_words(queued.since, words),
        why=why_of_other(queued, words),
    )


def why_of_other(queued: Queued, words: Words) -> str:
    """Say why a call or a notice did not come to its end."""
    why, _, detail = queued.answer.partition(" ")
    name = f"telling.why_{why}"
    known = name if name in words.sentences else "telling.why_unknown"
    if queued.state is MailState.SENDING:
        known = "telling.why_in_doubt"
    return words.say(known, detail=detail)


def reason_in_words(queued: Queued, words: Words) -> str:
    """Say why a message has not left; where no server is reached, which and why."""
    reason = reason_of(queued)
    place = _PLACE.fullmatch(queued.answer)
    if place is None or reason != "no_server":
        return words.say(f"mail_reasons.{reason}")
    where, why = place.groups()
    kind = next((name for sign, name in _LINES if sign.search(why)), None)
    plain = words.say(f"mail_reasons.{kind}") if kind else why
    known = "no_server_at"
    return words.say(f"mail_reasons.{known}", where=where, why=plain)


def reason_of(queued: Queued) -> str:
    """Name the reason why a message has not left, as people understand it."""
    if queued.state is MailState.SENDING:
        return "in_doubt"
    if queued.state is MailState.FAILED and queued.repeated:
        return "never_confirmed"
    return next(name for said, name in _REASONS if said.match(queued.answer))
