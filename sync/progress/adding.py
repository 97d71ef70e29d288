"""Adding: which rows the tab lacks, and where in it there is room for them.

When a round opens, every project of its year gets a row, below all that stands in the
tab. The plan in the sheet may be the next year's by then: staff type the year over, or
ask for the turn. Then its projects are those that the old plan had last, as far as
anything tells of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from sync.model.changes import Facts
from sync.model.findings import Hit
from sync.model.plan import Field
from sync.model.progress import Copied, Round, RoundDates
from sync.plan.labels import Headers
from sync.progress.read import Copies, Progress, copies_of
from sync.progress.table import Owner
from sync.sheet.tables import is_something
from sync.thai.digits import to_arabic, to_count
from sync.thai.money import parse_baht

FARTHEST = 20_000
"""Rows: what stands farther down is a slip, and no reason to go there."""

Ended = Mapping[str, Copies]
"""The projects of the year before the plan's by their keys, as its plan had them last."""


@dataclass(frozen=True, slots=True)
class NewRow:
    """A project that has no row in a round, and where it gets one; 0: there is no room."""

    key: str
    round: Round
    copies: Copies
    row: int


def ended_projects(before: Facts | None, progress: Progress, headers: Headers) -> Ended:
    """Return the projects of the year before the plan's.

    Args:
        before: its plan as it was published last; ``None`` where nobody remembers.
        progress: what is reported; its rows of that year tell where nothing else does.
        headers: what columns are called.
    """
    if before is not None:
        return _by_key(before, headers)
    year = progress.plan.info.fiscal_year
    return {
        row.key: Copies(row.number, row.name, row.dimension, row.planned)
        for row in progress.rows
        if year is not None and row.round.year == year - 1 and row.in_plan
    }


def _by_key(facts: Facts, headers: Headers) -> Ended:
    texts: dict[str, dict[str, str]] = {}
    names: dict[str, str] = {}
    for key, name, field, text in facts:
        if key:
            names[key] = name
            texts.setdefault(key, {})[field] = text

    def said(key: str, field: Field) -> str:
        return texts[key].get(headers.label(field), "")

    return {
        key: Copies(
            number=to_arabic(said(key, Field.NUMBER)),
            name=name,
            dimension=to_count(said(key, Field.DIMENSION)),
            planned=_amount(said(key, Field.BUDGET)),
        )
        for key, name in names.items()
    }


def find_new_rows(
    progress: Progress, rounds: Sequence[RoundDates], ended: Ended
) -> tuple[NewRow, ...]:
    """Return the rows that are lacking, in the order of rounds and of the plan.

    Args:
        progress: the tab as it was read.
        rounds: those that are open today.
        ended: as of ``ended_projects``.
    """
    lacking = tuple(_lacking(progress, rounds, ended))
    places = list(islice(_free_rows(progress), len(lacking)))
    places += [0] * (len(lacking) - len(places))
    return tuple(
        NewRow(key, which, copies, row)
        for (key, which, copies), row in zip(lacking, places, strict=True)
    )


def without_room(progress: Progress, new: Sequence[NewRow]) -> Iterator[Hit]:
    """Say that rows have no place in the tab."""
    homeless = [each for each in new if not each.row]
    if homeless:
        table = progress.table
        facts = {"count": str(len(homeless)), "farthest": f"{FARTHEST:,}"}
        yield Hit("PRG010", table.cell(table.top, Copied.KEY), "", facts)


def _lacking(
    progress: Progress, rounds: Sequence[RoundDates], ended: Ended
) -> Iterator[tuple[str, Round, Copies]]:
    """Yield the projects that have no row in a round that is open.

    One whose key stands in a row without a round may have it there already.
    """
    plan, owners = progress.plan, progress.owners
    own = {each.key: copies_of(each) for each in plan.projects if each.name}
    for dates in rounds:
        of_plan = dates.round.year == plan.info.fiscal_year
        for key, copies in (own if of_plan else ended).items():
            known = Owner(key, dates.round) in owners.owned
            if not known and key not in owners.keyed:
                yield key, dates.round, copies


def _free_rows(progress: Progress) -> Iterator[int]:
    """Yield rows for new projects: below all that stands in the tab, be it merged.

    Where that is too far down, the empty ones below the rows that are known.
    """
    table = progress.table
    filled = {
        row
        for row, values in enumerate(table.tab.rows, 1)
        if any(map(is_something, values))
    }
    last = max({table.header, *filled})
    if last > FARTHEST:
        last = max({table.header, *progress.owners.owned.values()})
    for row in range(last + 1, FARTHEST + 1):
        merged = any(area.top <= row <= area.bottom for area in table.tab.merged)
        if row not in filled and not merged:
            yield row


def _amount(text: str) -> Decimal | None:
    """Return an amount as facts have it; ``None`` where the plan had none."""
    amount = parse_baht(text) if text else None
    return amount.baht if amount else None
