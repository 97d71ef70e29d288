"""Visits in queues: each once, the urgent first, none lost with whoever had it in hand."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from sync.adapters.clock import BANGKOK
from sync.province.engine import Engine, lengths_in
from sync.province.values import HERE, ProvinceSettings
from sync.province.visits import Kind, Visit

NOW = datetime(2026, 11, 29, 1, tzinfo=BANGKOK)
ALONE = ProvinceSettings(slots=1)


def visit(office: str, kind: Kind = Kind.NIGHT, minute: int = 0) -> Visit:
    return Visit(office, kind, HERE, NOW + timedelta(minutes=minute), "r1")


@contextmanager
def launched(
    file: Path, make: Callable[[Visit], None], worker: str = "worker-1"
) -> Iterator[Engine]:
    engine = Engine(file, ALONE, worker)
    engine.launch(make)
    try:
        yield engine
    finally:
        engine.close()


def wait_for(what: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not what():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "engine.db"


def test_each_visit_is_made_once_however_often_it_is_planned(file: Path) -> None:
    made: list[Visit] = []

    with launched(file, made.append) as engine:
        assert engine.put([visit("a"), visit("a"), visit("b")]) == 2
        wait_for(lambda: engine.offices() == frozenset())

    assert sorted(it.office for it in made) == ["a", "b"]
    assert visit("a") in made  # whole, with what a look had seen
    assert lengths_in(file) == {}


@pytest.mark.slow
def test_a_visit_that_is_over_and_due_yet_is_made_again(file: Path) -> None:
    made: list[Visit] = []

    with launched(file, made.append) as engine:
        for times in (1, 2):
            engine.put([visit("a")])
            wait_for(lambda times=times: len(made) == times)  # type: ignore[misc]
            wait_for(lambda: engine.offices() == frozenset())

    assert made == [visit("a")] * 2


def test_what_a_killed_worker_had_in_hand_is_made_by_another(file: Path) -> None:
    made: list[Visit] = []
    begun: list[Visit] = []

    def hang(it: Visit) -> None:
        begun.append(it)
        time.sleep(2)
        raise RuntimeError

    with launched(file, hang, "worker-1") as engine:
        engine.put([visit("a")])
        wait_for(lambda: bool(begun))
    with launched(file, made.append, "worker-2") as engine:
        assert engine.offices() == {"a"}
        assert engine.revive(lambda _: True) == 0
        assert engine.revive(lambda worker: worker == "worker-2") == 1
        wait_for(lambda: engine.offices() == frozenset())

    assert made == [visit("a")]


@pytest.mark.slow
def test_a_file_that_was_taken_away_is_missed_and_made_anew(file: Path) -> None:
    made: list[Visit] = []

    with launched(file, made.append) as engine:
        assert not engine.is_lost()
        for path in file.parent.glob("engine.db*"):
            path.unlink()
        assert engine.is_lost()
        engine.close()
        engine.launch(made.append)
        engine.put([visit("a")])
        wait_for(lambda: engine.offices() == frozenset())

    assert made == [visit("a")]


@pytest.mark.slow
def test_a_file_that_is_damaged_is_made_anew(file: Path) -> None:
    made: list[Visit] = []
    file.write_bytes(b"no database at all" * 500)

    with launched(file, made.append) as engine:
        engine.put([visit("a")])
        wait_for(lambda: engine.offices() == frozenset())

    assert made == [visit("a")]


@pytest.mark.slow
def test_what_cannot_be_understood_any_more_is_let_go(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Visit] = []
    with monkeypatch.context() as before:
        before.setattr("sync.province.engine._VERSION", "0")
        with launched(file, lambda _: time.sleep(1)) as engine:
            engine.put([visit("a"), visit("b")])

    with launched(file, made.append) as engine:
        engine.forget_old(NOW)
        assert engine.put([visit("b")]) == 1
        wait_for(lambda: engine.offices() == frozenset())

    assert [it.office for it in made] == ["b"]
