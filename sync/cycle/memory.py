"""Memory: whether the worker forgot what it did in a sheet before.

A ledger can be lost with every copy, or a sheet copied from another office. Then the
sheet bears keys that a worker wrote, and this ledger knows of none.
"""

from sync.cycle.services import Services
from sync.model.plan import Plan
from sync.plan.marks import own_keys

_NOTE = "new memory"


def note_new_memory(services: Services, plan: Plan) -> None:
    """Note that the ledger is new and the sheet is not, if that is so.

    Args:
        services: the office's.
        plan: as it was read, before it was given keys.
    """
    keys, ledger = own_keys(plan), services.ledger
    # a first cycle that was ended after it wrote keys has noted what it wrote
    if keys and ledger.snapshots.last() is None and not ledger.totals.written():
        ledger.notes.write(_NOTE, str(keys))


def forgotten(services: Services) -> str:
    """Return how many projects had keys when the ledger was new; empty if none had."""
    return services.ledger.notes.read(_NOTE)
