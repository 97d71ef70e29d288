"""Visits in queues: each once, the urgent first, none lost with whoever had it in hand."""

import time
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

import psycopg
import pytest
import sqlalchemy as sa
from psycopg.errors import DeadlockDetected, IdleInTransactionSessionTimeout

from sync.adapters.clock import BANGKOK
from sync.province.engine import Engine, lengths_in
from sync.province.values import HERE, SICK, ProvinceSettings
from sync.province.visits import Kind, Visit, office_in
from tests.children import wait_for

NOW = datetime(2026, 11, 29, 1, tzinfo=BANGKOK)
ALONE = ProvinceSettings(slots=1)


@dataclass(frozen=True)
class Place:
    """Where an engine keeps what it has, here or in a database of several machines."""

    file: Path
    database: str = ""

    def take_away(self) -> None:
        """Take away all that it keeps."""
        if self.database:
            with psycopg.connect(self.database) as db:
                db.execute("DROP SCHEMA plan_sync_engine CASCADE")
        else:
            for path in self.file.parent.glob("engine.db*"):
                path.unlink()


@pytest.fixture(params=["file", pytest.param("database", marks=pytest.mark.slow)])
def place(tmp_path: Path, request: pytest.FixtureRequest) -> Place:
    in_database = request.param == "database"
    database = request.getfixturevalue("database") if in_database else ""
    return Place(tmp_path / "engine.db", database)


def visit(office: str, kind: Kind = Kind.NIGHT, minute: int = 0) -> Visit:
    return Visit(office, kind, HERE, NOW + timedelta(minutes=minute), "r1")


@contextmanager
def launched(
    place: Place,
    make: Callable[[Visit], None],
    worker: str = "worker-1",
    machine: str = "",
) -> Iterator[Engine]:
    settings = ALONE.model_copy(update={"database": place.database})
    engine = Engine(place.file, settings, worker, machine)
    engine.launch(make)
    try:
        yield engine
    finally:
        engine.close()


def test_each_visit_is_made_once_however_often_it_is_planned(place: Place) -> None:
    made: list[Visit] = []

    with launched(place, made.append) as engine:
        assert engine.put([visit("a"), visit("a"), visit("b")]) == 2
        wait_for(lambda: engine.offices() == frozenset())

    assert sorted(it.office for it in made) == ["a", "b"]
    assert visit("a") in made  # whole, with what a look had seen
    assert lengths_in(place.file, place.database) == {}


def test_an_office_that_waits_keeps_none_that_are_put_with_it_from_waiting(
    place: Place,
) -> None:
    made: list[Visit] = []
    go_on = Event()

    def make(it: Visit) -> None:
        assert go_on.wait(60)
        made.append(it)

    with launched(place, make) as engine:
        assert engine.put([visit("a")]) == 1
        assert engine.put([visit("b"), visit("a", minute=1), visit("c")]) == 2
        go_on.set()
        wait_for(lambda: engine.offices() == frozenset())

    assert sorted(it.office for it in made) == ["a", "b", "c"]
    assert visit("a", minute=1) not in made


@pytest.mark.parametrize(
    "error",
    [
        sa.exc.OperationalError("INSERT", {}, psycopg.OperationalError("gone")),
        sa.exc.OperationalError("INSERT", {}, DeadlockDetected("others go on")),
        sa.exc.InternalError("INSERT", {}, IdleInTransactionSessionTimeout("too slow")),
    ],
    ids=["away", "deadlock", "too slow"],
)
def test_visits_are_put_together_and_what_a_database_undid_is_put_again(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put, tries = Engine._put_together, []
    made: list[Visit] = []

    def away(engine: Engine, visits: Sequence[Visit], bound: Container[str]) -> None:
        tries.append(len(visits))
        if len(tries) == 1:
            raise error
        put(engine, visits, bound)

    monkeypatch.setattr(Engine, "_put_together", away)
    monkeypatch.setattr("sync.province.databases._PAUSE", 0)
    with launched(Place(tmp_path / "engine.db"), made.append) as engine:
        assert engine.put(visit(f"office-{number}") for number in range(9)) == 9
        wait_for(lambda: engine.offices() == frozenset())

    assert tries == [9, 9]
    assert len(made) == 9


@pytest.mark.slow
def test_a_visit_that_is_over_and_due_yet_is_made_again(place: Place) -> None:
    made: list[Visit] = []

    with launched(place, made.append) as engine:
        for times in (1, 2):
            engine.put([visit("a")])
            wait_for(lambda times=times: len(made) == times)  # type: ignore[misc]
            wait_for(lambda: engine.offices() == frozenset())

    assert made == [visit("a")] * 2


def test_what_a_killed_worker_had_in_hand_is_made_by_another(place: Place) -> None:
    made: list[Visit] = []
    begun: list[Visit] = []

    def hang(it: Visit) -> None:
        begun.append(it)
        time.sleep(2)
        raise RuntimeError

    go_on = Event()

    def make(it: Visit) -> None:
        assert go_on.wait(60)
        made.append(it)

    with launched(place, hang, "worker-1") as engine:
        engine.put([visit("a")])
        wait_for(lambda: bool(begun))
    with launched(place, make, "worker-2") as engine:
        assert engine.offices() == {"a"}
        assert engine.revive(lambda _: True) == 0
        assert engine.revive(lambda worker: worker == "worker-2") == 1
        # it is known to wait, and in the queue it was in
        assert engine.offices() == {"a"}
        assert lengths_in(place.file, place.database) == {HERE: 1}
        go_on.set()
        wait_for(lambda: engine.offices() == frozenset())

    assert made == [visit("a")]


@pytest.mark.slow
def test_what_was_taken_away_is_missed_and_made_anew(place: Place) -> None:
    made: list[Visit] = []

    with launched(place, made.append) as engine:
        assert not engine.is_lost()
        place.take_away()
        assert engine.is_lost()
        engine.close()
        engine.launch(made.append)
        engine.put([visit("a")])
        wait_for(lambda: engine.offices() == frozenset())

    assert made == [visit("a")]


@pytest.mark.slow
def test_a_new_file_in_the_place_of_the_one_that_was_taken_away_is_made_anew(
    tmp_path: Path,
) -> None:
    made: list[Visit] = []
    place = Place(tmp_path / "engine.db")

    with launched(place, made.append) as engine:
        # as the next file does that is made after one was deleted, it has its number
        place.file.write_bytes(b"")
        assert engine.is_lost()
        assert lengths_in(place.file) == {}
        engine.close()
        engine.launch(made.append)
        engine.put([visit("a")])
        wait_for(lambda: engine.offices() == frozenset())

    assert made == [visit("a")]


@pytest.mark.slow
def test_a_file_that_is_damaged_is_made_anew(tmp_path: Path) -> None:
    made: list[Visit] = []
    place = Place(tmp_path / "engine.db")
    place.file.write_bytes(b"no database at all" * 500)

    with launched(place, made.append) as engine:
        engine.put([visit("a")])
        wait_for(lambda: engine.offices() == frozenset())

    assert made == [visit("a")]


@pytest.mark.slow
def test_what_cannot_be_understood_any_more_is_let_go(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Visit] = []
    with monkeypatch.context() as before:
        before.setattr("sync.province.engine._VERSION", "0")
        with launched(place, lambda _: time.sleep(1)) as engine:
            engine.put([visit("a"), visit("b")])

    with launched(place, made.append) as engine:
        engine.forget_old(NOW)
        assert engine.put([visit("b")]) == 1
        wait_for(lambda: engine.offices() == frozenset())

    assert [it.office for it in made] == ["b"]


def test_the_office_of_a_visit_is_in_its_number() -> None:
    assert office_in(visit("a-b_2").number) == "a-b_2"


@pytest.mark.slow
def test_what_one_machine_alone_can_visit_waits_for_that(
    database: str, tmp_path: Path
) -> None:
    place = Place(tmp_path / "engine.db", database)
    made: list[str] = []
    begun: list[Visit] = []
    free = Visit("free", Kind.NIGHT, SICK, NOW)

    def hang(it: Visit) -> None:
        begun.append(it)
        time.sleep(2)
        raise RuntimeError

    def make(it: Visit) -> None:
        made.append(it.office)

    with launched(place, hang, "worker-1", "home") as engine:
        engine.put([visit("bound")], bound={"bound"})
        wait_for(lambda: bool(begun))
    with launched(place, make, "worker-2", "other") as engine:
        assert engine.revive(lambda worker: worker == "worker-2") == 1
        engine.put([free], bound={"bound"})
        wait_for(lambda: engine.offices() == {"bound"})
        time.sleep(2)
        before = list(made)
    with launched(place, make, "worker-3", "home") as engine:
        wait_for(lambda: engine.offices() == frozenset())

    assert before == ["free"]
    assert made == ["free", "bound"]
