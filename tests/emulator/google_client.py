"""Google's own client for Python, brought to the emulator."""

from copy import deepcopy
from typing import Any, TypeAlias

from google.auth.credentials import Credentials
from googleapiclient.discovery import build_from_document
from googleapiclient.errors import HttpError

from emulator.discovery import document
from emulator.server import WorkspaceServer
from emulator.world import OWNER
from tests.emulator.signing import DRIVE, ROBOT, person, robot

Service: TypeAlias = Any
"""A client's object for a service: its methods are made from the document."""


class Google:
    """Makes services that find Google at the emulator's address, and closes them."""

    def __init__(self, server: WorkspaceServer) -> None:
        self.server = server
        self.key = server.service_account(ROBOT, delegated=True)
        self._open: list[Service] = []

    def service(self, api: str, credentials: Credentials) -> Service:
        described = deepcopy(document(api))  # the client writes into it
        described["rootUrl"] = f"{self.server.address}/"
        service = build_from_document(described, credentials=credentials)
        self._open.append(service)
        return service

    def owners(self, api: str) -> Service:
        """A service as a person uses it, who can own files."""
        return self.service(api, person(self.server.user(OWNER), DRIVE))

    def robots(self, api: str) -> Service:
        """A service as a service account uses it, which owns nothing."""
        return self.service(api, robot(self.key, DRIVE))

    def close(self) -> None:
        for service in self._open:
            service.close()


def share(drive: Service, file_id: str, email: str = ROBOT) -> str:
    body = {"type": "user", "role": "writer", "emailAddress": email}
    made = drive.permissions().create(
        fileId=file_id, body=body, sendNotificationEmail=False, supportsAllDrives=True
    )
    return str(made.execute()["id"])


def refusal(error: HttpError) -> tuple[int, str]:
    return error.status_code, error.error_details[0]["reason"]
