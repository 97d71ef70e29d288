"""What the ledger and the rules tell, for programs: the forms of ``shapes``."""

from collections.abc import Sequence
from dataclasses import asdict

from pydantic import BaseModel

from sync.cli import shapes
from sync.mail.waiting import reason_in_words, why_of_other
from sync.messages import Words
from sync.model.mail import MailState, Queued
from sync.model.records import CycleRecord
from sync.rules.rulebook import Entry
from sync.thai.folding import OBEYED
from sync.worker.status import Status


def status_json(status: Status, words: Words) -> str:
    """Return how the worker is; of mail that waits, why, and not for whom."""
    troubles = []
    for each in status.troubles:
        says, cure = words.say_stop_of(each.code, each.facts)
        troubles.append(
            shapes.Trouble(
                code=each.code,
                says=says,
                cure=cure,
                job=each.job,
                failures=each.failures,
                since=each.since,
            )
        )
    in_the_way, night = status.in_the_way, status.last_night
    stop, stopped = None, None
    if status.stopped:
        stopped = status.stopped.why or words.say("worker.night_killed")
    if in_the_way:
        says, cure = words.say_stop(in_the_way)
        stop = shapes.Stop(code=in_the_way.code, says=says, cure=cure)
    shape = shapes.Status(
        well=status.is_well,
        now=status.now,
        at_work=status.at_work,
        step=status.step.name if status.step else None,
        stuck=status.is_stuck,
        last=shapes.Cycle.model_validate(_cycle(status.last)) if status.last else None,
        last_good_night=night.started if night else None,
        next_night=status.next_night,
        due=status.next_night <= status.now,
        in_the_way=stop,
        troubles=tuple(troubles),
        night_stopped=stopped,
        mail_is_stuck=status.mail_is_stuck,
        mail=tuple(
            _waits(queued, reason_in_words(queued, words))
            for queued in (*status.waiting, *status.undelivered)
        ),
        others=tuple(
            _waits(queued, why_of_other(queued, words)) for queued in status.untold
        ),
    )
    return _dumped(shape)


def history_json(cycles: Sequence[CycleRecord]) -> str:
    """Return past cycles, the latest first, with what changed in each."""
    past = (
        {
            **_cycle(each),
            "editor": each.editor,
            "changes": [asdict(change) for change in each.changes],
            "confirmations": each.confirmed,
            "reports": each.reports,
        }
        for each in cycles
    )
    return _dumped(shapes.History.model_validate(list(past)))


def rules_json(entries: Sequence[Entry], words: Words) -> str:
    """Return rules, with what they cite."""
    return _dumped(
        shapes.Rules.model_validate(
            [
                {
                    "code": each.code,
                    "severity": each.severity,
                    "message": each.message,
                    "suggestion": each.suggestion,
                    "reason": each.reason,
                    "confirmable": each.confirmable,
                    "sources": [
                        {
                            "name": source.names[words.language],
                            "address": source.address,
                            "seen": source.seen.isoformat(),
                        }
                        for source in each.sources
                    ],
                }
                for each in entries
            ]
        )
    )


def _cycle(cycle: CycleRecord) -> dict[str, object]:
    return {
        "number": cycle.number,
        "started": cycle.started,
        "finished": cycle.finished,
        "kind": str(cycle.kind),
        "outcome": str(cycle.outcome),
        "judged": cycle.has_result,
        "errors": cycle.errors,
        "warnings": cycle.warnings,
        "hints": cycle.infos,
        "report_errors": cycle.report_findings.errors,
        "report_warnings": cycle.report_findings.warnings,
        "confirmed": len(cycle.confirmed),
        "projects": cycle.projects,
        "budget": cycle.budget,
        "requests": cycle.requests,
        "why": cycle.why,
    }


def _waits(queued: Queued, reason: str) -> shapes.Waits:
    over = queued.state is MailState.FAILED
    return shapes.Waits(since=queued.since, reason=reason, given_up=over)


def _dumped(shape: BaseModel) -> str:
    # outside of texts JSON has none of these but the ends of its own lines
    text = shape.model_dump_json(indent=2)
    return OBEYED.sub(lambda char: f"\\u{ord(char[0]):04x}", text)
