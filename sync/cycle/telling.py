"""Telling in other ways than by mail: commands are called, and notices leave.

What a command is to be told follows from what the ledger has and from what the last
call was about, so no occasion is lost by a worker that was killed.
"""

import logging

from sync.cycle.services import Services
from sync.errors import WorkerError
from sync.ledger.forms import CALLED_AFTER_CHECK, CALLED_AFTER_PUBLISH
from sync.ledger.outbox import Outbox
from sync.mail.deliver import deliver
from sync.mail.hooks import call_after_check, call_after_publish, call_of_trouble
from sync.mail.notices import Room
from sync.mail.occasions import WorkerFailing, WorkerRecovered
from sync.model.mail import Message, Queued
from sync.model.plan import Info
from sync.ports import Mail

_log = logging.getLogger(__name__)

_RECENT = 20
"""Cycles among which the last that judged a plan is looked for."""


def room_of(services: Services) -> Room:
    """Return where the office's notices are read."""
    return Room(services.settings.notify, services.readers(), services.words)


def office_name(services: Services) -> str:
    """Return the office's name, as the ledger knows it."""
    name = services.reference.headers.label(Info.OFFICE)
    facts = services.ledger.snapshots.last() or ()
    titles = [text for key, _, field, text in facts if not key and field == name]
    return titles[0] if titles else ""


def told_of_trouble(
    services: Services, occasion: WorkerFailing | WorkerRecovered, office: str
) -> tuple[Message, ...]:
    """Return the calls and notices of a trouble, or of its end; nothing is queued."""
    call = call_of_trouble(occasion, office, services.clock.now())
    wanted = services.settings.hooks.command(call.recipient)
    return (
        *((call,) if wanted else ()),
        *room_of(services).notices_of_trouble(occasion, office),
    )


def tell_others(services: Services) -> None:
    """Queue the calls that are due, and let go of all that waits but mail.

    What goes wrong in a command or a chat waits for another time, and stops nothing.
    """
    _queue_after_check(services)
    _queue_after_publish(services)
    ledger, hooks = services.ledger, services.settings.hooks
    ledger.hooks.let_go(lambda hook: not hooks.command(hook))
    ledger.notices.let_go(services.has_left)
    _let_leave(services, ledger.hooks, services.hooks)
    _let_leave(services, ledger.notices, services.notices)


def failed_others(services: Services) -> tuple[Queued, ...]:
    """Return the calls and notices given up of which nobody has been told."""
    ledger = services.ledger
    return (*ledger.hooks.failed_untold(), *ledger.notices.failed_untold())


def anything_due(services: Services) -> bool:
    """Whether a call or a notice waits whose time has come."""
    ledger, now = services.ledger, services.clock.now()
    waiting = (*ledger.hooks.waiting(), *ledger.notices.waiting())
    return any(each.is_due(now) for each in waiting)


def _let_leave(services: Services, outbox: Outbox, way: Mail) -> None:
    try:
        done = deliver(outbox, way, services.clock, apart=True)
    except WorkerError:
        raise  # the ledger's, which can note nothing
    except Exception:  # noqa: BLE001  the night's other work goes on
        _log.exception("not told")
        return
    for queued in (*done.failed, *done.waiting):
        _log.warning(
            "not told to=%s why=%s state=%s",
            queued.message.recipient,
            queued.answer,
            queued.state,
        )


def _queue_after_check(services: Services) -> None:
    if not services.settings.hooks.after_check:
        return
    notes = services.ledger.notes
    cycles = services.ledger.cycles.last(_RECENT)
    judged = [each for each in cycles if each.finished and each.has_result]
    if not judged or judged[0].number <= notes.read_as(CALLED_AFTER_CHECK):
        return
    call = call_after_check(judged[0], office_name(services))
    services.ledger.hooks.queue([call], services.clock.now())
    notes.write_as(CALLED_AFTER_CHECK, judged[0].number)


def _queue_after_publish(services: Services) -> None:
    if not services.settings.hooks.after_publish:
        return
    notes = services.ledger.notes
    number, told = notes.read_as(CALLED_AFTER_PUBLISH)
    known = services.ledger.publications.all()
    now = {f"{each.kind} {each.key}": f"{each.digest} {each.clean}" for each in known}
    changed = [
        each
        for each in known
        if told.get(f"{each.kind} {each.key}") != f"{each.digest} {each.clean}"
    ]
    if not changed:
        return
    call = call_after_publish(
        number + 1, known, changed, office_name(services), services.clock.now()
    )
    services.ledger.hooks.queue([call], services.clock.now())
    notes.write_as(CALLED_AFTER_PUBLISH, (number + 1, now))
