"""Mailing: the letters of a night or of a trouble are written, and leave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sync.cycle.memory import told_before
from sync.cycle.services import Services
from sync.cycle.telling import (
    failed_others,
    office_name,
    room_of,
    tell_others,
    told_of_trouble,
)
from sync.errors import GoogleError, MailError, WorkerError
from sync.ledger.forms import STANDING_NOTICES
from sync.mail.deliver import Delivery, deliver
from sync.mail.message import Writer
from sync.mail.news import News
from sync.mail.notify import due_letters, notice_of, trouble_letters
from sync.mail.occasions import (
    Noticed,
    Occasion,
    RoundOver,
    WeeklyDigest,
    WorkerFailing,
    WorkerRecovered,
    digest_due,
    reminder_due,
    round_due,
)
from sync.mail.waiting import reason_in_words, words_of_other
from sync.model.mail import Message, Queued
from sync.model.plan import Recipient
from sync.model.progress import RoundDates
from sync.model.records import Trouble
from sync.thai.holidays import days_off

_SETUP = "mail setup"
_NOTICE = "notice"
_TOLD_WITH_PLAN = "notices told with the plan"


@dataclass(frozen=True, slots=True)
class Whom:
    """Who hears of a trouble: known before one comes, when no ledger can be asked.

    ``office`` is its name, ``history`` the code that a letter bears.
    """

    office: str
    recipients: Sequence[Recipient]
    history: str


def writer_of(services: Services, whom: Whom | None = None) -> Writer:
    """Return what the office's letters are written with."""
    return Writer(
        services.mail_templates,
        services.words,
        services.settings.mail,
        services.clock.now(),
        whom.history if whom else services.ledger.chain.head(),
    )


def queue_other_letters(
    services: Services, news: News, rounds: Sequence[RoundDates] = ()
) -> None:
    """Queue what is due besides news of a publication; what was queued before is not.

    ``rounds`` are those of reports that have opened.
    """
    writer = writer_of(services)
    said = services.ledger.outbox.last_mailed(writer.now.date())
    notice = _standing_notice(services, news.notices)
    due = occasions_due(services, news.plan.info.fiscal_year, rounds)
    for occasion in (*due, notice):
        # a plan that has no document is none to tell everybody of
        if occasion and (news.link or not isinstance(occasion, WeeklyDigest)):
            messages = due_letters(occasion, news, writer, said)
            if isinstance(occasion, RoundOver):
                messages += room_of(services).notices_of_round(occasion, news)
            services.ledger.outbox.queue(messages, writer.now)


def occasions_due(
    services: Services, year: int | None, rounds: Sequence[RoundDates]
) -> tuple[Occasion, ...]:
    """Return what the day alone gives to say.

    Args:
        services: the office's.
        year: the plan's, if it can be read.
        rounds: those of reports that have opened.
    """
    today, mail = services.clock.now().date(), services.settings.mail
    off = days_off({today.year, today.year + 1}, mail.holidays, mail.workdays)
    reminder = reminder_due(today, year, mail.reminders, off)
    return (
        *((reminder,) if reminder else ()),
        *round_due(today, rounds, mail.reminders, off),
        *((digest_due(today, mail.weekday),) if mail.digest == "weekly" else ()),
    )


def notices_told(services: Services, news: News) -> Mapping[str, str]:
    """Return what is noted with news of the plan: which notices its letters tell.

    News that counts as told before leaves to nobody, and tells none.
    """
    return {} if told_before(services) else {_TOLD_WITH_PLAN: "\n".join(news.notices)}


def _standing_notice(services: Services, notices: Sequence[str]) -> Noticed | None:
    """Make an occasion of notices, once for as long as they are the same each night.

    What letters of the plan told, though they wait still, needs none of its own.
    """
    notes, text = services.ledger.notes, "\n".join(notices)
    kept, since = notes.read_as(STANDING_NOTICES)
    if kept != text:
        since = services.clock.now().isoformat()
        notes.write_as(STANDING_NOTICES, (text, since))
    told = notes.read(_TOLD_WITH_PLAN)
    if text and set(text.split("\n")) <= set(told.split("\n")):
        return None
    if told:
        notes.forget(_TOLD_WITH_PLAN)
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


def send_all(services: Services) -> tuple[Delivery, WorkerError | None]:
    """Let leave what waits, mail and all else; give what stops mail, if anything does."""
    tell_others(services)
    try:
        return send_waiting(services), None
    except (MailError, GoogleError) as stop:
        return Delivery(waiting=tuple(services.ledger.outbox.waiting())), stop


def untold_failures(services: Services) -> tuple[Queued, ...]:
    """Return what was given up, of whatever way, and nobody was told of."""
    return (*services.ledger.outbox.failed_untold(), *failed_others(services))


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
                reason=reason_in_words(queued, services.words),
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


def whom_to_tell(services: Services) -> Whom:
    """Return who hears of troubles, as the ledger knows them."""
    ledger = services.ledger
    return Whom(office_name(services), ledger.people.all(), ledger.chain.head())


def trouble_messages(
    services: Services,
    whom: Whom,
    trouble: Trouble,
    stop: WorkerError | None,
) -> tuple[Message, ...]:
    """Write of a trouble, or that it is over.

    Args:
        services: the office's.
        whom: the people of whom administrators hear of it; no ledger is asked.
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
        *told_of_trouble(services, occasion, whom.office),
        *trouble_letters(
            occasion, whom.office, whom.recipients, writer_of(services, whom)
        ),
    )
