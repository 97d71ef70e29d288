"""A look in a process that has only just begun, as cron or a restart has it."""

import json
import subprocess
import sys
from pathlib import Path

from emulator.server import WorkspaceServer
from sync import wiring
from sync.adapters.google.drive import document_link
from sync.cycle.night import run_cycle
from tests.emulator.driving import Drive
from tests.google.sheeting import Staff, make_office
from tests.sheets import INFO, clean_sheet

ROOT = Path(__file__).parents[2]
_HEAVY = {
    *("pandas", "numpy", "docxtpl", "docx", "lxml", "openpyxl", "rich", "jinja2"),
    *("sync.cycle.check", "sync.cycle.night", "sync.documents.word"),
    *("sync.mail.message", "sync.rules.table", "sync.rules.validate"),
}
"""What takes longer to load than a look takes."""

_LOOK = """
import json, sys
from pathlib import Path
from sync import wiring
from sync.worker.shutdown import Stopping

with wiring.open_office(Path(sys.argv[1])) as office:
    wiring.worker_of(office, Stopping()).look()
    print(json.dumps([office.sent(), *sys.modules]))
"""


def test_a_look_at_an_unchanged_sheet_loads_nothing_heavy(
    tmp_path: Path, workspace: WorkspaceServer, drive: Drive
) -> None:
    staff = Staff(drive, clean_sheet())
    staff.type_in(f"{INFO}!B16", document_link(staff.make_document()))
    folder = make_office(tmp_path / "office", workspace, staff)
    with wiring.open_office(folder) as office:
        run_cycle(office)

    command = [sys.executable, "-c", _LOOK, str(folder)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    sent, *loaded = json.loads(done.stdout)

    assert sent == 1
    assert _HEAVY & set(loaded) == set()
