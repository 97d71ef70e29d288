"""What is due: from how offices stand and the clock, and nothing else.

A plan may be made as often as one likes, and by whomever: the same visits come out of
it under the same numbers, and what was done is due no more. So a queue that is lost
is filled again, and a process that died costs a visit at most, never a night.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta
from itertools import takewhile
from zlib import crc32

from sync.model.records import CycleRecord, Outcome
from sync.province.values import HERE, SICK, ProvinceSettings
from sync.province.visits import (
    DIED,
    GOOD,
    GOOGLE_REFUSES,
    LEDGERS_AWAY,
    TELLS_NOTHING,
    TOO_SLOW,
    Ended,
    Kind,
    OfficeState,
    Visit,
)
from sync.worker.schedule import last_night, next_night

_AGAIN = timedelta(minutes=2)
"""Until an office is visited again that was just visited, or could not be."""
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(minutes=5), timedelta(hours=2)
_TRIES_OF_THE_SICK = 6
_FAILURES_OF_THE_SICK = 3
_REFUSALS_OF_A_POOL = 5
_FIRST_REST, _MOST_DOUBLINGS = timedelta(minutes=2), 2


def own_night(office: str, settings: ProvinceSettings) -> time:
    """Return when an office's nights begin: each has its own minute, for ever."""
    within = crc32(office.encode()) % max(round(settings.hours * 60), 1)
    begin = settings.night.hour * 60 + settings.night.minute + within
    return time(begin // 60 % 24, begin % 60)


def pool_lane(state: OfficeState, settings: ProvinceSettings) -> str:
    """Return the lane of the account that an office is worked at with."""
    pool = settings.pool_of(state.name) if state.standing.sheet else None
    return pool.name if pool else HERE


def lane_of(state: OfficeState, settings: ProvinceSettings) -> str:
    """Return the lane in which an office waits; the sick have one of their own."""
    return SICK if is_sick(state) else pool_lane(state, settings)


def is_sick(state: OfficeState) -> bool:
    """Whether an office takes longer than it may, or fails again and again.

    Of a Google that serves nobody no office is sick.
    """
    counted = [
        visit
        for visit in state.visits
        if visit.code not in {*TELLS_NOTHING, *GOOGLE_REFUSES, LEDGERS_AWAY}
    ]
    latest = counted[:_FAILURES_OF_THE_SICK]
    if latest and latest[0].code in {TOO_SLOW, DIED}:
        return True
    return len(latest) == _FAILURES_OF_THE_SICK and all(it.failed for it in latest)


def rests_until(visits: Sequence[Ended]) -> datetime | None:
    """Return until when nobody is visited with a pool's account.

    Args:
        visits: those of the pool, the latest first.

    Returns:
        The moment; ``None`` if Google does not refuse the pool.
    """
    counted = [visit for visit in visits if visit.code not in TELLS_NOTHING]
    refused = list(takewhile(lambda visit: visit.code in GOOGLE_REFUSES, counted))
    if len(refused) < _REFUSALS_OF_A_POOL:
        return None
    doublings = min(len(refused) - _REFUSALS_OF_A_POOL, _MOST_DOUBLINGS)
    return refused[0].ended + _FIRST_REST * (1 << doublings)


def plan(
    offices: Iterable[OfficeState],
    settings: ProvinceSettings,
    now: datetime,
    resting: Iterable[str] = (),
) -> Iterator[Visit]:
    """Yield every visit that is due.

    Args:
        offices: those to visit, as they stand.
        settings: the province's.
        now: in Bangkok.
        resting: lanes of pools that nobody is to be visited with at the moment.

    Yields:
        One visit an office at most.
    """
    rests = frozenset(resting)
    for state in offices:
        if pool_lane(state, settings) in rests:
            continue
        visit = _visit_of(state, settings, now)
        if visit is not None and visit.due <= now:
            yield visit


def next_night_of(
    state: OfficeState, settings: ProvinceSettings, now: datetime
) -> datetime:
    """Return when an office's next night begins; a moment that is past means now."""
    at = own_night(state.name, settings)
    tried = _tried_since(state, last_night(now, at))
    due = next_night(now, at, tried)
    done = any(night.outcome is Outcome.DONE for night in tried)
    if not done and is_sick(state) and len(tried) >= _TRIES_OF_THE_SICK:
        return last_night(now, at) + timedelta(days=1)
    return due


def _visit_of(
    state: OfficeState, settings: ProvinceSettings, now: datetime
) -> Visit | None:
    lane = lane_of(state, settings)
    last = next(iter(state.visits), None)
    least = _least(state.visits)
    night = next_night_of(state, settings, now)
    if night <= now:
        return Visit(state.name, Kind.NIGHT, lane, max(night, least or night))
    if last is not None and last.unsettled:
        due = last.ended + timedelta(seconds=settings.quiet_seconds)
        return Visit(state.name, Kind.LOOK, lane, due, last.unsettled)
    look = _look_wanted(state, settings, now)
    seen = next(filter(_has_seen, state.visits), None)
    if look is not None and (seen is None or seen.began < look):
        return Visit(state.name, Kind.LOOK, lane, max(look, least or look))
    mail = state.standing.mail_due
    if mail is not None:
        return Visit(state.name, Kind.MAIL, lane, max(mail, least or mail))
    return None


def _has_seen(visit: Ended) -> bool:
    """Whether whatever staff had changed when a visit began has its answer."""
    return visit.code == GOOD and visit.kind is not Kind.MAIL and not visit.unsettled


def _look_wanted(
    state: OfficeState, settings: ProvinceSettings, now: datetime
) -> datetime | None:
    """Return since when a look is wanted; ``None`` for none.

    Where Google tells what was edited, staff get their time to rest at once.
    """
    if settings.look == "feed" and pool_lane(state, settings) != HERE:
        quiet = timedelta(seconds=settings.quiet_seconds)
        return state.edited + quiet if state.edited else None
    if not settings.look_minutes:
        return None
    return _slot(state.name, settings.look_minutes, now)


def _tried_since(state: OfficeState, moment: datetime) -> Sequence[CycleRecord]:
    """Return the nights that were tried, by the ledger and by visits it knows not of.

    An office whose settings are broken has its ledger never opened.
    """
    noted = [night for night in state.standing.nights if night.started >= moment]
    unnoted = (
        visit.began
        for visit in state.visits
        if visit.kind in {Kind.NIGHT, Kind.NOW}
        and visit.failed
        and visit.began >= moment
        and not any(visit.began <= it.started <= visit.ended for it in noted)
    )
    tried = [(night.started, night.outcome) for night in noted]
    tried += [(began, Outcome.STOPPED) for began in unnoted]
    return [
        CycleRecord(0, started, outcome=outcome) for started, outcome in sorted(tried)
    ]


def _least(visits: Sequence[Ended]) -> datetime | None:
    """Return before when an office is not to be tried again, whatever is due."""
    if not visits:
        return None
    last = visits[0]
    if last.code in {*TELLS_NOTHING, GOOD}:
        # what was done is due no more; if it is, haste does not help
        return last.ended + _AGAIN
    failures = sum(1 for _ in takewhile(lambda visit: visit.failed, visits))
    pause = min(_FIRST_PAUSE * (1 << min(failures - 1, 10)), _LONGEST_PAUSE)
    return last.ended + pause


def _slot(office: str, minutes: int, now: datetime) -> datetime:
    """Return the latest moment for a look: each office's own, spread evenly."""
    step = timedelta(minutes=minutes)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    own = timedelta(seconds=crc32(office.encode()) % (minutes * 60))
    return midnight + own + step * ((now - midnight - own) // step)
