"""How a province stands: a row an office, and sums by district. No person is named."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from sync.progress.rounds import FIRST, LAST
from sync.province.planner import is_sick, next_night_of, pool_lane
from sync.province.values import ProvinceSettings
from sync.province.visits import TELLS_NOTHING, OfficeState, PlanState, Standing

if TYPE_CHECKING:
    import pandas as pd

_LATE = timedelta(hours=26)
"""After so long without a good night, an office is late whoever says otherwise."""


class Health(StrEnum):
    """How an office is, the worst first."""

    FAILING = "failing"
    LATE = "late"
    MAIL = "mail"
    """Its nights are good, and mail was given up."""
    PAUSED = "paused"
    NEW = "new"
    """Nobody has been there yet."""
    WELL = "well"


NEED_SOMEBODY = frozenset({Health.FAILING, Health.LATE, Health.MAIL})
"""What a person must see to."""


@dataclass(frozen=True, slots=True)
class Row:
    """One office. ``code`` says why it is not well, where that is known.

    ``quiet_days`` have passed since staff changed something; ``overdue`` are the months
    of which a report is late. ``sheet`` is the address of its spreadsheet.
    """

    office: str
    title: str
    district: str
    province: str
    pool: str
    health: Health
    sick: bool
    code: str
    good_night: datetime | None
    next_night: datetime
    year: int | None
    plan: PlanState
    half_year: PlanState
    whole_year: PlanState
    projects: int
    budget: Decimal
    errors: int
    warnings: int
    waiting: int
    undelivered: int
    quiet_days: int | None
    overdue: tuple[int, ...]
    sheet: str


@dataclass(frozen=True, slots=True)
class DistrictSum:
    """What the offices of a district add up to."""

    province: str
    district: str
    offices: int
    well: int
    complete: int
    projects: int
    budget: Decimal
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole province at a moment.

    ``notices`` are sentences on what is not as it should be with the list of offices.
    """

    now: datetime
    rows: tuple[Row, ...]
    notices: tuple[str, ...] = ()

    @property
    def counts(self) -> Counter[Health]:
        """How many offices are how."""
        return Counter(row.health for row in self.rows)

    @property
    def need_somebody(self) -> Sequence[Row]:
        """The offices that a person must see to, the worst first."""
        order = list(Health)
        rows = (row for row in self.rows if row.health in NEED_SOMEBODY)
        return sorted(rows, key=lambda row: (order.index(row.health), row.office))

    @property
    def broken_in_pause(self) -> Sequence[Row]:
        """The offices that are paused, which calls nobody, and would fail if they were not."""
        return [row for row in self.rows if row.health is Health.PAUSED and row.code]

    @property
    def is_well(self) -> bool:
        """Whether nobody is needed anywhere."""
        return not self.need_somebody


def overview(
    states: Iterable[OfficeState],
    settings: ProvinceSettings,
    now: datetime,
    paused: Iterable[str] = (),
) -> Overview:
    """Say how a province stands.

    Args:
        states: of each office.
        settings: the province's.
        now: in Bangkok.
        paused: names that a person has paused; * is all.
    """
    names = frozenset(paused)
    return Overview(now, tuple(_row(it, settings, now, names) for it in states))


def _row(
    state: OfficeState,
    settings: ProvinceSettings,
    now: datetime,
    paused: frozenset[str],
) -> Row:
    stands, code = state.standing, _code(state)
    return Row(
        office=state.name,
        title=stands.title,
        district=stands.district,
        province=stands.province,
        pool=pool_lane(state, settings),
        health=_health(state, code, now, paused=bool({"*", state.name} & paused)),
        sick=is_sick(state),
        code=code,
        good_night=stands.good_night,
        next_night=next_night_of(state, settings, now),
        year=stands.year,
        plan=stands.plan,
        half_year=stands.half_year,
        whole_year=stands.whole_year,
        projects=stands.projects,
        budget=stands.budget,
        errors=stands.errors,
        warnings=stands.warnings,
        waiting=stands.waiting,
        undelivered=stands.undelivered,
        quiet_days=_quiet_days(state, now),
        overdue=tuple(_overdue(stands, now.date())),
        sheet=address_of(stands.sheet) if stands.sheet else "",
    )


def _quiet_days(state: OfficeState, now: datetime) -> int | None:
    known = filter(None, (state.standing.changed, state.edited))
    last = max(known, default=None)
    return (now.date() - last.astimezone(now.tzinfo).date()).days if last else None


def address_of(sheet: str) -> str:
    """Return the address at which people open a spreadsheet, by its id."""
    return f"https://docs.google.com/spreadsheets/d/{sheet}/edit"


def _overdue(stands: Standing, today: date) -> Iterator[int]:
    """Yield the months of which the report should be complete by now, and is not."""
    for months, state, closes in (
        (FIRST, stands.half_year, stands.half_year_closes),
        (LAST, stands.whole_year, stands.whole_year_closes),
    ):
        if closes and closes < today and state is not PlanState.COMPLETE:
            yield months


def _code(state: OfficeState) -> str:
    """Return why an office failed last; empty if it did not."""
    counted = (it for it in state.visits if it.code not in TELLS_NOTHING)
    last = next(counted, None)
    return (last.code if last else "") or state.standing.code


def _health(state: OfficeState, code: str, now: datetime, *, paused: bool) -> Health:
    good = state.standing.good_night
    if paused:
        return Health.PAUSED
    if code:
        return Health.FAILING
    if good is None:
        never = not state.visits and not state.standing.nights
        return Health.NEW if never else Health.LATE
    if now - good >= _LATE:
        return Health.LATE
    return Health.MAIL if state.standing.undelivered else Health.WELL


def by_district(rows: Sequence[Row]) -> Sequence[DistrictSum]:
    """Add up what offices have, by province and district, in order."""
    if not rows:
        return ()
    table = _table(rows)
    sums = table.groupby(["province", "district"], sort=True).sum().reset_index()
    return [
        DistrictSum(
            province=str(it["province"]),
            district=str(it["district"]),
            offices=int(it["offices"]),
            well=int(it["well"]),
            complete=int(it["complete"]),
            projects=int(it["projects"]),
            budget=Decimal(int(it["satang"])) / 100,
            errors=int(it["errors"]),
            warnings=int(it["warnings"]),
        )
        for it in sums.to_dict("records")
    ]


def _table(rows: Sequence[Row]) -> "pd.DataFrame":
    # takes longer to load than all else, and a plan needs none
    import pandas as pd  # noqa: PLC0415

    return pd.DataFrame(
        {
            "province": [row.province for row in rows],
            "district": [row.district for row in rows],
            "offices": 1,
            "well": [row.health is Health.WELL for row in rows],
            "complete": [row.plan is PlanState.COMPLETE for row in rows],
            "projects": [row.projects for row in rows],
            "satang": [int(row.budget * 100) for row in rows],
            "errors": [row.errors for row in rows],
            "warnings": [row.warnings for row in rows],
        }
    )
