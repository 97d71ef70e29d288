"""Addresses typed in cells lead where they say, or nowhere."""

from pathlib import Path

import pytest

from emulator.server import WorkspaceServer
from sync import wiring
from sync.adapters.google.drive import document_link, file_id_of
from sync.cycle.night import run_cycle
from sync.errors import DocumentForeign
from sync.model.plan import Plan
from sync.plan.addresses import is_address
from sync.sheet.read import read_plan
from sync.sheet.write_back import give_keys
from tests.emulator.driving import ROBOT, Drive
from tests.google.sheeting import Staff, make_office
from tests.hostile.texts import CRAFTED, filled
from tests.sheets import HEADERS, INFO, PROJECTS, clean_sheet, type_in

TRICKS = (
    "https://docs.google.com/document/d/../../../gmail/v1/users/me/messages/edit",
    "https://docs.google.com/document/d/..%2F..%2Fabout/edit",
    "https://docs.google.com/document/d/a%2Fpermissions/edit",
    "https://docs.google.com/document/d/a;b/edit",
    "https://docs.google.com/document/d/a\x1b[31m/edit",
    "https://docs.google.com/document/d/ก/edit",
    "https://docs.google.com/document/d//edit",
    f"https://docs.google.com/document/d/{filled('a')}/edit",
    "https://[",
    "file:///etc/passwd",
    "javascript:alert(1)",
    *CRAFTED,
)


@pytest.mark.parametrize("link", TRICKS)
def test_a_link_that_names_no_document_names_none(link: str) -> None:
    assert file_id_of(link) is None


@pytest.mark.parametrize(
    "host",
    ["example.com", "docs.google.com.example.com", "docs.google.com@example.com"],
)
def test_a_link_to_another_host_names_no_document(host: str) -> None:
    assert file_id_of(f"https://{host}/document/d/1aB-_c/edit?x=1#y") is None


def test_of_a_link_only_the_document_counts() -> None:
    file_id = file_id_of("https://docs.google.com/document/d/1aB-_c/edit?x=1#y")

    assert document_link(file_id or "") == (
        "https://docs.google.com/document/d/1aB-_c/edit"
    )


def test_a_night_with_such_a_link_says_so_and_asks_google_for_nothing_else(
    tmp_path: Path, workspace: WorkspaceServer, drive: Drive
) -> None:
    staff = Staff(drive, type_in(clean_sheet(), {f"{INFO}!B16": TRICKS[0]}))
    folder = make_office(tmp_path / "office", workspace, staff)
    workspace.visits.clear()

    with wiring.open_office(folder) as office:
        report = run_cycle(office)
        assert office.ledger.cycles.last(1)[0].outcome == "stopped"

    assert isinstance(report.refused, DocumentForeign)
    assert report.refused.facts == {"link": TRICKS[0]}
    asked = {visit.path for visit in workspace.visits if visit.caller == ROBOT}
    assert {path.split("/")[1] for path in asked} <= {"v4", "drive"}
    assert not [path for path in asked if ".." in path or "messages" in path]


@pytest.mark.parametrize(
    "typed",
    [
        "a@example.com, b@example.com",
        "a@example.com;b@example.com",
        "a@example.com b@example.com",
        "a@example.com\nBcc: b@example.com",
        "a@example.com\r\n\r\nbody",
        "Name <a@example.com>",
        "<a@example.com>",
        '"a b"@example.com',
        "a(comment)@example.com",
        "@example.com",
        "a@",
        "a@[127.0.0.1]",
        "a@b@example.com",
        "ก@example.com",
        "a@example.com\x00",
        "a@example.com\u202e",
        f"{filled('a')}@example.com",
        *CRAFTED,
    ],
)
def test_what_is_not_one_plain_address_gets_no_mail(typed: str) -> None:
    assert not is_address(typed)


def keys(plan: Plan) -> list[str]:
    return [project.key for project in plan.projects]


@pytest.mark.parametrize("typed", ["../x", "con.", "ก", "a b", "=1+1", filled("A")])
def test_what_staff_type_for_a_key_becomes_none(typed: str) -> None:
    sheet = type_in(clean_sheet(), {f"{PROJECTS}!L3": typed, f"{PROJECTS}!L4": "AB234"})

    given = keys(give_keys(read_plan(sheet, HEADERS).plan, {}))

    assert given[1] == "AB234"
    assert given[0].isalnum()
    assert len(given[0]) == 5
