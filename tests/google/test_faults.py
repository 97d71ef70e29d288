"""Each request of a night answered wrongly in turn: done all the same, or told why.

And whatever happened, the next night puts it right.
"""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from emulator.server import WorkspaceServer
from sync import wiring
from sync.adapters.google.drive import document_link
from sync.adapters.google.session import Patience
from sync.cycle.night import Report, run_cycle
from sync.errors import WorkerError
from sync.model.plan import Info
from sync.paths import OfficePaths
from sync.thai.digits import to_thai
from tests.emulator.driving import FILES, ROBOT, Drive
from tests.google.conftest import Pauses
from tests.google.sheeting import Staff, make_office
from tests.mails import words_of_file
from tests.progressing import SIX, TAB, TWELVE
from tests.reporting import OPEN, last_report, waiting_sheet
from tests.sheets import HEADERS, INFO, NAMES, PROJECTS, clean_sheet

pytestmark = pytest.mark.slow

BUDGET = 300
"""Seconds after which no attempt begins, beside what Google asks to wait."""

PASSING: Mapping[str, Mapping[str, Any]] = {
    "401": {"status": 401},  # the token was taken back, and there is a new one
    "403 rate": {"status": 403, "reason": "rateLimitExceeded"},
    "403 user rate": {"status": 403, "reason": "userRateLimitExceeded"},
    "408": {"status": 408},
    "429": {"status": 429},
    "429 later": {"status": 429, "headers": {"Retry-After": "17"}},
    "500": {"status": 500},
    "502": {"status": 502, "body": "<html>Bad Gateway</html>"},
    "503": {"status": 503},
    "time-out": {"delay": 0.6},
    "reset": {"reset": True},
    "half": {"truncate": 20},
    "no JSON": {"not_json": True},
    "done, no answer": {"after": True},
    "done, reset": {"after": True, "reset": True},
    "done, 503": {"after": True, "status": 503},
}
LASTING: Mapping[str, Mapping[str, Any]] = {
    "400": {"status": 400},
    "403 no storage": {"status": 403, "reason": "storageQuotaExceeded"},
    "403 scope": {"status": 403, "reason": "insufficientPermissions"},
    "403 API off": {"status": 403, "reason": "SERVICE_DISABLED"},
    "403 not shared": {"status": 403, "reason": "insufficientFilePermissions"},
    "403 membership": {"status": 403, "reason": "teamDriveMembershipRequired"},
    "403 this app": {"status": 403, "reason": "appNotAuthorizedToFile"},
    "403 policy": {"status": 403, "reason": "domainPolicy"},
    "403 daily": {"status": 403, "reason": "dailyLimitExceeded"},
    "403 sharing": {"status": 403, "reason": "sharingRateLimitExceeded"},
    "403 full": {"status": 403, "reason": "quotaExceeded"},
    "403 items": {"status": 403, "reason": "activeItemCreationLimitExceeded"},
    "403 export": {"status": 403, "reason": "cannotExportFile"},
    "403 large": {"status": 403, "reason": "exportSizeLimitExceeded"},
    "404": {"status": 404},
    "409": {"status": 409},
    "413": {"status": 413, "body": "<html>Too Large</html>"},
}


CODES = {
    "403 no storage": "no_storage",
    "403 scope": "scope_missing",
    "403 API off": "api_disabled",
    "403 not shared": "not_shared",
    "403 membership": "not_shared",
    "403 this app": "scope_missing",
    "403 policy": "domain_forbids",
    "403 export": "file_withheld",
    "403 large": "file_withheld",
    "403 daily": "quota",
    "403 sharing": "quota",
    "403 full": "quota",
    "404": "google_missing",
}
"""How those are called that have a name; where they are no harm, all is done."""


class Nights:
    """An office whose staff change something before each night."""

    def __init__(
        self, folder: Path, workspace: WorkspaceServer, staff: Staff, pauses: Pauses
    ) -> None:
        self.workspace = workspace
        self.staff = staff
        self.pauses = pauses
        self._folder = folder
        self._changes = 0
        self.document = staff.make_document()
        self.homes = {self.document}
        staff.type_in(f"{INFO}!B16", document_link(self.document))

    def change(self) -> None:
        """Have staff type another remark."""
        self._changes += 1
        self.staff.type_in(f"{PROJECTS}!I5", self._remark)

    @property
    def _remark(self) -> str:
        return f"ปรับครั้งที่ {self._changes}."

    def run(self) -> Report:
        with wiring.open_office(self._folder) as office:
            return run_cycle(office)

    def count(self) -> int:
        """Count the requests of a night that finds a change; without its tokens."""
        self.change()
        self.workspace.visits.clear()
        self.run()
        return sum(visit.caller == ROBOT for visit in self.workspace.visits)

    def strike(self, nth: int, action: Mapping[str, Any]) -> str:
        """Return how a night ended whose n-th request was answered so."""
        self.change()
        self.pauses.taken.clear()
        return self.fail({"path": "^/(v4|drive|upload)/", "nth": nth}, action)

    def fail(self, match: Mapping[str, Any], action: Mapping[str, Any]) -> str:
        """Return how a night ended in which what matches was answered so."""
        fault = {"match": dict(match), "action": dict(action)}
        self.workspace.control.add_faults([fault])
        try:
            self.run()
        except WorkerError as stop:
            return stop.code
        else:
            return "done"
        finally:
            self.workspace.control.clear_faults()
            assert sum(self.pauses.taken) <= BUDGET + 60

    def assert_right(self) -> None:
        """Look at what staff and supervisors see."""
        self.staff_cells()
        export = f"{FILES}/{self.document}/export"
        shown = self.staff.drive.call("GET", export, mimeType="text/plain")
        assert self._remark in shown.content.decode()
        found = self.staff.drive.json("GET", FILES, q="name contains 'แผน'")
        documents = [
            file for file in found["files"] if file["mimeType"].endswith(".document")
        ]
        assert {file["id"] for file in documents} == self.homes

    def staff_cells(self) -> None:
        """Look whether the sheet is as staff typed it, with the right status beside."""
        names = self.staff.read(f"{PROJECTS}!B3:B5")
        assert [row[0] for row in names] == [
            project[1] for project in _PROJECTS if project[1]
        ]
        assert self.staff.read(f"{PROJECTS}!I5") == [[self._remark]]
        assert self.staff.read(f"{PROJECTS}!J3:J5") == [["ผ่าน"]] * 3


_PROJECTS = next(tab for tab in clean_sheet().tabs if tab.title == PROJECTS).rows[2:5]


class RoundNights(Nights):
    """One whose round opens anew each night, and one of whose reports is another.

    Staff have taken the rows of the new round out, so that they come again.
    """

    def __init__(
        self, folder: Path, workspace: WorkspaceServer, staff: Staff, pauses: Pauses
    ) -> None:
        self.report = staff.make_document()
        staff.type_in(f"{INFO}!A17", HEADERS.label(Info.REPORT_6_LINK))
        staff.type_in(f"{INFO}!B17", document_link(self.report))
        for cell, value in last_report().items():
            staff.put(cell, value)
        super().__init__(folder, workspace, staff, pauses)
        self.homes.add(self.report)

    def change(self) -> None:
        """Have staff type another remark, another result, and take rows out."""
        super().change()
        self.staff.type_in(_RESULT, self._remark)
        if len(self.staff.read(f"{TAB}!A1:F9")) > _ROWS:
            rows = {"dimension": "ROWS", "startIndex": _ROWS, "endIndex": 9}
            area = {"sheetId": self.staff.tabs()[TAB], **rows}
            self.staff.batch({"deleteDimension": {"range": area}})

    def assert_right(self) -> None:
        """Look at what staff and supervisors see, of the reports as well."""
        super().assert_right()
        export = f"{FILES}/{self.report}/export"
        shown = self.staff.drive.call("GET", export, mimeType="text/plain")
        assert to_thai(self._remark) in shown.content.decode()
        rows = self.staff.read(f"{TAB}!A2:F9")
        assert [(row[2], row[5]) for row in rows] == [
            (name, which) for which in (SIX, TWELVE) for name in NAMES
        ]
        assert self.staff.read(_RESULT) == [[self._remark]]
        letters = [words_of_file(path) for path in self._outbox.glob("*.eml")]
        # those above hear of each version once: there are two of them
        told = [
            letter
            for letter in letters
            if "รอบ 6 เดือน" in letter and any(said in letter for said in _WHOLE)
        ]
        assert len(told) == 2 * (self._changes + 1)

    @property
    def _outbox(self) -> Path:
        return OfficePaths(self._folder).outbox


_WHOLE = ("ครบทุกโครงการแล้ว", "ซึ่งครบแล้ว มีการแก้ไข")
"""What letters say of a report that is whole: the first, and those of its changes."""
_ROWS = 4
"""Of the tab of progress, with the header: those of the round that is over."""
_RESULT = f"{TAB}!L2"


@pytest.fixture(autouse=True)
def _waiting_takes_no_time(pauses: Pauses, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.adapters.google.office.Time", lambda **_: pauses.time())


@pytest.fixture
def nights(
    tmp_path: Path,
    workspace: WorkspaceServer,
    drive: Drive,
    pauses: Pauses,
    monkeypatch: pytest.MonkeyPatch,
) -> Nights:
    quick = partial(Patience, look=0.3, change=0.3)
    monkeypatch.setattr("sync.adapters.google.session.Patience", quick)
    staff = Staff(drive, clean_sheet())
    folder = make_office(tmp_path / "office", workspace, staff)
    nights = Nights(folder, workspace, staff, pauses)
    nights.run()
    return nights


@pytest.fixture
def round_nights(
    tmp_path: Path,
    workspace: WorkspaceServer,
    drive: Drive,
    pauses: Pauses,
) -> RoundNights:
    staff = Staff(drive, waiting_sheet())
    folder = make_office(tmp_path / "office", workspace, staff, OPEN)
    nights = RoundNights(folder, workspace, staff, pauses)
    nights.run()
    return nights


@pytest.mark.parametrize("fault", PASSING)
def test_what_passes_does_not_stop_a_night(nights: Nights, fault: str) -> None:
    for nth in range(1, nights.count() + 1):
        assert (nth, nights.strike(nth, PASSING[fault])) == (nth, "done")
        nights.assert_right()


@pytest.mark.parametrize("fault", LASTING)
def test_what_stops_a_night_is_told_and_the_next_night_puts_it_right(
    nights: Nights, fault: str
) -> None:
    told = set()
    for nth in range(1, nights.count() + 1):
        told.add(nights.strike(nth, LASTING[fault]))
        nights.run()
        nights.assert_right()
    assert told == {"done", CODES.get(fault, "google_refused")}


@pytest.mark.parametrize("fault", ["503", "half", "reset", "done, reset"])
def test_what_passes_does_not_stop_a_night_with_reports(
    round_nights: RoundNights, fault: str
) -> None:
    for nth in range(1, round_nights.count() + 1):
        assert (nth, round_nights.strike(nth, PASSING[fault])) == (nth, "done")
        round_nights.assert_right()


@pytest.mark.parametrize("fault", ["400", "403 not shared", "403 daily", "404"])
def test_what_stops_a_night_with_reports_is_put_right_by_the_next(
    round_nights: RoundNights, fault: str
) -> None:
    told = set()
    for nth in range(1, round_nights.count() + 1):
        told.add(round_nights.strike(nth, LASTING[fault]))
        round_nights.run()
        round_nights.assert_right()
    assert told == {"done", CODES.get(fault, "google_refused")}


def _token_error(status: int, error: str, description: str = "") -> dict[str, Any]:
    body = {"error": error, "error_description": description}
    return {"status": status, "body": body}


TOKENS: Mapping[str, tuple[Mapping[str, Any], str]] = {
    "reset": ({"reset": True}, "done"),
    "half": ({"truncate": 20}, "done"),
    "500": ({"status": 500, "body": {"error": "internal_failure"}}, "done"),
    "503": ({"status": 503, "body": "<html>Unavailable</html>"}, "done"),
    "busy": (_token_error(429, "temporarily_unavailable"), "done"),
    "revoked": (
        _token_error(400, "invalid_grant", "Token revoked."),
        "sign_in_expired",
    ),
    "no such client": (_token_error(401, "invalid_client"), "sign_in_refused"),
    "policy": (_token_error(403, "admin_policy_enforced"), "sign_in_refused"),
    "no token": ({"status": 200, "body": {"expires_in": 3599}}, "sign_in_refused"),
}


@pytest.mark.parametrize("fault", TOKENS)
def test_a_token_that_is_not_given_stops_a_night_only_if_it_never_will_be(
    nights: Nights, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("google.auth._exponential_backoff.time.sleep", lambda _: None)
    action, ending = TOKENS[fault]
    nights.change()

    assert nights.fail({"path": "^/token$"}, action) == ending

    nights.run()
    nights.assert_right()
