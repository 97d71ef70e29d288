"""The history of the benchmarks: a line a run."""

from datetime import UTC, datetime
from pathlib import Path

from benchmarks.__main__ import SUBJECTS
from benchmarks.figures import Figure
from benchmarks.history import (
    HISTORY,
    Machine,
    append,
    read,
    rows_of,
    run_of,
    this_machine,
)
from benchmarks.page import PAGE, fill

MACHINE = Machine("a processor", 2, "3.11.7", 0.25)
FIGURES = {"wall": [Figure("night", 2.34567, "s", limit=2)]}
NOW = datetime(2026, 11, 23, 1, 2, 3, tzinfo=UTC)


def test_a_run_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    run = run_of(FIGURES, NOW, MACHINE)

    append(run, path)
    append(run, path)

    assert read(path) == (run, run)
    assert run.figures == {"wall: night": (2.346, "s")}
    assert run.at == "2026-11-23T01:02:03+00:00"


def test_without_a_history_there_are_no_runs(tmp_path: Path) -> None:
    assert read(tmp_path / "none") == ()


def test_a_figure_that_an_older_run_lacks_is_left_empty() -> None:
    run = run_of(FIGURES, NOW, MACHINE)

    (row,) = rows_of([run], ["wall: night", "wall: new"])

    assert row == ("2026-11-23", run.commit, "0.25", "2.35 s", "")


def test_a_machine_is_told_without_its_name() -> None:
    machine = this_machine()

    assert machine.processor
    assert machine.cores >= 1
    assert machine.busy >= 0


def test_the_history_that_is_kept_can_be_read() -> None:
    assert all(run.figures for run in read(HISTORY))


def test_every_subject_has_its_place_on_the_page() -> None:
    page = PAGE.read_text("utf-8")

    for name in (*SUBJECTS, "run", "history"):
        page = fill(page, name, "measured")
