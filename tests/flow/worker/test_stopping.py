"""Asked to stop, the worker ends after its step, and the next one goes on."""

import pytest

from sync.errors import GoogleUnavailable, Stopped, WorkerError
from sync.model.records import Trouble
from sync.worker.health import Health, Job
from tests.fakes import MemoryDocuments
from tests.flow.worker.watching import SlowDocuments, Watch


def test_asked_to_stop_it_ends_after_the_step_and_the_next_one_goes_on(
    watch: Watch,
) -> None:
    watch.use(documents=SlowDocuments(watch.minutes.ask))

    watch.run(hours=1)

    stopped = watch.office.ledger.cycles.last(1)[0]
    assert (stopped.outcome, watch.mails) == ("stopped", 0)
    watch.use(documents=MemoryDocuments())
    watch.minutes.put(minutes=5)
    watch.again().run(hours=0.1)
    assert watch.office.ledger.cycles.last(1)[0].outcome == "done"
    assert watch.mails == 1


def test_asked_to_stop_while_telling_of_a_trouble_it_stops_and_tells_it_later(
    watch: Watch,
) -> None:
    def end(trouble: Trouble, stop: WorkerError | None) -> None:
        assert (trouble.failures, stop) == (3, reason)
        raise Stopped

    reason = GoogleUnavailable("test")
    health = Health(watch.office, end, lambda: None)
    health.unwell(Job.LOOK, reason)
    health.unwell(Job.LOOK, reason)
    with pytest.raises(Stopped):
        health.unwell(Job.LOOK, reason)

    trouble = watch.office.ledger.troubles.of(Job.LOOK)
    assert trouble is not None
    assert trouble.told is False
