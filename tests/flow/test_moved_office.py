"""An office's folder is elsewhere than last night: nothing in it has changed."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import time_machine

from sync import wiring
from sync.cycle.night import Report, run_cycle
from sync.paths import OfficePaths
from sync.wiring.example import create_example

FIRST, LATER = "2026-11-29T09:00:00+07:00", "2026-11-30T09:00:00+07:00"


def night(office: Path) -> Report:
    with wiring.open_office(office) as services:
        return run_cycle(services)


def mails(office: Path) -> set[str]:
    return {path.name for path in OfficePaths(office).outbox.iterdir()}


@pytest.fixture(scope="module")
def worked_at(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the example after its first night; PDFs take long, but for those of all."""
    office = tmp_path_factory.mktemp("here") / "office"
    create_example(office)
    settings = OfficePaths(office).settings
    written = settings.read_text("utf-8").replace("\npdf = true", "\npdf = false")
    settings.write_text(written, "utf-8")
    with time_machine.travel(FIRST):
        assert night(office).messages
    return office


def copied(office: Path, place: Path) -> Path:
    return Path(shutil.copytree(office, place))


def moved(office: Path, place: Path) -> Path:
    here = copied(office, place.with_name("before"))
    return here.rename(place)


def linked(office: Path, place: Path) -> Path:
    place.symlink_to(copied(office, place.with_name("behind")))
    return place


def from_windows(office: Path, place: Path) -> Path:
    """Have the folder come from another machine, whose paths are no paths here."""
    copied(office, place)
    before = f"{office.resolve().as_uri()}/"
    with closing(sqlite3.connect(place / "ledger.db")) as ledger:
        change = "UPDATE publications SET link = replace(link, ?, ?)"
        assert ledger.execute(change, (before, "file:///C:/Plan%20sync/")).rowcount
        ledger.commit()
    return place


@pytest.mark.parametrize("bring", [copied, moved, linked, from_windows])
def test_an_office_that_was_moved_writes_to_nobody_and_makes_nothing_anew(
    worked_at: Path, tmp_path: Path, bring: Callable[[Path, Path], Path]
) -> None:
    office = bring(worked_at, tmp_path / "there")
    known = mails(office)
    files = {
        path: path.stat().st_mtime_ns
        for folder in (OfficePaths(office).documents, OfficePaths(office).public)
        for path in folder.iterdir()
    }

    with time_machine.travel(LATER):
        report = night(office)

    assert [it.document.key for it in report.shown if it.new or it.restored] == []
    assert report.looked.tried == []
    assert report.messages == ()
    assert mails(office) == known
    assert files == {path: path.stat().st_mtime_ns for path in files}


def test_the_links_of_an_office_that_was_moved_lead_to_where_it_is(
    worked_at: Path, tmp_path: Path
) -> None:
    office = copied(worked_at, tmp_path / "there")
    here = OfficePaths(office).documents.resolve().as_uri()

    with time_machine.travel(LATER):
        report = night(office)
        with wiring.open_office(office) as services:
            (summary,) = (
                tab for tab in services.spreadsheet.read().tabs if tab.title == "สรุป"
            )

    assert {link.rpartition("/")[0] for _, link in report.links} == {here}
    led = [link for link in summary.links.values() if link.startswith("file:")]
    assert led
    assert {link.rpartition("/")[0] for link in led} == {here}


def test_a_copy_of_an_office_looks_at_its_own_documents_alone(
    worked_at: Path, tmp_path: Path
) -> None:
    office = copied(worked_at, tmp_path / "there")
    gone = next(OfficePaths(office).documents.glob("แผน*2570*.docx"))
    gone.unlink()

    with time_machine.travel(LATER):
        report = night(office)

    assert [it.document.key for it in report.shown if it.restored] == [gone.stem]
    assert gone.exists()
