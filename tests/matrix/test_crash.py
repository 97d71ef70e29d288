"""A worker ended after a step, started again: as if nothing had happened."""

import multiprocessing
import os
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from emulator.drive.access import marks
from emulator.server import WorkspaceServer
from emulator.world import OWNER, Account, World
from sync import wiring
from sync.adapters.google.drive import document_link
from sync.adapters.local.spreadsheet import LocalSpreadsheet
from sync.importing.example import load_example
from sync.paths import OfficePaths
from sync.plan.labels import load_headers
from sync.settings.frames import load_frames
from tests.emulator.driving import FILES, Drive
from tests.google.sheeting import Staff, make_office
from tests.matrix.living import live
from tests.sheets import DETAILS, INFO, PROJECTS, RECIPIENTS, clean_sheet, type_in

ROOT = Path(__file__).parents[2]
_ENDS = {"kill": -9, "stop": 130}
"""How a worker is ended, and the status that it leaves."""
_PARTS = 4
"""The steps are shared out among so many tests, which cores can share."""

TABS = (INFO, PROJECTS, DETAILS, RECIPIENTS, "ผลการตรวจสอบ", "สรุป")
WRONG = {f"{PROJECTS}!D4": "15,00O.00", f"{PROJECTS}!D6": 1}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does"),
]

_CONTEXT: Any = multiprocessing.get_context(
    "spawn" if os.name == "nt" else "forkserver"
)


@pytest.fixture(autouse=True, scope="module")
def _quick_children() -> Iterator[None]:
    """Have what a life needs imported once; the server of children looks here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))
        _CONTEXT.set_forkserver_preload(
            ["tests.matrix.living", "sync.adapters.google.office", "gspread"]
        )
        process = _CONTEXT.Process(target=int)
        process.start()
        process.join()
        process.close()
        yield


@dataclass(frozen=True)
class State:
    """What people find: cells, documents, mail; and whether any of it is double."""

    cells: object
    documents: object
    mails: list[str]


def run(office: Path, steps: Path, die_after: int = 0, how: str = "kill") -> int | None:
    """Let a worker live; give how it ended."""
    process = _CONTEXT.Process(target=live, args=(office, steps, die_after, how))
    process.start()
    process.join(60)
    code: int | None = process.exitcode
    process.close()
    return code


def steps_of(steps: Path) -> list[str]:
    return steps.read_text().splitlines()


def crash_everywhere(
    folder: Path,
    part: int,
    how: str,
    make: Callable[[Path], Path],
    state: Callable[[Path], State],
) -> None:
    """End it after each step of an undisturbed run, start again, and compare.

    ``part`` tells which of them: one in ``_PARTS``.
    """
    whole = folder / "whole"
    whole.mkdir()
    office = make(whole)
    assert run(office, whole / "steps") == 0
    wanted, every = state(office), steps_of(whole / "steps")
    assert {step.split()[0] for step in every} >= {"file", "commit"}
    assert "BUD006" in str(wanted.cells)
    chance = random.Random(part)  # noqa: S311
    for nth in range(1 + part, len(every), _PARTS):
        here = folder / str(nth)
        here.mkdir()
        office = make(here)
        assert run(office, here / "first", nth, how) == _ENDS[how]
        if chance.random() < 0.25:
            run(office, here / "second", chance.randint(1, len(every)), how)
        assert run(office, here / "last") == 0, every[nth - 1]
        assert state(office) == wanted, (nth, every[nth - 1])


def mails(office: Path) -> list[str]:
    """Return the names of the mails, which are made of their Message-IDs."""
    return sorted(path.name for path in OfficePaths(office).outbox.glob("*.eml"))


def attached(office: Path) -> set[bytes]:
    """Return the PDFs that go with the mails."""
    letters = (
        message_from_bytes(path.read_bytes(), policy=default)
        for path in OfficePaths(office).outbox.glob("*.eml")
    )
    return {
        part.get_content()
        for letter in letters
        for part in letter.iter_attachments()
        if part.get_content_type() == "application/pdf"
    }


@pytest.mark.parametrize("how", _ENDS)
@pytest.mark.parametrize("part", range(_PARTS))
def test_a_local_office_ended_after_a_step_is_put_right(
    tmp_path: Path, part: int, how: str
) -> None:
    plan = load_example(load_headers(), load_frames()[0].dimensions)

    def make(folder: Path) -> Path:
        wiring.create_office(folder / "office", plan)
        return folder / "office"

    def state(office: Path) -> State:
        place = OfficePaths(office)
        sheet = LocalSpreadsheet(place.workbook).read()
        cells = {tab.title: (_ageless(tab.rows), tab.notes) for tab in sheet.tabs}
        documents = {
            path.name: path.read_bytes()
            for path in place.documents.iterdir()
            if path.suffix == ".docx"
        }
        names = sorted(path.name for path in place.documents.iterdir())
        published = {path.read_bytes() for path in place.documents.glob("*.pdf")}
        assert attached(office)
        assert attached(office) <= published
        return State(cells, (documents, names), mails(office))

    crash_everywhere(tmp_path, part, how, make, state)


def _ageless(rows: Sequence[Sequence[object]]) -> list[list[object]]:
    """Leave out when the sheet was checked: that is later in a second life."""
    return [list(row) for row in rows if not row or row[0] != "ตรวจล่าสุดเมื่อ"]


@pytest.mark.parametrize("how", _ENDS)
@pytest.mark.parametrize("part", range(_PARTS))
def test_an_office_at_google_ended_after_a_step_is_put_right(
    tmp_path: Path, part: int, how: str
) -> None:
    world = World()
    world.accounts[OWNER] = Account(OWNER, name="Owner")
    with WorkspaceServer(world) as server:
        drive = Drive(server)
        staffs: dict[Path, tuple[Staff, str]] = {}

        def make(folder: Path) -> Path:
            staff = Staff(drive, type_in(clean_sheet(), WRONG))
            document = staff.make_document()
            staff.type_in(f"{INFO}!B16", document_link(document))
            office = make_office(folder / "office", server, staff)
            staffs[office] = staff, document
            return office

        def state(office: Path) -> State:
            staff, document = staffs[office]
            export = f"{FILES}/{document}/export"
            shown = drive.call("GET", export, mimeType="text/plain").content
            others = [
                file
                for file in world.files.values()
                if marks(file).get("appProperties")
                and file.resource["id"] not in {d for _, d in staffs.values()}
            ]
            assert marks(world.files[document]).get("appProperties")
            cells = {title: _ageless(staff.read(f"{title}!A1:Z60")) for title in TABS}
            assert cells[INFO][15] == ["ลิงก์เอกสาร", document_link(document)]
            del cells[INFO][15]  # every office has its own
            return State(cells, (shown, len(others)), [str(len(mails(office)))])

        crash_everywhere(tmp_path, part, how, make, state)
    assert server.gateway.crashes == []
