"""The record of a cycle: what it found, how it ended, and why."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from sync.cycle.check import SheetUpdate
from sync.cycle.services import Services
from sync.errors import Defect, Stopped, Tellable, WorkerError
from sync.log import in_cycle
from sync.messages import Words
from sync.model.changes import Facts
from sync.model.records import CycleKind, CycleRecord, Outcome
from sync.plan.findings import count_all, of_plan, of_report
from sync.plan.places import confirmed_in_words

_log = logging.getLogger(__name__)


class Recording:
    """The record of a cycle that is on; it hears how that ended."""

    def __init__(self, services: Services, record: CycleRecord) -> None:
        self._services = services
        self.record = record
        self.ended: SheetUpdate | None = None
        self.revision = ""

    def __call__(
        self,
        update: SheetUpdate,
        *,
        refused: WorkerError | None = None,
        reports: Sequence[str] = (),
    ) -> None:
        """Hear of a cycle that came to its end, and of what in it had to be left."""
        self.ended, self.revision = update, update.revision
        record = _finished(self.record, update, self._services.words)
        record = replace(record, reports=tuple(reports))
        if refused is None:
            record = replace(record, outcome=Outcome.DONE)
        else:
            record = replace(record, why=_in_words(refused, self._services.words))
        self._note(record, update.facts)

    def as_before(self, before: CycleRecord, revision: str) -> None:
        """Hear that all is as it was at the end of a cycle before this one."""
        now = self.record
        self.revision = revision
        self._note(replace(before, number=now.number, started=now.started), None)

    def _note(self, record: CycleRecord, facts: Facts | None) -> None:
        self.record = record
        if record.kind is CycleKind.NIGHT:
            # its mail may take long, and what kills it then undoes nothing else
            done = replace(record, finished=self._services.clock.now())
            self._services.ledger.cycles.end(done, self.revision, facts)


@contextmanager
def recorded(
    services: Services, kind: CycleKind, sent: int | None = None
) -> Iterator[Recording]:
    """Keep a record of what is done within, and of what came of it.

    One that is not whole is tried again, like one that was stopped.

    Args:
        services: the office's.
        kind: how much is to be done.
        sent: how many requests had gone to Google when it began, if some have since.
    """
    ledger, clock = services.ledger, services.clock
    sent = services.sent() if sent is None else sent
    begun = replace(ledger.cycles.begin(clock.now(), kind), outcome=Outcome.STOPPED)
    recording = Recording(services, begun)
    with in_cycle(begun.number):
        try:
            yield recording
        except (Exception, Stopped) as error:
            stop = error if isinstance(error, Tellable) else Defect(error)
            why = _in_words(stop, services.words)
            recording.record = replace(recording.record, why=why)
            raise
        finally:
            requests = services.sent() - sent
            recording.record = replace(
                recording.record, finished=clock.now(), requests=requests
            )
            _keep(services, recording)


def _keep(services: Services, recording: Recording) -> None:
    """Keep the record of a cycle, if it tells anything that is not known."""
    ledger, record, ended = services.ledger, recording.record, recording.ended
    if ended:
        ledger.people.remember(ended.judgement.plan.recipients)
        ledger.cycles.end(record, recording.revision, ended.facts)
    elif record.kind is CycleKind.LOOK and _is_known(services, record):
        ledger.cycles.drop(record)
    else:
        ledger.cycles.end(record, recording.revision)
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
