"""Approvals in Drive, which people start and answer there; the worker only reads them.

Not every edition has them, and an account is told of those on files that it may see
(https://developers.google.com/workspace/drive/api/guides/approvals, 2026-11). Without
``fields`` hardly anything is told.
"""

import logging

from sync.adapters.google.answers import understood
from sync.adapters.google.session import GoogleSession
from sync.adapters.google.shapes import DriveApprovals
from sync.errors import GoogleError

_log = logging.getLogger(__name__)

_APPROVALS = "https://www.googleapis.com/drive/v3/files/{}/approvals"
_FIELDS = "items(status,createTime)"


def is_approved(session: GoogleSession, file_id: str) -> bool:
    """Whether the last approval that was asked for on a file was given.

    One that cannot be read is none: nothing is worth stopping for here.
    """
    try:
        answer = session.get(
            _APPROVALS.format(file_id), params={"fields": _FIELDS, "pageSize": "100"}
        )
        found = understood(answer, DriveApprovals)
    except GoogleError as stop:
        _log.info("approvals in Drive cannot be read code=%s", stop.code)
        return False
    items = sorted(found.get("items", ()), key=lambda it: str(it.get("createTime", "")))
    return bool(items) and items[-1].get("status") == "APPROVED"
