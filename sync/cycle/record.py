"""The record of a cycle: what it found, how it ended, and why."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Protocol

from sync.cycle.check import SheetUpdate
from sync.cycle.services import Services
from sync.errors import Defect, Stopped, Tellable, WorkerError
from sync.log import CYCLE
from sync.messages import Words
from sync.model.records import CycleKind, CycleRecord, Outcome
from sync.plan.findings import count_all, of_plan, of_report
from sync.plan.places import confirmed_in_words

_log = logging.getLogger(__name__)


class _Finish(Protocol):
    """Hears of a cycle that came to its end, and of what in it had to be left."""

    def __call__(
        self,
        update: SheetUpdate,
        *,
        refused: WorkerError | None = None,
        reports: Sequence[str] = (),
    ) -> None: ...


@contextmanager
def recorded(services: Services, kind: CycleKind) -> Iterator[_Finish]:
    """Keep a record of what is done within, and of what came of it.

    One that is not whole is tried again, like one that was stopped.
    """
    ledger, clock, sent = services.ledger, services.clock, services.sent()
    record = replace(ledger.cycles.begin(clock.now(), kind), outcome=Outcome.STOPPED)
    ended: SheetUpdate | None = None

    def finish(
        update: SheetUpdate,
        *,
        refused: WorkerError | None = None,
        reports: Sequence[str] = (),
    ) -> None:
        nonlocal record, ended
        ended = update
        record = _finished(record, update, services.words)
        record = replace(record, reports=tuple(reports))
        if refused is None:
            record = replace(record, outcome=Outcome.DONE)
        else:
            record = replace(record, why=_in_words(refused, services.words))
        if kind is CycleKind.NIGHT:
            # its mail may take long, and what kills it then undoes nothing else
            done = replace(record, finished=clock.now())
            ledger.cycles.end(done, update.revision, update.facts)

    token = CYCLE.set(record.number)
    try:
        yield finish
    except (Exception, Stopped) as error:
        stop = error if isinstance(error, Tellable) else Defect(error)
        record = replace(record, why=_in_words(stop, services.words))
        raise
    finally:
        record = replace(record, finished=clock.now(), requests=services.sent() - sent)
        _keep(services, record, ended)
        CYCLE.reset(token)


def _keep(services: Services, record: CycleRecord, ended: SheetUpdate | None) -> None:
    """Keep the record of a cycle, if it tells anything that is not known."""
    ledger = services.ledger
    if ended:
        ledger.people.remember(ended.judgement.plan.recipients)
        ledger.cycles.end(record, ended.revision, ended.facts)
    elif record.kind is CycleKind.LOOK and _is_known(services, record):
        ledger.cycles.drop(record)
    else:
        ledger.cycles.end(record)
    _log.info(
        "cycle number=%d kind=%s outcome=%s errors=%d warnings=%d"
        " report_errors=%d report_warnings=%d confirmed=%d requests=%d",
        record.number,
        record.kind,
        record.outcome,
        record.errors,
        record.warnings,
        record.report_findings.errors,
        record.report_findings.warnings,
        len(record.confirmed),
        record.requests,
    )


def _in_words(stop: Tellable, words: Words) -> str:
    says, cure = words.say_stop(stop)
    return words.say("worker.stop", says=says, cure=cure)


def _is_known(services: Services, record: CycleRecord) -> bool:
    """Whether the cycle before this one was stopped by the same, as far as is known.

    A file that is left open stops every look, and the first tells all there is to it;
    how often it was tried is counted with the troubles.
    """
    before = next(iter(services.ledger.cycles.last(2)[1:]), None)
    return (
        before is not None
        and bool(record.why)
        and (before.kind, before.outcome, before.why)
        == (record.kind, record.outcome, record.why)
    )


def _finished(record: CycleRecord, update: SheetUpdate, words: Words) -> CycleRecord:
    verdict, totals = update.judgement.localized_verdict, update.judgement.totals
    counts = count_all(of_plan(verdict.standing))
    return replace(
        record,
        errors=counts.errors,
        warnings=counts.warnings,
        infos=counts.infos,
        report_findings=count_all(of_report(verdict.standing)),
        projects=totals.projects,
        budget=totals.budget,
        changes=update.changes,
        editor=update.editor,
        confirmed=tuple(confirmed_in_words(each, words) for each in verdict.confirmed),
    )
