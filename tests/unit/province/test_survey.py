"""How offices stand: read from ledgers where something changed, remembered else."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from sync.adapters.clock import BANGKOK
from sync.errors import DiskFull
from sync.ledger import Ledger
from sync.model.changes import Change
from sync.model.mail import Message
from sync.model.records import CycleKind, Outcome
from sync.paths import OfficePaths
from sync.province.places import ProvincePaths
from sync.province.records import Records
from sync.province.standing import read_standing
from sync.province.survey import Survey
from sync.province.visits import Ended, Kind, Night, PlanState, Standing

NOW = datetime(2026, 11, 29, 9, tzinfo=BANGKOK)
FACTS = (
    ("", "", "ชื่อหน่วยงาน", "เทศบาลตำบลสมมุติ"),
    ("", "", "อำเภอ", "ตัวอย่าง"),
    ("", "", "จังหวัด", "แบบแผน"),
    ("", "", "ปีงบประมาณ", "พ.ศ. ๒๕๗๐"),
    ("", "", "ผู้อนุมัติ", "นายสมมุติ ใจซื่อ"),
)


@pytest.fixture
def paths(tmp_path: Path) -> ProvincePaths:
    paths = ProvincePaths(tmp_path)
    (paths.offices / "a").mkdir(parents=True)
    paths.office("a").settings.write_text("", "utf-8")
    return paths


@pytest.fixture
def ledger(paths: ProvincePaths) -> Iterator[Ledger]:
    with closing(Ledger.open(paths.office("a").ledger)) as ledger:
        yield ledger


def make_night(ledger: Ledger, started: datetime) -> None:
    record = ledger.cycles.begin(started, CycleKind.NIGHT)
    done = replace(
        record,
        outcome=Outcome.DONE,
        finished=started,
        errors=2,
        projects=16,
        budget=Decimal("10.50"),
    )
    ledger.cycles.end(done, "r1", FACTS)


def test_a_ledger_tells_how_its_office_stands_and_names_nobody(
    paths: ProvincePaths, ledger: Ledger
) -> None:
    make_night(ledger, NOW - timedelta(hours=8))
    ledger.outbox.queue([Message("<1@x>", "a@example.com", "s", b"c")], NOW)

    found = read_standing(paths.office("a"), NOW)

    assert found == Standing(
        title="เทศบาลตำบลสมมุติ",
        district="ตัวอย่าง",
        province="แบบแผน",
        year=2570,
        nights=(Night(NOW - timedelta(hours=8), Outcome.DONE),),
        good_night=NOW - timedelta(hours=8),
        errors=2,
        projects=16,
        budget=Decimal("10.50"),
        plan=PlanState.NONE,
        half_year_closes=date(2027, 4, 30),
        whole_year_closes=date(2027, 10, 31),
        waiting=1,
        mail_due=NOW,
    )


def test_a_ledger_tells_when_staff_changed_something_last(
    paths: ProvincePaths, ledger: Ledger
) -> None:
    changed = NOW - timedelta(days=3)
    record = ledger.cycles.begin(changed, CycleKind.NIGHT)
    change = Change("A2345", "งบประมาณ", "1", "2")
    ledger.cycles.end(replace(record, outcome=Outcome.DONE, changes=(change,)), "r1")
    make_night(ledger, NOW - timedelta(hours=8))
    plan = read_standing(paths.office("a"), NOW).changed
    answered = NOW - timedelta(days=1)
    record = ledger.cycles.begin(answered, CycleKind.LOOK)
    ledger.cycles.end(replace(record, outcome=Outcome.DONE), "r2")

    # a report that staff filled in changes no plan, and has its answer
    assert plan == changed
    assert read_standing(paths.office("a"), NOW).changed == answered


def test_an_office_whose_ledger_is_no_ledger_says_why(paths: ProvincePaths) -> None:
    paths.office("a").ledger.write_bytes(b"no ledger" * 1000)

    assert read_standing(paths.office("a"), NOW).code == "ledger_damaged"


def test_an_office_whose_ledger_broke_keeps_its_name(paths: ProvincePaths) -> None:
    records = Records(paths.records)
    named = Standing(title="เทศบาลตำบลสมมุติ", district="ตัวอย่าง", province="แบบแผน")
    records.note_standings({"a": ("before", named)})
    paths.office("a").ledger.write_bytes(b"no ledger")

    (state,) = Survey(paths, records).states(NOW)

    assert state.standing.code
    assert state.standing.title == "เทศบาลตำบลสมมุติ"
    assert state.standing.district == "ตัวอย่าง"


def test_settings_that_are_broken_hide_nothing_of_the_ledger(
    paths: ProvincePaths, ledger: Ledger
) -> None:
    make_night(ledger, NOW)
    paths.office("a").settings.write_text("x = [", "utf-8")

    found = read_standing(paths.office("a"), NOW)

    assert (found.code, found.good_night) == ("config", NOW)


def test_an_office_at_google_is_known_to_be_there(paths: ProvincePaths) -> None:
    paths.office("a").settings.write_text(
        '[google]\nspreadsheet = "1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"\n', "utf-8"
    )

    assert read_standing(paths.office("a"), NOW).sheet == f"1{'a' * 31}"


def test_what_is_remembered_of_an_office_is_what_was_seen(
    paths: ProvincePaths, ledger: Ledger
) -> None:
    make_night(ledger, NOW - timedelta(hours=8))
    records = Records(paths.records)

    (state,) = Survey(paths, records).states(NOW)

    assert records.standings()["a"][1] == state.standing
    assert state.standing.good_night == NOW - timedelta(hours=8)


def test_a_first_look_at_many_that_is_cut_off_has_kept_what_it_saw(
    paths: ProvincePaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("b", "c"):
        (paths.offices / name).mkdir()
    monkeypatch.setattr("sync.province.survey._TOGETHER", 2)

    def read(office: OfficePaths, now: datetime) -> Standing:
        if office == paths.office("c"):
            raise KeyboardInterrupt
        return read_standing(office, now)

    records = Records(paths.records)
    survey = Survey(paths, records)
    with monkeypatch.context() as patch:
        patch.setattr("sync.province.survey.read_standing", read)
        with pytest.raises(KeyboardInterrupt):
            survey.states(NOW)

    assert set(records.standings()) == {"a", "b"}
    assert [it.name for it in Survey(paths, records).states(NOW)] == ["a", "b", "c"]


def test_what_could_not_be_noted_is_noted_the_next_time(
    paths: ProvincePaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = Records(paths.records)
    survey = Survey(paths, records)

    def fail(_seen: object) -> None:
        raise DiskFull(paths.records)

    with monkeypatch.context() as patch:
        patch.setattr(records, "note_standings", fail)
        with pytest.raises(DiskFull):
            survey.states(NOW)
    survey.states(NOW)

    assert set(records.standings()) == {"a"}


def test_a_ledger_is_read_again_once_something_was_noted_in_it(
    paths: ProvincePaths, ledger: Ledger
) -> None:
    survey = Survey(paths, Records(paths.records))
    survey.states(NOW)

    make_night(ledger, NOW)

    (state,) = survey.states(NOW)
    assert state.standing.good_night == NOW


def ended(minute: int, code: str = "") -> Ended:
    at = NOW + timedelta(minutes=minute)
    return Ended("a", Kind.LOOK, "here", at, at, code, "r", 3, 1.5)


def test_visits_of_whatever_process_are_known_the_latest_first(
    paths: ProvincePaths,
) -> None:
    survey = Survey(paths, Records(paths.records))
    others = Records(paths.records)
    others.note_visit(ended(1), "here")
    survey.states(NOW)
    others.note_visit(ended(2, "config"), "here")

    (state,) = survey.states(NOW)

    assert state.visits == (ended(2, "config"), ended(1))


def test_records_that_are_deleted_fill_themselves_again(paths: ProvincePaths) -> None:
    survey = Survey(paths, Records(paths.records))
    for minute in range(3):
        survey.records.note_visit(ended(minute), "here")
    survey.states(NOW)

    paths.records.unlink()
    survey.records.note_visit(ended(9), "here")

    (state,) = survey.states(NOW)
    assert state.visits[0] == ended(9)


def test_records_that_are_damaged_begin_anew(paths: ProvincePaths) -> None:
    paths.records.write_bytes(b"no database at all" * 500)
    records = Records(paths.records)

    records.note_visit(ended(1), "here")

    assert [visit for _, visit in records.visits_after(0)] == [ended(1)]


def test_a_pool_that_google_refused_five_times_rests(paths: ProvincePaths) -> None:
    survey = Survey(paths, Records(paths.records))
    for _ in range(5):
        survey.records.note_visit(ended(0, "google_unavailable"), "north")

    assert survey.resting(["north", "south"], NOW) == {"north"}
    assert survey.resting(["north"], NOW + timedelta(minutes=3)) == frozenset()


def test_how_an_office_stood_is_known_while_its_ledger_is_out_of_reach(
    paths: ProvincePaths, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = Survey(paths, Records(paths.records))
    make_night(ledger, NOW - timedelta(days=1))
    (before,) = survey.states(NOW)
    make_night(ledger, NOW)
    with monkeypatch.context() as away:
        away.setattr(
            "sync.province.survey.read_standing",
            lambda *_: Standing(code="ledger_unreachable"),
        )
        (meanwhile,) = survey.states(NOW)

    (after,) = survey.states(NOW)

    assert meanwhile == before
    assert after.standing.good_night == NOW


def test_visits_of_long_ago_are_let_go(paths: ProvincePaths) -> None:
    records = Records(paths.records)
    records.note_visit(ended(0), "here")

    records.forget_old(NOW + timedelta(days=4))

    assert records.visits_after(0) == []


def test_a_hidden_folder_is_no_office(paths: ProvincePaths) -> None:
    (paths.offices / ".trash").mkdir()
    (paths.offices / "notes.txt").write_text("x", "utf-8")

    assert list(paths.office_names()) == ["a"]
