"""Who can open a file: told by the permissions it has, as far as they tell."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from typing import Any

from sync.adapters.google.answers import understood
from sync.adapters.google.paging import pages
from sync.adapters.google.session import GoogleSession
from sync.adapters.google.shapes import Identified, Permissions
from sync.errors import NotShared
from sync.model.documents import Audience

_FILES = "https://www.googleapis.com/drive/v3/files"
_FIELDS = "nextPageToken,permissions(type,emailAddress,domain,deleted)"


def audience_of(session: GoogleSession, file_id: str) -> Audience | None:
    """Return who can open a file; ``None`` where the account is not told.

    In a shared drive the list holds its members too.
    """
    asked = {"fields": _FIELDS, "supportsAllDrives": "true"}
    url = f"{_FILES}/{file_id}/permissions"
    try:
        found = [
            permission
            for page in pages(session, url, asked, Permissions)
            for permission in page["permissions"]
        ]
    except NotShared:
        return None
    return read_audience(found)


def read_audience(permissions: Sequence[Mapping[str, Any]]) -> Audience:
    """Read ``Permission`` resources."""
    permissions = [each for each in permissions if not each.get("deleted")]
    kinds = {permission["type"] for permission in permissions}

    def named(kind: str, field: str) -> frozenset[str]:
        return frozenset(
            str(permission.get(field, "")).casefold()
            for permission in permissions
            if permission["type"] == kind
        )

    return Audience(
        anyone="anyone" in kinds,
        groups="group" in kinds,
        people=named("user", "emailAddress"),
        domains=named("domain", "domain"),
    )


def admit(session: GoogleSession, file_id: str, address: str, *, notify: bool) -> None:
    """Let somebody read a file; with ``notify`` Google writes to them about it.

    Raises:
        Unanswered: it may have been done; asked again, Google would write again.
        GoogleError: it was not done.
    """
    with nullcontext() if notify else session.same_when_repeated():
        answer = session.post(
            f"{_FILES}/{file_id}/permissions",
            params={
                "fields": "id",
                "supportsAllDrives": "true",
                "sendNotificationEmail": "true" if notify else "false",
            },
            json={"type": "user", "role": "reader", "emailAddress": address},
        )
    understood(answer, Identified)
