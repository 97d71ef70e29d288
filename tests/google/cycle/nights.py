"""A night at Google, what it asked for, and what the document says after it."""

from pathlib import Path

from emulator.server import WorkspaceServer
from sync import wiring
from sync.cycle.night import Report, run_cycle
from tests.emulator.driving import FILES, ROBOT, Drive
from tests.sheets import INFO

LINK_CELL = f"{INFO}!B16"


def night(folder: Path) -> Report:
    with wiring.open_office(folder) as office:
        return run_cycle(office)


def asked(workspace: WorkspaceServer) -> list[str]:
    """Return what the worker asked for since, and forget it; without its tokens."""
    asked = [
        f"{visit.method} {visit.path}"
        for visit in workspace.visits
        if visit.caller == ROBOT
    ]
    workspace.visits.clear()
    return asked


def exported(drive: Drive, file_id: str) -> str:
    answer = drive.call("GET", f"{FILES}/{file_id}/export", mimeType="text/plain")
    return answer.content.decode("utf-8-sig")
