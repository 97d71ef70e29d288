"""A sheet that people type into, or have open, while the worker wants to write."""

import io
from collections.abc import Sequence
from dataclasses import replace

import pytest
from rich.console import Console

from sync.cli.history import show_history
from sync.cli.terminal import Terminal
from sync.cycle.night import run_cycle
from sync.cycle.services import Services
from sync.errors import SheetBusy, WorkbookOpen
from sync.model.cells import Edit, Sheet
from tests.fakes import MemorySpreadsheet
from tests.flow.cycle.nights import ShutSpreadsheet, documents_of, value
from tests.sheets import PROJECTS, clean_sheet, place


class BusySpreadsheet(MemorySpreadsheet):
    """A sheet somebody types into just before each of the first writes."""

    def __init__(self, sheet: Sheet, times: int) -> None:
        super().__init__(*sheet.tabs)
        self.times = times

    def write(self, edits: Sequence[Edit], *, seen: Sheet) -> str:
        if self.times:
            self.times -= 1
            self.type_in(place(f"{PROJECTS}!I3"), f"พิมพ์อยู่ {self.times}")
        return super().write(edits, seen=seen)


def test_a_sheet_that_changed_meanwhile_is_judged_afresh(office: Services) -> None:
    busy = replace(office, spreadsheet=BusySpreadsheet(clean_sheet(), times=2))

    report = run_cycle(busy)

    assert report.judgement.plan.projects[0].remark == "พิมพ์อยู่ 0"
    assert value(busy, f"{PROJECTS}!I3") == "พิมพ์อยู่ 0"
    assert value(busy, f"{PROJECTS}!J3") == "ผ่าน"


def test_of_a_sheet_that_changed_meanwhile_the_last_editor_is_told(
    office: Services,
) -> None:
    class Edited(BusySpreadsheet):
        def editor(self) -> str:
            return "พี่แดง" if self.times else "พี่ดำ"

    busy = replace(office, spreadsheet=Edited(clean_sheet(), times=1))

    run_cycle(busy)

    assert busy.ledger.cycles.last(1)[0].editor == "พี่ดำ"


def test_a_sheet_that_never_rests_is_left_to_the_next_cycle(office: Services) -> None:
    busy = replace(office, spreadsheet=BusySpreadsheet(clean_sheet(), times=99))

    with pytest.raises(SheetBusy):
        run_cycle(busy)

    assert value(busy, f"{PROJECTS}!J3") is None
    assert documents_of(office) == {}
    assert [cycle.outcome for cycle in office.ledger.cycles.last(1)] == ["stopped"]


def test_the_history_says_why_a_night_stopped(office: Services) -> None:
    sheet = ShutSpreadsheet(*clean_sheet().tabs)
    sheet.shut = 1
    with pytest.raises(WorkbookOpen):
        run_cycle(replace(office, spreadsheet=sheet))

    shown = io.StringIO()
    terminal = Terminal(office.words, Console(file=shown))
    show_history(office.ledger.cycles.last(1), terminal)

    assert "หยุดเพราะมีผู้เปิดไฟล์แผน plan.xlsx อยู่" in shown.getvalue()
