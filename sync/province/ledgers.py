"""Moving the ledgers of a province into its database, or back into the offices' folders."""

from collections.abc import Iterator, Sequence

from sync.adapters.clock import BangkokClock
from sync.adapters.ledgers import ledger_home
from sync.adapters.local.lock import only_worker
from sync.ledger.postgres import PostgresHome
from sync.province.places import ProvincePaths


def move_ledgers(
    paths: ProvincePaths, offices: Sequence[str], *, out: bool
) -> Iterator[tuple[str, bool]]:
    """Move the ledger of each office; one that is there already stays as it is.

    Args:
        paths: the province's.
        offices: their names.
        out: out of the database; else into it.

    Yields:
        An office, and whether its ledger was moved; none is where there is no database.

    Raises:
        OfficeBusy: a worker is at an office.
        WorkerError: a ledger cannot be moved; it is whole where it was.
    """
    for name in offices:
        home = ledger_home(paths.office(name))
        if not isinstance(home, PostgresHome):
            yield name, False
        elif out:
            home.move_out()
            yield name, True
        else:
            with only_worker(paths.office(name), BangkokClock().now()), home.hold():
                yield name, True
