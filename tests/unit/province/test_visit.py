"""A visit: the office's own worker, with what it shares with the others."""

from collections.abc import Sequence
from datetime import time
from pathlib import Path

import pytest

from sync.adapters.clock import BangkokClock
from sync.adapters.local.lock import only_worker
from sync.errors import GoogleUnavailable
from sync.net.attended import whom_to_tell
from sync.province.clocks import Clocks
from sync.province.places import ProvincePaths
from sync.province.planner import own_night
from sync.province.standing import read_standing
from sync.province.values import ProvinceSettings
from sync.province.visit import Visitor
from sync.province.visits import Ended, Kind, Visit
from sync.settings.values import GoogleSettings, Settings
from tests.offices import example_office

POOL = {"name": "north", "key_file": "keys/north.json"}
SETTINGS = ProvinceSettings.model_validate({"night": time(0), "pool": [POOL]})


@pytest.fixture
def paths(tmp_path: Path) -> ProvincePaths:
    return ProvincePaths(tmp_path)


@pytest.fixture
def visitor(paths: ProvincePaths) -> Visitor:
    return Visitor(paths, SETTINGS, Clocks([0.0] * Clocks.size(1)))


def make(visitor: Visitor, office: str, kind: Kind = Kind.NIGHT) -> Ended:
    return visitor.make(Visit(office, kind, "here", BangkokClock().now()), 0)


def without_pdf(paths: ProvincePaths, office: str) -> None:
    settings = paths.office(office).settings
    text = settings.read_text("utf-8").replace("\npdf = true", "\npdf = false")
    settings.write_text(text, "utf-8")


def outbox(paths: ProvincePaths, office: str) -> Sequence[Path]:
    return list(paths.office(office).outbox.glob("*.eml"))


def test_an_office_has_its_night_once_and_one_that_is_asked_for_besides(
    paths: ProvincePaths, visitor: Visitor
) -> None:
    example_office(paths.offices / "a")
    without_pdf(paths, "a")

    first, again = make(visitor, "a"), make(visitor, "a")
    mails = len(outbox(paths, "a"))
    now = make(visitor, "a", Kind.NOW)

    assert [it.code for it in (first, again, now)] == ["", "not_due", ""]
    nights = read_standing(paths.office("a"), BangkokClock().now()).nights
    assert len(nights) == 2  # the second visit had nothing to do
    assert mails == len(outbox(paths, "a")) > 0
    assert "kind=night outcome=done" in paths.office("a").log.read_text("utf-8")


def test_a_look_returns_what_staff_are_typing_at_and_answers_when_it_stays(
    paths: ProvincePaths, visitor: Visitor
) -> None:
    example_office(paths.offices / "a")

    typing = make(visitor, "a", Kind.LOOK)
    seen = Visit("a", Kind.LOOK, "here", typing.ended, typing.unsettled)
    answered = visitor.make(seen, 0)
    after = make(visitor, "a", Kind.LOOK)

    assert typing.unsettled
    assert (answered.unsettled, after.unsettled) == ("", "")
    assert read_standing(paths.office("a"), answered.ended).projects == 16


def test_each_trouble_is_its_own_offices(
    paths: ProvincePaths, visitor: Visitor
) -> None:
    for name, text in (
        ("broken", "x = ["),
        ("no-key", '[google]\nspreadsheet = "1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"\n'),
    ):
        paths.office(name).folder.mkdir(parents=True)
        paths.office(name).settings.write_text(text, "utf-8")
    example_office(paths.offices / "busy")

    with only_worker(paths.office("busy"), BangkokClock().now()):
        ended = [make(visitor, name) for name in ("broken", "no-key", "busy", "gone")]

    codes = [it.code for it in ended]
    assert codes == ["config", "sign_in_missing", "office_busy", "workbook_missing"]
    assert [it.failed for it in ended] == [True, True, False, True]


def adjusted(visitor: Visitor, folder: Path, settings: Settings) -> Settings:
    return visitor._adjusting("a", folder)(settings)


def test_an_office_takes_its_hour_and_its_pools_key_from_the_province(
    paths: ProvincePaths, visitor: Visitor
) -> None:
    google = GoogleSettings(spreadsheet="1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
    folder = paths.office("a").folder
    folder.mkdir(parents=True)

    shared = adjusted(visitor, folder, Settings(google=google))
    (folder / "google-key.json").write_text("{}", "utf-8")
    own = adjusted(visitor, folder, Settings(google=google))

    assert shared.watch.night == own_night("a", SETTINGS)
    assert shared.google
    assert own.google
    assert shared.google.key_file == paths.folder / "keys/north.json"
    assert own.google.key_file == Path("google-key.json")


@pytest.mark.parametrize(("kind", "seconds"), [(Kind.NOW, 15), (Kind.NIGHT, 60)])
def test_who_asks_for_a_visit_hears_soon_of_a_google_that_is_away(
    visitor: Visitor, kind: Kind, seconds: float
) -> None:
    visitor._kind = Kind.LOOK
    visitor._line("a")
    visitor._kind = kind

    patience = visitor._line("a").patience

    assert patience
    assert patience.budget == seconds


@pytest.mark.parametrize("kind", Kind)
def test_only_a_visit_that_somebody_asked_for_is_one_that_somebody_waits_for(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, kind: Kind
) -> None:
    waited: list[bool] = []

    def opened(*_: object, **__: object) -> None:
        waited.append(whom_to_tell() is not None)
        raise GoogleUnavailable("test")

    monkeypatch.setattr("sync.province.visit.open_office", opened)

    make(visitor, "a", kind)

    assert waited == [kind is Kind.NOW]
    assert whom_to_tell() is None


@pytest.mark.parametrize(
    ("kind", "hour", "gives_way"),
    [
        (Kind.NIGHT, 9, True),
        (Kind.NIGHT, 2, False),
        (Kind.LOOK, 9, False),
        (Kind.NOW, 9, False),
    ],
)
def test_by_day_a_night_gives_way_to_people_who_wait(
    visitor: Visitor,
    monkeypatch: pytest.MonkeyPatch,
    kind: Kind,
    hour: int,
    gives_way: bool,
) -> None:
    at = BangkokClock().now().replace(hour=hour)
    make(visitor, "nobody", kind)
    monkeypatch.setattr(BangkokClock, "now", lambda _: at)

    assert visitor._pace(None).gives_way() is gives_way
