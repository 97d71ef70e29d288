"""What a person sees of past cycles."""

import io
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest
from rich.console import Console

from sync.cli.history import show_history
from sync.cli.terminal import Terminal
from sync.messages import load_words
from sync.model.records import CycleRecord, Outcome

NOW = datetime(2026, 11, 28, 1, 0)  # noqa: DTZ001  the wall's own
CYCLE = CycleRecord(7, NOW, outcome=Outcome.STOPPED, why="ปิดไฟล์ก่อน")


def shown(cycle: CycleRecord) -> str:
    out = io.StringIO()
    show_history([cycle], Terminal(load_words("th"), Console(file=out, width=200)))
    return out.getvalue()


def test_a_cycle_that_was_stopped_before_it_read_shows_no_zeros() -> None:
    said = shown(CYCLE)

    assert "ยังไม่ได้ตรวจแผน" in said
    assert "0 โครงการ" not in said
    assert "ต้องแก้ไข 0" not in said


def test_a_cycle_whose_worker_was_killed_is_told_from_one_that_stopped() -> None:
    assert "หยุดกลางคัน" in shown(replace(CYCLE, outcome=Outcome.KILLED, why=""))
    assert "หยุดกลางคัน" not in shown(CYCLE)


@pytest.mark.parametrize(
    "cycle",
    [
        replace(CYCLE, projects=3, budget=Decimal(25000)),
        replace(CYCLE, outcome=Outcome.DONE),
    ],
)
def test_a_cycle_that_judged_the_plan_shows_what_it_found(cycle: CycleRecord) -> None:
    assert f"{cycle.projects} โครงการ" in shown(cycle)
