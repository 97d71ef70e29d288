"""Memory: whether the worker forgot what it did in a sheet before.

A ledger can be lost with every copy, or a sheet copied from another office. Then the
sheet bears keys that a worker wrote, and this ledger knows of none. Where the document
of the very plan stands already, a worker has published it and told everybody: nobody
is told again. Where it does not, this is a new office with a sheet from elsewhere.
"""

from sync.cycle.links import wanted
from sync.cycle.services import Services
from sync.ledger.outbox import TOLD_BEFORE
from sync.model.plan import Plan
from sync.plan.marks import own_keys

_NOTE = "new memory"


def note_new_memory(services: Services, plan: Plan) -> None:
    """Note that the ledger is new and the sheet is not, if that is so.

    That is before anything is published: after it a document stands in any case, and a
    night that was killed then would keep its news from everybody.

    Args:
        services: the office's.
        plan: as it was read, before it was given keys.
    """
    keys, ledger = own_keys(plan), services.ledger
    # a first cycle that was ended after it wrote keys has noted what it wrote
    new = ledger.snapshots.last() is None and not ledger.totals.written()
    if keys and new and not forgotten(services):
        if _is_published(services, plan):
            ledger.notes.write(TOLD_BEFORE, "yes")
        ledger.notes.write(_NOTE, str(keys))


def forgotten(services: Services) -> str:
    """Return how many projects had keys when the ledger was new; empty if none had."""
    return services.ledger.notes.read(_NOTE)


def told_before(services: Services) -> bool:
    """Whether all that there is to say was told before the ledger was lost."""
    return bool(services.ledger.notes.read(TOLD_BEFORE))


def _is_published(services: Services, plan: Plan) -> bool:
    # it takes long to load, and a look publishes nothing
    from sync.documents.publish import REFUSALS  # noqa: PLC0415

    booklet = wanted(services, plan)[0]
    try:
        return services.documents.stands(booklet.key, booklet.home)
    except REFUSALS:  # the night tells of it
        return False
