"""A trouble is told once and so is its end; no trouble ends the worker."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from sync.cycle.mail import announce
from sync.errors import GoogleUnavailable, WorkerError
from sync.model.mail import Message
from sync.model.records import CycleKind, Trouble
from sync.ports import Handing, unheard
from sync.worker.health import Health, Job
from tests.fakes import MemoryDocuments, MemoryMail
from tests.flow.worker.watching import SlowDocuments, Watch
from tests.sheets import PROJECTS, place


class DeadlyMail(MemoryMail):
    """Mail during whose sending the process ends."""

    def send(
        self, message: Message, draft: str = "", handing: Handing = unheard
    ) -> None:
        super().send(message, draft, handing)
        raise SystemExit


def test_trouble_is_told_once_and_so_is_its_end(watch: Watch) -> None:
    watch.run(hours=0.1)
    watch.beats = 0
    watch.wire.down = True
    watch.again()
    watch.minutes.at(60, lambda: setattr(watch.wire, "down", False))

    watch.run(hours=2)

    told = [(trouble.failures, code) for trouble, code in watch.told]
    assert told[0] == (3, "google_unavailable")
    assert [code for _, code in told] == ["google_unavailable", "well"]
    assert watch.beats > 0
    assert watch.office.ledger.troubles.all() == []


def test_a_change_that_cannot_be_answered_is_a_trouble_in_the_end(
    watch: Watch, tmp_path: Path
) -> None:
    watch.run(hours=0.1)
    watch.wire.type_in(place(f"{PROJECTS}!D3"), "สองหมื่น")
    watch.wire.open_at = tmp_path / "plan.xlsx"
    watch.again()
    watch.minutes.at(60, lambda: setattr(watch.wire, "open_at", None))

    watch.run(hours=2)

    told = [(trouble.failures, code) for trouble, code in watch.told]
    assert told == [(3, "workbook_open"), (12, "well")]
    assert watch.office.ledger.troubles.all() == []


def test_a_file_that_is_left_open_is_one_line_of_the_history(
    watch: Watch, tmp_path: Path
) -> None:
    watch.run(hours=0.1)
    watch.wire.type_in(place(f"{PROJECTS}!D3"), "สองหมื่น")
    watch.wire.open_at = tmp_path / "plan.xlsx"

    watch.again().run(hours=3)

    looks = [
        cycle
        for cycle in watch.office.ledger.cycles.last(100)
        if cycle.kind is CycleKind.LOOK
    ]
    assert [cycle.outcome for cycle in looks] == ["stopped"]
    assert looks[0].why.startswith("มีผู้เปิดไฟล์แผน")
    trouble = watch.office.ledger.troubles.of(Job.LOOK)
    assert trouble is not None
    assert trouble.failures > 20


def test_a_defect_is_a_trouble_too_and_stops_nothing(watch: Watch) -> None:
    watch.use(documents=SlowDocuments(lambda: 1 // 0))

    watch.run(hours=2)

    assert [code for _, code in watch.told] == ["defect"]
    assert watch.cycles(CycleKind.NIGHT)[:3] == ["28 20:00", "28 20:05", "28 20:15"]


def test_the_end_of_a_trouble_is_told_by_the_next_worker_if_one_died_before(
    watch: Watch,
) -> None:
    watch.use(documents=SlowDocuments(lambda: 1 // 0))
    watch.run(hours=2)
    watch.use(documents=MemoryDocuments(), mail=DeadlyMail())
    watch.minutes.put(hours=2)
    with pytest.raises(SystemExit):
        watch.again().run(hours=1)
    assert watch.office.ledger.cycles.last(1)[0].outcome == "done"
    assert watch.told[-1][1] == "defect"

    watch.use(mail=MemoryMail())
    watch.again().run(hours=0.1)

    assert watch.told[-1][1] == "well"
    assert watch.office.ledger.troubles.all() == []


def test_while_nights_fail_looks_that_go_well_do_not_call_it_healthy(
    watch: Watch,
) -> None:
    fails: list[int] = []
    health = replace(watch.worker._health, fail=lambda: fails.append(1))
    for _ in range(3):
        health.unwell(Job.NIGHT, GoogleUnavailable("test"))

    health.well(Job.LOOK)

    assert (watch.beats, len(fails)) == (0, 2)
    health.well(Job.NIGHT)
    assert watch.beats == 1


def test_administrators_are_written_to_when_it_is_ill_and_when_it_is_well(
    watch: Watch,
) -> None:
    watch.run(hours=0.1)
    administrator = {"A": "ทดลอง", "B": "admin@example.com", "C": "ผู้ดูแลระบบ"}
    for column, text in administrator.items():
        watch.wire.type_in(place(f"ผู้รับอีเมล!{column}2"), text)
    watch.again().run(hours=0.5)
    before = watch.mails
    health = Health(watch.office, partial(announce, watch.office), lambda: None)

    for _ in range(5):
        health.unwell(Job.LOOK, GoogleUnavailable("test"))
    told = watch.mails - before
    health.well(Job.LOOK)
    health.well(Job.LOOK)

    assert (told, watch.mails - before) == (1, 2)
    assert isinstance(watch.office.mail, MemoryMail)
    ill, well = watch.office.mail.delivered[-2:]
    assert ill.recipient == well.recipient == "admin@example.com"
    assert ill.message_id != well.message_id


def test_a_defect_in_telling_of_a_trouble_does_not_end_the_worker(watch: Watch) -> None:
    def fail(trouble: Trouble, stop: WorkerError | None) -> None:
        raise ImportError(f"half an update: {trouble.job} {stop}")

    health = Health(watch.office, fail, lambda: None)

    for _ in range(5):
        health.unwell(Job.LOOK, GoogleUnavailable("test"))

    trouble = watch.office.ledger.troubles.of(Job.LOOK)
    assert trouble is not None
    assert (trouble.failures, trouble.told) == (5, False)
