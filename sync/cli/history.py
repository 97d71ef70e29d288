"""What the ledger tells a person: past cycles, a plan as it was, how the worker is."""

from collections.abc import Sequence
from itertools import groupby

from sync.cli.terminal import Terminal
from sync.mail.waiting import reason_in_words, said_by_server, words_of_other
from sync.model.changes import Change, Facts
from sync.model.findings import Counts
from sync.model.mail import MailState, Queued
from sync.model.records import CycleRecord, Outcome, Step
from sync.plan.days import moment_in_words, noted_in_words
from sync.plan.findings import told_counts
from sync.thai.folding import shorten
from sync.thai.money import baht
from sync.worker.status import Status

_UNDER = " " * 7
"""What stands before all that is told of a cycle: its number is above."""


def show_status(status: Status, shown: Terminal) -> None:
    """Show how the worker is, a line a fact."""
    say = shown.words.say
    who, well = status.at_work, "worker.well" if status.at_work else "worker.well_alone"
    shown.line(say(well if status.is_well else "worker.unwell"), style="bold")
    if who:
        who = noted_in_words(who, shown.words)
    shown.line(say("worker.at_work", who=who) if who else say("worker.not_at_work"))
    if status.step:
        _show_step(status.step, shown, stuck=status.is_stuck)
    if status.in_the_way:
        says, cure = shown.words.say_stop(status.in_the_way)
        shown.lines(say("worker.stop", says=says, cure=cure), style="red")
    _show_cycles(status, shown)
    for trouble in status.troubles:
        says, cure = shown.words.say_stop_of(trouble.code, trouble.facts)
        shown.lines(
            say(
                "worker.trouble",
                job=say(f"worker.job_{trouble.job}"),
                count=str(trouble.failures),
                when=moment_in_words(trouble.since, shown.words),
                says=says,
            ),
            style="red",
        )
        shown.line(say("worker.cure", cure=cure))
    if status.stopped:
        why = status.stopped.why or say("worker.night_killed")
        shown.line(say("worker.night_stopped", why=why), style="red")
    if status.mail_is_stuck:
        shown.line(say("worker.mail_stuck"), style="red")
    _show_queued(status.waiting, status.undelivered, shown)
    for queued in status.untold:
        style = "red" if queued.state is MailState.FAILED else "yellow"
        shown.line(words_of_other(queued, shown.words), style=style)


def _show_cycles(status: Status, shown: Terminal) -> None:
    say = shown.words.say
    if status.last:
        shown.line(say("worker.last", cycle=_when(status.last, shown)))
        _show_result(status.last, "  ", shown)
    night = status.last_night
    if night:
        shown.line(
            say("worker.last_night", when=moment_in_words(night.started, shown.words))
        )
    else:
        shown.line(say("worker.no_night"))
    if status.ahead:
        when = moment_in_words(status.ahead.started, shown.words)
        shown.line(say("worker.ahead", when=when), style="yellow")
    due = status.next_night <= status.now
    when = moment_in_words(status.next_night, shown.words)
    next_night = "worker.next_night" if status.at_work else "worker.next_night_alone"
    shown.line(say("worker.due") if due else say(next_night, when=when))


def _show_step(step: Step, shown: Terminal, *, stuck: bool) -> None:
    say = shown.words.say
    known = shown.words.sentences
    job, stage = known.get(f"worker.job_{step.name}"), known.get(f"stages.{step.name}")
    name = job or stage or step.name  # that of a newer worker is shown as it is
    kind = "worker.stuck" if stuck else "worker.step"
    line = say(kind, step=name, when=moment_in_words(step.since, shown.words))
    shown.line(line, style="red" if stuck else "")


def show_mail(
    waiting: Sequence[Queued],
    undelivered: Sequence[Queued],
    at_work: str,
    shown: Terminal,
) -> None:
    """Show what mail waits and what was given up, and why, in plain words."""
    say = shown.words.say
    if at_work and waiting:
        shown.line(say("worker.mail_at_work", who=at_work))
    if not waiting and not undelivered:
        shown.line(say("worker.mail_none"))
    _show_queued(waiting, undelivered, shown, quoting=True)


def _show_queued(
    waiting: Sequence[Queued],
    undelivered: Sequence[Queued],
    shown: Terminal,
    *,
    quoting: bool = False,
) -> None:
    for name, mails, style in (
        ("waiting", waiting, "yellow"),
        ("undelivered", undelivered, "red"),
    ):
        for queued in mails:
            facts = {
                "to": queued.message.recipient,
                "subject": shorten(queued.message.subject, 60),
                "when": moment_in_words(queued.since, shown.words),
                "reason": reason_in_words(queued, shown.words),
            }
            shown.line(shown.words.say(f"worker.{name}", **facts), style=style)
            if quoting and (said := said_by_server(queued)):
                said = shown.words.say("worker.said", answer=shorten(said, 120))
                shown.line(f"    {said}")


def show_history(cycles: Sequence[CycleRecord], shown: Terminal) -> None:
    """Show past cycles, the latest first, with what changed in each."""
    for cycle in cycles:
        shown.line(f"{cycle.number:>5}  {_when(cycle, shown)}")
        _show_result(cycle, _UNDER, shown)
        if cycle.editor:
            shown.line(_UNDER + shown.words.say("history.editor", name=cycle.editor))
        if cycle.why:
            how = "although" if cycle.outcome is Outcome.DONE else "why"
            said = shown.words.say(f"history.{how}", why=cycle.why)
            shown.line(_UNDER + said)
        for what in cycle.confirmed:
            said = shown.words.say("history.confirmed", what=shorten(what, 160))
            shown.line(_UNDER + said)
        for said in cycle.reports:
            shown.line(_UNDER + said)
        for change in cycle.changes:
            shown.line(_UNDER + _change_in_words(change))
    if not cycles:
        shown.line(shown.words.say("terminal.no_history"))


def show_plan(facts: Facts, shown: Terminal) -> None:
    """Show a plan as the ledger kept it: the plan itself, then project by project."""
    for (_, name), rows in groupby(facts, key=lambda fact: fact[:2]):
        shown.line(name or shown.words.say("terminal.whole_plan"), style="bold")
        for _, _, field, text in rows:
            for number, line in enumerate(text.splitlines() or [""]):
                shown.line(f"  {field}: {line}" if number == 0 else f"    {line}")


def _when(cycle: CycleRecord, shown: Terminal) -> str:
    say = shown.words.say
    return "  ".join(
        (
            moment_in_words(cycle.started, shown.words),
            say(f"history.{cycle.kind}"),
            say(f"outcomes.{cycle.outcome}"),
        )
    )


def _show_result(cycle: CycleRecord, indent: str, shown: Terminal) -> None:
    """Show what a cycle found, what the plan added up to, and how long it took."""
    say = shown.words.say
    if cycle.has_result:
        shown.line(
            indent
            + told_counts(
                Counts(cycle.errors, cycle.warnings, cycle.infos),
                cycle.report_findings,
                shown.words,
                len(cycle.confirmed),
            )
        )
        totals = {"projects": str(cycle.projects), "budget": baht(cycle.budget)}
        shown.line(indent + say("terminal.totals", **totals))
    else:
        shown.line(indent + say("history.no_result"))
    if cycle.finished:
        seconds = (cycle.finished - cycle.started).total_seconds()
        took = say("history.took", seconds=f"{seconds:.0f}")
        if cycle.requests:
            took += " " + say("history.requests", count=str(cycle.requests))
        shown.line(indent + took)


def _change_in_words(change: Change) -> str:
    old, new = (shorten(" ".join(t.split()), 40) for t in (change.old, change.new))
    where = f"{shorten(change.project, 40)} · " if change.project else ""
    return f"{where}{change.field}: {old or '–'} → {new or '–'}"
