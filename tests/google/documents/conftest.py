"""Where documents are kept: at Google, in a shared drive, or by the worker."""

from pathlib import Path

import pytest

from sync.adapters.google.documents import GoogleDocuments
from sync.adapters.google.session import GoogleSession
from sync.adapters.local.documents import LocalDocuments
from tests.emulator.driving import ROBOT, Drive


@pytest.fixture
def local(tmp_path: Path) -> LocalDocuments:
    return LocalDocuments(tmp_path)


@pytest.fixture
def documents(session: GoogleSession, local: LocalDocuments) -> GoogleDocuments:
    return GoogleDocuments(session, office="sheet", folder=None, elsewhere=local)


@pytest.fixture
def shared_drive(drive: Drive) -> str:
    """A shared drive in which the worker can make files; the id of its root."""
    made = drive.json(
        "POST", "/drive/v3/drives", {"name": "สำนักงาน"}, requestId="office"
    )
    drive.share(str(made["id"]), ROBOT, "fileOrganizer")
    return str(made["id"])


@pytest.fixture
def in_folder(
    session: GoogleSession, local: LocalDocuments, shared_drive: str
) -> GoogleDocuments:
    return GoogleDocuments(
        session, office="sheet", folder=shared_drive, elsewhere=local
    )
