"""What the doctor says of an office at Google, and sharing that is in its way."""

from pathlib import Path

from sync.doctor import Level, Result, Say
from sync.doctor.visit import visit
from sync.messages import load_words
from tests.emulator.driving import FILES, ROBOT
from tests.google.sheeting import Staff
from tests.sheets import INFO

SAY = Say(load_words("en"))
LINK_CELL = f"{INFO}!B16"


def seen(office: Path) -> dict[str, Result]:
    return {result.name: result for result in visit(office, SAY)}


def troubles(office: Path) -> dict[str, Level]:
    return {
        name: result.level
        for name, result in seen(office).items()
        if result.level not in {Level.GOOD, Level.LEFT_OUT}
    }


def unshare(staff: Staff, file_id: str) -> None:
    """Take the worker's right to a file away."""
    answer = staff.drive.json(
        "GET", f"{FILES}/{file_id}/permissions", fields="permissions(id,emailAddress)"
    )
    for permission in answer["permissions"]:
        if permission["emailAddress"] == ROBOT:
            staff.drive.call(
                "DELETE", f"{FILES}/{file_id}/permissions/{permission['id']}"
            )


def show_everybody(staff: Staff, document: str) -> None:
    """Let anybody who has the link open a document."""
    anyone = {"type": "anyone", "role": "reader"}
    staff.drive.json("POST", f"{FILES}/{document}/permissions", anyone)
