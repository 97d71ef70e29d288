from contextlib import closing
from pathlib import Path

import pytest

from sync.adapters.ledgers import ledger_home, ledger_stamps
from sync.doctor import Level, Say
from sync.doctor.visit import visit
from sync.errors import ConfigError, LedgerUnreachable, OfficeBusy
from sync.ledger.homes import FileHome
from sync.ledger.postgres import PostgresHome
from sync.messages import load_words
from sync.paths import OfficePaths
from sync.wiring.opening import open_office, open_preview, open_record
from sync.wiring.setting_up import set_up_office
from sync.wiring.working import flush_mail, status_at
from tests.ledgers import FIRST

AWAY = "postgresql://clerk@127.0.0.1:1/ledgers"


def province(folder: Path, database: str) -> Path:
    """Make a province with two offices, and return where these are."""
    folder.mkdir(exist_ok=True)
    text = f'slots = 4\ndatabase = "{database}"\n'
    (folder / "province.toml").write_text(text, "utf-8")
    for name in ("a", "ข"):
        (folder / "offices" / name).mkdir(parents=True, exist_ok=True)
    return folder / "offices"


def test_an_office_alone_has_its_ledger_in_its_folder(tmp_path: Path) -> None:
    paths = OfficePaths(tmp_path / "office")

    assert ledger_home(paths) == FileHome(paths.ledger)


def test_so_has_an_office_of_a_province_without_a_database(tmp_path: Path) -> None:
    paths = OfficePaths(province(tmp_path, "") / "a")

    assert ledger_home(paths) == FileHome(paths.ledger)


def test_settings_of_a_province_without_the_line_say_the_same(tmp_path: Path) -> None:
    paths = OfficePaths(province(tmp_path, "") / "a")
    (tmp_path / "province.toml").write_text("slots = 2\n", "utf-8")

    assert isinstance(ledger_home(paths), FileHome)


def test_a_database_has_them_of_all_offices_by_their_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offices = province(tmp_path, AWAY)
    monkeypatch.chdir(offices / "ข")

    for folder in (offices / "ข", Path(), Path("../ข")):
        home = ledger_home(OfficePaths(folder))
        assert isinstance(home, PostgresHome)
        assert (home.address, home.office) == (AWAY, "ข")


def test_settings_that_change_are_read_again(tmp_path: Path) -> None:
    paths = OfficePaths(province(tmp_path, AWAY) / "a")
    assert isinstance(ledger_home(paths), PostgresHome)
    province(tmp_path, "")
    assert isinstance(ledger_home(paths), FileHome)


def test_where_a_province_cannot_be_read_nobody_begins_a_ledger(
    tmp_path: Path,
) -> None:
    paths = OfficePaths(province(tmp_path, AWAY) / "a")
    (tmp_path / "province.toml").write_text("database = ", "utf-8")

    with pytest.raises(ConfigError):
        ledger_home(paths)


def test_a_database_that_is_away_keeps_offices_from_work_and_shows_no_password(
    tmp_path: Path,
) -> None:
    offices = province(tmp_path, AWAY.replace("clerk", "clerk:hush-hush"))
    set_up_office(offices / "a")

    with pytest.raises(LedgerUnreachable) as stop, open_office(offices / "a"):
        pass
    with pytest.raises(LedgerUnreachable):
        ledger_stamps([OfficePaths(offices / "a")])

    assert not (offices / "a" / "ledger.db").exists()
    assert "hush-hush" not in str(stop.value)


def test_the_doctor_says_that_a_database_is_away(tmp_path: Path) -> None:
    folder = province(tmp_path, AWAY) / "a"
    set_up_office(folder)

    found = {
        result.name: result.level for result in visit(folder, Say(load_words("th")))
    }

    assert found["ledger"] is Level.WRONG


def test_everybody_who_opens_an_office_finds_its_ledger_in_the_database(
    database: str, tmp_path: Path
) -> None:
    offices = province(tmp_path, database)
    for name in ("a", "ข"):
        set_up_office(offices / name)
    folder = offices / "ข"

    with open_office(folder) as services:
        services.ledger.cycles.begin(FIRST)
        with pytest.raises(OfficeBusy), open_office(folder):
            pass
        assert flush_mail(folder, lambda ledger: ledger.notes.write("by", "hand"))
        with open_office(offices / "a") as other:
            assert other.ledger.cycles.count() == 0
    with open_preview(folder, tmp_path / "documents") as services:
        services.ledger.cycles.begin(FIRST)
    with open_record(folder) as (ledger, _):
        assert ledger.cycles.count() == 1
        assert ledger.notes.read("by") == "hand"
    assert status_at(folder)[0].at_work is None

    assert {it.name for it in offices.glob("*/ledger.db*")} == {"ledger.db.moved"}


def test_a_worker_on_another_machine_is_told_of_as_at_work(
    database: str, tmp_path: Path
) -> None:
    here, there = (province(tmp_path / it, database) / "a" for it in ("here", "there"))
    for folder in (here, there):
        set_up_office(folder)

    with open_office(there):
        assert status_at(here)[0].at_work
        with pytest.raises(OfficeBusy), open_office(here):
            pass


def test_stamps_of_many_offices_are_those_of_their_homes(
    database: str, tmp_path: Path
) -> None:
    offices = province(tmp_path / "province", database)
    alone = OfficePaths(tmp_path / "alone")
    alone.folder.mkdir()
    every = [OfficePaths(offices / "a"), alone, OfficePaths(offices / "ข")]
    for paths in every[:2]:
        with closing(ledger_home(paths).open()) as ledger:
            ledger.cycles.begin(FIRST)

    assert ledger_stamps(every) == [ledger_home(it).stamp() for it in every]
    assert len(set(ledger_stamps(every))) == 3
