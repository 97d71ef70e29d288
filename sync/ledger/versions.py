"""Versions of the plan in their table.

Every version of the running fiscal year and of the last one is kept, and of the time
before them the last one of each month. One is kept whole, and those after it as what
differs from it, until these take as much together as it does. Where one was let go, its
row stays: nobody is shown another plan for it.
"""

from collections.abc import Collection
from datetime import date

from sync.ledger.facts import pack, unpack
from sync.ledger.stored import understood
from sync.ledger.tables import Statements, Tables
from sync.model.changes import Facts
from sync.thai.dates import ERA, fiscal_year

_TABLE = "snapshots"


def add(db: Statements, cycle: int, facts: Facts) -> None:
    """Keep the plan of a cycle."""
    row = db.execute(
        "SELECT cycle, facts, (SELECT coalesce(sum(length(others.facts)), 0)"
        " FROM snapshots AS others WHERE others.base = whole.cycle)"
        " FROM snapshots AS whole WHERE base IS NULL AND facts NOTNULL"
        " ORDER BY cycle DESC LIMIT 1"
    ).fetchone()
    base, packed = None, b""
    if row is not None:
        whole, content, others = row
        packed = pack(facts, understood(_TABLE, unpack, content))
        base = whole if others + len(packed) <= len(content) else None
    if base is None:
        packed = pack(facts)
    db.execute("INSERT INTO snapshots VALUES (?, ?, ?)", (cycle, base, packed))


def thin(db: Statements, today: date) -> int:
    """Let go of the plans that the rule does not keep, and return how many."""
    year = fiscal_year(today) - 1 - ERA
    begun = date(year - 1, 10, 1).isoformat()
    old = (
        "SELECT cycle, substr(started, 1, 7) AS month FROM snapshots"
        " JOIN cycles ON number = cycle WHERE facts NOTNULL AND started < ?"
    )
    let_go = {
        cycle
        for (cycle,) in db.execute(
            f"SELECT cycle FROM ({old}) AS old WHERE cycle NOT IN"  # noqa: S608
            f" (SELECT max(cycle) FROM ({old}) AS old GROUP BY month)",
            (begun, begun),
        )
    }
    for base in let_go:
        _rest_on_another(db, base, let_go)
    db.executemany(
        "UPDATE snapshots SET base = NULL, facts = NULL WHERE cycle = ?",
        [(cycle,) for cycle in let_go],
    )
    return len(let_go)


def _rest_on_another(db: Statements, base: int, let_go: Collection[int]) -> None:
    """Have the plans that are kept as what differs from a ``base`` do without it."""
    rows = db.execute("SELECT cycle FROM snapshots WHERE base = ?", (base,))
    kept = [cycle for (cycle,) in rows if cycle not in let_go]
    if not kept:
        return
    whole, *others = kept
    plan = read(db, whole)
    for other in others:
        packed = pack(read(db, other), plan)
        db.execute(
            "UPDATE snapshots SET base = ?, facts = ? WHERE cycle = ?",
            (whole, packed, other),
        )
    db.execute(
        "UPDATE snapshots SET base = NULL, facts = ? WHERE cycle = ?",
        (pack(plan), whole),
    )


def read(db: Tables | Statements, cycle: int) -> Facts:
    """Return the plan that is kept of a cycle."""
    facts, base = db.execute(
        "SELECT kept.facts, whole.facts FROM snapshots AS kept"
        " LEFT JOIN snapshots AS whole ON whole.cycle = kept.base"
        " WHERE kept.cycle = ?",
        (cycle,),
    ).fetchone()
    before = understood(_TABLE, unpack, base) if base else ()
    return understood(_TABLE, unpack, facts, before)
