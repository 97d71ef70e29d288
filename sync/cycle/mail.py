"""Mailing: the letters of a night or of a trouble are written, and leave."""

import json
from collections.abc import Sequence

from sync.cycle.services import Services
from sync.cycle.telling import (
    failed_others,
    office_name,
    room_of,
    tell_others,
    told_of_trouble,
)
from sync.errors import WorkerError
from sync.mail.deliver import Delivery, deliver
from sync.mail.message import Writer
from sync.mail.news import News
from sync.mail.notify import due_letters, notice_of, trouble_letters
from sync.mail.occasions import (
    Noticed,
    Occasion,
    RoundOver,
    WorkerFailing,
    WorkerRecovered,
    digest_due,
    reminder_due,
    round_due,
)
from sync.mail.waiting import reason_of, words_of_other
from sync.model.mail import Message
from sync.model.plan import Recipient
from sync.model.progress import RoundDates
from sync.model.records import Trouble
from sync.thai.holidays import days_off

_SETUP = "mail setup"
_NOTICE, _NOTICES = "notice", "notices"


def writer_of(services: Services) -> Writer:
    """Return what the office's letters are written with."""
    return Writer(
        services.mail_templates,
        services.words,
        services.settings.mail,
        services.clock.now(),
        services.ledger.chain.head(),
    )


def queue_other_letters(
    services: Services,
    news: News,
    rounds: Sequence[RoundDates] = (),
    *,
    published: bool,
) -> None:
    """Queue what is due besides news of a publication; what was queued before is not.

    Where something was ``published``, that mail has told the notices. ``rounds`` are
    those of reports that have opened.
    """
    writer, mail = writer_of(services), services.settings.mail
    today = writer.now.date()
    said = services.ledger.outbox.last_mailed(today)
    year = news.plan.info.fiscal_year
    notice = _standing_notice(services, news.notices)
    off = days_off({today.year, today.year + 1}, mail.holidays, mail.workdays)
    occasions: tuple[Occasion | None, ...] = (
        reminder_due(today, year, mail.reminders, off),
        *round_due(today, rounds, mail.reminders, off),
        None if published else notice,
        # a plan that has no document is none to tell everybody of
        digest_due(today, mail.weekday)
        if mail.digest == "weekly" and news.link
        else None,
    )
    for occasion in occasions:
        if occasion:
            messages = due_letters(occasion, news, writer, said)
            if isinstance(occasion, RoundOver):
                messages += room_of(services).notices_of_round(occasion, news)
            services.ledger.outbox.queue(messages, writer.now)


def _standing_notice(services: Services, notices: Sequence[str]) -> Noticed | None:
    """Make an occasion of notices, once for as long as they are the same each night."""
    notes, text = services.ledger.notes, "\n".join(notices)
    kept, since = json.loads(notes.read(_NOTICES) or '["", ""]')
    if kept != text:
        since = services.clock.now().isoformat()
        notes.write(_NOTICES, json.dumps([text, since]))
    return notice_of(notices, since)


def is_put_right(services: Services) -> bool:
    """Whether somebody changed how mail leaves since it was last tried."""
    return services.mail_setup() != services.ledger.notes.read(_SETUP)


def send_waiting(services: Services) -> Delivery:
    """Hand over what is due; all that waits, once somebody changed how mail leaves.

    Raises:
        WorkerError: no mail can leave; it waits.
    """
    setup = services.mail_setup()
    if setup != services.ledger.notes.read(_SETUP):
        services.ledger.outbox.make_due()
        services.ledger.notes.write(_SETUP, setup)
    return deliver(services.ledger.outbox, services.mail, services.clock)


def queue_undelivered(services: Services, news: News) -> None:
    """Queue word for the administrators of mail given up that they do not know of."""
    failed = services.ledger.outbox.failed_untold()
    others = failed_others(services)
    notices = (
        *(words_of_other(queued, services.words) for queued in others),
        *(
            services.words.say(
                "mail.undelivered",
                address=queued.message.recipient,
                subject=queued.message.subject,
                reason=services.words.say(f"mail_reasons.{reason_of(queued)}"),
            )
            for queued in failed
        ),
    )
    # of an administrator whom no such word reaches there is no endless news
    which = (
        f"{queued.message.message_id} {queued.since.isoformat()}"
        for queued in (*failed, *others)
        if queued.message.topic != _NOTICE
    )
    occasion = notice_of(notices, *which)
    if occasion:
        writer = writer_of(services)
        letters = due_letters(occasion, news.with_notices(notices), writer)
        services.ledger.outbox.queue(letters, writer.now)
        for outbox in (
            services.ledger.outbox,
            services.ledger.hooks,
            services.ledger.notices,
        ):
            outbox.mark_failures_told()


def announce(services: Services, trouble: Trouble, stop: WorkerError | None) -> None:
    """Write to the administrators of a trouble, or that it is over.

    Args:
        services: the office's.
        trouble: what fails, and since when.
        stop: why; ``None``: it is over.
    """
    messages = trouble_messages(services, whom_to_tell(services), trouble, stop)
    services.ledger.outbox.queue(messages, services.clock.now())
    tell_others(services)  # first: it may be mail that fails
    send_waiting(services)


def whom_to_tell(services: Services) -> tuple[str, Sequence[Recipient]]:
    """Return the office's name, and its recipients, as the ledger knows them."""
    return office_name(services), services.ledger.people.all()


def trouble_messages(
    services: Services,
    whom: tuple[str, Sequence[Recipient]],
    trouble: Trouble,
    stop: WorkerError | None,
) -> tuple[Message, ...]:
    """Write of a trouble, or that it is over.

    Args:
        services: the office's.
        whom: the office's name, and the people of whom administrators hear of it.
        trouble: what fails, and since when.
        stop: why; ``None``: it is over.

    Returns:
        The office's call, notices, and a letter an administrator; nothing is sent.
    """
    occasion: WorkerFailing | WorkerRecovered = WorkerRecovered(
        trouble.job, trouble.since
    )
    if stop is not None:
        says, cure = services.words.say_stop(stop)
        occasion = WorkerFailing(
            trouble.job, trouble.since, trouble.failures, says, cure
        )
    return (
        *told_of_trouble(services, occasion, whom[0]),
        *trouble_letters(occasion, *whom, writer_of(services)),
    )
