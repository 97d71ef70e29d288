"""How a province is, as a person at a terminal sees it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from sync.cli.terminal import Terminal
from sync.plan.days import moment_in_words
from sync.province.broken import stops_at
from sync.province.needing_home import Reason
from sync.province.paused import Paused
from sync.province.places import ProvincePaths
from sync.province.report import Health, Overview
from sync.province.shown import why
from sync.province.visits import Ended


def show_visit(visit: Ended, shown: Terminal) -> None:
    """Show how a visit ended."""
    what = why(visit.code, shown.words) or shown.words.say("province.done")
    said = shown.words.say("province.visited", office=visit.office, what=what)
    shown.line(said, style="red" if visit.failed else "")


def show_night(ended: Sequence[Ended], took: timedelta, shown: Terminal) -> None:
    """Show what a night over offices came to."""
    well = sum(not visit.code for visit in ended)
    said = shown.words.say(
        "province.night_made",
        well=str(well),
        all=str(len(ended)),
        seconds=f"{took.total_seconds():.0f}",
    )
    shown.line(said, style="bold")


def show_status(
    seen: Overview, lengths: Mapping[str, int], paths: ProvincePaths, shown: Terminal
) -> None:
    """Show how many offices are how, who needs somebody, and where the page is."""
    say = shown.words.say
    shown.line("")
    for health in Health:
        if seen.counts[health]:
            shown.line(f"{seen.counts[health]:>5}  {say(f'province.{health}')}")
    if told := [*seen.need_somebody, *seen.broken_in_pause]:
        titles = [
            say(f"province.{name}") for name in ("office", "state", "why", "good_night")
        ]
        rows = [
            (
                f"{row.title} ({row.office})" if row.title else row.office,
                say(f"province.{row.health}"),
                why(row.code, shown.words),
                moment_in_words(row.good_night, shown.words) if row.good_night else "–",
            )
            for row in told
        ]
        shown.table(titles, rows, wide=0)
        for row in told:
            _show_stops(row.office, paths, shown)
    for notice in seen.notices:
        shown.line(notice, style="yellow")
    if any(lengths.values()):
        lanes = ", ".join(
            f"{lane} {number}" for lane, number in sorted(lengths.items())
        )
        shown.line(say("province.waiting_visits", lanes=lanes))
    shown.line(say("province.page_at", path=str(paths.page)))


def _show_stops(office: str, paths: ProvincePaths, shown: Terminal) -> None:
    """Show what is in an office's way, where, and what to do: a table has no room for it."""
    for stop in stops_at(paths.office(office)):
        says, cure = shown.words.say_stop(stop)
        shown.lines(f"{office}: {says}", style="red")
        shown.line(f"  → {cure}")


def show_paused(
    paused: Paused, offices: Collection[str], shown: Terminal
) -> Sequence[str]:
    """Show which of some offices are paused and how to go on; return those that are not."""
    for said in paused.told(offices, shown.words):
        shown.line(said, style="yellow")
    return [name for name in offices if name not in paused.among(offices)]


def show_bound(bound: Mapping[str, Reason], shown: Terminal) -> None:
    """Show which offices no other machine can visit, by why."""
    say = shown.words.say
    for reason in sorted(set(bound.values())):
        names = ", ".join(name for name in sorted(bound) if bound[name] is reason)
        why_bound = say(f"province.bound_{reason}")
        shown.line(say("province.bound", offices=names, why=why_bound))
