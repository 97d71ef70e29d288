"""What machines hand on to each other, and what only an office's home can visit."""

import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread

import psycopg
import pytest

from sync.adapters.ledgers import ledger_home
from sync.errors import LedgerMoved
from sync.paths import OfficePaths
from sync.province import bundles
from sync.province.listed import note_known, read_known
from sync.province.machines import this_machine
from sync.province.needing_home import Reason, reason_of
from sync.province.places import ProvincePaths
from sync.province.registry import Known, Listed
from sync.province.sharing import Alone, Sharing, sharing_of
from sync.province.values import ProvinceSettings
from tests.postgres import Server

SHEET = "1" + "a" * 30
DRIVE = "https://drive.google.com/drive/folders/abc"
GOOGLE = f'[google]\nspreadsheet = "{SHEET}"\nfolder = "{DRIVE}"\n'
ANYWHERE = f"{GOOGLE}[public]\nfolder = false\n"
POOL = {"name": "north", "key_file": "keys/north.json", "offices": ["*"]}


def province(database: str = "") -> ProvinceSettings:
    return ProvinceSettings.model_validate({"database": database, "pool": [POOL]})


def put(paths: ProvincePaths, name: str, text: str) -> OfficePaths:
    office = paths.office(name)
    office.folder.mkdir(parents=True, exist_ok=True)
    office.settings.write_text(text, "utf-8")
    return office


SMTP = '[mail]\nway = "smtp"\n[mail.smtp]\nhost = "mail.example.com"\n'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (ANYWHERE, None),
        (ANYWHERE + SMTP, None),
        (ANYWHERE + SMTP + 'username = "a"\n', Reason.SECRETS),
        (ANYWHERE + SMTP + 'username = "a"\npassword_variable = "P"\n', None),
        ("", Reason.WORKBOOK),
        ("x = [", Reason.SETTINGS),
        (GOOGLE, Reason.PUBLIC),
        (ANYWHERE.replace(f'folder = "{DRIVE}"\n', ""), Reason.DOCUMENTS),
        (ANYWHERE + '[hooks]\nafter_check = ["./x"]\n', Reason.HOOKS),
        (
            ANYWHERE + '[notify.executives]\naddresses_file = "line.txt"\n',
            Reason.SECRETS,
        ),
    ],
)
def test_what_an_office_has_on_one_machine_binds_it_to_that(
    tmp_path: Path, text: str, reason: Reason | None
) -> None:
    office = put(ProvincePaths(tmp_path), "a", text)

    assert reason_of(office, province()) is reason


def test_a_key_of_its_own_binds_an_office_and_so_does_no_key(tmp_path: Path) -> None:
    office = put(ProvincePaths(tmp_path), "a", ANYWHERE)
    assert reason_of(office, ProvinceSettings()) is Reason.POOL

    (office.folder / "google-key.json").write_text("{}", "utf-8")

    assert reason_of(office, province()) is Reason.POOL


def test_a_folder_that_was_copied_is_another_machine(tmp_path: Path) -> None:
    ours, theirs = ProvincePaths(tmp_path / "a"), ProvincePaths(tmp_path / "b")
    name = this_machine(ours)
    theirs.folder.mkdir()
    theirs.machine.write_bytes(ours.machine.read_bytes())

    assert this_machine(ours) == name
    assert this_machine(theirs) != name
    assert this_machine(theirs) == this_machine(theirs)


class Machines:
    """An office's home, and another machine."""

    def __init__(self, folder: Path, database: str) -> None:
        self.home, self.other = (ProvincePaths(folder / it) for it in ("home", "other"))
        self._settings = province(database)

    def at(self, paths: ProvincePaths) -> Sharing:
        return sharing_of(paths, self._settings)


@pytest.fixture
def machines(tmp_path: Path, database: str) -> Machines:
    return Machines(tmp_path, database)


@pytest.mark.slow
def test_a_ledger_that_is_not_moved_in_yet_binds_an_office(
    machines: Machines,
) -> None:
    home, office = machines.at(machines.home), put(machines.home, "a", ANYWHERE)
    office.ledger.touch()
    home.look()
    before = dict(home.bound)
    office.ledger.rename(office.ledger.with_name("ledger.db.moved"))
    home.look()

    assert (before, dict(home.bound)) == ({"a": Reason.LEDGER}, {})


@pytest.mark.slow
def test_settings_are_unpacked_elsewhere_when_they_changed_at_home(
    machines: Machines,
) -> None:
    home, other = machines.at(machines.home), machines.at(machines.other)
    office = put(machines.home, "a", ANYWHERE)
    put(machines.home, "local", "")
    home.look()
    other.look()
    first = machines.other.office("a").settings.read_text("utf-8")
    office.settings.write_text(f"{ANYWHERE}# changed\n", "utf-8")
    home.look()
    other.bring("a")

    assert first == ANYWHERE
    assert machines.other.office("a").settings.read_text("utf-8").endswith("changed\n")
    assert list(machines.other.office_names()) == ["a"]
    assert (dict(home.bound), dict(other.bound)) == ({"local": Reason.WORKBOOK}, {})


@pytest.mark.slow
@pytest.mark.parametrize("text", ["x = [", GOOGLE, None])
def test_what_no_other_machine_can_visit_any_more_is_put_aside_there(
    machines: Machines, text: str | None
) -> None:
    home, other = machines.at(machines.home), machines.at(machines.other)
    office = put(machines.home, "a", ANYWHERE)
    put(machines.home, "local", "")
    home.look()
    other.look()
    machines.other.office("a").log.write_text("log", "utf-8")
    if text is None:
        office.folder.rename(machines.home.folder / "moved")
    else:
        office.settings.write_text(text, "utf-8")
    home.look()
    other.look()

    assert list(machines.other.office_names()) == []
    (aside,) = (it for it in machines.other.offices.iterdir() if it.is_dir())
    assert (aside / "worker.log").read_text("utf-8") == "log"


@pytest.mark.slow
def test_what_is_changed_where_it_was_unpacked_is_nobodys(machines: Machines) -> None:
    home, other = machines.at(machines.home), machines.at(machines.other)
    put(machines.home, "a", ANYWHERE)
    home.look()
    other.look()
    machines.other.office("a").settings.write_text("x = [", "utf-8")
    other.look()
    home.look()

    assert machines.home.office("a").settings.read_text("utf-8") == ANYWHERE
    assert dict(other.bound) == {}


@pytest.mark.slow
def test_who_is_paused_on_one_machine_is_paused_on_all(machines: Machines) -> None:
    home, other = machines.at(machines.home), machines.at(machines.other)
    home.pause(lambda known: known | {"a"})
    other.bring("a")
    paused = "a" in machines.other.paused_names()
    other.pause(lambda known: known - {"a"})
    home.look()

    assert paused
    assert machines.home.paused_names() == frozenset()


@pytest.mark.slow
@pytest.mark.slow
def test_who_was_paused_before_there_was_a_database_stays_paused(
    machines: Machines,
) -> None:
    machines.home.folder.mkdir()
    Alone(machines.home).pause(lambda known: known | {"a"})

    machines.at(machines.home).look()
    machines.at(machines.other).look()

    assert machines.home.paused_names() == {"a"}
    assert machines.other.paused_names() == {"a"}


@pytest.mark.slow
def test_a_database_that_lost_who_is_paused_is_told_again(
    machines: Machines, postgres: Server
) -> None:
    machines.at(machines.home).pause(lambda known: known | {"a"})
    postgres.empty()

    machines.at(machines.home).look()
    machines.at(machines.other).look()

    assert machines.home.paused_names() == {"a"}
    assert machines.other.paused_names() == {"a"}


@pytest.mark.slow
def test_of_two_who_know_the_list_at_once_one_is_right(
    machines: Machines, database: str
) -> None:
    machines.at(machines.home).note_listed("0")

    def note(number: int) -> None:
        sharing_of(machines.home, province(database)).note_listed(str(number))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(note, range(1, 25)))
    with psycopg.connect(database) as db:
        query = "SELECT count(*) FROM plan_sync_province.notes"
        assert db.execute(query).fetchone() == (1,)


def test_what_one_machine_knows_of_the_list_of_offices_all_know(
    machines: Machines,
) -> None:
    known = Known({"a": Listed("1a", pool="south"), "b": Listed("1b", on=False)})
    note_known(machines.at(machines.home), known)
    machines.at(machines.other).bring("a")

    assert read_known(machines.other) == read_known(machines.home) == known


@pytest.mark.slow
def test_what_the_database_has_lost_is_handed_on_again(
    machines: Machines, database: str
) -> None:
    home, other = machines.at(machines.home), machines.at(machines.other)
    put(machines.home, "a", ANYWHERE)
    home.look()
    with psycopg.connect(database) as db:
        db.execute("DELETE FROM plan_sync_province.bundles")
    home.look()
    other.look()

    assert list(machines.other.office_names()) == ["a"]


@pytest.mark.slow
def test_a_home_whose_disk_is_gone_takes_no_office_from_the_others(
    machines: Machines,
) -> None:
    home, other = machines.at(machines.home), machines.at(machines.other)
    put(machines.home, "a", ANYWHERE)
    home.look()
    machines.home.offices.rename(machines.home.folder / "gone")
    home.look()
    other.look()

    assert list(machines.other.office_names()) == ["a"]


@pytest.mark.slow
@pytest.mark.parametrize("step", ["pack", "stamp_of_settings", "put_aside"])
def test_a_folder_that_cannot_be_read_or_moved_keeps_no_other_office_waiting(
    machines: Machines, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, other = machines.at(machines.home), machines.at(machines.other)
    for name in "ac":
        put(machines.home, name, ANYWHERE)
    home.look()
    other.look()
    put(machines.home, "a", f"{ANYWHERE}# edited\n")
    put(machines.home, "b", ANYWHERE)
    shutil.rmtree(machines.home.office("c").folder)
    does = getattr(bundles, step)

    def refuse(office: OfficePaths) -> object:
        if office.folder.name in {"a", "c"}:
            raise PermissionError
        return does(office)

    monkeypatch.setattr(bundles, step, refuse)
    home.look()
    other.look()

    assert "b" in machines.other.office_names()
    assert home.bound == ({} if step == "put_aside" else {"a": Reason.SETTINGS})


@pytest.mark.slow
def test_what_a_visit_unpacks_during_a_look_stays(
    machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, other = machines.at(machines.home), machines.at(machines.other)
    put(machines.home, "a", ANYWHERE)
    home.look()
    put(machines.home, "b", ANYWHERE)
    names = ProvincePaths.office_names

    def names_while_one_is_visited(paths: ProvincePaths) -> Sequence[str]:
        if paths == machines.other:
            home.look()
            machines.at(machines.other).bring("b")
        return names(paths)

    monkeypatch.setattr(ProvincePaths, "office_names", names_while_one_is_visited)
    other.look()

    assert machines.other.office("b").folder.exists()


@pytest.mark.slow
def test_no_machine_begins_a_ledger_that_another_has_begun_and_the_database_lost(
    machines: Machines, database: str, postgres: Server
) -> None:
    home, other = machines.at(machines.home), machines.at(machines.other)
    put(machines.home, "a", ANYWHERE)
    for paths in (machines.home, machines.other):
        paths.folder.mkdir(exist_ok=True)
        paths.settings.write_text(f'database = "{database}"\n', "utf-8")
    home.look()
    with ledger_home(machines.home.office("a")).hold():
        pass
    other.look()
    postgres.empty()

    held = ledger_home(machines.other.office("a")).hold()
    with pytest.raises(LedgerMoved), held:
        pass


@pytest.mark.parametrize("between", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_two_who_pause_at_once_both_have_their_will(
    tmp_path: Path, request: pytest.FixtureRequest, *, between: bool
) -> None:
    if between:
        machines: Machines = request.getfixturevalue("machines")
        paths, other = machines.home, machines.other
        first, second = machines.at(paths), machines.at(other)
        second.pause(lambda known: known)
    else:
        paths = ProvincePaths(tmp_path)
        first, second = Alone(paths), Alone(paths)
    meanwhile = Thread(target=second.pause, args=[lambda known: known | {"b"}])

    def slowly(known: frozenset[str]) -> frozenset[str]:
        meanwhile.start()
        meanwhile.join(0.3)
        return known | {"a"}

    first.pause(slowly)
    meanwhile.join(30)
    first.look()

    assert paths.paused_names() == {"a", "b"}
